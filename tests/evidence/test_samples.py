"""Real samples: each quirk of the suppliers' files is read as what it means."""

from __future__ import annotations

import hashlib

import polars as pl
import pytest

from commonweal.evidence import OBSERVATION, Reading, Register, check, read
from commonweal.evidence.schema import ROW, STORED
from commonweal.evidence.store import _rising

from .conftest import DATA, TODAY, said

CSV_ROWS = {
    "2011-northern-ireland-super-output-areas": 6,
    "adult-obesity-prevalence": 16,
    "engagement-with-culture-and-heritage": 16,
    "first-time-buyer-mortgage-sales": 8,
    "foreign-direct-investment": 48,
    "gross-median-weekly-pay": 6,
    "persistent-absences-for-pupils-eligible-for-free-school-meals": 18,
    "persistent-absences-for-pupils-looked-after-by-local-authorities": 13,
    "personal-wellbeing-estimates": 24,
    "preventable-cardiovascular-mortality-england": 8,
}


@pytest.fixture
def reading(register: Register) -> Reading:
    return read(DATA / "ons", register=register)


def of(reading: Reading, dataset: str) -> pl.DataFrame:
    return reading.rows.filter(pl.col("dataset") == dataset)


def test_every_row_is_counted(reading: Reading) -> None:
    assert {s.dataset: s.rows for s in reading.sources} == CSV_ROWS


def test_what_is_said_of_the_samples(reading: Reading) -> None:
    silent = "has no value and no status that says why. It is read as O (missing)."
    assert sorted(said(reading.problems)) == sorted(
        [
            (
                "warn",
                "no-figures",
                "“average-house-price.json” describes figures, and there is no “average-house-price.csv” "
                "beside it.",
            ),
            (
                "warn",
                "column-twice",
                "The column “notes” stands twice. The second is empty or the same; the first is used.",
            ),
            *(
                (
                    "warn",
                    "no-official-code",
                    f"“{name} City Region” has no official code in this file (“na”): its 12 rows, from row "
                    f"{row} on, are left out.",
                )
                for name, row in CITY_REGIONS
            ),
            *(("warn", "missing-without-status", f"Row {row} {silent}") for row in range(5, 10)),
            *(
                ("warn", "repeated-row", f"Row {row} repeats row {row - 2}, figures and all. It is left out.")
                for row in (4, 8, 12, 16)
            ),
        ]
    )


CITY_REGIONS = [("Aberdeen", 10), ("Edinburgh and South East Scotland", 9), ("Glasgow", 8)]


def test_nothing_stops_the_samples(reading: Reading, register: Register) -> None:
    found = check(reading, register=register, previous=None, previous_series=None, today=TODAY)
    rounding = "by no more than rounding."
    assert said(found) == [
        ("warn", "interval-rounding", f"Row 3: the value 89 is outside its interval, 88 to 88, {rounding}"),
        ("warn", "interval-rounding", f"Row 5: the value 89 is outside its interval, 88 to 88, {rounding}"),
    ]


def test_measure_before_observation(reading: Reading) -> None:
    rows = of(reading, "personal-wellbeing-estimates")
    series = reading.series.filter(pl.col("dataset") == "personal-wellbeing-estimates")
    assert rows["value"].is_between(0, 10).all()
    assert series["measure"].str.starts_with("Mean (Where 0 is").all()
    assert series["unit"].unique().to_list() == ["Score out of 10"]
    assert series.height == 4


def test_rows_keep_the_line_of_the_file(reading: Reading) -> None:
    """The file begins with a blank line, so its first figure stands on the third."""
    assert of(reading, "gross-median-weekly-pay")["row"].to_list() == [3, 4, 5, 6, 7, 8]


def test_a_series_that_a_pack_names(reading: Reading) -> None:
    assert of(reading, "gross-median-weekly-pay")["indicator"].unique().to_list() == ["pay"]
    assert "pay" not in {i.id for i in reading.new_indicators}


@pytest.mark.parametrize(
    ("dataset", "statuses"),
    [
        ("gross-median-weekly-pay", ["A", "U"]),
        ("persistent-absences-for-pupils-looked-after-by-local-authorities", ["A", "M", "O", "Q"]),
        ("first-time-buyer-mortgage-sales", ["A", "O"]),
    ],
)
def test_status_words(reading: Reading, dataset: str, statuses: list[str]) -> None:
    assert of(reading, dataset)["status"].unique().sort().to_list() == statuses


def test_a_sentence_in_status_becomes_the_note(reading: Reading) -> None:
    rows = of(reading, "preventable-cardiovascular-mortality-england")
    assert rows["status"].unique().to_list() == ["A"]
    assert rows["note"].unique().sort().to_list() == [
        "Value for Cornwall and Isles of Scilly combined",
        "Value for Hackney and City of London combined",
    ]


def test_small_areas(reading: Reading) -> None:
    rows = of(reading, "2011-northern-ireland-super-output-areas")
    assert rows["area"].unique().sort().to_list() == ["95AA01S1", "95AA01S2"]
    assert rows["period"].unique().sort().to_list() == ["2018-01-01/P1Y", "2019-01-01/P1Y", "2020-01-01/P1Y"]
    drafted = {i.id: i for i in reading.new_indicators}[rows["indicator"][0]]
    assert drafted.unit == "Pounds Sterling, Millions"
    assert drafted.evidence[0].dataset == "2011-northern-ireland-super-output-areas"


