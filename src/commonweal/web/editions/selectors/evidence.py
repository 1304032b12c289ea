"""What an edition's figures are, as its texts say them now: resolved, drafted, checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from django.utils.translation import gettext as _

from commonweal.editions import checks, drafting, findings, pictures, resolve, tokens, tree
from commonweal.editions.basis import Basis
from commonweal.editions.case import Scope
from commonweal.editions.evidence import SnapshotEvidence
from commonweal.editions.findings import Finding, Settled
from commonweal.editions.resolve import Chapter as Resolved
from commonweal.evidence.periods import parse
from commonweal.web.editions.models import Chapter, Edition, Waiver
from commonweal.web.evidence import selectors as published
from commonweal.web.framework import selectors as framework
from commonweal.web.framework.selectors import Book
from commonweal.web.registry import selectors as registry
from commonweal.words import ENGLISH, Definitions, using

from .drawing import draw


def book(held: Edition) -> Book | None:
    """The snapshot that its figures come from: the one it pins, else the one in force."""
    return framework.book_of(held.snapshot) if held.snapshot else framework.book()


def evidence(held: Edition) -> SnapshotEvidence | None:
    found = book(held)
    return evidence_of(found.id, held.rule) if found else None


@lru_cache(maxsize=4)
def evidence_of(snapshot: str, rule: str) -> SnapshotEvidence:
    """One for each snapshot and rule, since it keeps what it has read. Raises LookupError."""
    found = framework.book_of(snapshot)
    if found is None:
        raise LookupError(f"The snapshot {snapshot[:12]} is not in the store.")
    return SnapshotEvidence(found.snapshot, rule)


def basis(held: Edition) -> Basis | None:
    """What an edition stands on beside its text."""
    found = book(held)
    return in_language(basis_of(found.id, held.rule), held.language) if found else None


def in_language(known: Basis, language: str) -> Basis:
    """The same with the texts of the packs in the language; itself for English."""
    said = texts(language)
    return known if said is None else replace(known, definitions=said)


def texts(language: str) -> Definitions | None:
    """What the packs say in a language; the same function until a pack changes. None for English."""
    return None if language == ENGLISH else _texts(language, registry.versions())


@lru_cache(maxsize=8)
def _texts(language: str, versions: tuple[object, ...]) -> Definitions:
    held = registry.translations(language)
    return lambda context, text: held.get((context, text), text)


@lru_cache(maxsize=4)
def basis_of(snapshot: str, rule: str) -> Basis:
    """Raises LookupError."""
    known = evidence_of(snapshot, rule)
    found = framework.book_of(snapshot)
    if found is None:
        raise LookupError(f"The snapshot {snapshot[:12]} is not in the store.")
    site = found.snapshot.definitions.site
    areas, tiles = (tuple(site.areas), dict(site.tiles)) if site else ((), {})
    return Basis(known, found.snapshot.frameworks, areas, tiles, snapshot)


def pack_texts(held: Edition) -> tuple[str, ...]:
    """What the packs say in English in the tables of an edition in another language, the longest first: where
    one of these texts stands there, the pack had it in English only. None for an edition in English."""
    return () if held.language == ENGLISH else _pack_texts(held.snapshot)


@lru_cache(maxsize=4)
def _pack_texts(snapshot: str) -> tuple[str, ...]:
    found = framework.book_of(snapshot)
    if found is None:
        return ()
    told = []
    for i in found.snapshot.definitions.indicators:
        told += [i.name, i.name.partition(", as stated in ")[0], i.description, i.unit]  # stays English
        told += [b.reason.rstrip(".") for b in i.breaks]
    for goal in (g for f in found.snapshot.definitions.frameworks for g in f.goals if g.gap is not None):
        told += [goal.gap.statement, goal.gap.why, goal.gap.being_done]
    return tuple(sorted({t for t in told if len(t) >= _SHORTEST}, key=len, reverse=True))


def drawn(held: Edition, part: Chapter, chapter: Resolved) -> dict[str, pictures.Drawn | str]:
    """Its pictures, by the token as it is written; where one cannot be drawn, why."""
    found: dict[str, pictures.Drawn | str] = {}
    known = basis(held)
    for picture in tree.pictures(chapter.tree) if known else ():
        try:
            with using(held.language, texts(held.language)):
                found[picture.written] = pictures.drawn(picture.token, known, chapter.scope, draw)
        except pictures.Undrawable as wrong:
            found[picture.written] = str(wrong)
    return found


#: A shorter text ("km", "kg") is a sign of every language.
_SHORTEST = 4


@lru_cache(maxsize=1024)
def _resolved(
    snapshot: str, rule: str, language: str, said: Definitions | None, scope: Scope, slug: str, title: str,
    text: str,
) -> Resolved:  # fmt: skip
    with using(language, said):
        return resolve.resolved(text, evidence_of(snapshot, rule), scope, slug=slug, title=title)


def scope(held: Edition, part: Chapter | None = None) -> Scope:
    return Scope((part.place if part else "") or held.place, tuple(held.places))


def resolved(held: Edition, part: Chapter, text: str | None = None) -> Resolved | None:
    """A chapter with its figures filled in; ``text`` where it is not the one that is saved."""
    found = book(held)
    return _in(found, held, part, part.text if text is None else text) if found else None


def _in(found: Book, held: Edition, part: Chapter, text: str) -> Resolved:
    said, where = texts(held.language), scope(held, part)
    return _resolved(found.id, held.rule, held.language, said, where, part.slug, part.title, text)


def stamped(held: Edition, part: Chapter, text: str) -> str:
    """The text with today's direction kept in each token that has one."""
    found = evidence(held)
    return resolve.stamped(text, found, scope(held, part)) if found else text


