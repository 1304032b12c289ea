"""What changed since the vintage in force that a person should look at: areas and series."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from commonweal.words import _, listed, ngettext

from .problems import Problem, frame, nearest, whole_file
from .reading import Reading
from .recode import codes, spelled
from .register import Register

_SHOWN = 10


def areas_gone(reading: Reading, register: Register, previous: pl.DataFrame) -> pl.DataFrame:
    """A warning for each area that an indicator had and has no more."""
    before = previous.select("dataset", "indicator", "area").unique()
    now = spelled(reading.ordered.select("dataset", "indicator", "area").unique())
    indicators = now.select("dataset", "indicator").unique()
    gone = before.join(indicators, on=["dataset", "indicator"], how="semi").join(
        now, on=["dataset", "indicator", "area"], how="anti"
    )
    message = _("{area} ({code}) had figures of “{indicator}” before and has none now.")
    return frame(
        whole_file(
            reading.about(dataset).file,
            "area-gone",
            message.format(area=register.area_names.get(area, area), code=area, indicator=indicator),
            severity="warn",
            column="area",
            value=area,
        )
        for dataset, indicator, area in gone.sort(pl.all()).iter_rows()
    )


_SERIES = ("dataset", "indicator", "area", "breakdown")


def periods_gone(reading: Reading, register: Register, previous: pl.DataFrame) -> pl.DataFrame:
    """One warning an indicator for series that have figures of none of the periods that they had before.

    A new vintage adds periods. Where all are other ones, it is more likely that they were read as another
    kind of year, or that the history was lost, than that they are right.
    """
    doubtful = _without_last_period(reading, previous)
    if doubtful.is_empty():
        return frame([])
    before, now = (
        rows.join(doubtful, on=_SERIES, how="semi")
        for rows in (previous.select(*_SERIES, "period"), spelled(reading.ordered.select(*_SERIES, "period")))
    )
    kept = now.join(before, on=[*_SERIES, "period"], how="semi").select(_SERIES).unique()
    here = now.join(kept, on=_SERIES, how="anti").group_by(_SERIES).agg(now=pl.col("period").min())
    was = before.join(here.select(_SERIES), on=_SERIES, how="semi").group_by(_SERIES)
    gone = was.agg(before=pl.col("period").min()).join(here, on=_SERIES).sort(_SERIES)
    said = gone.group_by("dataset", "indicator", maintain_order=True).agg(
        pl.len().alias("n"), pl.col("area", "before", "now").first()
    )
    found: list[Problem] = []
    for dataset, indicator, n, area, old, new in said.iter_rows():
        message = ngettext(
            "One series of “{indicator}” has no figure of any period that it had before: that of {area} had "
            "{before} and has {now}. Is the period right, and is nothing lost?",
            "{n} series of “{indicator}” have no figure of any period that they had before: that of {area} "
            "had {before} and has {now}. Are the periods right, and is nothing lost?",
            n,
        ).format(n=n, indicator=indicator, area=register.area_names.get(area, area), before=old, now=new)
        found.append(
            whole_file(
                reading.about(dataset).file, "periods-gone", message, severity="warn", column="period",
                value=new,
            )
        )  # fmt: skip
    return frame(found)


def _without_last_period(reading: Reading, previous: pl.DataFrame) -> pl.DataFrame:
    """The series whose last period of before is not here: of few vintages there are any, and no other series
    can have lost all its periods.
    """
    same = pl.all_horizontal(pl.col(c) == pl.col(c).shift(-1) for c in _SERIES)
    last = previous.select(*_SERIES, "period").filter(~same.fill_null(False))
    numbers, now = [], []
    for name in last.columns:  # joined as numbers: spelling out every row takes longer than all else
        texts, places = codes(reading.ordered[name])
        place = dict(zip(texts, range(len(texts)), strict=True))
        numbers.append(last[name].replace_strict(place, default=None, return_dtype=pl.UInt32))
        now.append(places.cast(pl.UInt32).alias(name))
    numbered = pl.DataFrame(numbers).with_row_index("place")
    absent = numbered.join(pl.DataFrame(now), on=last.columns, how="anti")["place"]
    return last[absent].select(_SERIES).unique()


def areas_new(reading: Reading, previous: pl.DataFrame) -> pl.DataFrame:
    """One warning a dataset for areas that no pack defines and that it did not have before."""
    had = previous.select("dataset", code="area").unique()
    fresh = (
        reading.new_areas.join(previous.select("dataset").unique(), on="dataset", how="semi")
        .join(had, on=["dataset", "code"], how="anti")
        .sort("dataset", "code")
    )
    found: list[Problem] = []
    for (dataset,), areas in fresh.group_by("dataset", maintain_order=True):
        names = [f"{name} ({code})" for code, name in areas.select("code", "name").head(_SHOWN).iter_rows()]
        if areas.height > _SHOWN:
            names.append(_("{n} more").format(n=areas.height - _SHOWN))
        message = _("Areas that no pack defines and that were not here before: {areas}.")
        message = message.format(areas=listed(names))
        found.append(
            whole_file(reading.about(str(dataset)).file, "new-area", message, severity="warn", column="area")
        )
    return frame(found)


def series_changed(reading: Reading, previous_series: pl.DataFrame) -> pl.DataFrame:
    """Warnings for units and names that are not what they were, and for series that are no more."""
    found: list[Problem] = []
    before = _by_dataset(previous_series)
    carried = _carried(reading.series)
    for dataset, now in _by_dataset(reading.series).items():
        file = reading.about(dataset).file
        was = before.get(dataset, {})
        found += [p for key in now for p in _units(file, key, was.get(key, ""), now[key])]
        still = _carried_as(dataset, previous_series, carried)
        found += _names(file, [k for k in was if k not in now], [k for k in now if k not in was], still)
    return frame(found)


def _carried(series: pl.DataFrame) -> set[tuple[str, str, str]]:
    """Each dataset's indicators with the breakdown of each."""
    return set(series.select("dataset", "indicator", "breakdown").rows())


