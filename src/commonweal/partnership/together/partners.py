"""Who takes part, what is promised and kept, and which goals and places have nobody."""

from __future__ import annotations

import datetime as dt

import polars as pl

from commonweal.partnership.commitments import GRACE
from commonweal.partnership.record import Record

from .rows import as_rows, ends, first_day, year_by_year


def active(record: Record, day: dt.date) -> pl.DataFrame:
    """The organisations that take part in a year: those that promised something or spoke of a promise count.

    An organisation takes part where one of its periods has a day in the year (:func:`_begins` says from when
    one without a first day counts). One that acts takes part.
    """
    made = record["commitments"].select("organisation", "commitment", day="made_on")
    spoke = record["commitment_updates"].join(made.select("organisation", "commitment"), on="commitment")
    acts = pl.concat([made, spoke.select("organisation", "commitment", "day")])
    known = record["organisations"].select("organisation", "known_on")
    periods = record["memberships"].join(known, on="organisation").with_columns(_begins())

    def of(year: int, last: dt.date) -> pl.DataFrame:
        here = record["organisations"]
        mine = acts.filter(pl.col("day").is_between(dt.date(year, 1, 1), last))["organisation"].unique()
        acted = pl.col("organisation").is_in(mine.implode())
        over = (pl.col("until") < dt.date(year, 1, 1)).fill_null(value=False)
        there = periods.filter(pl.col("begins") <= last, ~over)["organisation"].unique()
        taking = pl.col("organisation").is_in(there.implode())
        return as_rows(
            here.filter(taking | acted), "partners-active", year=year, row=pl.col("organisation"),
            counts=acted, why=pl.when(acted).then(pl.lit("acted")).otherwise(pl.lit("silent")),
        )  # fmt: skip

    return year_by_year(first_day(made["day"]), day, of)


def seated(record: Record, day: dt.date) -> pl.DataFrame:
    """The organisations that held a seat, and whether they hold one on the last day of a year.

    A seat without a first day is held from the day on which it was entered here (:func:`_begins`), and one
    without a last day is held still; an organisation that takes no part holds none. ``why`` is "undated"
    where no seat that it holds has a first day, and "left" where it holds none any more.
    """
    seats = record["seats"].filter(pl.col("organisation") != "").with_columns(_begins())
    held = seats.join(
        record["partnerships"].select("partnership", opens="since", closes="until"), on="partnership"
    ).join(record["organisations"].select("organisation"), on="organisation", how="semi")

    def of(year: int, last: dt.date) -> pl.DataFrame:
        over = pl.min_horizontal("until", "closes") < last
        there = pl.col("organisation").is_in(_there(record, last).implode())
        begun = (pl.col("begins") <= last) & ~(pl.col("opens") > last).fill_null(value=False)
        sits = ~over.fill_null(value=False) & there
        dated = pl.col("since").is_not_null()
        now = held.filter(begun).group_by("organisation").agg(sits=sits.any(), dated=(sits & dated).any())
        return as_rows(
            now, "organisations-with-a-seat", year=year, row=pl.col("organisation"), counts=pl.col("sits"),
            why=pl.when(~pl.col("sits")).then(pl.lit("left"))
            .when("dated").then(pl.lit("dated")).otherwise(pl.lit("undated")),
        )  # fmt: skip

    return year_by_year(first_day(held["begins"]), day, of)


def met(record: Record, day: dt.date) -> pl.DataFrame:
    """The commitments whose day, as first promised, has passed; as each stood at the end of the year of it.

    One that was withdrawn by that day is left out. Moving the day does not help: the first one counts. What
    an organisation promised before it left counts as well.
    """
    due = record["commitments"].filter(pl.col("due") < day).with_columns(end=ends(pl.col("due"), day))
    stands = _stands(due, record["commitment_updates"])
    gone = (pl.col("withdrawn_on") <= pl.col("due")).fill_null(value=False)
    later = (pl.col("withdrawn_on") <= pl.col("end")).fill_null(value=False)
    done = (pl.col("last_kind") == "done").fill_null(value=False) & ~later
    kept = done & (pl.col("last_day") <= pl.col("due"))
    why = (
        pl.when(gone).then(pl.lit("withdrawn-before")).when(later).then(pl.lit("withdrawn-after"))
        .when(kept).then(pl.lit("on-time")).when(done).then(pl.lit("done-late")).otherwise(pl.lit("not-done"))
    )  # fmt: skip
    return as_rows(
        stands, "commitments-met-on-time", year=pl.col("due").dt.year(), row=pl.col("commitment"),
        areas=pl.concat_list("area"), counts=pl.when(~gone).then(kept), why=why,
    )  # fmt: skip


