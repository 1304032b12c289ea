"""Figures of any period and beside any place, worked again by hand from the observations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from commonweal.editions.evidence import Asked, FrameEvidence
from commonweal.publish import numbers

from . import examples as ex
from . import region

WORLDS = {"made": ex.evidence(), "region": region.evidence()}


def series(evidence: FrameEvidence) -> Iterator[tuple[str, str, str, list[dict[str, Any]]]]:
    for id_ in evidence.indicators:
        for (area, breakdown), rows in evidence.series(id_).items():
            yield id_, area, breakdown, [dict(r) for r in rows if numbers.known(r["value"])]


def comparable(rows: list[dict[str, Any]], at: dict[str, Any], breaks: list[dt.date]) -> list[dict[str, Any]]:
    """Earlier figures of the same length of period, clear of the latest and on this side of a break."""
    length = at["period"].partition("/")[2]
    return [
        r
        for r in rows
        if r["period_end"] < at["period_start"]
        and r["period"].partition("/")[2] == length
        and not any(r["period_start"] < day <= at["period_start"] for day in breaks)
    ]


@pytest.mark.parametrize("world", WORLDS)
def test_each_period_is_judged_as_if_it_were_the_latest(world: str) -> None:
    evidence = WORLDS[world]
    seen = 0
    for id_, area, breakdown, rows in series(evidence):
        indicator = evidence.indicators[id_]
        breaks = [b.period for b in indicator.breaks]
        other = {
            r["period"]: r["value"]
            for r in evidence.series(id_).get((indicator.comparator or "", breakdown), ())
        }
        for at in rows:
            made = evidence.row(Asked(id_, area, breakdown, at["period"]))
            assert made is not None
            assert (made["latest"], made["latest_period"]) == (at["value"], at["period"])
            before = comparable(rows, at, breaks)
            assert made["previous"] == (before[-1]["value"] if before else None), (id_, area, at["period"])
            if before:
                assert made["change"] == pytest.approx(at["value"] - before[-1]["value"])
            if area != indicator.comparator:
                assert made["comparator_latest"] == other.get(at["period"])
            seen += 1
        latest = evidence.row(Asked(id_, area, breakdown))
        again = evidence.row(Asked(id_, area, breakdown, rows[-1]["period"]))
        assert latest is not None
        assert again is not None
        # The sums are taken in another order: the last of sixteen figures may differ.
        assert {k: pytest.approx(v) if isinstance(v, float) else v for k, v in latest.items()} == dict(again)
    assert seen > 25


def test_since_takes_the_period_that_is_asked_for() -> None:
    evidence = WORLDS["made"]
    rows = evidence.series("employment-rate")[ex.CA, ""]
    latest = rows[-1]
    for earlier in rows[:-1]:
        made = evidence.row(Asked("employment-rate", ex.CA, since=earlier["period"]))
        assert made is not None
        assert made["previous_period"] == earlier["period"]
        assert made["change"] == pytest.approx(latest["value"] - earlier["value"])


def test_beside_takes_the_place_that_is_asked_for() -> None:
    evidence = WORLDS["made"]
    made = evidence.row(Asked("employment-rate", ex.CA, comparator=ex.SOLIHULL))
    assert made is not None
    assert made["comparator"] == ex.SOLIHULL
    theirs = evidence.series("employment-rate")[ex.SOLIHULL, ""][-1]["value"]
    assert made["comparator_latest"] == theirs
    assert made["gap"] == pytest.approx(theirs - made["latest"])


@pytest.mark.parametrize(
    "asked",
    [
        Asked("nothing", ex.CA),
        Asked("nothing", ex.CA, period="2019-01-01/P1Y"),
        Asked("employment-rate", "E09000001", period="2019-01-01/P1Y"),
        Asked("employment-rate", ex.CA, "sex=female"),
        Asked("employment-rate", ex.CA, period="1999-01-01/P1Y"),
        Asked("employment-rate", ex.CA, since="1999-01-01/P1Y"),
    ],
)
def test_what_is_not_there_is_none(asked: Asked) -> None:
    assert WORLDS["made"].row(asked) is None


def test_what_an_earlier_vintage_had_is_known() -> None:
    evidence = WORLDS["region"]
    asked = Asked("gdhi", region.UK, period="2018-01-01/P1Y")
    assert list(evidence.superseded(asked)) == [21_109.0]
    assert list(evidence.superseded(Asked("gdhi", region.LEP3, period="2018-01-01/P1Y"))) == []