def findings_of(held: Edition, parts: Sequence[Chapter]) -> tuple[Finding, ...]:
    """Everything that the checks find in the chapters as they are saved."""
    found = book(held)
    if found is None:
        return ()
    return _findings(found.id, held.rule, held.language, tuple(_in(found, held, p, p.text) for p in parts))


@lru_cache(maxsize=32)
def _findings(snapshot: str, rule: str, language: str, chapters: tuple[Resolved, ...]) -> tuple[Finding, ...]:
    return tuple(checks.run(chapters, evidence_of(snapshot, rule), language=language))


def settled(held: Edition, parts: Sequence[Chapter], waivers: Sequence[Waiver]) -> Settled:
    """Which findings are open, and which were waived and why."""
    given = [findings.Waiver(w.key, w.reason, w.by, w.at) for w in waivers]
    return findings.settle(findings_of(held, parts), given)


def check_titles(language: str) -> dict[str, tuple[str, str | None]]:
    """What each check looks for: its title and what it is about; None if it does not read the language."""
    aside = checks.not_read(language)
    return {
        name: (check.TITLE, None if name in aside else check.SUMMARY)
        for name, check in checks.found().items()
    }


def indicators_of(held: Edition, part: Chapter) -> tuple[str, ...]:
    """The indicators of a chapter: those it names, else those that its goal places."""
    found = book(held)
    return _indicators_in(found, part) if found else ()


def _indicators_in(found: Book, part: Chapter) -> tuple[str, ...]:
    named = part.indicators
    if not named and part.goal:
        goal = found.goal(part.framework, part.goal)
        named = found.snapshot.placed(*goal) if goal else ()
    return tuple(i for i in named if i in found.snapshot.indicators)


def draft(held: Edition, part: Chapter, indicator: str) -> str:
    """A first paragraph for an indicator. Raises ValueError for one that is not there."""
    found = book(held)
    if found is None or indicator not in found.snapshot.indicators:
        raise ValueError(_("There is no such indicator (any more)."))
    return _draft(found.id, held.rule, held.language, texts(held.language), scope(held, part), indicator)


