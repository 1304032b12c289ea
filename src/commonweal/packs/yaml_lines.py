"""YAML as packs use it: mappings, lists and text, each with the line that it stands on.

Plain words stay text ("2020", "no", "1.10" are what was written): it is the model that says what a field
is, so a country code is never read as a refusal nor a version as a number. Aliases, tags, several documents
in a file and deep nesting are refused: policy people need none of them, and an alias bomb needs the first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from commonweal.words import N_, _

#: Where PyYAML was built without libyaml, the same events come more slowly.
_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAX_DEPTH = 40
NULLS = frozenset({"", "~", "null", "Null", "NULL"})

Complain = Callable[[int, str, str], None]
Way = tuple[str | int, ...]


class Mapping(dict[str, Any]):
    """A YAML mapping; ``lines`` has the line of each key."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


class Sequence(list[Any]):
    """A YAML list; ``lines`` has the line of each item."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: list[int] = []


class Unreadable:
    """Stands where a value was refused already, so that nothing more is said about it."""


UNREADABLE = Unreadable()


def load(text: str, complain: Complain) -> Any:
    """The one document of ``text`` as Mapping, Sequence, text or None; UNREADABLE where it is not YAML.

    Every problem goes to ``complain(line, message, fix)``; a key written twice keeps its first value.
    """
    try:
        return _Reading(_PARSER(text), complain).document()
    except yaml.MarkedYAMLError as error:
        message, fix = _in_words(error)
        if error.problem_mark and "\t" in _indentation(text, error.problem_mark.line):
            message, fix = N_("There is a tab in the indentation."), N_("Indent with spaces.")
        # Where a quote is opened helps; where the file then ends does not.
        mark = error.context_mark if message == _UNCLOSED else error.problem_mark
        complain(mark.line + 1 if mark else 0, _(message).format(reason=error.problem), _(fix))
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        message = _("There is a control character here ({character}).")
        complain(line, message.format(character=repr(error.character)), _("Take it out."))
    return UNREADABLE


def at(value: Any, way: tuple[str | int, ...]) -> Any:
    """What lies along ``way`` inside ``value``; None where there is nothing."""
    for step in way:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def line_of(value: Any, way: tuple[str | int, ...], line: int) -> int:
    """The line of what lies along ``way`` inside ``value``, or of the nearest thing above that is there."""
    for step in way:
        if isinstance(value, Mapping) and step in value:
            line, value = value.lines[str(step)], value[str(step)]
        elif isinstance(value, Sequence) and isinstance(step, int) and step < len(value):
            line, value = value.lines[step], value[step]
        else:
            break
    return line


def walk(
    raw: Any, shape: tuple[str, ...], way: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Everything in ``raw`` that lies along ``shape``, with the way to it."""
    if not shape:
        yield way, raw
    elif shape[0] != "*":
        if isinstance(raw, Mapping) and shape[0] in raw:
            yield from walk(raw[shape[0]], shape[1:], (*way, shape[0]))
    elif isinstance(raw, Mapping):
        for key in raw:
            yield from walk(raw[key], shape[1:], (*way, key))
    elif isinstance(raw, list):
        for position, value in enumerate(raw):
            yield from walk(value, shape[1:], (*way, position))


