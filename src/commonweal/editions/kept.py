"""Values of an edition as JSON and back: what a published edition is kept as.

A dataclass becomes ``{"=": its name, …fields}``, a tuple a list, a word of an enumeration its text; a date, a
set and a frame of columns stand behind ``"=day"``, ``"=set"`` and ``"=frame"``. Fields that hold their
default are left out and a field that a class no longer has is passed over, so that a value kept today reads
back when a field was added or taken away. Only the classes handed in are read back: a kept text cannot name
any other.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
import typing
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import lru_cache
from types import ModuleType, UnionType
from typing import Any

import polars as pl

_NAME, _DAY, _SET, _FRAME = "=", "=day", "=set", "=frame"
#: What columns a frame may have.
_TYPES = {
    str(t): t for t in (pl.String, pl.Float64, pl.Int64, pl.Int32, pl.UInt32, pl.Boolean, pl.Date, pl.Null)
}


class NotKept(TypeError):
    """A value that cannot be kept, or kept text that no class given here reads."""


def to_json(value: Any) -> Any:
    """Plain lists, mappings, texts, numbers. Raises :class:`NotKept` for anything else, and for a number that
    JSON does not have."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        kept = {f.name: to_json(getattr(value, f.name)) for f in dataclasses.fields(value) if _told(value, f)}
        return {_NAME: type(value).__name__, **kept}
    if isinstance(value, StrEnum):
        return str(value)
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return {_DAY: value.isoformat()}
    if isinstance(value, tuple | list):
        return [to_json(v) for v in value]
    if isinstance(value, frozenset):
        return {_SET: [to_json(v) for v in sorted(value)]}
    if isinstance(value, pl.DataFrame):
        return {_FRAME: [_column(column) for column in value]}
    if isinstance(value, Mapping):
        if {_NAME, _DAY, _SET, _FRAME} & set(value) or not all(isinstance(k, str) for k in value):
            raise NotKept(f"a mapping with the keys {sorted(map(str, value))[:5]}")  # stays English
        return {k: to_json(v) for k, v in value.items()}
    if isinstance(value, float) and value - value != 0:
        raise NotKept(f"the number {value}")  # stays English
    if value is None or isinstance(value, str | bool | int | float):
        return value
    raise NotKept(f"{type(value).__name__} is nothing that is kept")  # stays English


def _told(value: Any, field: dataclasses.Field[Any]) -> bool:
    if field.default is not dataclasses.MISSING:
        return bool(getattr(value, field.name) != field.default)
    if field.default_factory is not dataclasses.MISSING:
        return bool(getattr(value, field.name) != field.default_factory())
    return True


def from_json(kept: Any, classes: Mapping[str, type]) -> Any:
    """The value again.

    Raises :class:`NotKept` for a class that is not among ``classes``, and where a field that one needs was
    not kept.
    """
    if isinstance(kept, list):
        return tuple(from_json(v, classes) for v in kept)
    if not isinstance(kept, dict):
        return kept
    if _DAY in kept:
        return dt.date.fromisoformat(kept[_DAY])
    if _SET in kept:
        return frozenset(from_json(kept[_SET], classes))
    if _FRAME in kept:
        return pl.DataFrame([_series(*column) for column in kept[_FRAME]])
    if _NAME not in kept:
        return {k: from_json(v, classes) for k, v in kept.items()}
    made = classes.get(kept[_NAME])
    if made is None:
        raise NotKept(f"nothing here is called {kept[_NAME]!r}")  # stays English
    words = _enumerations(made)
    known = {f.name for f in dataclasses.fields(made)}
    given = {}
    for name, value in kept.items():
        if name in known:
            read = from_json(value, classes)
            given[name] = _word(read, words[name]) if name in words and isinstance(read, str) else read
    try:
        return made(**given)
    except TypeError as lacking:
        raise NotKept(f"{kept[_NAME]}: {lacking}") from None


def _column(column: pl.Series) -> list[Any]:
    kind = str(column.dtype)
    if kind not in _TYPES:
        raise NotKept(f"a column of {kind}")  # stays English
    values = column.cast(pl.String) if kind == "Date" else column
    return [column.name, kind, [to_json(v) for v in values]]


def _series(name: str, kind: str, values: list[Any]) -> pl.Series:
    if kind == "Date":
        values = [None if v is None else dt.date.fromisoformat(v) for v in values]
    return pl.Series(name, values, dtype=_TYPES[kind])


def classes_of(*modules: ModuleType) -> dict[str, type]:
    """Every dataclass that some modules define, by name. Raises ``ValueError`` for two of one name."""
    found: dict[str, type] = {}
    for module in modules:
        for name, made in vars(module).items():
            if not isinstance(made, type) or made.__module__ != module.__name__:
                continue
            if dataclasses.is_dataclass(made) and found.setdefault(name, made) is not made:
                raise ValueError(f"two classes are called {name!r}")  # stays English
    return found


def canonical(kept: Any) -> bytes:
    """The same bytes for the same value, whatever order a database gives its keys back in."""
    return json.dumps(kept, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def digest(kept: Any) -> str:
    """SHA-256 of :func:`canonical`."""
    return hashlib.sha256(canonical(kept)).hexdigest()


def _word(text: str, enumerations: Iterable[type[StrEnum]]) -> Any:
    for each in enumerations:
        if text in {str(word) for word in each}:
            return each(text)
    return text


@lru_cache(maxsize=256)
def _enumerations(made: type) -> dict[str, tuple[type[StrEnum], ...]]:
    """Which enumerations a field of a dataclass may hold a word of."""
    hints = typing.get_type_hints(made)
    found = {name: tuple(_in(hint)) for name, hint in hints.items()}
    return {name: each for name, each in found.items() if each}


def _in(hint: Any) -> Iterable[type[StrEnum]]:
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        yield hint
    elif typing.get_origin(hint) in (typing.Union, UnionType):
        for each in typing.get_args(hint):
            yield from _in(each)
