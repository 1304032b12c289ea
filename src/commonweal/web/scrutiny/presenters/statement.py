"""A statement as a page, to paste and to insert: each line and number with the answer it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commonweal.appraisal.worksheet import NOTHING
from commonweal.publish.documents import Block, Document, Paragraph, Table
from commonweal.scrutiny.questions import Test
from commonweal.scrutiny.wording import Piece
from commonweal.web.proposals.presenters.marks import CitedView
from commonweal.web.scrutiny.models import Report
from commonweal.web.scrutiny.presenters.account import note_on, sentence
from commonweal.web.scrutiny.presenters.answer import documents, parts_words
from commonweal.web.scrutiny.presenters.choices import DECISIONS
from commonweal.web.scrutiny.presenters.choices import said as called
from commonweal.web.scrutiny.presenters.marks import (
    Timing,
    answer_href,
    cited,
    report_href,
    said_on,
    strength,
    timing,
)
from commonweal.web.scrutiny.selectors import accounts
from commonweal.web.scrutiny.selectors.statements import Told
from commonweal.web.ui.days import day_words

COLUMNS = (
    gettext_lazy("Test"),
    gettext_lazy("Who"),
    gettext_lazy("People"),
    gettext_lazy("Where"),
    gettext_lazy("By when"),
    gettext_lazy("Indicator"),
)


@dataclass(frozen=True)
class LineView:
    """A line of the statement. ``notes``: number and label of the answers it comes from."""

    text: str
    notes: list[tuple[int, str]]
    unfounded: str


@dataclass(frozen=True)
class RowView:
    note: int
    cells: list[tuple[str, str]]


@dataclass(frozen=True)
class NoteView:
    """The answer behind a line: whose it is, of which day, on what evidence; and the answer itself."""

    number: int
    label: str
    question: str
    href: str
    said: str
    strength: str
    cited: list[CitedView]
    documents: list[str]
    parts: list[tuple[str, str]]


@dataclass(frozen=True)
class StatementPage:
    report: Report
    report_href: str
    tests_href: str
    sentence: str
    heading: str
    empty: bool
    lines: list[LineView]
    table: list[RowView]
    notes: list[NoteView]
    words: int
    shortened: bool
    timing: Timing
    decided: str
    worded: str
    edited: list[Piece]
    moved: list[Piece]
    record: str
    record_words: str
    note: str


@dataclass(frozen=True)
class NoStatement:
    """Asked for before the tests are begun."""

    report: Report
    report_href: str
    tests_href: str


def nothing_page(report: Report) -> NoStatement:
    return NoStatement(report, report_href(report), reverse("scrutiny:account", args=[report.pk]))


def statement_page(told: Told, *, named: bool, record: str) -> StatementPage:
    """``record``: the whole address of the public record; ``named``: authors are called by name."""
    sheet, report = told.sheet, told.sheet.report
    numbers = {t.key: n for n, t in enumerate(sheet.tests, 1)}
    labels = {t.key: t.origin.label for t in sheet.tests}
    empty = sheet.account.quality == "none"
    public = report.public and not report.exempt
    return StatementPage(
        report=report,
        report_href=report_href(report),
        tests_href=reverse("scrutiny:account", args=[report.pk]),
        sentence=_nothing(len(sheet.tests)) if empty else f"{sentence(sheet)} {_words(told)}",
        heading=sheet.test_set.headings[0],
        empty=empty,
        lines=[
            LineView(line.text, [(numbers[k], labels[k]) for k in line.keys], ", ".join(line.unfounded))
            for line in told.lines
        ],
        table=[
            RowView(numbers[row.key], list(zip(map(str, COLUMNS), cells, strict=True)))
            for row, cells in zip(told.written.table, _cells(told), strict=True)
        ],
        notes=[_note(told, test, numbers[test.key], named) for test in sheet.tests],
        words=len(told.text.split()),
        shortened=told.written.shortened and told.row is None,
        timing=timing(sheet),
        decided=_("%(decision)s on %(day)s")
        % {"decision": called(DECISIONS, report.decision), "day": day_words(report.decided_on)}
        if report.decided_on
        else "",
        worded=_worded(told, named),
        edited=told.edited,
        moved=told.moved,
        record=record,
        record_words=""
        if public
        else _("The report is exempt: its statement has no public record.")
        if report.exempt
        else _("The report is not public yet. The public record is there once it is."),
        note=note_on(sheet.version),
    )


def _nothing(count: int) -> str:
    return ngettext(
        "None of the %(number)d tests has been answered, so there is nothing to state yet.",
        "None of the %(number)d tests has been answered, so there is nothing to state yet.",
        count,
    ) % {"number": count}


def _words(told: Told) -> str:
    count = len(told.text.split())
    return ngettext("The statement has %(number)d words.", "The statement has %(number)d words.", count) % {
        "number": count
    }


def document(told: Told, *, record: str) -> Document:
    """The section of the report, to insert."""
    sheet = told.sheet
    blocks: list[Block] = [Paragraph(line.text) for line in told.lines]
    if told.written.table:
        # What no row says is left out, so that the table stays small.
        rows = _cells(told)
        kept = [n for n in range(len(COLUMNS)) if n == 0 or any(row[n] for row in rows)]
        header = [str(COLUMNS[n]) for n in kept]
        widths = [(3, 4, 2, 3, 2, 3)[n] for n in kept]
        blocks.append(Table(_("In short"), header, [[row[n] or "–" for n in kept] for row in rows], widths))
    given = [t for t in sheet.tests if not sheet.answers.get(t.key, NOTHING).empty]
    for test in given:
        evidence = [
            f"{c.words} ({c.face}){f'. {c.since}' if c.since else ''}" for c in cited(sheet, test.key)
        ]
        evidence += [d.name for d in documents(sheet, test.key) if d.citation]
        words = f"{test.origin.label}: {said_on(sheet, test.key, named=False)}."
        if evidence:
            words += " " + _("Evidence: %(evidence)s.") % {"evidence": "; ".join(evidence)}
        blocks.append(Paragraph(words, quiet=True))
    # A report is written before it is public: by the time that it is read, the address leads there.
    asked = _("Asked by %(tests)s, version %(version)s.") % {
        "tests": sheet.test_set.title, "version": sheet.version.version,
    }  # fmt: skip
    if not sheet.report.exempt:
        asked += " " + _("Public record, with every answer: %(address)s") % {"address": record}
    blocks.append(Paragraph(asked, quiet=True))
    return Document(sheet.test_set.headings[0], blocks, author=sheet.report.author_role)


def _cells(told: Told) -> list[list[str]]:
    return [[r.label, r.who, r.people, r.where, r.when, r.indicator] for r in told.written.table]


def _note(told: Told, test: Test, number: int, named: bool) -> NoteView:
    sheet = told.sheet
    return NoteView(
        number=number,
        label=test.origin.label,
        question=test.title,
        href=answer_href(sheet.report, test.key),
        said=said_on(sheet, test.key, named) or _("Not answered"),
        strength=strength(sheet, test),
        cited=cited(sheet, test.key),
        documents=[d.name for d in documents(sheet, test.key) if d.citation],
        parts=parts_words(sheet, test, sheet.answers.get(test.key, NOTHING)),
    )


def _worded(told: Told, named: bool) -> str:
    if told.row is None:
        return _("Written from the answers as they are now.")
    day = accounts.day_of(told.row.changed_at)
    who = told.row.changed_by if named else told.sheet.report.author_role
    said = (
        _("Worded by %(who)s on %(day)s, after the decision, from what the answers gave then.")
        if told.sheet.after_decision(day)
        else _("Worded by %(who)s on %(day)s, from what the answers gave then.")
    )
    return said % {"who": who, "day": day_words(day)}
