"""A page of an edition in another language than the edition's own.

Goals, indicators and places are named as the packs name them in the language of the page. The text that was
frozen stays as it is, and says which language it is in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from commonweal.web.ui.languages import same

from .pieces import Note
from .published import Chapter, Front, Link

#: By context ("goal.title") and English.
Words = Mapping[tuple[str, str], str]
#: What stands before the name of a goal in the title of its chapter.
_NUMBER = re.compile(r"^(?:\d+\.\s+)?")
_TITLES = ("goal.title", "place.name")
_PLACES = ("place.name", "areaset.name")


def front(page: Front, words: Words, language: str) -> Front:
    if same(page.language, language):
        return page
    return replace(page, contents=[_link(c, words, language) for c in page.contents])


def chapter(page: Chapter, words: Words, language: str) -> Chapter:
    if same(page.language, language):
        return page
    title = _title(page.title, words)
    return replace(
        page,
        title=title or page.title,
        title_language=language if title else page.language,
        contents=[_link(c, words, language) for c in page.contents],
        before=page.before and _link(page.before, words, language),
        after=page.after and _link(page.after, words, language),
        notes=[_note(n, words, language) for n in page.notes],
    )


def _link(link: Link, words: Words, language: str) -> Link:
    title = _title(link.title, words)
    return replace(link, title=title, language=language) if title else link


def _title(written: str, words: Words) -> str:
    number = _NUMBER.match(written)
    before = number[0] if number else ""
    said = _said(_TITLES, written.removeprefix(before), words)
    return before + said if said else ""


def _note(note: Note, words: Words, language: str) -> Note:
    name, place = _said(("indicator.name",), note.name, words), _said(_PLACES, note.place, words)
    return replace(
        note,
        name=name or note.name,
        name_language=language if name else note.name_language,
        place=place or note.place,
        place_language=language if place else note.place_language,
    )


def _said(contexts: tuple[str, ...], written: str, words: Words) -> str:
    return next((words[c, written] for c in contexts if (c, written) in words), "")
