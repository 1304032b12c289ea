"""A page of an edition in another language than the edition's own.

Goals, indicators and places are named as the packs name them in the language of the page. The text that was
frozen stays as it is, and says which language it is in.
"""

from __future__ import annotations

import re
from dataclasses import replace

from commonweal.web.ui.languages import same

from .pieces import Note
from .published import Chapter, Front, Link
from .spoken import INDICATOR, PLACE, Spoken

#: What stands before the name of a goal in the title of its chapter.
_NUMBER = re.compile(r"^(?:\d+\.\s+)?")
_TITLES = ("goal.title", "place.name")


def front(page: Front, spoken: Spoken) -> Front:
    if same(page.language, spoken.language):
        return page
    return replace(page, contents=[_link(c, spoken) for c in page.contents])


def chapter(page: Chapter, spoken: Spoken) -> Chapter:
    if same(page.language, spoken.language):
        return page
    title = _title(page.title, spoken)
    return replace(
        page,
        title=title or page.title,
        title_language=spoken.language if title else page.language,
        contents=[_link(c, spoken) for c in page.contents],
        before=page.before and _link(page.before, spoken),
        after=page.after and _link(page.after, spoken),
        notes=[_note(n, spoken) for n in page.notes],
    )


def _link(link: Link, spoken: Spoken) -> Link:
    title = _title(link.title, spoken)
    return replace(link, title=title, language=spoken.language) if title else link


def _title(written: str, spoken: Spoken) -> str:
    number = _NUMBER.match(written)
    before = number[0] if number else ""
    said = spoken.found(_TITLES, written.removeprefix(before))
    return before + said if said else ""


def _note(note: Note, spoken: Spoken) -> Note:
    name, place = spoken.found(INDICATOR, note.name), spoken.found(PLACE, note.place)
    return replace(
        note,
        name=name or note.name,
        name_language=spoken.language if name else note.name_language,
        place=place or note.place,
        place_language=spoken.language if place else note.place_language,
    )
