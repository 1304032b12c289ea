"""Figure tokens: a living figure in a sentence, written so that an officer can read it.

    {{value of employment-rate in E47000007/west-midlands at 2023}}
    {{movement of employment-rate since 2019 was rose}}
    {{gap-people of unemployment-rate in WM-3LEP beside K02000001}}
    {{chart of employment-rate in E47000007/west-midlands}}

The first word is what is shown (:class:`Form` in a sentence, :class:`PictureKind` on its own line). Then
pairs of a small word and what it names, in any order: ``of`` an indicator, ``in`` a place, ``for`` a group
("sex=female"), ``at`` a period, ``since`` an earlier one, ``beside`` another place, ``was`` the direction
that the figure had when the sentence was written. Only ``of`` must be there.

A place is its official code; behind a stroke may stand its name, for whoever reads the text. The code counts,
and a name that is another place's is a problem. A period is a year, or what the evidence writes
("2018-04-01/P1Y", "2018/19"); without ``at`` it is the latest.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from commonweal.words import N_, Both, in_both


class Form(StrEnum):
    """What a token shows inside a sentence. ``FORMS`` says each in words."""

    VALUE = "value"
    VALUE_IN_FULL = "value-in-full"
    EARLIER = "earlier"
    CHANGE = "change"
    CHANGE_PERCENT = "change-percent"
    CHANGE_POINTS = "change-points"
    DIRECTION = "direction"
    MOVEMENT = "movement"
    RANK = "rank"
    GAP = "gap"
    GAP_PEOPLE = "gap-people"
    GAP_SIDE = "gap-side"
    GAP_SENTENCE = "gap-sentence"
    COMPARATOR = "comparator"
    COMPARATOR_NAME = "comparator-name"
    COMPARATOR_CHANGE = "comparator-change"
    COMPARATOR_DIRECTION = "comparator-direction"
    COMPARATOR_MOVEMENT = "comparator-movement"
    HIGHEST = "highest"
    LOWEST = "lowest"
    TARGET = "target"
    PERIOD = "period"
    EARLIER_PERIOD = "earlier-period"
    PLACE = "place"
    NAME = "name"
    SOURCE = "source"


#: Each form in the words of a picker, with what it looks like; whoever shows them says ``_`` of them.
FORMS: dict[Form, tuple[str, str]] = {
    Form.VALUE: (N_("the figure"), "69.1%"),
    Form.VALUE_IN_FULL: (N_("the figure with its whole unit"), N_("69.1% of people aged 16 to 64")),
    Form.EARLIER: (N_("the figure it is compared with"), "68.4%"),
    Form.CHANGE: (N_("how much it changed, in its unit, without a direction"), N_("0.7 percentage points")),
    Form.CHANGE_PERCENT: (N_("how much it changed, in per cent of the earlier figure"), "8.2%"),
    Form.CHANGE_POINTS: (
        N_("how much a percentage or a score changed, in points"),
        N_("0.7 percentage points"),
    ),
    Form.DIRECTION: (N_("which way it went"), N_("rose")),
    Form.MOVEMENT: (N_("which way it went and by how much"), N_("rose by 0.7 percentage points")),
    Form.RANK: (N_("where it stands among the edition's places"), N_("2nd highest of 7")),
    Form.GAP: (N_("how far it is from the comparator or the target"), N_("6.6 percentage points")),
    Form.GAP_PEOPLE: (N_("the gap in people"), N_("about 30,300 fewer unemployed people")),
    Form.GAP_SIDE: (N_("on which side of the comparator it is"), N_("below")),
    Form.GAP_SENTENCE: (N_("a whole sentence on the gap"), N_("To reach the UK's rate would take …")),
    Form.COMPARATOR: (N_("the comparator's figure"), "75.7%"),
    Form.COMPARATOR_NAME: (N_("the comparator's name"), N_("the UK")),
    Form.COMPARATOR_CHANGE: (N_("how much the comparator changed"), N_("0.6 percentage points")),
    Form.COMPARATOR_DIRECTION: (N_("which way the comparator went"), N_("rose")),
    Form.COMPARATOR_MOVEMENT: (N_("the comparator's change in words"), N_("rose by 0.6 percentage points")),
    Form.HIGHEST: (N_("the place with the highest figure"), N_("Solihull (78.2%)")),
    Form.LOWEST: (N_("the place with the lowest figure"), N_("Birmingham (65.9%)")),
    Form.TARGET: (N_("the target"), N_("£153 billion by 2030")),
    Form.PERIOD: (N_("the period of the figure"), "2023"),
    Form.EARLIER_PERIOD: (N_("the period it is compared with"), "2022"),
    Form.PLACE: (N_("the place's name"), N_("the West Midlands (combined authority)")),
    Form.NAME: (N_("the indicator's name in a sentence"), N_("the employment rate")),
    Form.SOURCE: (N_("who publishes it"), N_("Office for National Statistics")),
}


class PictureKind(StrEnum):
    """What a token on a line of its own shows; a whole picture, never part of a sentence."""

    CHART = "chart"
    TABLE = "table"
    MAP = "map"
    MULTIPLES = "multiples"
    BARS = "bars"
    HUNDRED_PEOPLE = "100-people"


PICTURES: dict[PictureKind, str] = {
    PictureKind.CHART: N_("a chart over time, with comparator and target"),
    PictureKind.TABLE: N_("a table of the edition's places by period"),
    PictureKind.MAP: N_("a map of equal tiles, one a place"),
    PictureKind.MULTIPLES: N_("a small chart for each of the edition's places"),
    PictureKind.BARS: N_("the edition's places side by side"),
    PictureKind.HUNDRED_PEOPLE: N_("if the place was 100 people: one block of shares"),
}


class Direction(StrEnum):
    """Which way a figure went, or on which side of its yardstick it is: kept in a token by ``was``."""

    ROSE = "rose"
    FELL = "fell"
    UNCHANGED = "unchanged"
    WITHIN_INTERVAL = "within-interval"
    BELOW = "below"
    ABOVE = "above"
    LEVEL = "level"


MOVING = frozenset({Direction.ROSE, Direction.FELL, Direction.UNCHANGED, Direction.WITHIN_INTERVAL})
STANDING = frozenset({Direction.BELOW, Direction.ABOVE, Direction.LEVEL})
#: Forms round which a sentence says which way: their tokens keep the direction they were written with.
MOVING_FORMS = frozenset(
    {
        Form.CHANGE,
        Form.CHANGE_PERCENT,
        Form.CHANGE_POINTS,
        Form.DIRECTION,
        Form.MOVEMENT,
        Form.COMPARATOR_CHANGE,
        Form.COMPARATOR_DIRECTION,
        Form.COMPARATOR_MOVEMENT,
    }
)
STANDING_FORMS = frozenset({Form.GAP, Form.GAP_PEOPLE, Form.GAP_SIDE, Form.GAP_SENTENCE})
TURNING_FORMS = MOVING_FORMS | STANDING_FORMS


class TokenError(ValueError):
    """A token that cannot be read, in plain words for whoever wrote it: ``wrong``."""

    def __init__(self, wrong: Both) -> None:
        super().__init__(wrong)
        self.wrong = wrong


@dataclass(frozen=True)
class Token:
    """``form`` is a :class:`Form`, or a :class:`PictureKind` for a line of its own; empty text: not said."""

    form: Form | PictureKind
    indicator: str
    place: str = ""
    place_name: str = ""
    breakdown: str = ""
    period: str = ""
    since: str = ""
    beside: str = ""
    was: Direction | None = None

    @property
    def picture(self) -> bool:
        return isinstance(self.form, PictureKind)

    @property
    def turns(self) -> bool:
        """Whether the sentence round it goes wrong when the direction turns."""
        return self.form in TURNING_FORMS

    def __str__(self) -> str:
        """As it is written in the text: ``parse`` gives the same token back."""
        place = f"{self.place}/{self.place_name}" if self.place and self.place_name else self.place
        pairs = (
            ("of", self.indicator),
            ("for", self.breakdown),
            ("in", place),
            ("at", self.period),
            ("since", self.since),
            ("beside", self.beside),
            ("was", self.was or ""),
        )
        said = " ".join(f"{word} {_quoted(what)}" for word, what in pairs if what)
        return f"{{{{{self.form}{' ' if said else ''}{said}}}}}"


#: Twice braces, without braces or an empty line inside: what is found in a text before anything is read.
WRITTEN = re.compile(r"\{\{((?:[^{}\n]|\n(?!\s*\n))*)\}\}")
#: Braces of a token that is not whole.
UNFINISHED = re.compile(r"\{\{|\}\}")
_WORD = re.compile(r'"([^"]*)"|(\S+)')
_PAIRS = ("of", "in", "for", "at", "since", "beside", "was")
_IDENTIFIER = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
_PLACE = re.compile(r"(?P<code>[A-Z0-9][A-Z0-9-]{1,31})(?:/(?P<name>[^/\s]+))?")
_NAMES = {str(f): f for f in (*Form, *PictureKind)}


def parse(written: str) -> Token:
    """Read one token, with or without its braces. Raises :class:`TokenError`, saying what would be right."""
    match = WRITTEN.fullmatch(written.strip())
    words = [a or b for a, b in _WORD.findall(match[1] if match else written)]
    if not words:
        raise TokenError(in_both("This token is empty. Write for example {{{{value of employment-rate}}}}."))
    form = _NAMES.get(words[0])
    if form is None:
        raise TokenError(_no_form(words[0]))
    said = _pairs(words[1:])
    indicator = said.get("of", "")
    if not indicator:
        raise TokenError(
            in_both(
                "The token does not say of what: write {{{{{form} of …}}}} with an indicator's id.", form=form
            )
        )
    if not _IDENTIFIER.fullmatch(indicator):
        raise TokenError(
            in_both("“{word}” is no indicator's id: small letters, digits, hyphens.", word=indicator)
        )
    place = _place(said.get("in", ""))
    beside, _name = _place(said.get("beside", ""))
    return Token(
        form, indicator, *place, said.get("for", ""), said.get("at", "").removeprefix("latest"),
        said.get("since", ""), beside, _direction(form, said.get("was", "")),
    )  # fmt: skip


def found(text: str) -> Iterator[tuple[str, Token | TokenError]]:
    """Every token of a text as it is written, with what it means or why it cannot be read."""
    for match in WRITTEN.finditer(text):
        try:
            yield match[0], parse(match[0])
        except TokenError as error:
            yield match[0], error


def with_direction(token: Token, direction: Direction | None) -> Token:
    return replace(token, was=direction)


def slug_of(name: str) -> str:
    """A place's name as it stands behind its code: "West Midlands" is "west-midlands"."""
    return "-".join(re.findall(r"[^\W_]+", name.casefold()))


