from __future__ import annotations

import datetime as dt
from typing import Literal

import polars as pl
import pytest

from commonweal.evidence import OBSERVATION, aggregate
from commonweal.packs.models import AreaSet, Provenance

Row = tuple[str, float | None, float | None, float | None, str]  # area, value, numerator, denominator, status


def observed(*rows: Row) -> pl.DataFrame:
    return pl.DataFrame(
        [
            {
                "indicator": "rate",
                "area": area,
                "period": "2019-01-01/P1Y",
                "period_start": dt.date(2019, 1, 1),
                "period_end": dt.date(2019, 12, 31),
                "breakdown": "",
                "value": value,
                "numerator": numerator,
                "denominator": denominator,
                "status": status,
                "note": "",
            }
            for area, value, numerator, denominator, status in rows
        ],
        schema=OBSERVATION,
    )


def area_set(aggregation: Literal["published", "sum", "weighted"]) -> AreaSet:
    return AreaSet(
        provenance=Provenance.SEEN,
        source="s",
        code="LEP-1",
        name="A partnership",
        short_name="Partnership",
        kind="partnership",
        members=("E08000025", "E08000026"),
        aggregation=aggregation,
    )


def one(frame: pl.DataFrame) -> dict[str, object]:
    assert frame.height == 1
    assert frame.schema == OBSERVATION
    return frame.row(0, named=True)


def test_a_sum() -> None:
    rows = observed(
        ("E08000025", 10, None, None, "A"),
        ("E08000026", 5, None, None, "P"),
        ("E12000005", 99, None, None, "A"),
    )
    got = one(aggregate(rows, [area_set("sum")]))
    assert (got["area"], got["value"], got["status"], got["note"]) == ("LEP-1", 15.0, "P", "Sum of 2 areas.")


def test_a_rate_is_weighted_by_its_denominator() -> None:
    """50 of 1,000 and 30 of 200 are 80 of 1,200: 6.67 per cent, not the mean of 5 and 15."""
    rows = observed(("E08000025", 5, 50, 1000, "A"), ("E08000026", 15, 30, 200, "A"))
    got = one(aggregate(rows, [area_set("weighted")]))
    assert got["value"] == pytest.approx(80 / 1200 * 100)
    assert (got["numerator"], got["denominator"]) == (80.0, 1200.0)


def test_a_rate_without_numerators() -> None:
    rows = observed(("E08000025", 5, None, 1000, "A"), ("E08000026", 15, None, 200, "A"))
    assert one(aggregate(rows, [area_set("weighted")]))["value"] == pytest.approx(80 / 1200 * 100)


def test_a_rate_per_100_000() -> None:
    rows = observed(("E08000025", 50, None, 100_000, "A"), ("E08000026", 20, None, 50_000, "A"))
    got = one(aggregate(rows, [area_set("weighted")], per={"rate": 100_000.0}))
    assert got["value"] == pytest.approx(40.0)


@pytest.mark.parametrize("aggregation", ["sum", "weighted"])
@pytest.mark.parametrize("rest", [(), (("E08000026", None, None, 200.0, "Q"),)])
def test_a_missing_member_is_never_left_out_of_the_sum(
    aggregation: Literal["sum", "weighted"], rest: tuple[Row, ...]
) -> None:
    rows = observed(("E08000025", 10, 100, 1000, "A"), *rest)
    got = one(aggregate(rows, [area_set(aggregation)]))
    assert (got["value"], got["status"]) == (None, "O")
    assert (got["numerator"], got["denominator"]) == (None, None)
    assert got["note"] == "Not worked out: no figure for E08000026."


def test_published_figures_are_left_alone() -> None:
    members = (("E08000025", 10.0, None, None, "A"), ("E08000026", 5.0, None, None, "A"))
    assert aggregate(observed(*members), [area_set("published")]).is_empty()
    published = observed(*members, ("LEP-1", 14, None, None, "A"))
    assert aggregate(published, [area_set("sum")]).is_empty()