def _carried_as(dataset: str, before: pl.DataFrame, carried: Collection[tuple[str, str, str]]) -> set[str]:
    """The names of a dataset's series of before whose indicator and breakdown are still carried, under
    whichever name.

    In our own layout a series is an indicator and its rows say their breakdowns: the indicator is enough.
    """
    indicators = {(d, i) for d, i, _breakdown in carried}
    return {
        name
        for d, name, i, b in before.select("dataset", "series", "indicator", "breakdown").iter_rows()
        if d == dataset and ((d, i, b) in carried or (name == i and (d, i) in indicators))
    }


Key = tuple[str, str]  # series, measure


def _by_dataset(series: pl.DataFrame) -> dict[str, dict[Key, str]]:
    found: dict[str, dict[Key, str]] = {}
    for dataset, name, measure, unit in series.select("dataset", "series", "measure", "unit").iter_rows():
        found.setdefault(dataset, {})[name, measure] = unit
    return found


def _units(file: str, key: Key, was: str, now: str) -> list[Problem]:
    if not was or was == now:
        return []
    message = _("The unit of “{series}” was “{before}” and is “{now}”.")
    message = message.format(series=key[0], before=was, now=now)
    return [whole_file(file, "unit-changed", message, severity="warn", column="unit", value=now)]


def _names(file: str, gone: list[Key], fresh: list[Key], carried: Collection[str]) -> list[Problem]:
    """``carried`` are series of before whose figures are here under another name."""
    found = []
    for series, measure in gone:
        new = next((m for s, m in fresh if s == series), "")
        if measure and new:  # our own layout tells none, which is no change
            message = _("The measure of “{series}” was “{before}” and is “{now}”.")
            message = message.format(series=series, before=measure, now=new)
            found.append(
                whole_file(file, "unit-changed", message, severity="warn", column="measure", value=new)
            )
            continue
        if series in carried or any(series == s for s, _measure in fresh):
            continue
        like = nearest(series, {s for s, _measure in fresh}, count=1)
        if like:
            message = _("The series “{series}” is here no more; “{new}” is new. Was it given another name?")
            message = message.format(series=series, new=like[0])
        else:
            message = _("The series “{series}” was here before and is here no more.").format(series=series)
        rule = "name-changed" if like else "series-gone"
        found.append(whole_file(file, rule, message, severity="warn", column="indicator", value=series))
    return found
