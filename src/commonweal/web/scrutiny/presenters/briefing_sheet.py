"""The same pages as documents: a report's on two sides of paper at most, a meeting's item by item."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from commonweal.publish import documents, status
from commonweal.publish.documents import Block, Document, Heading, Paragraph, Table
from commonweal.web.framework.presenters.marks import CountView
from commonweal.web.scrutiny.presenters.briefing import (
    LIMITS,
    Bounded,
    BriefingPage,
    Limits,
    MeetingBriefing,
    briefing_page,
)
from commonweal.web.scrutiny.presenters.briefing_rows import short
from commonweal.web.scrutiny.selectors.briefing import Briefed

SIDES = 2
#: A statement's lines and a reason are whole on the page; on a fuller sheet they are shortened, and say so.
_LINE_WORDS = (60, 30, 16, 10)


def report_pdf(found: Briefed, *, address: str) -> bytes:
    """The briefing as PDF/UA-1 of two pages at most: of the limits the roomiest with which it fits."""
    content = b""
    for limits, words in zip(LIMITS, _LINE_WORDS, strict=True):
        page = briefing_page(found, may_ask=False, limits=limits)
        content = documents.pdf(document(page, limits, words, address=address))
        if documents.pages(content) <= SIDES:
            break
    return content


def document(page: BriefingPage, limits: Limits, words: int, *, address: str) -> Document:
    blocks: list[Block] = [Paragraph(page.lede)]
    if page.tags:
        blocks.append(Paragraph(", ".join(str(words) for words, _colour in page.tags) + "."))
    if page.example:
        example = _("This is an example.")
        blocks.append(Paragraph(f"{example} {page.example}"))
    blocks.append(Table("", (_("About it"), _("Says")), [[k, short(v, 40)] for k, v in page.facts], (1, 5)))
    if page.asks:
        more = _("(All of it is on the report’s page.)") if page.asks_shortened else ""
        blocks.append(Paragraph(f"{page.asks} {more}".rstrip()))
    blocks += _goals(page, limits)
    blocks.append(Heading(1, _("The account given")))
    blocks.append(Paragraph(" ".join(filter(None, (page.account, page.timing.words if page.timing else "")))))
    blocks += [Paragraph(short(line, words)) for line in page.lines.rows[: page.lines.most]]
    blocks += _more(page.lines)
    blocks.append(Heading(1, _("What is missing or late")))
    blocks.append(Paragraph(page.missing_words))
    if page.missing.rows:
        cells = [[m.what, m.needs] for m in page.missing.rows[: page.missing.most]]
        blocks.append(Table("", (_("Test"), _("What it needs")), cells, (1, 3)))
    blocks += _more(page.missing)
    if page.flags.rows:
        cells = [[f.title, f.sentence or "–", f.why] for f in page.flags.rows[: page.flags.most]]
        header = (_("Advice on its document, no verdict"), _("The sentence"), _("Why"))
        blocks.append(Table("", header, cells, (2, 3, 3)))
    blocks += _more(page.flags)
    blocks.append(Heading(1, _("What changed. %(since)s") % {"since": page.since}))
    blocks += [Paragraph(f"{day}: {said}") for day, said in page.changes.rows[: page.changes.most]]
    blocks += _more(page.changes) if page.changes.rows else [Paragraph(_("Nothing."))]
    blocks += _promises(page, words)
    blocks.append(Heading(1, _("Questions that it leaves open")))
    if page.questions.rows:
        cells = [
            [str(n), short(q.words, 2 * words), short(q.reason, words)]
            for n, q in enumerate(page.questions.rows[: page.questions.most], 1)
        ]
        blocks.append(Table("", (_("No."), _("Question"), _("Why it is asked")), cells, (1, 10, 10)))
    else:
        blocks.append(Paragraph(_("None is drawn from what is known.")))
    blocks += _more(page.questions)
    whole = _("Texts that end in “…” are whole on the page or behind its links: %(address)s")
    note = f"{page.made} {page.note} {whole % {'address': address}}"
    blocks.append(Paragraph(note, quiet=True))
    title = _("Briefing: %(title)s") % {"title": short(page.title, 30)}
    return Document(title, blocks, author=page.report.author_role, compact=True)


def meeting_pdf(page: MeetingBriefing, *, address: str) -> bytes:
    blocks: list[Block] = [Paragraph(page.sentence)]
    for item in page.items:
        number = f"{item.item}. " if item.item else ""
        said = [words for words, _colour in item.tags]
        blocks.append(Heading(1, f"{number}{item.title}{f' ({chr(44).join(said)})' if said else ''}"))
        blocks.append(Paragraph(item.kind))
        rows = [
            [_("Places"), item.places],
            [_("Goals"), item.goals],
            [_("Account"), item.account],
            [_("Missing"), item.missing],
            *(
                [_("Question %(number)d") % {"number": n}, f"{q.words} ({q.reason})"]
                for n, q in enumerate(item.questions, 1)
            ),
        ]
        blocks.append(Table("", (_("What"), _("Says")), rows, (1, 6)))
    online = _("Online: %(address)s") % {"address": address}
    blocks.append(Paragraph(f"{page.made} {online}", quiet=True))
    title = _("Briefing: %(title)s") % {"title": page.title}
    return documents.pdf(Document(title, blocks, compact=True))


def _goals(page: BriefingPage, limits: Limits) -> list[Block]:
    blocks: list[Block] = [Heading(1, _("Goals and places that it touches, and how they do now"))]
    if page.goals.rows:
        cells = [
            [
                short(g.goal, 12),
                short(g.place, 8),
                counted(g.counts),
                f"{g.indicator}: {g.figure} ({g.face})" if g.figure else _("no figure"),
            ]
            for g in page.goals.rows[: page.goals.most]
        ]
        header = (_("Goal"), _("Place"), _("Its indicators"), _("One of them"))
        blocks.append(Table("", header, cells, (3, 2, 4, 7)))
    return [*blocks, *_more(page.goals), Paragraph(page.goals_words, quiet=True)]


def _promises(page: BriefingPage, words: int) -> list[Block]:
    blocks: list[Block] = [
        Heading(1, _("Promised before by the same sponsor")),
        Paragraph(page.promises_words),
    ]
    if page.promises.rows:
        cells = [
            [p.words, p.report, f"{p.state.word}. {p.when[:1].upper()}{p.when[1:]}"]
            for p in page.promises.rows[: page.promises.most]
        ]
        blocks.append(Table("", (_("Promised"), _("Report"), _("How it stands")), cells, (4, 3, 4)))
    blocks += _more(page.promises)
    if page.kept.rows:
        cells = [[k.words, k.report, short(k.sentence, words)] for k in page.kept.rows[: page.kept.most]]
        blocks.append(Table("", (_("Claim"), _("Report"), _("What happened")), cells, (3, 3, 5)))
        blocks += [*_more(page.kept), Paragraph(page.caution, quiet=True)]
    return blocks


def counted(found: Sequence[CountView]) -> str:
    """ "▲ 2 improving and closing, ○ 1 no data": shape, number and word."""
    return ", ".join(f"{status.mark(c.status.key).shape} {c.count} {c.status.word}" for c in found)


def _more(of: Bounded[object]) -> list[Block]:
    return [Paragraph(f"… {of.more_words}.", quiet=True)] if of.more else []
