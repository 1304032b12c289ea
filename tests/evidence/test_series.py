"""Which indicator a series carries, where two of a file would have one id."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import polars as pl
import pytest

from commonweal.evidence import Reading, Register, read

HEADER = "areacd,areanm,geography,indicator,period,observation,measure,unit\n"


def row(series: str, value: float, measure: str = "", unit: str = "", area: str = "E08000025") -> str:
    return f"{area},,LA,{series},2019,{value},{measure},{unit}\n"


def brought(tmp_path: Path, register: Register, *rows: str, name: str = "pay") -> Reading:
    path = tmp_path / f"{name}.csv"
    path.write_text(HEADER + "".join(rows))
    return read(path, register=register)


def carried(reading: Reading) -> dict[str, str]:
    return dict(reading.series.select(pl.col("series") + pl.col("measure"), "indicator").iter_rows())


ROWS = (row("Pay (£)", 540), row("Pay (%)", 5, area="E08000026"), row("Jobs", 3))


def test_two_series_that_differ_in_signs_alone_are_two_indicators(tmp_path: Path, register: Register) -> None:
    reading = brought(tmp_path, register, *ROWS)
    ids = carried(reading)
    assert ids["Pay (£)"] != ids["Pay (%)"]
    assert [i.rpartition("-")[0] for i in (ids["Pay (£)"], ids["Pay (%)"])] == ["pay", "pay"]
    assert ids["Jobs"] == "pay.jobs"
    assert {i.name for i in reading.new_indicators} == {"Pay (£)", "Pay (%)", "Jobs"}


def test_the_order_of_the_rows_is_no_matter(tmp_path: Path, register: Register) -> None:
    found = [carried(brought(tmp_path, register, *rows)) for rows in permutations(ROWS)]
    assert all(ids == found[0] for ids in found)


def test_names_without_a_latin_letter_are_told_apart(tmp_path: Path, register: Register) -> None:
    reading = brought(tmp_path, register, row("失業率", 5), row("就業率", 70), name="work")
    assert len(set(carried(reading).values())) == 2
    assert "duplicate-key" not in reading.problems["rule"].to_list()


def test_measures_that_differ_in_signs_alone(tmp_path: Path, register: Register) -> None:
    reading = brought(tmp_path, register, row("Pay", 5, "Rate (%)", "%"), row("Pay", 540, "Rate (£)", "£"))
    assert len(set(carried(reading).values())) == 2


@pytest.mark.parametrize("rows", [(row("Pay (£)", 540),), (row("Pay (£)", 540, "a"), row("Pay (£)", 1, "b"))])
def test_an_id_without_another_like_it_is_as_it_was(
    tmp_path: Path, register: Register, rows: tuple[str, ...]
) -> None:
    ids = carried(brought(tmp_path, register, *rows))
    assert set(ids.values()) == ({"pay"} if len(rows) == 1 else {"pay.a", "pay.b"})


def test_one_that_is_in_the_register_keeps_its_id(tmp_path: Path, register: Register) -> None:
    known = replace(register, series={("pay", "Pay (£)", ""): ("pay", "")})
    ids = carried(brought(tmp_path, known, *ROWS))
    assert ids["Pay (£)"] == "pay"
    assert ids["Pay (%)"].startswith("pay-")
