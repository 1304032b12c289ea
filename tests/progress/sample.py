"""Real figures: healthy life expectancy in the West Midlands (see data/README.md)."""

from functools import lru_cache
from pathlib import Path

import polars as pl

from commonweal.evidence.periods import parse_column
from commonweal.evidence.schema import OBSERVATION

PATH = Path(__file__).parent / "data" / "healthy_life_expectancy.csv"


@lru_cache(maxsize=1)
def sample() -> pl.DataFrame:
    """In the layout of an observation."""
    rows = pl.read_csv(PATH)
    return (
        rows.drop("period")
        .with_columns(parse_column(rows["period"]).drop("period_note"))
        .with_columns(
            status=pl.lit("A"),
            note=pl.lit(""),
            numerator=pl.lit(None, pl.Float64),
            denominator=pl.lit(None, pl.Float64),
        )
        .select(OBSERVATION.names())
    )
