"""True sentences of two figures of a series and one of another place, said in ways that people say them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from commonweal import evidence as bringing
from commonweal import packs
from commonweal.editions.evidence import FrameEvidence
from commonweal.publish import numbers, placenames, wording

#: ``a`` and ``b``: the earlier and the later figure of {place}; ``c``: that of {other}, as late as the later.
WAYS = (
    "{Name} in {place} {rose} from {a} in {then} to {b} in {now}.",
    "{Name} in {place} {rose} from {a} to {b} between {then} and {now}.",
    "In {now}, {name} in {place} was {b}, {up} from {a} in {then}.",
    "In {now}, {name} in {place} was {b} ({a} in {then}).",
    "In {place}, {name} was {b} in {now}, compared with {c} in {other}.",
    "{Place}: {name} {b} ({now}); {other}: {c}.",
    "{Name} stood at {b} in {place} in {now} against {c} in {other}, after {a} in {then}.",
    "With {b} in {now}, {name} in {place} has {risen} since {then}, when it was {a}.",
    "At {b}, {name} in {place} in {now} was {above} that of {other} ({c}).",
    "{Name} {rose} to {b} in {place} in {now} from {a} in {then}, and to {c} in {other}.",
    "{Name}, {now}: {place} {b}, {other} {c}.",
    "| Place | {Name}, {then} | {Name}, {now} |\n|---|--:|--:|\n| {Place} | {a} | {b} |",
    "Since {then} {name} in {place} {rose}, from {a} to {b} in {now}, while {other} had {c} in {now}.",
)


@dataclass(frozen=True)
class Case:
    way: str
    words: dict[str, str]
    figures: dict[str, float]
    indicator: Any

    @property
    def text(self) -> str:
        return self.way.format(**self.words)

    def wrong(self, choose: random.Random) -> str:
        """The same with one of its figures an eighth off; empty where rounding hides it."""
        which = choose.choice([x for x in "abc" if f"{{{x}}}" in self.way])
        other = numbers.value(self.figures[which] * choose.choice([0.88, 1.13]), self.indicator)
        same = other == self.words[which]
        return "" if same else self.way.format(**{**self.words, which: other})


def cases(held: FrameEvidence, choose: random.Random, ids: Iterable[str] = ()) -> Iterator[Case]:
    """Without end, of every series of the evidence that is of everyone; of some indicators or of all."""
    series = [
        (id_, area, rows)
        for id_ in ids or held.indicators
        for (area, breakdown), all_ in held.series(id_).items()
        if not breakdown and len(rows := [r for r in all_ if numbers.known(r["value"])]) > 1
    ]
    while True:
        id_, area, rows = choose.choice(series)
        indicator = held.indicators[id_]
        first, second = sorted(choose.sample(range(len(rows)), 2))
        then, now = rows[first], rows[second]
        others = [
            (other, r)
            for (other, breakdown), all_ in held.series(id_).items()
            if not breakdown and other != area
            for r in all_
            if r["period"] == now["period"] and numbers.known(r["value"])
        ]
        if not others:
            continue
        other, there = choose.choice(others)
        figures = {"a": then["value"], "b": now["value"], "c": there["value"]}
        shown = {k: numbers.value(v, indicator) for k, v in figures.items()}
        if len(set(shown.values())) < 3:
            continue  # a figure that is printed twice is what a check looks for
        up = figures["b"] > figures["a"]
        name, place = wording.subject(indicator), placenames.in_sentence(area, held.places)
        words = {
            **shown,
            "name": name,
            "Name": name[:1].upper() + name[1:],
            "place": place,
            "Place": place[:1].upper() + place[1:],
            "other": placenames.in_sentence(other, held.places),
            "then": wording.period(then["period"]),
            "now": wording.period(now["period"]),
            "rose": "rose" if up else "fell",
            "risen": "risen" if up else "fallen",
            "up": "up" if up else "down",
            "above": "above" if figures["b"] > figures["c"] else "below",
        }
        yield Case(choose.choice(WAYS), words, figures, indicator)


def measured(
    cases_: Iterable[Case], choose: random.Random, found: Callable[[str], object], of: str
) -> tuple[int, dict[str, object], list[str]]:
    """How many cases there are, what is found in true ones, and the wrong ones in which nothing is; said in a
    line. ``of``: what reads them."""
    pairs = [(case.text, wrong) for case in cases_ if (wrong := case.wrong(choose))]
    alarms = {text: what for text, _ in pairs if (what := found(text))}
    missed = [wrong for _, wrong in pairs if not found(wrong)]
    n = len(pairs)
    print(
        f"\n{of}: {len(alarms)} of {n} true sentences raise anything, {n - len(missed)} of {n} wrong ones do"
    )
    return n, alarms, missed


def on_our_packs(root: Path) -> FrameEvidence:
    """The figures of our own packs."""
    library = packs.read_library(sorted(p.parent for p in (root / "packs").glob("*/pack.yaml")))
    register = bringing.Register.from_definitions(
        library.indicators.values(), library.places.values(), library.area_sets.values()
    )
    rows = bringing.read(list(library.figures.values()), register=register).rows
    places = {c: p.name for c, p in library.places.items()}
    places |= {c: s.name for c, s in library.area_sets.items()}
    residents = {r.area: r.people for pack in library.packs if pack.site for r in pack.site.residents}
    return FrameEvidence(
        rows.select(bringing.OBSERVATION.names()),
        library.indicators.values(),
        places,
        residents=residents,
        targets=[entry for pack in library.packs for entry in pack.targets],
    )


def names_of(code: str, held: FrameEvidence) -> tuple[str, ...]:
    """What a place is called: its name, and as a sentence tells it from another of that name."""
    bare, told = held.places[code], placenames.in_sentence(code, held.places)
    return tuple(dict.fromkeys((bare, told.removeprefix("the "))))
