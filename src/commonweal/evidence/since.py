"""What changed since the vintage in force that a person should look at: areas and series."""

from __future__ import annotations

import polars as pl

from commonweal.words import _, listed

from .problems import Problem, frame, nearest, whole_file
from .reading import Reading
from .recode import spelled
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
    for dataset, now in _by_dataset(reading.series).items():
        file = reading.about(dataset).file
        was = before.get(dataset, {})
        found += [p for key in now for p in _units(file, key, was.get(key, ""), now[key])]
        found += _names(file, [k for k in was if k not in now], [k for k in now if k not in was])
    return frame(found)


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


def _names(file: str, gone: list[Key], fresh: list[Key]) -> list[Problem]:
    found = []
    for series, measure in gone:
        if any(series == s for s, _measure in fresh):
            new = next(m for s, m in fresh if s == series)
            message = _("The measure of “{series}” was “{before}” and is “{now}”.")
            message = message.format(series=series, before=measure, now=new)
            found.append(
                whole_file(file, "unit-changed", message, severity="warn", column="measure", value=new)
            )
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
