"""The worked example of docs/methods/circle.md, worked again: a page that drifts fails."""

from __future__ import annotations

import re
from pathlib import Path

from commonweal.circle import State, holes, loops, net, turning

from .plain import link

PAGE = Path(__file__).resolve().parents[2] / "docs" / "methods" / "circle.md"
WORDS = {1: "more", -1: "less", 0: "both"}


def test_the_worked_example_is_what_the_code_makes_of_it() -> None:
    [block] = re.findall(r"```circle\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    lines = block.strip().splitlines()
    made = net(
        link(*ends, direction, strength)
        for *ends, direction, strength in (
            re.fullmatch(r"(\w+) > (\w+): (\w+), (\w+)", line).groups()  # type: ignore[union-attr]
            for line in lines
            if " > " in line.partition(":")[0]
        )
    )
    states = {
        f"indicator/{line.split()[0]}": State(line.split()[2]) for line in lines if line.split()[1] == "is"
    }
    said = []
    for loop in loops(made).found:
        found = turning(made, loop, states)
        parts = [found.verdict.value, WORDS[found.sign]]
        parts += [f"at {_short(b.node)}" for b in found.breaks]
        parts += [f"rests on {_short(s.origin)} > {_short(s.to)}" for s in found.contested]
        said.append(f"loop {' '.join(map(_short, loop))}: {', '.join(parts)}")
    gaps = holes(made)
    outside = sorted(map(_short, (*gaps.beginnings, *gaps.passed, *gaps.ends)))
    said.append(f"outside {' '.join(outside)}: nothing feeds {', '.join(map(_short, gaps.beginnings))}")
    assert gaps.missing == ()
    assert sorted(said) == sorted(line for line in lines if line.startswith(("loop", "outside")))


def _short(node: str) -> str:
    return node.removeprefix("indicator/")
