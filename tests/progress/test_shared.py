"""Every series of the 62 published files is judged, once by each rule, with numbers that are numbers."""

from pathlib import Path

import polars as pl
import pytest

from commonweal.evidence.schema import OBSERVATION
from commonweal.progress import ASSESSMENT, DEFINITION, TARGET, Reason, Status, assess, rules

pytestmark = pytest.mark.shared
SERIES = ("indicator", "area", "breakdown")


def read(path: Path) -> pl.DataFrame:
    """One file of Explore Local Statistics as observations; a series is its topic and its name."""
    rows = pl.read_csv(path, infer_schema=False)
    if "Observation" in rows.columns:  # one file has its headings in capitals, and no series' name
        rows = rows.rename({c: c.lower() for c in ("AREACD", "Period", "Observation") if c in rows.columns})
    have = set(rows.columns)

    def number(column: str) -> pl.Expr:
        return pl.col(column).cast(pl.Float64, strict=False) if column in have else pl.lit(None, pl.Float64)

    start = pl.col("period").str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)
    length = pl.col("period").str.slice(10)
    count = length.str.extract(r"P(\d+)").cast(pl.Int64, strict=False).fill_null(0)
    months = pl.when(length.str.ends_with("Y")).then(count * 12).otherwise(count)
    end = start.dt.offset_by(pl.format("{}mo", months)).dt.offset_by("-1d")
    frame = rows.select(
        indicator=pl.format(
            "{}: {}", pl.lit(path.stem), pl.col("indicator") if "indicator" in have else pl.lit("")
        ),
        area="areacd",
        period="period",
        period_start=start,
        period_end=pl.when(months > 0).then(end).otherwise(start),
        breakdown=pl.lit(""),
        value=number("observation"),
        lower=number("lci_95"),
        upper=number("uci_95"),
        numerator=pl.lit(None, pl.Float64),
        denominator=pl.lit(None, pl.Float64),
        status=pl.lit("A"),
        note=pl.lit(""),
    )
    return frame.filter(pl.col("period_start").is_not_null()).match_to_schema(OBSERVATION)


@pytest.fixture(scope="module")
def observations(shared: Path) -> pl.DataFrame:
    paths = sorted((shared / "data" / "ons-explore-local-statistics").glob("*/*.csv"))
    assert len(paths) >= 62
    return pl.concat(read(path) for path in paths)


@pytest.fixture(scope="module")
def answers(observations: pl.DataFrame) -> pl.DataFrame:
    names = observations["indicator"].unique().sort().to_list()
    definitions = [
        {"indicator": n, "polarity": (1, -1)[k % 2], "comparator": ("K02000001", "E92000001")[k % 2]}
        for k, n in enumerate(names)
    ]
    targets = [{"indicator": n, "kind": "value", "value": 80.0, "by": "2030"} for n in names[::5]]
    return assess(
        observations,
        pl.DataFrame([{**d, "decimals": 1} for d in definitions], schema=DEFINITION),
        pl.DataFrame(targets, schema=TARGET),
    )


def test_every_series_has_one_row_a_rule(observations: pl.DataFrame, answers: pl.DataFrame) -> None:
    assert observations.height > 250_000
    series = observations.select(SERIES).unique()
    for rule in rules.found():
        judged = answers.filter(pl.col("rule") == rule).select(SERIES)
        assert judged.height == judged.unique().height == series.height
        assert judged.join(series, on=SERIES, how="anti").is_empty()
    assert answers.schema == ASSESSMENT


def test_no_number_is_infinite_or_not_one(answers: pl.DataFrame) -> None:
    for column, kind in answers.schema.items():
        if kind == pl.Float64:
            assert answers[column].drop_nulls().is_finite().all(), column
    assert answers["history"].explode().drop_nulls().is_finite().all()


def test_each_answer_is_a_known_one(answers: pl.DataFrame) -> None:
    assert set(answers["status"]) <= set(Status)
    assert set(answers["reason"]) <= set(Reason)
    unjudged = answers.filter(pl.col("status") == Status.UNJUDGED)
    assert unjudged.filter(pl.col("reason") == "").is_empty()


def test_the_latest_figure_is_that_of_the_source(observations: pl.DataFrame, answers: pl.DataFrame) -> None:
    """Latest value and change of each series of the combined authority equal the source rows."""
    mine = answers.filter((pl.col("area") == "E47000007") & (pl.col("rule") == "state-of-the-region-2020"))
    assert mine.height >= 40
    for row in mine.iter_rows(named=True):
        source = observations.filter(
            (pl.col("indicator") == row["indicator"])
            & (pl.col("area") == "E47000007")
            & pl.col("value").is_not_null()
        ).sort("period_start")
        assert row["latest"] == source["value"][-1]
        if row["previous"] is not None:
            before = source.filter(pl.col("period_end") < source["period_start"][-1])
            assert row["change"] == source["value"][-1] - before["value"][-1 - _months_between(source)]


def _months_between(source: pl.DataFrame) -> int:
    """How many months, published each month, lie between the latest and the same one of the year before."""
    return 11 if source["period"][-1].endswith("/P1M") else 0