def goals_without(record: Record, day: dt.date) -> pl.DataFrame:
    """Each goal of each framework, and whether no partner works on it at the end of a year.

    The site's own framework is the headline, every other a series of its own.
    """
    own = record.framework
    name = pl.col("framework")
    goals = record["goals"].with_columns(
        series=pl.when(name == own).then(pl.lit("")).otherwise(pl.format("framework={}", name))
    )

    def of(year: int, last: dt.date) -> pl.DataFrame:
        working = _working(record, year, last).group_by("framework", "goal").agg(n=pl.len())
        found = goals.join(working, on=["framework", "goal"], how="left", maintain_order="left")
        return as_rows(
            found, "goals-without-a-partner", year=year, series=pl.col("series"),
            counts=pl.col("n").is_null(), row=pl.format("{}:{}", "framework", "goal"), why=_somebody(),
        )  # fmt: skip

    return year_by_year(first_day(record["commitments"]["made_on"]), day, of)


def places_without(record: Record, day: dt.date) -> pl.DataFrame:
    """Each of the authority's places, and whether no partner works in it at the end of a year.

    A commitment for a place, or for one that lies in it, counts for it; one for the whole authority does not.
    """

    def of(year: int, last: dt.date) -> pl.DataFrame:
        working = _working(record, year, last).join(record["located"], on="area")
        found = record["places"].join(
            working.group_by("place").agg(n=pl.len()), on="place", how="left", maintain_order="left"
        )
        return as_rows(
            found, "places-without-a-partner", year=year, counts=pl.col("n").is_null(), row=pl.col("place"),
            why=_somebody(),
        )  # fmt: skip

    return year_by_year(first_day(record["commitments"]["made_on"]), day, of)


def _working(record: Record, year: int, last: dt.date) -> pl.DataFrame:
    """The commitments on which somebody works at the end of a year, or that were met in it.

    Not those that were withdrawn, given up or missed, nor those of an organisation that has left.
    """
    here = pl.col("organisation").is_in(_there(record, last).implode())
    made = record["commitments"].filter(pl.col("made_on") <= last, here).with_columns(end=pl.lit(last))
    stands = _stands(made, record["commitment_updates"])
    gone = (pl.col("withdrawn_on") <= last).fill_null(value=False)
    kind, said = pl.col("last_kind").fill_null(""), pl.col("last_day")
    in_year = (kind == "done") & (said.dt.year() == year)
    missed = (kind == "stopped") | (pl.lit(last) - pl.col("until") > GRACE)
    return stands.filter(~gone & (in_year | ((kind != "done") & ~missed)))


def _stands(made: pl.DataFrame, updates: pl.DataFrame) -> pl.DataFrame:
    """With what stands at each row's ``end``: the last update's kind and day, and the day that counts.

    The same rule as :func:`commonweal.partnership.commitments.stands`, for all rows at once.
    """
    said = updates.join(made.select("commitment", "end"), on="commitment").filter(
        pl.col("day") <= pl.col("end")
    )
    said = said.sort("commitment", "nth")
    last = said.group_by("commitment", maintain_order=True).agg(
        last_kind=pl.col("kind").last(),
        last_day=pl.col("day").last(),
        moved=pl.col("until").filter(pl.col("kind") == "changed").drop_nulls().last(),
    )
    found = made.join(last, on="commitment", how="left", maintain_order="left")
    return found.with_columns(until=pl.coalesce("moved", "due"))


def _there(record: Record, day: dt.date) -> pl.Series:
    """The organisations that take part on a day, as the site has it: a day that is not known is open."""
    begun = (pl.col("since") <= day).fill_null(value=True)
    still = (pl.col("until") >= day).fill_null(value=True)
    return record["memberships"].filter(begun, still)["organisation"].unique()


def _begins() -> pl.Expr:
    """From when a period counts: its first day, else the day it was entered here, or its last before that."""
    return pl.coalesce("since", pl.min_horizontal("known_on", "until")).alias("begins")


def _somebody() -> pl.Expr:
    return pl.when(pl.col("n").is_null()).then(pl.lit("nobody")).otherwise(pl.lit("somebody"))
