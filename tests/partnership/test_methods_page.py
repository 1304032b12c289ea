"""The worked cases of the methods pages, worked again: a page that drifts fails."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path

import pytest

from commonweal.partnership.commitments import GRACE, QUIET, Kind, Promise, Stands, Update, agrees, stands
from commonweal.partnership.rollouts import Stage, Use, adoption, reach
from commonweal.partnership.strategies import Part, coverage, shows
from commonweal.partnership.when import When, when

METHODS = Path(__file__).resolve().parents[2] / "docs" / "methods"
STANDING = (METHODS / "standing-of-commitments.md").read_text("utf-8")
ROLLOUTS = (METHODS / "rollouts-and-strategies.md").read_text("utf-8")
COMMITMENTS = re.findall(r"```commitment\n(.*?)```", STANDING, re.DOTALL)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def promise_of(lines: list[str]) -> Promise:
    made, due = re.fullmatch(r"made (\S+), due (\S+)", lines[0]).groups()  # type: ignore[union-attr]
    updates, withdrawn = [], None
    for line in lines[1:]:
        if found := re.fullmatch(r"said of (\S+): (\w+)(?: until (\S+))?", line):
            on, kind, until = found.groups()
            updates.append(Update(day(on), Kind(kind), day(until) if until else None))
        elif found := re.fullmatch(r"withdrawn (\S+)", line):
            withdrawn = day(found[1])
    return Promise(day(made), day(due), tuple(updates), withdrawn)


def words(found: Stands) -> str:
    said = found.standing.value
    if found.standing.value in ("late", "missed") and found.late:
        said += f" by {found.late}"
    if found.standing.value == "met":
        said += ", on time" if found.on_time else ", not on time"
    if found.overran:
        said += ", overran"
    return said + (f", quiet for {found.quiet}" if found.quiet else "")


def test_the_page_names_the_numbers_of_the_rule() -> None:
    assert len(COMMITMENTS) == 6
    assert f"by {GRACE.days} days at most" in STANDING
    assert f"more than {QUIET.days} days" in STANDING


@pytest.mark.parametrize("block", COMMITMENTS, ids=range(1, len(COMMITMENTS) + 1))
def test_a_commitment_stands_as_the_page_says(block: str) -> None:
    lines = block.strip().splitlines()
    made = promise_of(lines)
    asked = [line for line in lines if re.match(r"\d{4}-", line)]
    assert asked
    for line in asked:
        on, _, expected = line.partition(": ")
        assert words(stands(made, day(on))) == expected, line


def test_a_stated_figure_agrees_as_the_page_says() -> None:
    rows = re.findall(r"^\| ([\d.]+) \| ([\d.]+) \| (yes|no) \|$", STANDING, re.MULTILINE)
    assert len(rows) == 5
    for stated, published, expected in rows:
        assert agrees(Decimal(stated), float(published)) == (expected == "yes"), stated


def perhaps(text: str) -> When | None:
    return None if text == "never" else when(text)


def test_stages_and_uses_are_as_the_page_says() -> None:
    [block] = re.findall(r"```rollouts\n(.*?)```", ROLLOUTS, re.DOTALL)
    stage, uses, checked = Stage(), [], 0
    lines = block.strip().splitlines()
    for line in lines:
        if found := re.fullmatch(r"use (\w+) in (\w+) by (\S+) until (\S+)", line):
            what, where, by, until = found.groups()
            uses.append(Use(what, where, perhaps(by), perhaps(until)))
    found_in = adoption(uses, range(2019, 2023))
    for line in lines:
        left, _, right = line.partition(": ")
        if found := re.fullmatch(r"stage planned (\S+), reached (\S+)", line):
            stage = Stage(perhaps(found[1]), perhaps(found[2]))
        elif re.fullmatch(r"\d{4}-\d\d-\d\d", left):
            assert reach(stage, day(left)).value == right
            checked += 1
        elif re.fullmatch(r"\d{4}", left):
            said = [f"{place} {w}" for place, whats in found_in.years[int(left)].items() for w in whats]
            assert (", ".join(said) or "nothing") == right
            checked += 1
        elif left == "undated":
            assert ", ".join(f"{u.where} {u.what}" for u in found_in.undated) == right
            checked += 1
    assert checked == 9


def listed(text: str) -> tuple[str, ...]:
    return () if text in ("", "nothing") else tuple(text.split(", "))


def test_a_strategy_covers_what_the_page_says() -> None:
    [block] = re.findall(r"```strategy\n(.*?)```", ROLLOUTS, re.DOTALL)
    lines = block.strip().splitlines()
    goals = listed(lines[0].removeprefix("goals "))
    placed: dict[str, tuple[str, ...]] = dict.fromkeys(goals, ())
    known: tuple[str, ...] = ()
    parts, said = [], []
    for line in lines[1:]:
        left, _, right = line.partition(": ")
        if left.startswith("indicators "):
            placed[left.removeprefix("indicators ")] = listed(right)
        elif left == "figures":
            known = listed(right)
        elif found := re.fullmatch(r"part (\w+) is for (.*?)(?: and names (.*))?", line):
            parts.append(Part(found[1], listed(found[2]), listed(found[3] or "")))
        else:
            said.append(line)
    covered, shown = coverage(parts, goals), shows(parts, placed, known)
    expected = [f"covers {g}: {', '.join(ids)}" for g, ids in covered.covered.items()]
    expected += [f"leaves out: {', '.join(covered.left_out)}", f"no goal: {', '.join(covered.unaligned)}"]
    expected += [f"gone: {' '.join(pair)}" for pair in covered.gone]
    expected += [f"{p}: {', '.join(i for i, _ in found)}" for p, found in shown.by_part.items() if found]
    expected += [f"no indicator: {', '.join(shown.blind)}"]
    assert said == expected
