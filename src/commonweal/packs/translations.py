"""The words of a pack in another language: ``locale/<language>.po``, a gettext catalogue beside the content.

What can be translated is every text of prose in the pack, found by its shape, so that a field which a later
version adds is there without anybody remembering it. A message's context is the kind of thing and its field
("goal.title"); its English is the text as the pack has it. A text that was changed since has no translation,
and is read in English until it has.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args

from pydantic import BaseModel, StringConstraints, ValidationError

from commonweal.words import _

from .models import Dataset, EvidenceKey, Item, Manifest, Source
from .shapes import LANGUAGE, PRINTABLE, Note, Text

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

#: Whose words are names of files, series and publishers: they are said as they are in every language.
AS_THEY_ARE: tuple[type[BaseModel], ...] = (Dataset, EvidenceKey, Source)
#: Names of publishers, codes, and what stands beside a figure in every language.
_NOT_PROSE = frozenset(
    ("prefix", "licence", "organisation", "geographies", "measure", "language", "publisher", "level", "note")
)


class Message(Item):
    context: Text
    text: Text
    translation: Text


class Locale(Item):
    """The translated texts of a pack in one language, in the order of the pack."""

    language: Annotated[str, StringConstraints(pattern=LANGUAGE)]
    note: Note = ""
    messages: tuple[Message, ...] = ()


def texts(*items: BaseModel) -> list[tuple[str, str]]:
    """Context and English of each text of packs or their items that can be translated, once, in order."""
    return list(dict.fromkeys(text for item in items for text in _texts(item)))


def _texts(item: BaseModel) -> Iterator[tuple[str, str]]:
    kind = _kind(type(item))
    for name, field in type(item).model_fields.items():
        value = getattr(item, name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, (Locale, *AS_THEY_ARE)):
                continue
            if isinstance(part, BaseModel):
                yield from _texts(part)
            elif isinstance(part, str) and part.strip() and name not in _NOT_PROSE and _is_prose(field):
                yield f"{kind}.{name}", part


def _kind(model: type[BaseModel]) -> str:
    return "pack" if model is Manifest else model.__name__.lower()


def _is_prose(field: Any) -> bool:
    """Whether its shape is that of a text, alone or in a list: no identifier, code, day or address."""
    found: list[Any] = [*field.metadata]
    waiting = [field.annotation]
    while waiting:
        part = waiting.pop()
        found += getattr(part, "__metadata__", ())
        waiting += get_args(part)
    patterns = [c.pattern for c in found if isinstance(c, StringConstraints)]
    patterns += [c.pattern for c in found if type(c).__name__ == "_PydanticGeneralMetadata"]
    return PRINTABLE in patterns


def read_locale(
    language: str, content: bytes
) -> tuple[Locale, dict[tuple[str, str], int], tuple[Message, ...]]:
    """A catalogue, the line of each of its messages, and those that somebody must look at ("fuzzy").

    Raises ``ValueError`` with the reason, the line (0: the file as a whole) and perhaps how to mend it, where
    it is no catalogue, its language is none, or a message of it cannot be read.
    """
    from babel import Locale as Known  # not needed by a site that only serves
    from babel import UnknownLocaleError
    from babel.messages.pofile import PoFileError, read_po

    try:
        Known.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        raise ValueError(
            _("“{language}” is no language that is known.").format(language=language), 0
        ) from None
    try:
        catalog = read_po(io.BytesIO(content), abort_invalid=True, ignore_obsolete=True)
    except PoFileError as wrong:
        message = _("This is no gettext catalogue: {reason}.").format(reason=wrong.args[0])
        raise ValueError(message, int(wrong.lineno or 0) + 1) from None
    except (ValueError, LookupError) as wrong:  # of what its header says: a day, a language, an encoding
        message = _("The head of this gettext catalogue cannot be read: {reason}.").format(reason=wrong)
        raise ValueError(message, 1) from None
    lines = {(str(m.context or ""), str(m.id)): int(m.lineno or 0) for m in catalog if m.id}
    written = len(re.findall(rb"^msgid ", content, re.MULTILINE))
    if written > len(lines) + 1:  # Babel passes over what has no end or stands twice
        message = _("{written} messages are written here and {read} can be read.")
        raise ValueError(message.format(written=written, read=len(lines)), 0)
    found = [m for m in catalog if m.id and m.context and isinstance(m.string, str) and m.string.strip()]
    messages = tuple(_message(m) for m in found if not m.fuzzy)
    unsure = tuple(_message(m) for m in found if m.fuzzy)
    try:
        return Locale(language=language, note=_note(catalog), messages=messages), lines, unsure
    except ValidationError:
        message = _("“{language}” is no language that is known.").format(language=language)
        raise ValueError(message, 0, _("Call the file cy.po or en-GB.po, by its language.")) from None


def _message(m: Any) -> Message:
    """One entry of a catalogue. Raises as :func:`read_locale` where a text of it cannot stand in a pack."""
    try:
        return Message(context=str(m.context), text=str(m.id), translation=str(m.string))
    except ValidationError as wrong:
        field = {"context": "msgctxt", "text": "msgid", "translation": "msgstr"}  # stays English
        name = field[str(wrong.errors()[0]["loc"][0])]
        if wrong.errors()[0]["type"] == "string_too_short":
            raise ValueError(
                _("The {name} of this message is blank.").format(name=name),
                int(m.lineno or 0),
                _("Write it, or take the message out."),
            ) from None
        raise ValueError(
            _("There is a control character in the {name} of this message.").format(name=name),
            int(m.lineno or 0),
            _("Take it out."),
        ) from None


def _note(catalog: Catalog) -> str:
    return "\n".join(line.lstrip("# ").rstrip() for line in catalog.header_comment.splitlines()).strip()


def locale_file(locale: Locale, wanted: Iterable[tuple[str, str]], unsure: Iterable[Message] = ()) -> bytes:
    """``locale/<language>.po``: every text of ``wanted`` in its order, those not translated empty.

    A text of ``unsure`` that has no other translation keeps that one, marked as one to look at.
    """
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import write_po

    said = {(m.context, m.text): m.translation for m in locale.messages}
    doubtful = {(m.context, m.text): m.translation for m in unsure if (m.context, m.text) not in said}
    both = said | doubtful
    catalog = Catalog(
        locale=locale.language.replace("-", "_"), charset="utf-8", fuzzy=False,
        header_comment="\n".join(f"# {line}".rstrip() for line in locale.note.splitlines()),
    )  # fmt: skip
    for context, text in wanted:
        flags = ["fuzzy"] if (context, text) in doubtful else []
        catalog.add(text, both.get((context, text), ""), context=context, flags=flags)
    out = io.BytesIO()
    write_po(out, catalog, width=100, omit_header=True)
    head = (  # stays English
        'msgid ""\nmsgstr ""\n'
        f'"Language: {locale.language}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    )
    note = f"{catalog.header_comment}\n" if locale.note else ""
    return (note + head).encode() + out.getvalue()


def translations(locales: Iterable[Locale]) -> dict[tuple[str, str], str]:
    """Of one language: the translation of each text by its context and English; the first that says it."""
    found: dict[tuple[str, str], str] = {}
    for locale in locales:
        for m in locale.messages:
            found.setdefault((m.context, m.text), m.translation)
    return found


def bring_up(folder: Path, language: str) -> tuple[Path, int, int, list[str]]:
    """Write a pack's ``locale/<language>.po`` anew, with every text in it and what was translated of them.

    What a translator marked as one to look at stays, with its mark. Gives the file, how many texts are
    translated, of how many, and those whose translation was left out because the pack no longer says them.

    Raises ``PackRefused`` for a pack that is wrong in anything else, ``ValueError`` for a language that is
    none or a catalogue that cannot be read.
    """
    from .draft import draft
    from .problems import PackRefused

    file = folder / "locale" / f"{language}.po"
    before = file.read_bytes() if file.exists() else b""
    held, _lines, unsure = read_locale(language, before)
    made = draft(folder)
    if others := [p for p in made.problems if p.file != str(file)]:
        raise PackRefused(others)
    items = [f.item for kind, found in made.found.items() if kind != "locale" for f in found if f.item]
    wanted = texts(*items)
    known = set(wanted)
    lost = [m for m in held.messages if (m.context, m.text) not in known]
    gone = [m.text for m in (*lost, *unsure) if (m.context, m.text) not in known]
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(locale_file(held, wanted, unsure))
    return file, len(held.messages) - len(lost), len(wanted), gone
