"""Shares of reports, beside a plain second count of them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.scrutiny.coverage import COUNT, REPORT, coverage, is_late, trend

DAYS = st.dates(dt.date(2025, 1, 1), dt.date(2026, 12, 31))
ROWS = st.lists(
    st.tuples(
        st.integers(1, 99), st.sampled_from(["Cabinet", "Board"]), st.sampled_from(["Homes", "Roads", ""]),
        st.none() | DAYS, st.booleans(), st.sampled_from(["none", "partial", "whole"]), st.none() | DAYS,
        st.none() | DAYS, st.none() | DAYS,
    ),
    max_size=25,
)  # fmt: skip
BY: dict[str, Callable[[Any], str]] = {
    "committee": lambda r: r[1],
    "directorate": lambda r: r[2],
    "quarter": lambda r: f"{r[3].year}-Q{(r[3].month + 2) // 3}" if r[3] else "",
}


def plain(rows: Sequence[Any]) -> dict[str, Any]:
    said = [r for r in rows if r[5] != "none"]
    timed = Counter(is_late(*r[6:]) for r in said)
    whole = [r for r in rows if r[5] == "whole"]
    n = len(rows)
    return {
        "reports": n,
        "accounted": len(said),
        "whole": len(whole),
        "partial": len(said) - len(whole),
        "none": n - len(said),
        "early": timed["early"],
        "late": timed["late"],
        "after": timed["after"],
        "timing_unknown": timed[""],
        "exempt": sum(r[4] for r in rows),
        "share": len(said) / n if n else None,
        "share_whole": len(whole) / n if n else None,
        "share_early": timed["early"] / n if n else None,
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


@settings(max_examples=40, deadline=None)
@given(ROWS)
def test_the_trend_has_every_quarter_between_the_first_and_the_last(rows: list[Any]) -> None:
    got = trend(pl.DataFrame(rows, schema=REPORT, orient="row"))
    days = [r[3] for r in rows if r[3]]
    expected: list[dict[str, Any]] = []
    day = min(days, default=None)
    while day is not None and (day.year, (day.month + 2) // 3) <= max(
        (d.year, (d.month + 2) // 3) for d in days
    ):
        held = [r for r in rows if r[3] and BY["quarter"](r) == BY["quarter"]((0, "", "", day))]
        expected.append({"quarter": BY["quarter"]((0, "", "", day))} | plain(held))
        day = dt.date(day.year + (day.month > 9), (day.month + 2) % 12 + 1, 1)
    assert list(got.iter_rows(named=True)) == expected
    assert all((row["share"] is None) == (row["reports"] == 0) for row in expected)


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


def test_the_worked_example_of_the_method() -> None:
    page = Path(__file__).resolve().parents[2] / "docs" / "methods" / "coverage.md"
    lines = page.read_text(encoding="utf-8").split("```reports\n")[1].split("```")[0].splitlines()
    words = {"early": "in time", "late": "late", "after": "after", "": "not known"}
    rows, shares = [], {}
    for line in lines:
        told, _, answer = line.rpartition(": ")
        if told.startswith("share"):
            shares[told] = answer
            continue
        quality, *days = told.split(", ")
        known = [None if d == "-" else dt.date.fromisoformat(d) for d in days]
        assert answer == ("no account" if quality == "none" else words[is_late(*known)])
        rows.append((len(rows), "Cabinet", "", dt.date(2026, 2, 1), False, quality, *known))
    got = coverage(pl.DataFrame(rows, schema=REPORT, orient="row")).row(0, named=True)
    counts = {"accounts": got["accounted"], "whole": got["whole"], "time": got["early"]}
    assert [f"{counts[told.split()[-1]]} of {got['reports']}" for told in shares] == list(shares.values())
    assert len(shares) == 3
