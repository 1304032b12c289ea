"""What a page is asked: a query string parsed once. Junk falls to the default; the address holds it all.

What names a snapshot or a release is never junk: other figures would be shown as those that it names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.web.framework import selectors
from commonweal.web.framework.selectors import Book
from commonweal.web.ui import asked

#: More than any authority has; an address is no longer than a server takes.
MOST_PLACES = 1000
#: Side by side in one table, or in one picture.
MOST_COMPARED = 12
MOST_DRAWN = 60
LONGEST_WORDS = 100
#: A SHA-256 in hexadecimal digits.
LONGEST_ID = 64


@dataclass(frozen=True)
class Asked(asked.Asked):
    """``place`` empty means the framework's own default, ``snapshot`` empty the one in force."""

    place: str = asked.text(longest=32)
    rule: str = asked.text(longest=120)
    breakdown: str = asked.text(longest=300)
    snapshot: str = asked.text(longest=LONGEST_ID, lower=True)
    status: str = asked.text(longest=32)
    places: tuple[str, ...] = asked.many(most=MOST_PLACES, longest=32)
    indicator: tuple[str, ...] = asked.many(most=200, longest=120)
    goal: str = asked.text(longest=120)
    framework: str = asked.text(longest=120)
    size: str = asked.choice("large", "small")
    old: str = asked.text(longest=LONGEST_ID, lower=True)
    new: str = asked.text(longest=LONGEST_ID, lower=True)
    q: str = asked.text(longest=LONGEST_WORDS, cut=True)


def named_places(query: QueryDict) -> tuple[str, ...]:
    """Every place that an address names for a file, as ``places`` or as ``place``, each once."""
    named = (code.strip() for name in ("places", "place") for code in query.getlist(name))
    return tuple(dict.fromkeys(code for code in named if code))[:MOST_PLACES]


def settle(given: Asked, book: Book, framework: str | None = None) -> Asked:
    """Fill what was not asked, or asked in vain, with the defaults of the place's own pack."""
    place = given.place if given.place in book.places else book.default_area(framework) or ""
    rule = given.rule if given.rule in selectors.rules() else selectors.default_rule()
    return replace(given, place=place, rule=rule, places=tuple(p for p in given.places if p in book.places))


def settle_where_known(given: Asked, book: Book, framework: str | None, indicators: Sequence[str]) -> Asked:
    """:func:`settle`; where nobody named a place and none of these has a figure in the framework's own, the
    authority's.
    """
    asked, site = settle(given, book, framework), book.snapshot.definitions.site
    if given.place in book.places or site is None or not indicators:
        return asked
    known = _any_figure(book, asked.rule, asked.place, indicators)
    return asked if known else replace(asked, place=site.area)


def elsewhere(asked: Asked, book: Book, indicators: Sequence[str]) -> str:
    """The authority's own area, where some of these indicators have figures there and none where asked."""
    site = book.snapshot.definitions.site
    if site is None or site.area == asked.place or _any_figure(book, asked.rule, asked.place, indicators):
        return ""
    return site.area if _any_figure(book, asked.rule, site.area, indicators) else ""


def _any_figure(book: Book, rule: str, area: str, indicators: Sequence[str]) -> bool:
    held = book.snapshot.series_of_area(rule, area)
    return any(i in held for i in indicators)


class PlaceForm(forms.Form):
    """Put an indicator under a goal."""

    goal = forms.ChoiceField(
        label=gettext_lazy("Goal"), error_messages={"required": gettext_lazy("Choose a goal.")}
    )
    note = forms.CharField(
        label=gettext_lazy("Why it belongs there"),
        help_text=gettext_lazy("Shown beside the indicator."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Say why it belongs there.")},
    )

    def __init__(self, *args: Any, book: Book, indicator: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taken = {(f.id, g.id) for f, g in book.snapshot.goals_of(indicator)}
        self.fields["goal"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose a goal")),
            *(
                (f.title, [(f"{f.id}/{g.id}", g.title) for g in f.goals if (f.id, g.id) not in taken])
                for f in book.snapshot.definitions.frameworks
            ),
        ]

    def where(self) -> tuple[str, str]:
        """Framework and goal. Only after ``is_valid``."""
        framework, goal = self.cleaned_data["goal"].split("/", 1)
        return framework, goal
