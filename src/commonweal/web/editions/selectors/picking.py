"""What a figure picker offers, and what the figure says that is picked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from django.utils.translation import gettext as _

from commonweal.editions import resolve
from commonweal.editions.tokens import Form, PictureKind, Token, TokenError, parse, slug_of
from commonweal.editions.tree import Tree
from commonweal.web.editions.models import Chapter, Edition
from commonweal.words import using

from . import evidence

Choices = list[tuple[str, str]]
#: What the names of the picker's boxes begin with: they share none with the text's.
PICK = "pick_"
_LONGEST = 300


@dataclass(frozen=True)
class Picked:
    """What the figure picker was asked: "" where nothing is chosen."""

    indicator: str = ""
    place: str = ""
    form: str = "value"
    period: str = ""
    since: str = ""
    group: str = ""
    beside: str = ""

    @classmethod
    def read(cls, data: Mapping[str, object]) -> Picked:
        found = {f.name: str(data.get(PICK + f.name, "") or "").strip()[:_LONGEST] for f in fields(cls)}
        return cls(**{n: v for n, v in found.items() if v})


@dataclass(frozen=True)
class Picker:
    """``token``: as it is written into the text, "" where none is picked yet; ``tree``: what it shows.

    ``wrong`` is of the page; ``trouble``, why the figure cannot be shown, is in the edition's language.
    """

    picked: Picked
    indicators: Choices
    others: Choices
    places: Choices
    periods: tuple[str, ...]
    groups: tuple[str, ...]
    token: str = ""
    tree: Tree = ()
    wrong: str = ""
    trouble: str = ""


def picker(held: Edition, part: Chapter, picked: Picked) -> Picker:
    """The choices for what is picked so far; periods and groups are those of the indicator in the place."""
    names = evidence.indicator_names(held)
    own = evidence.indicators_of(held, part)
    places = _places(held, part)
    area = picked.place or part.place or held.place
    series = evidence.series(held, picked.indicator, area)
    found = Picker(
        picked=picked,
        indicators=[(i, names[i]) for i in own],
        others=[(i, n) for i, n in names.items() if i not in own],
        places=places,
        periods=series.periods,
        groups=tuple(g for g in series.groups if g),
    )
    if not picked.indicator:
        return found
    return _shown(held, part, found)


def _places(held: Edition, part: Chapter) -> Choices:
    names = evidence.place_names(held)
    own = part.place or held.place
    wanted = dict.fromkeys([*held.places, *held.comparators])
    return [(own, names.get(own, own)), *((c, names[c]) for c in wanted if c in names and c != own)]


def _shown(held: Edition, part: Chapter, found: Picker) -> Picker:
    picked, known = found.picked, evidence.evidence(held)
    try:
        with using(held.language):
            token = _token(picked, dict(found.places), part.place or held.place)
    except TokenError as refused:
        return replace(found, trouble=str(refused))
    except ValueError as refused:
        return replace(found, wrong=str(refused))
    if known is None:
        return replace(found, wrong=_("No figures are published here yet."))
    where = evidence.scope(held, part)
    text = resolve.stamped(str(token), known, where)
    with using(held.language, evidence.texts(held.language)):
        resolved = resolve.resolved(text, known, where)
    troubles = resolved.troubles
    trouble = " ".join(f"{t.wrong} {t.right}".strip() for _, t in troubles)
    return replace(found, token=text, tree=resolved.tree, trouble=trouble)


def _token(picked: Picked, places: dict[str, str], own: str) -> Token:
    """Raises TokenError for what no token can say, ValueError for what is not chosen."""
    known: dict[str, Form | PictureKind] = {str(f): f for f in (*Form, *PictureKind)}
    if picked.form not in known:
        raise ValueError(_("Choose what the figure should show."))
    place = picked.place if picked.place != own else ""
    made = Token(
        known[picked.form], picked.indicator, place, slug_of(places.get(place, "")) if place else "",
        picked.group, picked.period, picked.since, picked.beside,
    )  # fmt: skip
    return parse(str(made))
