"""What is decided: reports and when they account, proposals before and after, recommendations and answers."""

from __future__ import annotations

import datetime as dt

import polars as pl

from commonweal.partnership.record import Record

from .rows import COUNTED, as_rows, ends


def before_options_closed(record: Record, day: dt.date) -> pl.DataFrame:
    """The reports whose meeting has been, and whether each accounted for its impact before options closed.

    ``why`` is the ``timing`` of the record where there is an account (docs/methods/coverage.md): early, late,
    after or unknown; else none.
    """
    held = record["reports"].filter(pl.col("meeting_on") <= day)
    accounted = pl.col("quality").is_in(["partial", "whole"])
    timing = pl.when(pl.col("timing") == "").then(pl.lit("unknown")).otherwise("timing")
    return as_rows(
        _located(held, record["report_places"], "report"), "reports-accounting-before-options-closed",
        year=pl.col("meeting_on").dt.year(), row=pl.col("report"), areas=pl.col("areas"),
        counts=accounted & (pl.col("timing") == "early"),
        why=pl.when(accounted).then(timing).otherwise(pl.lit("none")),
    )  # fmt: skip


def improved(record: Record, day: dt.date) -> pl.DataFrame:
    """The proposals with an assessment completed in a year, and whether the last is better than the first.

    Better: at least one rating is higher and none is lower. Ratings are compared one by one, never added up;
    one that only one of the two gives, or whose scale has another number of steps, is not compared.
    """
    done = record["assessments"].filter(pl.col("completed_on") <= day)
    if done.is_empty():
        return COUNTED.to_frame()
    first = done.sort("nth").group_by("proposal", maintain_order=True).agg(first=pl.col("assessment").first())
    # The last of each year in which any was completed.
    last = (
        done.with_columns(year=pl.col("completed_on").dt.year())
        .sort("nth")
        .group_by("proposal", "year", maintain_order=True)
        .agg(last=pl.col("assessment").last())
        .join(first, on="proposal")
    )
    given = record["ratings"].drop_nulls("rank").select("assessment", "stage", "item", "rank", "steps")
    both = (
        last.join(given.rename({"assessment": "first"}), on="first")
        .join(
            given.rename({"assessment": "last", "rank": "now"}),
            on=["last", "stage", "item", "steps"],
        )
        .group_by("proposal", "year")
        .agg(
            up=(pl.col("now") > pl.col("rank")).sum(),
            down=(pl.col("now") < pl.col("rank")).sum(),
        )
    )
    found = last.join(both, on=["proposal", "year"], how="left", maintain_order="left").with_columns(
        pl.col("up", "down").fill_null(0)
    )
    up, down = pl.col("up") > 0, pl.col("down") > 0
    why = (
        pl.when(pl.col("first") == pl.col("last")).then(pl.lit("once"))
        .when(up & down).then(pl.lit("mixed")).when(up).then(pl.lit("better"))
        .when(down).then(pl.lit("worse")).otherwise(pl.lit("same"))
    )  # fmt: skip
    located = _located(record["proposals"].select("proposal"), record["proposal_places"], "proposal")
    return as_rows(
        found.with_columns(why=why).join(located, on="proposal", maintain_order="left"),
        "proposals-improved-after-assessment",
        year=pl.col("year"), row=pl.col("proposal"), areas=pl.col("areas"),
        counts=pl.col("why") == "better", why=pl.col("why"),
    )  # fmt: skip


def answered(record: Record, day: dt.date) -> pl.DataFrame:
    """The recommendations whose answer was due and whose day has passed, and whether one came by that day.

    One that was withdrawn by that day is left out.
    """
    due = record["recommendations"].filter(pl.col("due") < day).with_columns(end=ends(pl.col("due"), day))
    gone = (pl.col("withdrawn_on") <= pl.col("due")).fill_null(value=False)
    in_time = (pl.col("responded_on") <= pl.col("due")).fill_null(value=False)
    said = (pl.col("responded_on") <= pl.col("end")).fill_null(value=False)
    why = (
        pl.when(gone).then(pl.lit("withdrawn-before")).when(in_time).then(pl.lit("on-time"))
        .when(said).then(pl.lit("answered-late")).otherwise(pl.lit("not-answered"))
    )  # fmt: skip
    places = record["report_places"]
    return as_rows(
        _located(due, places, "report"), "recommendations-answered-in-time", year=pl.col("due").dt.year(),
        row=pl.col("recommendation"), areas=pl.col("areas"), counts=pl.when(~gone).then(in_time), why=why,
    )  # fmt: skip


def _located(held: pl.DataFrame, places: pl.DataFrame, key: str) -> pl.DataFrame:
    """With ``areas``: the codes of each row's places, in a list."""
    of = places.group_by(key, maintain_order=True).agg(areas=pl.col("area"))
    found = held.join(of, on=key, how="left", maintain_order="left")
    return found.with_columns(pl.col("areas").fill_null(pl.lit([], dtype=pl.List(pl.String))))