@dataclass
class _Reading:
    """Builds values from the parser's events, without recursion, so that no input can exhaust the stack."""

    events: Any
    complain: Complain
    open: list[Mapping | Sequence] = field(default_factory=list)
    keys: list[tuple[str, int] | None] = field(default_factory=list)
    root: Any = None

    def document(self) -> Any:
        documents = 0
        while True:
            event = self.events.get_event()
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self._scalar(event)
            elif kind is yaml.MappingStartEvent:
                self._enter(event, Mapping(event.start_mark.line + 1))
            elif kind is yaml.SequenceStartEvent:
                self._enter(event, Sequence(event.start_mark.line + 1))
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self._leave()
            elif kind is yaml.AliasEvent:
                self._refuse_alias(event)
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    fix = _("Take out the line '---', or make a file of each part.")
                    self.complain(event.start_mark.line + 1, _("A second document begins here."), fix)
                    return self.root
            elif kind is yaml.StreamEndEvent:
                return self.root

    def _scalar(self, event: Any) -> None:
        self._refuse_properties(event)
        text: str = event.value
        line = event.start_mark.line + 1
        plain = event.implicit[0]
        if self.open and isinstance(self.open[-1], Mapping) and self.keys[-1] is None:
            self.keys[-1] = (text, line)
        else:
            self._put(None if plain and text in NULLS else text, line)

    def _enter(self, event: Any, container: Mapping | Sequence) -> None:
        self._refuse_properties(event)
        if len(self.open) >= MAX_DEPTH:
            raise yaml.MarkedYAMLError(
                problem=f"lists lie more than {MAX_DEPTH} deep",  # stays English
                problem_mark=event.start_mark,
            )
        self._put(container, container.line, is_container=True)
        self.open.append(container)
        self.keys.append(None)

    def _leave(self) -> None:
        self.open.pop()
        self.keys.pop()

    def _refuse_alias(self, event: Any) -> None:
        line = event.start_mark.line + 1
        message = _("'*{name}' is an alias, which packs do not use.").format(name=event.anchor)
        fix = _("Write the text out, or put the value in quotes if it begins with '*'.")
        self.complain(line, message, fix)
        self._put(UNREADABLE, line, is_container=True)

    def _refuse_properties(self, event: Any) -> None:
        line = event.start_mark.line + 1
        if event.tag is not None:
            message = _("'{name}' is a tag, which packs do not use.").format(name=event.tag)
            fix = _("Take it out, or put the value in quotes if it begins with '!'.")
            self.complain(line, message, fix)
        if event.anchor is not None:
            message = _("'&{name}' is an anchor, which packs do not use.").format(name=event.anchor)
            fix = _("Take it out, or put the value in quotes if it begins with '&'.")
            self.complain(line, message, fix)

    def _put(self, value: Any, line: int, *, is_container: bool = False) -> None:
        if not self.open:
            self.root = value
            return
        holder = self.open[-1]
        if isinstance(holder, Sequence):
            holder.append(value)
            holder.lines.append(line)
            return
        key = self.keys[-1]
        if key is None:  # a list, a mapping or an alias stands where a key should
            fix = _(
                "Write a word before the colon, or put the value in quotes if it begins with '{{' or '['."
            ).format()
            self.complain(line, _("The name of a field is a word, not a list or a mapping."), fix)
            self.keys[-1] = ("", line)
            return
        self.keys[-1] = None
        name, name_line = key
        if name in holder:
            message = _("'{name}' is written twice in the same place.").format(name=name)
            fix = _("The first is on line {line}: keep one of the two.").format(line=holder.lines[name])
            self.complain(name_line, message, fix)
            return
        holder[name] = value
        holder.lines[name] = name_line


_UNCLOSED = N_("A quote is opened here and never closed.")
#: What PyYAML says, by which its errors are known; what is wrong; how to mend it.
_WORDS = {
    "cannot start any token": (N_("A value begins with a character that YAML keeps for itself."),
     N_("Put a value that begins with % @ or ` in quotes, and write no tab before it.")),
    "mapping values are not allowed": (N_("There is a colon too many, or the indentation is off."),
     N_("Put a text that has ': ' in it in quotes, and give the fields of one item the same indentation.")),
    "expected ':'": (N_("A field has no colon after its name."), N_("Write it as 'name: value'.")),
    "did not find expected key": (N_("This does not stand where a field can stand."),
     N_("Give the fields of one item the same indentation, and close every quote.")),
    "expected <block end>": (N_("This does not stand where a field can stand."),
     N_("Give the fields of one item the same indentation, and close every quote.")),
    "did not find expected '-' indicator": (N_("This does not stand where an item of a list can stand."),
     N_("Begin every item of a list with '- ', at the same indentation.")),
    "unexpected end of stream": (_UNCLOSED, N_("Close it.")),
    "unexpected document indicator": (_UNCLOSED, N_("Close it.")),
    "alphabetic or numeric": (N_("A value begins with * or &."), N_("Put it in quotes.")),
    "<document start>": (N_("Something stands after the end of the document."),
     N_("Take out the line '...'.")),
    "escape": (N_("A backslash inside double quotes begins a code that YAML does not know."),
     N_("Use single quotes, or write the backslash twice.")),
    "deep": (N_("Lists and mappings lie too deep inside each other."), N_("No field of a pack needs that.")),
    "',' or '": (N_("A list in brackets is not closed, or lacks a comma."), N_("Write it as [one, two].")),
}  # fmt: skip


def _indentation(text: str, line: int) -> str:
    # The mark of an error at the end of the text may lie a line behind its last one.
    lines = text.split("\n", line + 1)
    here = lines[min(line, len(lines) - 1)]
    return here[: len(here) - len(here.lstrip())]


def _in_words(error: yaml.MarkedYAMLError) -> tuple[str, str]:
    """What is wrong and how to mend it, as messages yet to be said in the language in use."""
    said = f"{error.problem or ''} ({error.context or ''})"
    for mark, (message, fix) in _WORDS.items():
        if mark in said:
            return message, fix
    return N_("This is not YAML: {reason}."), N_("Put texts with special characters in quotes.")
