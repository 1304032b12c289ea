"""What Pydantic found, in the words of someone who writes a pack: what is wrong, what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, ValidationError

from . import shapes
from .yaml_lines import UNREADABLE, at

_FILL = "Write something, or take the field out if it need not be there."

Way = tuple[str | int, ...]
Said = tuple[Way, str, str]

#: What each shape of text is called, and one that has it.
SHAPES = {
    shapes.IDENTIFIER: ("an id: lower-case letters and digits, joined by '-' or '.'", "birth-weight"),
    shapes.NODE: ("a goal or an indicator, by its kind and id", "indicator/birth-weight"),
    shapes.AREA_CODE: ("an area's code: capitals, digits and '-', from 2 to 32 of them", "E47000007"),
    shapes.SUCCESSORS: ("the codes of areas, separated by one space", "E08000037 E06000060"),
    shapes.VERSION: ("a version: three whole numbers with dots", "1.0.0"),
    shapes.PARTIAL_DATE: ("a year, a month or a day", "2024, 2024-01 or 2024-01-31"),
    shapes.BREAKDOWN: ("a breakdown: key=group in lower case, joined by ';'", "age=16-24;sex=female"),
    shapes.ADDRESS: ("a web address, beginning with http:// or https://", "https://www.ons.gov.uk/"),
    shapes.FIGURES_FILE: ("the path of a CSV in the folder figures", "figures/employment.csv"),
}
_CONTAINERS = {"tuple_type": "a list", "list_type": "a list", "model_type": "a mapping of fields"}
_CONTAINERS |= {"model_attributes_type": "a mapping of fields", "dict_type": "a mapping of fields"}
_NUMBERS = ("float_parsing", "float_type", "finite_number", "int_parsing", "int_type", "int_from_float")
_DAYS = ("date_parsing", "date_type", "date_from_datetime_parsing", "date_from_datetime_inexact")
_BOUNDS = {"greater_than": "more than", "greater_than_equal": "at least", "less_than_equal": "at most"}


def explain(error: ValidationError, model: type[BaseModel], value: Any) -> Iterator[Said]:
    """The way inside ``value``, the message and the fix, for every error but those already spoken of."""
    for found in error.errors(include_url=False):
        way = tuple(step for step in found["loc"] if step != "[key]")
        written = at(value, way)
        # A list whose only item is wrong counts as empty for Pydantic: that has been said of the item.
        if written is UNREADABLE or (found["type"] == "too_short" and written):
            continue
        yield (way, *_said(found, model, way, written))


def _said(found: Any, model: type[BaseModel], way: Way, value: Any) -> tuple[str, str]:
    kind: str = found["type"]
    context: dict[str, Any] = found.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown_field(str(way[-1]), _model_at(model, way[:-1]))
    if kind == "missing":
        return f"The field '{way[-1]}' is missing.", "Add it here."
    if kind == "value_error":
        return f"{_sentence(str(context['error']))}", ""
    if value is None:
        return "Nothing is written here.", _FILL
    if kind in ("enum", "literal_error"):
        return f"{_quoted(value)} is not one of the words for this.", _one_of(value, context["expected"])
    if kind == "string_pattern_mismatch":
        return _wrong_shape(str(value), context["pattern"])
    return _wrong_value(kind, context, value)


def _wrong_value(kind: str, context: dict[str, Any], value: Any) -> tuple[str, str]:
    if kind == "string_type":
        fix = "Write a text, in quotes if it has ': ' in it or begins with [ or {."
        return f"Here should be text, and this is {_noun(value)}.", fix
    if kind in _CONTAINERS:
        wanted = _CONTAINERS[kind]
        fix = "Begin each item with '- '." if wanted == "a list" else "Write each field as 'name: value'."
        return f"Here should be {wanted}, and this is {_noun(value)}.", fix
    if kind in _NUMBERS:
        fix = "Write it as 12.5: no thousands comma, no unit, no % sign."
        return f"{_quoted(value)} is not a number.", fix
    if kind in _DAYS:
        return f"{_quoted(value)} is not a day.", "Write it as 2024-01-31."
    if kind in ("bool_parsing", "bool_type"):
        return f"{_quoted(value)} is neither true nor false.", "Write 'true' or 'false'."
    if kind in _BOUNDS:
        bound = next(context[key] for key in ("gt", "ge", "le") if key in context)
        return f"{_quoted(value)} is out of bounds.", f"Write a number of {_BOUNDS[kind]} {bound:g}."
    if kind == "string_too_short":
        return "The text is empty.", _FILL
    if kind == "string_too_long":
        return f"The text has {len(str(value))} characters.", f"Write at most {context['max_length']}."
    if kind == "too_short":
        return "The list is empty.", f"Give it at least {context['min_length']}."
    return f"{_quoted(value)} cannot stand here: {kind.replace('_', ' ')}.", ""


def _unknown_field(name: str, model: type[BaseModel] | None) -> tuple[str, str]:
    message = f"There is no field '{name}'."
    if model is None:
        return message, "Take it out."
    allowed = [field.alias or name for name, field in model.model_fields.items()]
    near = get_close_matches(name.lower().replace(" ", "_").replace("-", "_"), allowed, n=1, cutoff=0.6)
    return message, f"Did you mean '{near[0]}'?" if near else f"The fields are: {', '.join(allowed)}."


def _one_of(value: Any, expected: str) -> str:
    allowed = re.findall(r"'([^']+)'|(-?\d+)", expected)
    words = [word or number for word, number in allowed]
    near = get_close_matches(str(value).lower(), words, n=1, cutoff=0.7)
    said = " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))
    return f"Write {near[0]} (the words are {said})." if near else f"Write {said}."


def _wrong_shape(value: str, pattern: str) -> tuple[str, str]:
    if pattern == shapes.PRINTABLE:
        return "There is a control character in the text.", "Take it out."
    shape, example = SHAPES[pattern]
    message = f"{_quoted(value)} is not {shape}."
    if pattern == shapes.IDENTIFIER and (slug := re.sub(r"[^a-z0-9.]+", "-", value.lower()).strip("-.")):
        return message, f"Write {slug}."
    if pattern == shapes.AREA_CODE and re.fullmatch(shapes.AREA_CODE, value.strip().upper()):
        return message, f"Write {value.strip().upper()}."
    return message, f"Write it like {example}."


def _model_at(model: type[BaseModel], way: Way) -> type[BaseModel] | None:
    """The model whose fields stand at the end of ``way``: the numbers in it count items of lists."""
    here: type[BaseModel] | None = model
    for step in way:
        if isinstance(step, int):
            continue
        field = here.model_fields.get(step) if here else None
        here = _inner_model(field.annotation) if field else None
    return here


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) is Annotated:
        return _inner_model(get_args(annotation)[0])
    return next(filter(None, map(_inner_model, get_args(annotation))), None)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _quoted(value: Any) -> str:
    if not isinstance(value, str):
        return _noun(value).capitalize()
    return f"“{value if len(value) <= 60 else value[:57] + '…'}”"


def _noun(value: Any) -> str:
    if isinstance(value, dict):
        return "a mapping of fields"
    if isinstance(value, list | tuple):
        return "a list"
    return "a single value" if isinstance(value, str) else str(value)
