"""What Pydantic found, in the words of someone who writes a pack: what is wrong, what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, ValidationError

from commonweal.words import N_, _, listed, ngettext

from . import shapes
from .yaml_lines import UNREADABLE, at

_FILL = N_("Write something, or take the field out if it need not be there.")

Way = tuple[str | int, ...]
Said = tuple[Way, str, str]

#: What is said of a text that has not the shape, and one that has it.
SHAPES = {
    shapes.IDENTIFIER: (
        N_("{text} is not an id: lower-case letters and digits, joined by '-' or '.'."),
        "birth-weight",
    ),
    shapes.NODE: (
        N_("{text} is not a goal or an indicator, by its kind and id."),
        "indicator/birth-weight",
    ),
    shapes.AREA_CODE: (
        N_("{text} is not an area's code: capitals, digits and '-', from 2 to 32 of them."),
        "E47000007",
    ),
    shapes.SUCCESSORS: (
        N_("{text} is not the codes of areas, separated by one space."),
        "E08000037 E06000060",
    ),
    shapes.VERSION: (N_("{text} is not a version: three whole numbers with dots."), "1.0.0"),
    shapes.PARTIAL_DATE: (
        N_("{text} is not a year, a month or a day."),
        N_("2024, 2024-01 or 2024-01-31"),
    ),
    shapes.BREAKDOWN: (
        N_("{text} is not a breakdown: key=group in lower case, joined by ';'."),
        "age=16-24;sex=female",
    ),
    shapes.ADDRESS: (
        N_("{text} is not a web address, beginning with http:// or https://."),
        "https://www.ons.gov.uk/",
    ),
    shapes.FIGURES_FILE: (
        N_("{text} is not the path of a CSV in the folder figures."),
        "figures/employment.csv",
    ),
    shapes.CARRIED: (
        N_("{text} is nothing that an assessment has: chain, claims, work, places, or the key of an answer."),
        "prompt/beneficiaries/lose",
    ),
    shapes.LANGUAGE: (
        N_(
            "{text} is not a language: two or three small letters, perhaps with '-' and a country's capitals."
        ),
        "cy",
    ),
}
_NO_LIST = (N_("Here should be a list, and this is {found}."), N_("Begin each item with '- '."))
_NO_FIELDS = (
    N_("Here should be a mapping of fields, and this is {found}."),
    N_("Write each field as 'name: value'."),
)
_CONTAINERS = {
    "tuple_type": _NO_LIST,
    "list_type": _NO_LIST,
    "model_type": _NO_FIELDS,
    "model_attributes_type": _NO_FIELDS,
    "dict_type": _NO_FIELDS,
}
_NUMBERS = ("float_parsing", "float_type", "finite_number")
_WHOLE_NUMBERS = ("int_parsing", "int_type", "int_from_float")
_DAYS = ("date_parsing", "date_type", "date_from_datetime_parsing", "date_from_datetime_inexact")
_BOUNDS = {
    "greater_than": N_("Write a number of more than {bound}."),
    "greater_than_equal": N_("Write a number of at least {bound}."),
    "less_than_equal": N_("Write a number of at most {bound}."),
}


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
    if kind == "missing" and isinstance(way[-1], int):
        return _("Number {n} of this list is missing.").format(n=way[-1] + 1), _("Add it here.")
    if kind == "missing":
        return _("The field '{name}' is missing.").format(name=way[-1]), _("Add it here.")
    if kind == "value_error":
        return _sentence(str(context["error"])), ""
    if value is None:
        return _("Nothing is written here."), _(_FILL)
    if kind in ("enum", "literal_error"):
        message = _("{value} is not one of the words for this.").format(value=_quoted(value))
        return message, _one_of(value, context["expected"])
    if kind == "string_pattern_mismatch":
        return _wrong_shape(str(value), context["pattern"])
    return _wrong_value(kind, context, value)


def _wrong_value(kind: str, context: dict[str, Any], value: Any) -> tuple[str, str]:
    if kind == "string_type":
        fix = _("Write a text, in quotes if it has ': ' in it or begins with [ or {{.").format()
        return _("Here should be text, and this is {found}.").format(found=_noun(value)), fix
    if kind in _CONTAINERS:
        message, fix = _CONTAINERS[kind]
        return _(message).format(found=_noun(value)), _(fix)
    if kind in _NUMBERS:
        fix = _("Write it as 12.5: no thousands comma, no unit, no % sign.")
        return _("{value} is not a number.").format(value=_quoted(value)), fix
    if kind in _WHOLE_NUMBERS:
        message = _("{value} is not a whole number.").format(value=_quoted(value))
        return message, _("Write a whole number, as 2.")
    if kind == "int_parsing_size":
        message = _("{value} has too many digits for a number.").format(value=_quoted(value))
        return message, _("Write a smaller one.")
    if kind in _DAYS:
        return _("{value} is not a day.").format(value=_quoted(value)), _("Write it as 2024-01-31.")
    if kind in ("bool_parsing", "bool_type"):
        message = _("{value} is neither true nor false.").format(value=_quoted(value))
        return message, _("Write 'true' or 'false'.")
    if kind in _BOUNDS:
        bound = next(context[key] for key in ("gt", "ge", "le") if key in context)
        message = _("{value} is out of bounds.").format(value=_quoted(value))
        return message, _(_BOUNDS[kind]).format(bound=f"{bound:g}")
    if kind == "string_too_short":
        return _("The text is empty."), _(_FILL)
    if kind == "string_too_long":
        n = len(str(value))
        message = ngettext("The text has {n} character.", "The text has {n} characters.", n).format(n=n)
        return message, _("Write at most {n}.").format(n=context["max_length"])
    if kind == "too_short":
        return _("The list is empty."), _("Give it at least {n}.").format(n=context["min_length"])
    if kind == "too_long":
        n = len(value)
        message = ngettext("The list has {n} item.", "The list has {n} items.", n).format(n=n)
        return message, _("Write at most {n}.").format(n=context["max_length"])
    message = _("{value} cannot stand here.").format(value=_quoted(value))
    return message, _("Write it as the packs that come with Commonweal do.")


def _unknown_field(name: str, model: type[BaseModel] | None) -> tuple[str, str]:
    message = _("There is no field '{name}'.").format(name=name)
    if model is None:
        return message, _("Take it out.")
    allowed = [field.alias or name for name, field in model.model_fields.items()]
    near = get_close_matches(name.lower().replace(" ", "_").replace("-", "_"), allowed, n=1, cutoff=0.6)
    if near:
        return message, _("Did you mean '{name}'?").format(name=near[0])
    return message, _("The fields are: {names}.").format(names=", ".join(allowed))


def _one_of(value: Any, expected: str) -> str:
    allowed = re.findall(r"'([^']+)'|(-?\d+)", expected)
    words = [word or number for word, number in allowed]
    near = get_close_matches(str(value).lower(), words, n=1, cutoff=0.7)
    said = listed(words, _("or"))
    if near:
        return _("Write {word} (the words are {words}).").format(word=near[0], words=said)
    return _("Write {text}.").format(text=said)


def _wrong_shape(value: str, pattern: str) -> tuple[str, str]:
    if pattern == shapes.PRINTABLE:
        return _("There is a control character in the text."), _("Take it out.")
    message, example = SHAPES[pattern]
    message = _(message).format(text=_quoted(value))
    if pattern == shapes.IDENTIFIER and (slug := re.sub(r"[^a-z0-9.]+", "-", value.lower()).strip("-.")):
        return message, _("Write {text}.").format(text=slug)
    if pattern == shapes.AREA_CODE and re.fullmatch(shapes.AREA_CODE, value.strip().upper()):
        return message, _("Write {text}.").format(text=value.strip().upper())
    return message, _("Write it like {example}.").format(example=_(example))


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
        return _("a mapping of fields")
    if isinstance(value, list | tuple):
        return _("a list")
    return _("a single value") if isinstance(value, str) else str(value)