def _pairs(words: list[str]) -> dict[str, str]:
    said: dict[str, str] = {}
    for word, what in zip(words[::2], [*words[1::2], ""], strict=False):
        if word not in _PAIRS:
            raise TokenError(_no_small_word(word))
        if word in said:
            raise TokenError(in_both("“{word}” is said twice.", word=word))
        if not what:
            raise TokenError(in_both("Nothing stands behind “{word}”.", word=word))
        said[word] = what
    return said


def _place(text: str) -> tuple[str, str]:
    if not text:
        return "", ""
    match = _PLACE.fullmatch(text)
    if not match:
        raise TokenError(
            in_both(
                "“{word}” is no place's code: write one like E08000025 or E08000025/birmingham.", word=text
            )
        )
    return match["code"], match["name"] or ""


def _direction(form: Form | PictureKind, text: str) -> Direction | None:
    if not text:
        return None
    allowed = (
        MOVING if form in MOVING_FORMS else STANDING if form in STANDING_FORMS else frozenset[Direction]()
    )
    if not allowed:
        raise TokenError(
            in_both(
                "“{form}” has no direction, so it was neither “{word}” nor anything else.",
                form=form,
                word=text,
            )
        )
    if text not in {str(d) for d in allowed}:
        raise TokenError(
            in_both(
                "“{word}” is no direction of “{form}”: {allowed}.",
                word=text,
                form=form,
                allowed=", ".join(sorted(allowed)),
            )
        )
    return Direction(text)


def _no_form(word: str) -> Both:
    near = _nearest(word, _NAMES)
    if not near:
        return in_both("“{word}” is nothing a token can show.", word=word)
    return in_both("“{word}” is nothing a token can show (did you mean “{near}”?).", word=word, near=near)


def _no_small_word(word: str) -> Both:
    near, words = _nearest(word, _PAIRS), ", ".join(_PAIRS)
    if not near:
        return in_both("“{word}” is no small word of a token: {words}.", word=word, words=words)
    return in_both(
        "“{word}” is no small word of a token (did you mean “{near}”?): {words}.",
        word=word,
        near=near,
        words=words,
    )


def _nearest(word: str, known: Iterable[str]) -> str:
    return next(iter(difflib.get_close_matches(word, list(known), n=1)), "")


def _quoted(text: str) -> str:
    return f'"{text}"' if re.search(r"\s", text) else str(text)
