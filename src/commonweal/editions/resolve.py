"""A chapter's text resolved: every token filled from the evidence, and what is wrong with any of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from commonweal.editions import markdown, tokens
from commonweal.editions.answers import answer, direction, look
from commonweal.editions.case import Scope
from commonweal.editions.edition import Edition, Part
from commonweal.editions.evidence import Evidence
from commonweal.editions.tree import (
    Heading,
    Inline,
    Number,
    Picture,
    Table,
    Tree,
    Trouble,
    Used,
    leaves,
    numbers,
    pictures,
    plain,
    rewritten,
    runs,
    used,
)
from commonweal.publish import numbers as printing
from commonweal.words import _, in_both, using


@dataclass(frozen=True)
class Chapter:
    """A part of an edition with its figures filled in. ``slug`` and ``title`` are the part's."""

    slug: str
    title: str
    tree: Tree
    scope: Scope

    @property
    def used(self) -> tuple[Used, ...]:
        """Every figure in its sentences, in reading order: what a page links and an appendix lists."""
        return used(self.tree)

    @property
    def troubles(self) -> tuple[tuple[str, Trouble], ...]:
        """What is wrong with its tokens, each with the token as it is written."""
        found = [(n.written, n.trouble) for n in numbers(self.tree) if n.trouble]
        return (*found, *((p.written, p.trouble) for p in pictures(self.tree) if p.trouble))


def scope_of(edition: Edition, part: Part | None = None) -> Scope:
    """What the tokens of a part are about where they say nothing."""
    return Scope((part.place if part else "") or edition.place, edition.places)


def chapter(part: Part, edition: Edition, evidence: Evidence) -> Chapter:
    """One part of an edition, resolved in its language. Never raises: what is wrong is in ``troubles``."""
    with using(edition.language):
        return resolved(part.text, evidence, scope_of(edition, part), slug=part.slug, title=part.title)


def chapters(edition: Edition, evidence: Evidence) -> tuple[Chapter, ...]:
    return tuple(chapter(part, edition, evidence) for part in edition.parts)


def resolved(text: str, evidence: Evidence, scope: Scope, *, slug: str = "", title: str = "") -> Chapter:
    """A Markdown text with figure tokens, read and filled: for a preview as well as for a page.

    What must be known of a figure ("provisional") is said in words behind its first mention in a paragraph,
    list item or cell; one that begins a sentence has a capital.
    """
    tree = rewritten(
        markdown.parse(text), lambda n: _filled(n, evidence, scope), lambda p: _looked(p, evidence, scope)
    )
    return Chapter(slug, title, _finished(tree), scope)


def stamped(text: str, evidence: Evidence, scope: Scope) -> str:
    """The text with the direction of today in each token that has one and does not keep it yet.

    Called when a text is saved: from then on a figure that turns is noticed. Whatever else is in the text,
    and a token that cannot be read or has no figure, stays as it is.
    """
    for written, token in tokens.found(text):
        if isinstance(token, tokens.TokenError) or token.was is not None or not token.turns:
            continue
        way = direction(token, evidence, scope)
        if way is not None:
            text = text.replace(written, str(tokens.with_direction(token, way)))
    return text


def indicators_in(texts: Iterable[str]) -> tuple[str, ...]:
    """The indicators that the tokens of some texts name, each once, in order."""
    named = (
        t.indicator for text in texts for _written, t in tokens.found(text) if isinstance(t, tokens.Token)
    )
    return tuple(dict.fromkeys(named))


def _filled(number: Number, evidence: Evidence, scope: Scope) -> Number:
    if number.token is None:
        return number
    if number.token.picture:
        trouble = Trouble(
            "unfit",
            in_both("“{form}” is a picture and stands inside a sentence.", form=number.token.form),
            _("Write it on a line of its own."),
        )
        return replace(number, text=f"[{number.token.form}]", trouble=trouble)
    found = answer(number.token, evidence, scope)
    return replace(number, text=found.text, used=found.used, trouble=found.trouble)


def _looked(picture: Picture, evidence: Evidence, scope: Scope) -> Picture:
    return replace(picture, trouble=look(picture.token, evidence, scope))


def _finished(tree: Tree) -> Tree:
    """Remarks behind the first mention in each run (a heading and a table's header stay short), and a capital
    where a figure in words begins a sentence."""
    short = {id(run) for b in tree if isinstance(b, Heading) for run in runs((b,))}
    cells = {id(c.children) for b in tree if isinstance(b, Table) for r in (b.header, *b.rows) for c in r}
    short |= {id(c.children) for b in tree if isinstance(b, Table) for c in b.header}
    texts: dict[int, str] = {}
    for run in runs(tree):
        known: set[tuple[str, ...]] = set()
        before = "" if id(run) not in cells else "."
        uneven = _uneven(run)
        for leaf in leaves(run):
            if not isinstance(leaf, Number):
                before = (before + plain((leaf,)))[-8:]
                continue
            text = leaf.text
            if _BEGINS.fullmatch(before):
                text = text[:1].upper() + text[1:]
            made = leaf.used
            if made is not None and made.remarks and id(run) not in short:
                key = (made.indicator, made.place, made.breakdown, made.period, *made.remarks)
                text = text if key in known else f"{text} ({'; '.join(made.remarks)})"
                known.add(key)
            if id(leaf) in uneven:
                text = _("{figure} (before rounding)").format(figure=text)
            texts[id(leaf)] = text
            before = leaf.text[-8:]
    return rewritten(tree, lambda n: replace(n, text=texts.get(id(n), n.text)), lambda p: p)


def _uneven(run: tuple[Inline, ...]) -> set[int]:
    """Differences that do not agree with the two figures printed beside them: 0.4 between 2.4 and 2.7.

    A difference is taken before rounding, so both are right; a reader who takes it again has to know.
    """
    shown = [n for n in leaves(run) if isinstance(n, Number) and n.used and n.used.value is not None]
    found = set()
    for number in shown:
        made = number.used
        other = _TAKEN_FROM.get(made.form) if made else None
        if made is None or made.value is None or other is None:
            continue
        own = [
            m.value for m in _of(shown, made, _FIGURES) if m.place == made.place and m.period == made.period
        ]
        theirs = [m.value for m in _of(shown, made, {other}) if _meant(m, made)]
        if not own or not theirs or own[0] is None or theirs[0] is None:
            continue
        printed = _rounded(theirs[0], made.decimals) - _rounded(own[0], made.decimals)
        if abs(printed) != abs(_rounded(made.value, made.decimals)):
            found.add(id(number))
    return found


_FIGURES = {"value", "value-in-full"}
#: What a difference is taken from, beside the figure itself.
_TAKEN_FROM = {
    "gap": "comparator",
    "change": "earlier",
    "change-points": "earlier",
    "movement": "earlier",
}


def _of(shown: list[Number], made: Used, forms: set[str]) -> list[Used]:
    series = (made.indicator, made.breakdown)
    return [
        n.used
        for n in shown
        if n.used and n.used.form in forms and (n.used.indicator, n.used.breakdown) == series
    ]


def _meant(other: Used, made: Used) -> bool:
    if other.form == "comparator":
        return (other.place, other.period) == (made.comparator, made.period)
    return (other.place, other.period) == (made.place, made.since)


def _rounded(number: float, decimals: int) -> Decimal:
    return Decimal(printing.plain(number, decimals).replace(",", "").replace(printing.MINUS, "-"))


#: What stands before a figure that begins a sentence: nothing, or the end of another.
_BEGINS = re.compile(r"\s*|.*[.!?][)\"”’]*\s+", re.DOTALL)
