"""What the site says and what it is in other languages: gettext catalogues, without GNU gettext.

    python tools/messages.py update      # bring every catalogue up to what the site says now
    python tools/messages.py compile     # write each .mo anew from its .po
    python tools/messages.py check       # say what is missing or wrong, and end with 1 where anything is;
                                         # else how much waits to be translated
    python tools/messages.py new xx      # begin the catalogues of the language xx

Babel finds, keeps and compiles; Django turns a template into what Babel can read. The .mo files lie beside
the .po files, as Django keeps its own: a server needs no tool to speak Welsh.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "src" / "commonweal" / "web"
LOCALES = WEB / "locale"
WORDS = WEB.parent / "words" / "locale"
KEYWORDS: dict[str, Any] = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "in_both": None,
}
#: The parts of the site that have pages in other languages (PARTS_IN_LANGUAGES, a test holds them together):
#: what they say is there in each. What the other parts say is marked, and waits for somebody to translate it.
OWED = ("editions/",)
#: The pure rooms, and modules of them, that say it with them.
OWED_BY_ROOMS = ("editions/", "evidence/periods.py", "evidence/schema.py", "packs/numbers.py", "publish/")
_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")


def said(root: Path = WEB) -> Catalog:
    """Everything that the templates and modules below ``root`` mark to be translated."""
    found = Catalog(project="Commonweal", charset="utf-8")
    for file in sorted([*root.rglob("*.html"), *root.rglob("*.txt"), *root.rglob("*.py")]):
        if "locale" in file.parts:
            continue
        for message, notes, context in _marked(file):
            found.add(
                message, locations=[(str(file.relative_to(root)), 0)], auto_comments=notes, context=context
            )
    return found


def _marked(file: Path) -> Iterator[tuple[Any, list[str], str | None]]:
    text = file.read_text(encoding="utf-8")
    if file.suffix != ".py":
        if "{%" not in text and "{{" not in text:
            return
        # A template is no Python program: how far a line is moved in says nothing.
        text = re.sub(r"(?m)^[ \t]+", "", _templatized(text, file))
    for _, keyword, message, notes in extract_python(
        io.BytesIO(text.encode()), list(KEYWORDS), ["Translators:"], {"encoding": "utf-8"}
    ):
        places = KEYWORDS[keyword] or (1,)
        words = message if isinstance(message, tuple) else (message,)
        context = next((words[p[0] - 1] for p in places if isinstance(p, tuple)), None)
        chosen = tuple(words[p - 1] for p in places if isinstance(p, int))
        if not chosen or not all(isinstance(w, str) and w for w in chosen):
            continue  # not written out here: whoever gives it has marked it
        yield (chosen if len(chosen) > 1 else chosen[0]), notes, context


def _templatized(text: str, file: Path) -> str:
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_I18N=True)
    from django.utils.translation.template import templatize

    return templatize(text, origin=file.name)


def said_by_the_pure_rooms() -> Catalog:
    """Everything that the rooms below the web mark."""
    found = Catalog(project="Commonweal", charset="utf-8")
    rooms = [p for p in sorted(WEB.parent.iterdir()) if p.is_dir() and p != WEB]
    for file in sorted(f for room in rooms for f in room.rglob("*.py")):
        for message, notes, context in _marked(file):
            name = str(file.relative_to(WEB.parent))
            found.add(message, locations=[(name, 0)], auto_comments=notes, context=context)
    return found


def catalogues(locales: Path = LOCALES) -> list[Path]:
    return sorted(locales.glob("*/LC_MESSAGES/*.po"))


def sets() -> Iterator[tuple[list[Path], Catalog, tuple[str, ...]]]:
    """The catalogues of the web's pages and of the pure rooms, each with what it must hold, and of which
    places nothing may wait."""
    yield catalogues(), said(), OWED
    yield catalogues(WORDS), said_by_the_pure_rooms(), OWED_BY_ROOMS


def read(po: Path) -> Catalog:
    with po.open("rb") as file:
        return read_po(file, locale=po.parent.parent.name, abort_invalid=True)


def written(catalog: Catalog) -> bytes:
    out = io.BytesIO()
    write_po(out, catalog, width=100, sort_by_file=True, include_lineno=False)
    return out.getvalue()


def compiled(catalog: Catalog) -> bytes:
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def updated(catalog: Catalog, source: Catalog) -> Catalog:
    """With what is new, and without what is no longer said (kept at the end, as gettext does)."""
    born, header = catalog.creation_date, catalog.header_comment
    catalog.update(source, no_fuzzy_matching=True, update_header_comment=False)
    catalog.creation_date, catalog.header_comment = born, header
    return catalog


def problems(po: Path, source: Catalog, owed: tuple[str, ...] = OWED) -> list[str]:
    """In words, with the message that each is about. ``owed``: how the places begin whose messages must have
    words."""
    catalog = read(po)
    name = po.relative_to(po.parents[2])
    found = [
        f"{name}: not in the catalogue: {_words(m)!r}" for m in source if m.id and _in(catalog, m) is None
    ]
    for m in catalog:
        if not m.id:
            continue
        if _in(source, m) is None:
            found.append(f"{name}: no longer said: {_words(m)!r}")
        elif m.fuzzy:
            found.append(f"{name}: somebody has to look at it (fuzzy): {_words(m)!r}")
        elif _is_said(m) or any(place.startswith(owed) for place, _ in _in(source, m).locations):
            found += [f"{name}: {wrong}: {_words(m)!r}" for wrong in _wrong(m, catalog.num_plurals)]
    mo = po.with_suffix(".mo")
    if not mo.exists() or mo.read_bytes() != compiled(catalog):
        found.append(f"{name}: the .mo beside it is not made from it; python tools/messages.py compile")
    return found


def waiting(po: Path) -> int:
    """How many messages have no words in this language yet."""
    return sum(bool(m.id) and not _is_said(m) for m in read(po))


def _is_said(message: Message) -> bool:
    """Whether it has words in any of its forms."""
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return any(strings)


def _wrong(message: Message, plurals: int) -> Iterator[str]:
    ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    if not all(strings):
        yield "not translated"
        return
    if len(ids) > 1 and len(strings) != plurals:
        yield f"{len(strings)} forms, and the language has {plurals}"
    wanted = {p for words in ids for p in _placeholders(words)}
    for words in strings:
        has = _placeholders(words)
        if has - wanted:
            yield f"names {', '.join(sorted(has - wanted))}, which is not in the English"
        # A form for one number may say the number in words; any other says all that the English says.
        if len(ids) == 1 and wanted - has:
            yield f"leaves out {', '.join(sorted(wanted - has))}"
    if len(ids) == 1 and ids[0].strip() == ids[0] and strings[0].strip() != strings[0]:
        yield "begins or ends with a blank"


def _placeholders(words: str) -> set[str]:
    return {a or b for a, b in _PLACEHOLDER.findall(words)}


def _in(catalog: Catalog, message: Message) -> Message | None:
    found = catalog.get(message.id, message.context)
    return found if found is not None and found.id == message.id else None


def _words(message: Message) -> str:
    return message.id[0] if isinstance(message.id, tuple | list) else message.id


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["new"] and len(arguments) == 2:
        for locales, domain, source in (
            (LOCALES, "django", said()),
            (WORDS, "commonweal", said_by_the_pure_rooms()),
        ):
            po = locales / arguments[1] / "LC_MESSAGES" / f"{domain}.po"
            po.parent.mkdir(parents=True, exist_ok=True)
            fresh = Catalog(locale=arguments[1], project="Commonweal", charset="utf-8")
            po.write_bytes(written(updated(fresh, source)))
            print(po.relative_to(ROOT))
        return 0
    if arguments == ["update"]:
        for files, source, _ in sets():
            for po in files:
                po.write_bytes(written(updated(read(po), source)))
    elif arguments == ["compile"]:
        for po in (*catalogues(), *catalogues(WORDS)):
            po.with_suffix(".mo").write_bytes(compiled(read(po)))
    elif arguments == ["check"]:
        asked = list(sets())
        found = [w for files, source, owed in asked for po in files for w in problems(po, source, owed)]
        count = sum(bool(m.id) for _, source, _ in asked for m in source)
        print(
            "\n".join(found)
            or f"{count} messages. Nothing is wrong, and nothing is missing on translated pages."
        )
        for po in (*catalogues(), *catalogues(WORDS)):
            print(f"{po.relative_to(po.parents[2])}: {waiting(po)} wait to be translated.")
        return 1 if found else 0
    else:
        print(__doc__, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
