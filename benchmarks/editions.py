"""An edition of 17 chapters and 100 charts written out whole, and the same with its charts drawn before.

Time of the processor, of all threads: what else the machine does then counts for less.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.line import Line

from commonweal.editions import packed, render
from commonweal.editions.basis import Basis
from commonweal.editions.book import book
from commonweal.editions.edition import Edition, PartKind
from commonweal.editions.folder import read
from commonweal.editions.outputs import Kind
from commonweal.editions.pictures import Press
from commonweal.editions.pressing import Pngs

ROOT = Path(__file__).resolve().parent.parent
CHARTS = 100
#: Kept charts save the drawing; what is left is laying out. More than this would mean that they are not used.
MOST_TIMES = 0.7


def run() -> list[Line]:
    with TemporaryDirectory() as folder:
        snapshot = packed.snapshot(sorted(p.parent for p in ROOT.glob("packs/*/pack.yaml")), Path(folder))
        example = ROOT / "examples" / "editions" / "west-midlands-example"
        edition = read(example, snapshot.definitions.frameworks, snapshot.places)
        chosen = with_charts(edition, Basis.of(snapshot, edition))
        Press()({"mark": "point", "data": {"values": []}})  # the drawing engine is started before it is timed
        press, pngs = Timed(Press()), Timed(Pngs())
        first, parts = seconds(chosen, Basis.of(snapshot, edition), press, pngs)
        drawing, as_png = press.seconds, pngs.seconds
        again, _ = seconds(chosen, Basis.of(snapshot, edition), press, pngs)
    charts = sum(p.text.count("{{chart ") for p in chosen.parts)
    goals = sum(p.kind is PartKind.GOAL for p in chosen.parts)
    what = f"An edition of {goals} chapters and {charts} charts: web, PDF, Word and data"
    return [
        Line(what=what, value=first, unit="s"),
        Line(what="… of which charts, as SVG", value=100 * drawing / first, unit="% of the time"),
        Line(
            what="… of which charts, as PNG for Word and data",
            value=100 * as_png / first,
            unit="% of the time",
        ),
        *(Line(what=f"… of which {name}", value=s, unit="s") for name, s in parts.items()),
        Line(
            what="The same with its charts kept",
            value=again,
            unit="s",
            peer=first,
            peer_is="all drawn anew",
            limit=MOST_TIMES,
        ),
    ]


class Timed:
    """A press of either kind, and how long it works, all told."""

    def __init__(self, press: Callable[[Any], bytes]) -> None:
        self.press, self.seconds = press, 0.0

    def __call__(self, wanted: Any) -> bytes:
        start = time.process_time()
        try:
            return self.press(wanted)
        finally:
            self.seconds += time.process_time() - start


def seconds(edition: Edition, basis: Basis, press: Timed, pngs: Timed) -> tuple[float, dict[str, float]]:
    """All told, and each way out by itself."""
    start = time.process_time()
    whole = book(edition, basis, press)
    parts = {"chapters with their pictures": time.process_time() - start}
    for kind in Kind:
        before = time.process_time()
        render.rendered(whole, only=[kind], alone=False, as_png=pngs)
        parts[f"{kind}"] = time.process_time() - before
    return time.process_time() - start, parts


def with_charts(edition: Edition, basis: Basis) -> Edition:
    """The seventeen goals of the example, with charts of single places behind the text of each until there
    are a hundred in all; the other parts as they are.
    """
    goals = [p for p in edition.parts if p.goal is None or p.goal.framework == "sustainable-development"]
    drawable = [
        f"{{{{chart of {i} in {place}}}}}"
        for i in basis.ordered(edition)
        for place in edition.places
        if basis.standing_in(i, place).row is not None and not basis.standing_in(i, place).row["breakdown"]  # type: ignore[index]
    ]
    held = sum(p.text.count("{{chart ") for p in goals)
    wanted = drawable[: CHARTS - held]
    chapters = [p for p in goals if p.kind is PartKind.GOAL]
    share = -(-len(wanted) // len(chapters))
    more = {p.slug: wanted[n * share : (n + 1) * share] for n, p in enumerate(chapters)}
    return replace(
        edition,
        parts=tuple(replace(p, text="\n\n".join([p.text, *more.get(p.slug, ())])) for p in goals),
    )
