"""Areas that are known, and may not be the ones that are meant."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import polars as pl
import pytest

from commonweal.evidence import Register, check, read
from commonweal.packs.models import Place

from .conftest import TODAY, Bring, said

HEADER = "indicator,area,period,value\n"
ONS = "areacd,areanm,geography,indicator,period,observation,measure,unit\n"


def closed(register: Register, *codes: str) -> None:
    """These places were no more after the last day of March 2020."""
    register.area_closed.update(dict.fromkeys(codes, dt.date(2020, 3, 31)))  # type: ignore[attr-defined]


def figures(area: str, *years: str) -> str:
    return "".join(f"unemployment,{area},{year},5\n" for year in years)


def test_a_figure_of_a_place_that_was_no_more(bring: Bring, register: Register) -> None:
    closed(register, "E08000025")
    _, problems = bring(HEADER + figures("E08000025", "2019", "2020", "2021") + figures("E08000026", "2021"))
    message = (
        "Row 4: “unemployment” has a figure of a place that was no more: Birmingham (E08000025, until 31 "
        "March 2020). Is it not of the place that followed it?"
    )
    assert said(problems) == [("warn", "area-closed", message)]


def test_a_place_that_was_no_more_may_have_no_figure(bring: Bring, register: Register) -> None:
    """To say that there is none is right; and a row without an indicator is told as such."""
    closed(register, "E08000025")
    _, problems = bring(
        "indicator,area,period,value,status\nunemployment,E08000025,2021,,Q\n,E08000025,2021,5,\n"
    )
    assert problems.select("row", "rule").rows() == [(3, "unknown-indicator")]


def test_one_warning_an_indicator(bring: Bring, register: Register) -> None:
    closed(register, "E08000025", "E08000026")
    _, problems = bring(HEADER + figures("E08000026", "2021", "2022") + figures("E08000025", "2021"))
    message = (
        "From row 2 on, “unemployment” has 3 figures of places that were no more: Coventry (E08000026, until "
        "31 March 2020) and Birmingham (E08000025, until 31 March 2020). Are they not of the places that "
        "followed them?"
    )
    assert said(problems) == [("warn", "area-closed", message)]
    assert problems.select("row", "column", "value").rows() == [(2, "area", "E08000026")]


def test_it_is_not_told_again_of_figures_in_force(bring: Bring, register: Register) -> None:
    closed(register, "E08000025")
    reading, _ = bring(HEADER + figures("E08000025", "2021"))
    old = reading.frame("figures").with_columns(dataset=pl.lit("figures"))
    _, problems = bring(HEADER + figures("E08000025", "2021"), previous=old)
    assert problems.is_empty()
    _, problems = bring(HEADER + figures("E08000025", "2021", "2022"), previous=old)
    assert problems.select("row", "rule").rows() == [(3, "area-closed")]


def test_more_than_ten_places_are_counted(tmp_path: Path, register: Register) -> None:
    codes = [f"E070000{n:02}" for n in range(12)]
    known = dataclasses.replace(
        register, areas=register.areas | set(codes), area_closed=dict.fromkeys(codes, dt.date(2020, 3, 31))
    )
    path = tmp_path / "figures.csv"
    path.write_text(HEADER + "".join(figures(code, "2021") for code in codes))
    problems = check(
        read(path, register=known), register=known, previous=None, previous_series=None, today=TODAY
    )
    assert "E07000009 (E07000009, until 31 March 2020) and 2 more." in problems["message"][0]


def test_the_last_day_is_that_of_the_packs() -> None:
    place = Place(
        code="E07000004", name="Aylesbury Vale", level="district", valid_to="2020-03-31", source="ons"
    )
    assert Register.from_definitions((), (place,)).area_closed == {"E07000004": dt.date(2020, 3, 31)}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Birmingham", ""),
        (" birmingham ", ""),
        ("Birmingham City", ""),
        ("Coventry", "the district E08000026"),
        ("West Midlands", "the region E12000005 and the combined authority E47000007"),
    ],
)
def test_a_code_beside_the_name_of_another_place(bring: Bring, name: str, told: str) -> None:
    row = f"E08000025,{name},District,Gross median weekly pay,{{}},565,Pounds,£\n"
    _, problems = bring(ONS + row.format(2023) + row.format(2024), "gross-median-weekly-pay.csv")
    message = (
        f"Row 2, areacd: E08000025 is Birmingham, and the file calls it “{name}”, which is the name of "
        f"{told}. Which is meant?"
    )
    assert said(problems) == ([("warn", "another-name", message)] if told else [])