def test_a_definition_is_drafted_from_the_metadata(reading: Reading) -> None:
    drafted = {i.id: i for i in reading.new_indicators}["adult-obesity-prevalence"]
    assert drafted.question == "Adult obesity prevalence: what is happening?"
    assert (drafted.unit, drafted.suffix, drafted.decimals, drafted.polarity) == ("%", "%", 1, 0)
    assert drafted.provenance == "seen"
    assert drafted.organisation == "Office for Health Improvement and Disparities"
    assert drafted.caveats == ("A survey's own reports of height and weight.", "See the notes.")
    assert drafted.release == "last released 2026-05-06"
    pounds = {i.id: i for i in reading.new_indicators}[
        "foreign-direct-investment.inward-foreign-direct-investment"
    ]
    assert pounds.prefix == "£"


def test_a_definition_is_drafted_without_metadata(reading: Reading) -> None:
    drafted = {i.id: i for i in reading.new_indicators}["first-time-buyer-mortgage-sales"]
    assert drafted.unit == "Rate per 1,000 dwelling stock"
    assert drafted.organisation == "not stated"


def test_a_drafted_series_is_found_again_when_its_definition_is_known(reading: Reading) -> None:
    known = Register.from_definitions(reading.new_indicators, ())
    again = read(DATA / "ons" / "adult-obesity-prevalence", register=known)
    assert again.new_indicators == ()
    assert again.rows["indicator"].unique().to_list() == ["adult-obesity-prevalence"]


def test_areas_that_no_pack_defines_come_with_the_file(reading: Reading) -> None:
    found = {
        code: (name, level) for code, name, level in reading.new_areas.select("code", "name", "level").rows()
    }
    assert found["E47000001"] == ("Greater Manchester", "Combined Authority or City Region")
    assert found["TLG"] == ("West Midlands", "ITL Level 1")
    assert "E08000025" not in found


def test_what_is_told_of_a_source(reading: Reading) -> None:
    source = reading.about("adult-obesity-prevalence")
    folder = DATA / "ons" / "adult-obesity-prevalence"
    data = (folder / "adult-obesity-prevalence.csv").read_bytes()
    described = (folder / "adult-obesity-prevalence.json").read_bytes()
    assert source.sha256 == hashlib.sha256(data + described).hexdigest()
    assert source.size == len(data)
    assert (source.layout, source.title, source.released) == ("ons", "Adult obesity prevalence", "2026-05-06")
    assert source.file == "adult-obesity-prevalence/adult-obesity-prevalence.csv"


def test_the_frames_of_the_datasets_are_all_the_rows(reading: Reading) -> None:
    frames = [reading.frame(d) for d in reading.datasets]
    assert all(f.schema == OBSERVATION for f in frames)
    ordered = pl.concat(reading.rows.filter(pl.col("dataset") == d).sort(STORED) for d in reading.datasets)
    assert pl.concat(frames).equals(ordered.select(OBSERVATION.names()))
    assert all(_rising(f) for f in frames)


def test_the_rows_stand_as_in_the_files(reading: Reading) -> None:
    places = {s.file: n for n, s in enumerate(reading.sources)}
    rows = [(places[file], row) for file, row in reading.rows.select("file", "row").iter_rows()]
    assert rows == sorted(rows)
    assert reading.rows.schema == ROW


def test_the_keys_are_alike_where_the_names_are(reading: Reading) -> None:
    named = {
        "series": ["dataset", "indicator", "area", "breakdown"],
        "moment": ["dataset", "indicator", "period", "breakdown"],
        "key": ["dataset", *STORED],
    }
    for key, columns in named.items():
        numbered = reading.ordered.select(pl.col(columns).cast(pl.String)).with_columns(reading.keys[key])
        different = numbered.unique()
        assert different.height == numbered.select(columns).unique().height == numbered[key].n_unique()
    assert reading.keys["series"].is_sorted()
    assert reading.keys["key"].is_sorted()


def test_indicators_and_what_is_supplied_of_them(reading: Reading) -> None:
    for dataset in reading.datasets:
        assert reading.indicators(dataset) == tuple(sorted(reading.frame(dataset)["indicator"].unique()))
    assert reading.indicators("nothing") == ()
    assert reading.supplied(["nothing"]).is_empty()
    one, other = reading.rows["indicator"][-1], reading.rows["indicator"][0]
    columns = ["dataset", "file", "indicator", "breakdown"]
    plainly = reading.rows.filter(pl.col("indicator").is_in([one, other])).unique(columns, keep="first")
    assert reading.supplied([one, other, "nothing"]).sort(columns).rows() == sorted(
        plainly.select(*columns, "row").rows()
    )


def test_our_own_layout(register: Register) -> None:
    own = read(DATA / "tidy" / "unemployment.csv", register=register)
    found = check(own, register=register, previous=None, previous_series=None, today=TODAY)
    assert own.problems.is_empty()
    assert found.is_empty()
    assert own.frame("unemployment").height == 27
    assert own.series.rows() == [("unemployment", "unemployment", "", "", "unemployment", "")]


def test_progress_is_told(register: Register) -> None:
    told: list[tuple[str, int, int]] = []
    read(DATA / "ons", register=register, progress=lambda what, done, of: told.append((what, done, of)))
    assert [(done, of) for _, done, of in told] == [(n, 10) for n in range(1, 11)]


def test_broken_metadata_is_a_warning(register: Register, tmp_path: object) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path))
    (folder / "a.csv").write_bytes(
        (DATA / "ons/gross-median-weekly-pay/gross-median-weekly-pay.csv").read_bytes()
    )
    (folder / "a.json").write_text("{ not json")
    reading = read(folder, register=register)
    assert reading.problems["rule"].to_list() == ["metadata"]
    assert reading.problems["severity"].to_list() == ["warn"]
    assert reading.rows.height == 6
