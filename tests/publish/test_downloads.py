"""Figures to take away, and what lies beside them."""

import csv
import io
import json
import zipfile

import polars as pl
import pytest
from tests.publish.examples import (
    BIRMINGHAM,
    COMBINED_AUTHORITY,
    EMPLOYMENT_RATE,
    PLACES,
    indicator,
    observations,
    pounds,
)

from commonweal.progress.snapshot import VintageInForce
from commonweal.publish import downloads

VINTAGE = VintageInForce(
    dataset="employment-rate",
    sha256="ab" * 32,
    title="Employment rate",
    organisation="Office for National Statistics",
    address="https://www.ons.gov.uk/employment",
    licence="OGL v3",
    released="2024-04-16",
)
SNAPSHOT = "0123456789abcdef" * 4


@pytest.fixture
def frame() -> pl.DataFrame:
    figures = observations([*EMPLOYMENT_RATE[:9], None], half_width=1.5, notes={"2014-01-01/P1Y": "=1+1"})
    return downloads.with_names(figures, [indicator()], PLACES)


def told(frame: pl.DataFrame, *indicators: object) -> dict[str, object]:
    return downloads.metadata(
        frame,
        indicators=indicators or [indicator()],  # type: ignore[arg-type]
        snapshot=SNAPSHOT,
        datasets=[VINTAGE],
        places=PLACES,
        address="https://example.org/indicators/employment-rate/",
        query={"place": BIRMINGHAM},
        file="data.csv?places=E08000025",
    )


def test_names_stand_beside_codes(frame: pl.DataFrame) -> None:
    assert frame.columns[:4] == ["area", "place", "indicator", "indicator_name"]
    assert set(frame["place"]) == {"Birmingham"}
    both = observations([1.0], area=COMBINED_AUTHORITY)
    named = downloads.with_names(both, [], PLACES)
    assert named["place"][0] == "West Midlands (combined authority)"
    assert named["indicator_name"][0] is None


def test_the_csv_begins_with_its_header_and_holds_every_figure(frame: pl.DataFrame) -> None:
    content = downloads.csv_bytes(frame)
    assert content.startswith(b"area,place,indicator,")
    assert b"\r" not in content
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8"))))
    assert [float(r["value"]) for r in rows[:9]] == list(EMPLOYMENT_RATE[:9])
    assert rows[9]["value"] == ""
    assert rows[0]["period"] == "2014-01-01/P1Y"


@pytest.mark.parametrize("text", ["=1+1", "+44", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_text_that_looks_like_a_formula_is_made_harmless_in_the_csv_alone(text: str) -> None:
    frame = observations([-0.7], notes={"2014-01-01/P1Y": text})
    (row,) = csv.DictReader(io.StringIO(downloads.csv_bytes(frame).decode(), newline=""))
    assert row["note"] == f"'{text}"
    assert row["value"] == "-0.7"
    assert pl.read_parquet(downloads.parquet_bytes(frame))["note"][0] == text
    assert json.loads(downloads.json_bytes(frame, {}))["rows"][0]["note"] == text


def test_a_text_that_is_no_formula_stays(frame: pl.DataFrame) -> None:
    (row,) = csv.DictReader(
        io.StringIO(downloads.csv_bytes(observations([1.0], notes={"2014-01-01/P1Y": "Ü, “x” =1"})).decode())
    )
    assert row["note"] == "Ü, “x” =1"


def test_json_holds_rows_and_metadata(frame: pl.DataFrame) -> None:
    found = json.loads(downloads.json_bytes(frame, told(frame)))
    assert found["metadata"]["schema:version"] == SNAPSHOT
    assert len(found["rows"]) == frame.height
    assert found["rows"][9]["value"] is None
    assert found["rows"][0]["period_start"] == "2014-01-01"


def test_json_has_no_nan() -> None:
    found = downloads.json_bytes(observations([float("nan")]), {})
    assert json.loads(found, parse_constant=pytest.fail)["rows"][0]["value"] is None


def test_parquet_holds_the_same_table(frame: pl.DataFrame) -> None:
    assert pl.read_parquet(downloads.parquet_bytes(frame)).equals(frame)


def test_the_zip_holds_table_and_metadata_and_is_the_same_every_time(frame: pl.DataFrame) -> None:
    content = downloads.zip_bytes("employment-rate", frame, told(frame))
    assert content == downloads.zip_bytes("employment-rate", frame, told(frame))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist() == ["employment-rate.csv", "employment-rate.csv-metadata.json"]
        assert archive.read("employment-rate.csv") == downloads.csv_bytes(frame)
        assert json.loads(archive.read("employment-rate.csv-metadata.json")) == told(frame)


def test_the_metadata_says_what_a_figure_needs(frame: pl.DataFrame) -> None:
    found = json.loads(downloads.metadata_bytes(told(frame)))
    assert found["@context"][0] == "http://www.w3.org/ns/csvw"
    assert found["dc:title"] == "Employment rate"
    assert found["dc:license"] == ["OGL v3"]
    assert found["dc:temporal"] == "2014-01-01/2023-12-31"
    assert found["dc:spatial"] == [{"dc:identifier": BIRMINGHAM, "dc:title": "Birmingham"}]
    assert found["schema:query"] == {"place": BIRMINGHAM}
    assert found["schema:isBasedOn"][0]["schema:identifier"] == f"sha256:{'ab' * 32}"
    assert found["schema:citation"] == (
        "Commonweal, “Employment rate”, snapshot 01234567. Source: Office for National Statistics, "
        "Employment rate, released 2024-04-16. https://example.org/indicators/employment-rate/"
    )


def test_each_column_is_described_and_a_single_unit_is_said(frame: pl.DataFrame) -> None:
    columns = {c["name"]: c for c in told(frame)["tableSchema"]["columns"]}  # type: ignore[index]
    assert list(columns) == frame.columns
    assert [c for c in columns.values() if "dc:description" not in c] == []
    assert columns["value"]["schema:unitText"] == "% of people aged 16 to 64"
    assert columns["value"]["datatype"] == "double"
    assert columns["period_start"]["datatype"] == "date"
    mixed = {c["name"]: c for c in told(frame, indicator(), pounds())["tableSchema"]["columns"]}  # type: ignore[index]
    assert "schema:unitText" not in mixed["value"]


def test_caveats_and_breaks_travel_with_the_indicator(frame: pl.DataFrame) -> None:
    of = indicator(
        caveats=["A survey: small areas swing."],
        breaks=[{"period": "2020-01-01", "reason": "new survey", "provenance": "seen", "source": "ons"}],
        provisional_from="2023-01-01",
    )
    found = told(frame, of)
    said = found["schema:variableMeasured"][0]["rdfs:comment"]  # type: ignore[index]
    assert said == ["A survey: small areas swing.", "Break in series from 2020-01-01: new survey"]
    assert found["rdfs:comment"][0] == "Employment rate: figures from 2023-01-01 on are provisional."  # type: ignore[index]


def test_an_empty_selection_is_a_header_and_metadata() -> None:
    empty = downloads.with_names(observations({}), [indicator()], PLACES)
    assert downloads.csv_bytes(empty).count(b"\n") == 1
    assert told(empty)["dc:temporal"] == ""
