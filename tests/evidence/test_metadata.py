"""The JSON beside a file: whatever stands in it, the figures are read and what is left out is said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal.evidence import Register, metadata, read
from commonweal.evidence.told import UNSHOWN
from commonweal.packs.models import Indicator
from commonweal.packs.shapes import PRINTABLE

from .conftest import Bring, said

CSV = (
    "areacd,areanm,geography,indicator,period,observation,measure,unit\n"
    "E08000025,B,LA,My series,2019,5.1,Rate,%\n"
)
GOOD = {
    "label": "My series",
    "sourceOrg": "ONS",
    "sourceURL": "https://www.ons.gov.uk/data",
    "sourceDate": "06/05/2026",
    "longDescription": "What it is.",
    "unit": "percent",
    "prefix": "GBPSign",
    "suffix": "m",
    "decimalPlaces": 2,
    "caveats": "One.\n\nTwo.",
}


def brought(tmp_path: Path, register: Register, content: object) -> tuple[Indicator, list[str]]:
    """The indicator drafted, and what is said of the metadata; the figures are read in every case."""
    (tmp_path / "figures.csv").write_text(CSV)
    (tmp_path / "figures.json").write_text(json.dumps(content))
    reading = read(tmp_path / "figures.csv", register=register)
    assert reading.rows["value"].to_list() == [5.1]
    assert {(s, r) for s, r, _ in said(reading.problems)} <= {("warn", "metadata")}
    (drafted,) = reading.new_indicators
    return drafted, [message.removeprefix("figures.json: ") for _, _, message in said(reading.problems)]


def explore(**changed: object) -> dict[str, Any]:
    return {"ess-beta-metadata": GOOD | changed}


def test_what_is_told_is_taken(tmp_path: Path, register: Register) -> None:
    drafted, doubts = brought(tmp_path, register, explore())
    assert doubts == []
    assert (drafted.name, drafted.description, drafted.unit) == ("My series", "What it is.", "percent")
    assert (drafted.prefix, drafted.suffix, drafted.decimals) == ("£", "m", 2)
    assert (drafted.organisation, drafted.address) == ("ONS", "https://www.ons.gov.uk/data")
    assert (drafted.release, drafted.caveats) == ("last released 2026-05-06", ("One.", "Two."))


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"label": {"en": "x"}}, "“label” is no text, and is left out."),
        ({"unit": True}, "“unit” is no text, and is left out."),
        ({"caveats": [{}]}, "“caveats” is no text, and is left out."),
        ({"decimalPlaces": 1.5}, "“decimalPlaces” is no whole number, and is left out."),
        (
            {"sourceDate": "99/99/2026"},
            "“sourceDate” is no date (“99/99/2026”), and is left out. Write it as 2026-05-06.",
        ),
        (
            {"sourceURL": "javascript:alert(1)"},
            "“sourceURL” is no address of a page (“javascript:alert(1)”), and is left out. Write one that "
            "begins with https:// and has at most 1,000 characters.",
        ),
        ({"label": "a\0b"}, "“label” holds characters that cannot be shown; they are left out."),
        ({"label": "bad \ud800"}, "“label” holds characters that cannot be shown; they are left out."),
        ({"sourceOrg": "Office " * 60}, "“sourceOrg” has more than 300 characters, and is cut short."),
    ],
)
def test_a_field_that_is_not_what_it_should_be(
    tmp_path: Path, register: Register, changed: dict[str, object], message: str
) -> None:
    drafted, doubts = brought(tmp_path, register, explore(**changed))
    assert doubts == [message]
    assert len(drafted.organisation) <= 300


def test_the_days_of_several_sources_are_no_day_and_no_fault(tmp_path: Path, register: Register) -> None:
    drafted, doubts = brought(tmp_path, register, explore(sourceDate="23/10/2025|05/02/2026"))
    assert (drafted.release, doubts) == ("not stated", [])


@pytest.mark.parametrize("shared", [["a"], "a", 5])
def test_shared_fields_that_are_none(tmp_path: Path, register: Register, shared: object) -> None:
    content = {"ess-beta-metadata": {"shared": shared, "My series": {"label": "Mine"}}}
    drafted, doubts = brought(tmp_path, register, content)
    assert doubts == ["“shared” is no group of fields, and is left out."]
    assert drafted.name == "Mine"


def test_a_column_of_csv_cubed_that_is_a_list(tmp_path: Path, register: Register) -> None:
    content = {"$schema": "https://purl.org/csv-cubed/qube-config/v1", "columns": {"Observation": ["a"]}}
    _, doubts = brought(tmp_path, register, content)
    assert doubts == ["“Observation” is no group of fields, and is left out."]


@pytest.mark.parametrize(
    ("written", "address"),
    [("www.ons.gov.uk/data", "https://www.ons.gov.uk/data"), ("http://x.org", "http://x.org"), ("", "")],
)
def test_an_address_as_it_is_typed(tmp_path: Path, register: Register, written: str, address: str) -> None:
    drafted, doubts = brought(tmp_path, register, explore(sourceURL=written))
    assert (drafted.address, doubts) == (address, [])


def test_metadata_of_another_file(tmp_path: Path, register: Register) -> None:
    _, doubts = brought(tmp_path, register, {"ess-beta-metadata": {"Jobs": {"label": "Jobs"}, "Pay": {}}})
    assert doubts == [
        "It says nothing of “My series”, which the file has; it describes “Jobs” and “Pay”. Is it of another "
        "file, or is a name written in another way?"
    ]


def test_metadata_of_one_series_beside_a_file_of_several(tmp_path: Path, register: Register) -> None:
    (tmp_path / "figures.csv").write_text(CSV + "E08000025,B,LA,Other,2019,6,Rate,%\n")
    (tmp_path / "figures.json").write_text(json.dumps(explore()))
    reading = read(tmp_path / "figures.csv", register=register)
    message = (
        "figures.json: It describes one series, and the file has several: “My series” and “Other”. All would "
        "bear its name."
    )
    assert said(reading.problems) == [("warn", "metadata", message)]


@pytest.mark.parametrize("described", [{"My series": {}, "Jobs": {}}, {"shared": {"sourceOrg": "ONS"}}])
def test_metadata_of_more_series_or_of_none_is_no_fault(
    tmp_path: Path, register: Register, described: dict[str, object]
) -> None:
    assert brought(tmp_path, register, {"ess-beta-metadata": described})[1] == []


def test_columns_of_a_suppliers_file_that_are_not_read(bring: Bring) -> None:
    header, row = CSV.splitlines()
    _, problems = bring(f"{header},extra,Region\n{row},1,x\n", "figures.csv")
    assert said(problems) == [("warn", "unused-column", "Columns that are not read: “extra”, “region”.")]


#: Fields that are looked for, so that what is made up is not passed over.
NAMES = st.sampled_from((*GOOD, "shared", "My series", "subtitle", "title", "columns", "Observation", "x"))
LEAVES = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None), max_size=400)
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(NAMES | st.text(max_size=3), inner, max_size=6)
    ),
    max_leaves=20,
)
DOCUMENTS = (
    VALUES
    | VALUES.map(lambda v: {"ess-beta-metadata": v})
    | st.dictionaries(NAMES, VALUES).map(lambda v: {"ess-beta-metadata": v})
    | st.dictionaries(NAMES, VALUES).map(lambda v: {**v, "$schema": "csv-cubed"})
)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DOCUMENTS, st.booleans())
def test_any_json_is_metadata_or_is_refused_in_words(content: object, several: bool) -> None:
    try:
        told = metadata.parse(json.dumps(content).encode())
    except ValueError:
        told = metadata.Metadata()
    drafted = metadata.draft("figures", "My series", "Rate", "%", told, several=several)
    assert Indicator.model_validate(drafted.model_dump(by_alias=True)) == drafted
    for text in (told.title, told.organisation, told.address, told.released, *told.doubts):
        text.encode()


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda t: t.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_metadata_or_are_refused_in_words(data: bytes) -> None:
    with pytest.raises(ValueError, match="The metadata"):
        metadata.parse(data)


def test_a_character_that_cannot_be_shown_stops_a_file(bring: Bring) -> None:
    reading, problems = bring(CSV.replace("My series", "My\x01series"), "figures.csv")
    message = (
        "Row 2, indicator: “My�series” holds a character that cannot be shown (U+0001). Delete it, or type "
        "the text anew."
    )
    assert said(problems) == [("stop", "unshown-character", message)]
    assert problems.select("row", "column").rows() == [(2, "indicator")]
    assert reading.rows["value"].to_list() == [5.1]


@pytest.mark.parametrize("column", ["areanm", "measure", "unit", "period", "areacd"])
def test_it_stops_a_file_in_any_column_of_texts(bring: Bring, column: str) -> None:
    header, row = CSV.splitlines()
    cells = dict(zip(header.split(","), row.split(","), strict=True))
    cells[column] += "\x7f"
    _, problems = bring(f"{header}\n{','.join(cells.values())}\n", "figures.csv")
    assert (2, column, "unshown-character") in problems.select("row", "column", "rule").rows()


def test_what_cannot_be_shown_is_what_packs_refuse() -> None:
    assert f"^[^{UNSHOWN[1:-1]}]*$" == PRINTABLE


def test_one_bad_file_leaves_the_others_of_its_folder(tmp_path: Path, register: Register) -> None:
    for name, content in (("bad", {"ess-beta-metadata": {"shared": []}}), ("good", explore())):
        (tmp_path / f"{name}.csv").write_text(CSV)
        (tmp_path / f"{name}.json").write_text(json.dumps(content))
    reading = read(tmp_path, register=register)
    assert reading.datasets == ("bad", "good")
    assert reading.rows.height == 2


def test_a_long_name_of_a_file(tmp_path: Path, register: Register) -> None:
    """A dataset's name is an identifier of packs."""
    path = tmp_path / f"{'x' * 200}.csv"
    path.write_text(CSV)
    reading = read(path, register=register)
    assert len(reading.datasets[0]) <= 120
    assert len(reading.new_indicators) == 1
