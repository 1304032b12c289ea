"""The layouts that we read, recognised by their columns and put into one shape.

Every layout becomes a frame of schema SHAPED; whatever a layout lacks is null there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from commonweal.words import _

from .delimited import Table
from .numbers import to_numbers, unread
from .problems import Problem, nearest, or_list, whole_file
from .schema import TIDY, TIDY_REQUIRED
from .sources import Layout

#: ``row`` is the line of the file. ``series`` is the supplier's name of the series, or, in our own
#: layout, the indicator's id. ``unread`` is what stands in the row's cells that are no numbers.
SHAPED = pl.Schema(
    {
        "row": pl.UInt32,
        "area": pl.String,
        "area_name": pl.String,
        "level": pl.String,
        "series": pl.String,
        "measure": pl.String,
        "unit": pl.String,
        "period": pl.String,
        "breakdown": pl.String,
        "value": pl.Float64,
        "lower": pl.Float64,
        "upper": pl.Float64,
        "numerator": pl.Float64,
        "denominator": pl.Float64,
        "status": pl.String,
        "note": pl.String,
        "unread": pl.String,
    }
)

#: Column of the file → how its texts are kept while a reading lasts.
Kinds = Mapping[str, pl.Categorical]

#: Column of SHAPED → column of the file.
_ONS = {
    "area": "areacd",
    "area_name": "areanm",
    "level": "geography",
    "series": "indicator",
    "measure": "measure",
    "unit": "unit",
    "period": "period",
    "value": "observation",
    "lower": "lci_95",
    "upper": "uci_95",
    "status": "status",
    "note": "notes",
}
_SMALL_AREAS = {"area": "areacd", "area_name": "areanm", "period": "period", "value": "observation"}
_TIDY = {("series" if name == "indicator" else name): name for name in TIDY}

COLUMNS: Mapping[Layout, Mapping[str, str]] = {"ons": _ONS, "ons-small-areas": _SMALL_AREAS, "tidy": _TIDY}
REQUIRED: Mapping[Layout, tuple[str, ...]] = {
    "ons": ("areacd", "indicator", "period", "observation"),
    "ons-small-areas": ("areacd", "period", "observation"),
    "tidy": TIDY_REQUIRED,
}
#: The columns of which a row of column names has all, in one of these.
HEADERS = tuple(frozenset(columns) for columns in REQUIRED.values())
#: What other layouts call these columns.
_ALSO_CALLED = {  # stays English
    "period": ("year", "date", "time", "time period", "time_period", "ref_period"),
    "value": ("observation", "obs_value", "amount", "figure", "count", "rate"),
    "observation": ("value", "obs_value", "amount", "figure"),
    "area": ("areacd", "area code", "area_code", "code", "geocode", "geography", "ref_area"),
    "areacd": ("area", "area code", "area_code", "code", "geocode"),
    "indicator": ("series", "measure", "variable", "id"),
}
KNOWN = frozenset(name for columns in COLUMNS.values() for name in columns.values())


def own_name(layout: Layout, column: str) -> str:
    """What a file of a layout calls a column of SHAPED."""
    return COLUMNS[layout].get(column, column) if layout else column


def kinds() -> Kinds:
    """New numbers for the texts of one reading, shared by its files: each different text is kept once.

    A column of numbers takes a quarter of the memory of a column of texts, and what follows from a text is
    worked out on the numbers. They are forgotten with the reading.
    """
    of_shape = {name: pl.Categorical(pl.Categories.random()) for name, t in SHAPED.items() if t == pl.String}
    return {
        column: of_shape[name]
        for columns in COLUMNS.values()
        for name, column in columns.items()
        if name in of_shape
    }


def together(frames: Sequence[pl.DataFrame], kinds: Kinds) -> pl.DataFrame:
    """Frames of :func:`shape` under each other, every column of SHAPED there; texts are Categorical."""
    of_shape = {
        name: kinds[column]
        for columns in COLUMNS.values()
        for name, column in columns.items()
        if column in kinds
    }
    none = pl.DataFrame(schema={name: of_shape.get(name, dtype) for name, dtype in SHAPED.items()})
    return pl.concat([none, *frames], how="diagonal", rechunk=True)


def recognise(columns: tuple[str, ...]) -> Layout:
    """Which layout a header is of; where it is whole in none, the one that it is nearest to."""
    present = set(columns)
    if present == set(_SMALL_AREAS.values()):
        return "ons-small-areas"
    return "ons" if len(present & _only("ons")) > len(present & _only("tidy")) else "tidy"


def _only(layout: Layout) -> set[str]:
    other: Layout = "tidy" if layout == "ons" else "ons"
    return set(COLUMNS[layout].values()) - set(COLUMNS[other].values())


def missing_columns(layout: Layout, columns: tuple[str, ...], file: str) -> list[Problem]:
    """The columns that must be there and are not, with the names in the file most like them."""
    return [
        whole_file(file, "missing-column", _missing(name, columns), column=name)
        for name in REQUIRED[layout]
        if name not in columns
    ]


def _missing(name: str, columns: tuple[str, ...]) -> str:
    spare = [c for c in columns if c not in KNOWN]
    like = [c for c in spare if c in _ALSO_CALLED.get(name, ())]
    like = like or nearest(name, spare) or [c for c in spare if name in c or (len(c) > 3 and c in name)]
    if like:
        found = _("Is it {names}?").format(names=or_list([f"“{c}”" for c in like]))
    else:
        found = _("The file has {columns}.").format(columns=_columns(columns))
    return " ".join((_("There is no column “{name}”.").format(name=name), found))


def _columns(columns: tuple[str, ...]) -> str:
    names = ", ".join(f"“{c}”" for c in columns[:12])
    more = len(columns) - 12
    return _("{names} and {n} more").format(names=names, n=more) if more > 0 else names


def shape(table: Table, layout: Layout, file: str, kinds: Kinds) -> tuple[pl.DataFrame, list[Problem]]:
    """The columns of SHAPED that the table has, with a problem for every cell that should be a number and
    is not. Texts are Categorical.
    """
    problems: list[Problem] = []
    columns, numbers = [table.frame["row"]], dict[str, pl.Series]()
    for name, source in COLUMNS[layout].items():
        if source not in table.columns:
            continue
        column = table.frame[source]
        if source in kinds:
            column = column.cast(kinds[source])
        elif column.dtype == pl.String:
            column, wrong = to_numbers(table.frame, source, file, table.delimiter)
            problems += wrong
            numbers[source] = column
        columns.append(column.alias(name))
    if problems:
        columns.append(unread(table.frame, numbers))
    problems += _unused(table.columns, layout, file)
    return pl.DataFrame(columns), problems


def _unused(columns: tuple[str, ...], layout: Layout, file: str) -> list[Problem]:
    read = set(COLUMNS[layout].values())
    spare = [f"“{c}”" for c in columns if c not in read]
    if not spare:
        return []
    message = _("Columns that are not read: {columns}.").format(columns=", ".join(spare))
    return [whole_file(file, "unused-column", message, severity="warn")]