@lru_cache(maxsize=512)
def _draft(
    snapshot: str, rule: str, language: str, said: Definitions | None, where: Scope, indicator: str
) -> str:
    with using(language, said):
        return drafting.draft(indicator, evidence_of(snapshot, rule), where)


def offered(held: Edition, part: Chapter) -> list[tuple[str, str, tree.Tree]]:
    """Each indicator of a chapter with its name and its drafted paragraph, figures filled in."""
    found = book(held)
    if found is None:
        return []
    offers = []
    for indicator in _indicators_in(found, part):
        words = _draft(found.id, held.rule, held.language, texts(held.language), scope(held, part), indicator)
        shown = _in(found, held, part, words)
        offers.append((indicator, found.snapshot.indicators[indicator].name, shown.tree))
    return sorted(offers, key=lambda offer: not tree.used(offer[2]))  # those that have no figure come last


def drawing(held: Edition, part: Chapter, written: str) -> str:
    """SVG of a picture's token; "" where it is none, or nothing can be drawn."""
    known = basis(held)
    try:
        token = tokens.parse(written)
        if known is None or not token.picture:
            return ""
        with using(held.language, texts(held.language)):
            return pictures.drawn(token, known, scope(held, part), draw).svg
    except (tokens.TokenError, pictures.Undrawable):
        return ""


def indicator_names(held: Edition) -> dict[str, str]:
    found = book(held)
    return {i.id: i.name for i in framework.indicators(found)} if found else {}


def place_names(held: Edition) -> dict[str, str]:
    found = book(held)
    return dict(found.places) if found else {}


@dataclass(frozen=True)
class Series:
    """What a figure picker offers of one indicator in one place: periods (newest first) and groups."""

    periods: tuple[str, ...]
    groups: tuple[str, ...]


def series(held: Edition, indicator: str, area: str) -> Series:
    found = evidence(held)
    rows = found.series(indicator) if found and indicator in found.indicators else {}
    own = {b: r for (a, b), r in rows.items() if a == area}
    periods = dict.fromkeys(str(r["period"]) for figures in own.values() for r in figures)
    return Series(tuple(sorted(periods, key=lambda p: parse(p).start, reverse=True)), tuple(sorted(own)))


def snapshots() -> dict[str, tuple[dt.datetime, str]]:
    """Those that an edition may pin, by id, the newest first: when each was published, and why."""
    return {r.id: (r.made_at, r.reason) for r in published.snapshot_records()}


def newest() -> str:
    """The id of the snapshot in force; "" where there is none."""
    found = framework.book()
    return found.id if found else ""


def choices(held: Edition | None = None) -> tuple[dict[str, str], dict[str, str]]:
    """Frameworks and places to set an edition up with: title by id, name by code; of its own snapshot.

    The places are those of the site, and those that an indicator is compared with.
    """
    found = book(held) if held else framework.book()
    if found is None:
        return {}, {}
    compared = sorted({i.comparator for i in found.snapshot.definitions.indicators if i.comparator})
    own = found.default_area()
    chosen = dict.fromkeys([*([own] if own else []), *found.site_areas, *compared])
    places = {c: found.places[c] for c in chosen if c in found.places}
    return {f.id: f.title for f in found.snapshot.definitions.frameworks}, places


def strange(held: Edition) -> list[str]:
    """What an edition names as a framework or a place, and its snapshot does not have."""
    found = book(held)
    frameworks, places = (found.snapshot.frameworks, found.places) if found else ({}, {})
    codes = (held.place, *held.places, *held.comparators)
    return [f for f in held.frameworks if f not in frameworks] + [p for p in codes if p and p not in places]


def goals(held: Edition) -> dict[str, tuple[str, str]]:
    """Title and framework's title by "framework/goal", in the order of its frameworks."""
    found = book(held)
    if found is None:
        return {}
    known = [found.snapshot.frameworks[i] for i in held.frameworks if i in found.snapshot.frameworks]
    return {f"{f.id}/{g.id}": (g.short_title, f.title) for f in known for g in f.goals}


def default_rule() -> str:
    return framework.default_rule()
