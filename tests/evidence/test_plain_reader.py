"""The fast way and the plain way agree: on every sample, and on files made to be bad."""

from __future__ import annotations

import csv
import datetime as dt
import io
import tempfile
from pathlib import Path

import polars as pl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from commonweal.evidence import IndicatorRule, Register, check, read
from commonweal.packs.models import Limits

from .conftest import DATA, PLACES, TODAY
from .plain import plain_check, plain_read, without_repeats

REGISTER = Register(
    areas=frozenset(PLACES),
    area_names={code: name for code, (name, _) in PLACES.items()},
    indicators={
        "rate": IndicatorRule("Rate", "%", Limits(lower=0, upper=100), decimals=1),
        "count": IndicatorRule("Count", "people", Limits(lower=0), decimals=0),
    },
)
#: Rules that the plain way does not know: they look at whole series, files or the metadata.
BEYOND = {
    "jump", "column-twice", "no-official-code", "metadata", "no-figures", "unused-column", "breakdown",
    "mixed-lengths",
}  # fmt: skip
SAMPLES = sorted((DATA / "ons").glob("*/*.csv"))


def differences(data: bytes, path: Path, *, tidy: bool) -> list[str]:
    """Where the fast way and the plain way tell different problems, or read different rows."""
    reading = read(path, register=REGISTER)
    checked = check(reading, register=REGISTER, previous=None, previous_series=None, today=TODAY)
    problems = pl.concat([reading.problems, checked])
    rules = {**REGISTER.indicators, **{i.id: IndicatorRule.of(i) for i in reading.new_indicators}}
    rows, expected = plain_read(data)
    rows, repeats = without_repeats(rows)
    series = dict(reading.series.select("series", "indicator").iter_rows())
    known = Register(
        areas=REGISTER.areas,
        indicators=rules if tidy else {s: rules[i] for s, i in series.items()},
    )
    expected |= repeats | plain_check(rows, known, TODAY, tidy=tidy)
    got = {(r, rule) for r, rule in problems.select("row", "rule").iter_rows() if rule not in BEYOND}
    found = [f"problem {p} is told by one way only" for p in sorted(got ^ expected, key=str)]
    columns = ("row", "area", "period", "period_start", "period_end", "value", "lower", "upper", "status")
    plain = [
        (
            r["line"],
            r["area"] or None,
            r["when"].text if r["when"] else " ".join(r["period"].split()) or None,
            r["when"].start if r["when"] else None,
            r["when"].end if r["when"] else None,
            r["value"],
            r["lower"],
            r["upper"],
            r["status"],
        )
        for r in rows
    ]
    fast = reading.rows.select(columns).rows()
    if len(fast) != len(plain):
        found.append(f"{len(fast)} rows, and {len(plain)} the plain way")
    return found + [f"{a} and the plain way {b}" for a, b in zip(fast, plain, strict=False) if a != b]


@pytest.mark.parametrize("path", [p for p in SAMPLES if "super-output" not in p.name], ids=lambda p: p.stem)
def test_samples(path: Path) -> None:
    assert differences(path.read_bytes(), path, tidy=False) == []


def test_our_own_layout() -> None:
    path = DATA / "tidy" / "unemployment.csv"
    register_misses_it = read(path, register=REGISTER)
    assert register_misses_it.rows.height == 27
    assert differences(path.read_bytes(), path, tidy=True) == []


numbers = st.one_of(
    st.floats(-20, 130).map(lambda x: f"{x:.3g}"),
    st.integers(-5, 120).map(str),
    st.sampled_from(["", "", "n/a", "1,5", "inf", "NaN", "1e3", " 7 ", "..", "+4", ".5", "5.", "1e999"]),
)
period_texts = st.one_of(
    st.integers(1990, 2030).map(str),
    st.dates(dt.date(2000, 1, 1), dt.date(2030, 1, 1)).map(str),
    st.sampled_from(
        ["2018/19", "2019-01-01/P1Y", "2011-01-01/P3Y", "", "soon", "2019-13-01", "2000 Q2", " 2019 "]
    ),
)
rows_of_cells = st.lists(
    st.tuples(
        st.sampled_from(["rate", "count", "rate", "other", ""]),
        st.sampled_from(["E08000025", "E47000007", "E99999999", "", "Birmingham"]),
        period_texts,
        numbers,
        numbers,
        numbers,
        st.sampled_from(["", "", "", "A", "x", "u", "O", "P", "F", "odd", "B"]),
        st.sampled_from(["", "fine", "two\nlines", 'a "mark"', "a, comma"]),
    ),
    max_size=25,
)


@settings(max_examples=50, phases=(Phase.explicit, Phase.generate))  # a row is short enough to read
@given(
    rows_of_cells,
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
    st.lists(st.integers(0, 24), max_size=2),
    st.lists(st.sampled_from(["", ",,,,,,,", ", ,,,,,,", ",,,,,,\t,  ", ",,,,,,,,,", ",", "  "]), max_size=2),
)
def test_files_made_to_be_bad(
    rows: list[tuple[str, ...]], end: str, mark: bool, short: list[int], blank: list[str]
) -> None:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator=end)
    writer.writerow(["indicator", "area", "period", "value", "lower", "upper", "status", "note"])
    for position, row in enumerate(rows):
        writer.writerow(row[:-1] if position in short else row)
    buffer.write("".join(line + end for line in blank))
    data = (b"\xef\xbb\xbf" if mark else b"") + buffer.getvalue().encode()
    if not rows:
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.csv"
        path.write_bytes(data)
        assert differences(data, path, tidy=True) == []
