"""Shares of reports, beside a plain second count of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.scrutiny.coverage import COUNT, REPORT, coverage, is_late

DAYS = st.dates(dt.date(2025, 1, 1), dt.date(2026, 12, 31))
ROWS = st.lists(
    st.tuples(
        st.integers(1, 99), st.sampled_from(["Cabinet", "Board"]), st.sampled_from(["Homes", "Roads", ""]),
        DAYS,
        st.booleans(), st.sampled_from(["none", "partial", "whole"]), st.none() | DAYS, st.none() | DAYS,
    ),
    max_size=25,
)  # fmt: skip
BY: dict[str, Callable[[Any], str]] = {
    "committee": lambda r: r[1],
    "directorate": lambda r: r[2],
    "quarter": lambda r: f"{r[3].year}-Q{(r[3].month + 2) // 3}",
}


def plain(rows: Sequence[Any]) -> dict[str, Any]:
    said = [r for r in rows if r[5] != "none"]
    timed = [r for r in said if r[6] and r[7]]
    early = [r for r in timed if r[6] <= r[7]]
    whole = [r for r in rows if r[5] == "whole"]
    n = len(rows)
    return {
        "reports": n,
        "accounted": len(said),
        "whole": len(whole),
        "partial": len(said) - len(whole),
        "none": n - len(said),
        "early": len(early),
        "late": len(timed) - len(early),
        "timing_unknown": len(said) - len(timed),
        "exempt": sum(r[4] for r in rows),
        "share": len(said) / n if n else None,
        "share_whole": len(whole) / n if n else None,
        "share_early": len(early) / n if n else None,
    }


@settings(max_examples=80, deadline=None)
@given(ROWS, st.lists(st.sampled_from(list(BY)), unique=True, max_size=2))
def test_every_count_is_that_of_the_plain_one(rows: list[Any], by: list[str]) -> None:
    frame = pl.DataFrame(rows, schema=REPORT, orient="row")
    got = coverage(frame, by)
    assert got.columns == [*by, *COUNT]
    groups: dict[tuple[str, ...], list[Any]] = {}
    for r in rows:
        groups.setdefault(tuple(BY[name](r) for name in by), []).append(r)
    if not by:
        groups.setdefault((), [])
    expected = [dict(zip(by, key, strict=True)) | plain(groups[key]) for key in sorted(groups)]
    assert list(got.iter_rows(named=True)) == expected


def test_what_cannot_be_grouped_by_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be grouped by weather"):
        coverage(pl.DataFrame(schema=REPORT), ["weather"])


@pytest.mark.parametrize(
    ("answered", "closed", "decided", "said"),
    [
        (None, "2026-03-01", "2026-04-01", ""),
        ("2026-03-01", "2026-03-01", "2026-04-01", "early"),
        ("2026-03-02", "2026-03-01", "2026-04-01", "late"),
        ("2026-04-02", "2026-03-01", "2026-04-01", "after"),
        ("2026-04-02", None, "2026-04-01", "after"),
        ("2026-03-02", None, "2026-04-01", ""),
        ("2026-03-02", None, None, ""),
    ],
)
def test_when_an_account_was_given(answered: Any, closed: Any, decided: Any, said: str) -> None:
    days = [dt.date.fromisoformat(d) if d else None for d in (answered, closed, decided)]
    assert is_late(*days) == said
