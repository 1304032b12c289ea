"""The worked cases of docs/methods on editions, worked again: a page that drifts fails."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests.publish import examples as published

from commonweal.editions import checks, resolve, tokens
from commonweal.editions.answers import answer
from commonweal.editions.case import Scope
from commonweal.editions.evidence import FrameEvidence
from commonweal.editions.hundred import NotHundred, Share, hundred

from . import examples as ex
from . import region

PAGES = Path(__file__).resolve().parents[2] / "docs" / "methods"
TOKENS, PEOPLE, CHECKS = (
    (PAGES / f"{name}.md").read_text("utf-8")
    for name in ("figure-tokens", "hundred-people", "edition-checks")
)


def lines(page: str, kind: str) -> list[str]:
    blocks = re.findall(rf"^```{kind}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert blocks, kind
    return [line for block in blocks for line in block.splitlines()]


def pairs(page: str, kind: str) -> list[Any]:
    return [pytest.param(*line.split(" → "), id=line) for line in lines(page, kind)]


@pytest.fixture(scope="module")
def stated() -> FrameEvidence:
    """The figures that the page states."""
    frames = []
    for line in lines(TOKENS, "figures"):
        where, _, figures = line.partition(": ")
        id_, area = where.split()
        found = [figure.split() for figure in figures.split(", ")]
        widths = {float(f[2][1:]) for f in found if len(f) > 2}
        values = {f[0]: float(f[1]) for f in found}
        frames.append(ex.series(values, id_, area=area, half_width=widths.pop() if widths else None))
    return FrameEvidence(pl.concat(frames), ex.INDICATORS, ex.PLACES)


SCOPE = Scope(published.COMBINED_AUTHORITY, (published.BIRMINGHAM, published.SOLIHULL))


@pytest.mark.parametrize(("written", "text"), pairs(TOKENS, "says"))
def test_each_form_says_what_the_page_says(stated: FrameEvidence, written: str, text: str) -> None:
    made = answer(tokens.parse(written), stated, SCOPE)
    assert made.trouble is None
    assert made.text == text


@pytest.mark.parametrize(("written", "why"), pairs(TOKENS, "fails"))
def test_each_failure_is_the_one_of_the_page(stated: FrameEvidence, written: str, why: str) -> None:
    kind, _, words = why.partition(": ")
    trouble = answer(tokens.parse(written), stated, SCOPE).trouble
    assert trouble is not None
    assert trouble.kind == kind
    assert words in trouble.wrong


def test_the_page_names_every_small_word_and_picture() -> None:
    for word in ("of", "in", "for", "at", "since", "beside", "was"):
        assert f"| `{word}` |" in TOKENS
    assert [p for p in tokens.PictureKind if f"`{p}`" not in TOKENS] == []


def shares(text: str) -> list[Share]:
    parts = text.split(", ")
    return [Share(f"group {n}", None if p == "none" else float(p)) for n, p in enumerate(parts)]


def decimals(text: str) -> int:
    return 1 if "." in text else 0


@pytest.mark.parametrize(("percents", "people"), pairs(PEOPLE, "people"))
def test_shares_become_the_people_of_the_page(percents: str, people: str) -> None:
    made = hundred("t", shares(percents), decimals=decimals(percents))
    assert ", ".join(str(g.people) for g in made.groups) == people


@pytest.mark.parametrize(("percents", "people"), pairs(PEOPLE, "rest"))
def test_the_rest_become_a_group(percents: str, people: str) -> None:
    made = hundred("t", shares(percents), decimals=decimals(percents), rest="are the rest")
    assert ", ".join(str(g.people) for g in made.groups) == people


@pytest.mark.parametrize(("percents", "words"), pairs(PEOPLE, "refused"))
def test_what_the_page_says_is_refused_is(percents: str, words: str) -> None:
    with pytest.raises(NotHundred) as caught:
        hundred("t", shares(percents), decimals=1)
    assert words in str(caught.value)


EVIDENCE = region.evidence()


def findings(text: str) -> list[Any]:
    parts = text.split(" || ")
    made = [resolve.resolved(t, EVIDENCE, region.SCOPE, slug=f"c{n}") for n, t in enumerate(parts)]
    return list(checks.run(made, EVIDENCE))


@pytest.mark.parametrize("line", lines(CHECKS, "caught"))
def test_what_the_page_says_is_caught_is(line: str) -> None:
    name, text, words = re.fullmatch(r"(\w+) \| (.*) \| (.*)", line).groups()  # type: ignore[union-attr]
    mine = [f for f in findings(text) if f.check == name]
    assert any(words in f"{f.wrong} {f.right}" for f in mine), findings(text)


@pytest.mark.parametrize("line", lines(CHECKS, "passes"))
def test_what_the_page_says_passes_does(line: str) -> None:
    assert findings(line) == []


def test_each_check_has_its_part_of_the_page() -> None:
    headings = re.findall(r"^## (\w+):", CHECKS, re.MULTILINE)
    assert sorted(headings) == sorted(checks.found())
