"""Figures in a text that disagree with those of the evidence store.

A sentence is compared only where indicator, place and period are all known, and the number could be that
indicator's: a percentage with a percentage, pounds with pounds. The rounding used in the text is allowed for.
Changes ("by 3 points"), targets and forecasts are no figures of the past and are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from commonweal.evidence.periods import Period, label, parse
from commonweal.words import _

from .advice import Flag, Vocabulary
from .pairing import Pairing, alike
from .sentences import Mention, Names, sentences

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_SHORT = {name[:3].lower(): n for n, name in enumerate(_MONTHS, start=1)}
_NAMES = "|".join([*_MONTHS, "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept?", "Oct", "Nov", "Dec"])
_PERIOD = re.compile(
    rf"""\b(?:
    (?:(?P<begun>\d{{1,2}})(?:st|nd|rd|th)?\s+)?(?P<first>{_NAMES})\s+(?P<since>(?:19|20)\d\d)\s?(?:-|–|\s+to\s+)\s?
      (?:(?P<until>\d{{1,2}})(?:st|nd|rd|th)?\s+)?(?P<last>{_NAMES})\s+(?P<till>(?:19|20)\d\d)
    | (?P<one>(?:19|20)\d\d)\s?(?:/|-|–|\s+to\s+)\s?(?P<two>(?:19|20)?\d\d)\b(?!-|[.,]\d|\s?%)
    | (?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+)?
      (?P<month>{_NAMES})\s+(?P<of>(?:19|20)\d\d)
    | (?P<year>(?:19|20)\d\d)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_NUMBER = re.compile(
    r"(?P<below>(?<![\w.,)–-])[−-])?(?P<money>£\s?)?(?<![\w.,/])(?<!\w-)(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s?"
    r"(?P<scale>million|billion|thousand|bn|m|k)?(?:\s?(?P<percent>%|per\s?cent\b|"
    r"percent\b))?(?![\w])(?!\.\d)",
    re.IGNORECASE,
)
_SCALES = {"million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "thousand": 1e3, "k": 1e3, "": 1.0}
_CHANGE_BEFORE = re.compile(r"\b(?:by|another|further|extra|of\s+up\s+to|up\s+to)\s*$", re.IGNORECASE)
_CHANGE_AFTER = re.compile(
    r"^\s*(?:percentage\s+)?(?:points?|pp)\b|^\s*(?:rise|fall|increase|decrease|reduction|drop|cut|growth)\b",
    re.IGNORECASE,
)
_FUTURE = re.compile(
    r"\b(?:targets?|aims?|ambitions?|goals?|forecast|project(?:ed|ion)s?|expected|will|would|should|could|"
    r"hopes?|plans?|"
    r"wants?|wish(?:es)?|intends?|reach|down\s+to|up\s+to)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:about|around|roughly|approximately|nearly|almost|some|circa|c\.|close\s+to|just\s+(?:over|under|"
    r"above|below))\s*£?\s*$",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\b(?:more\s+than|over|above|at\s+least|exceed(?:s|ed|ing)?|in\s+excess\s+of|upwards\s+of)\s*£?\s*$",
    re.IGNORECASE,
)
_LESS = re.compile(
    r"\b(?:less\s+than|fewer\s+than|under|below|at\s+most|no\s+more\s+than)\s*£?\s*$", re.IGNORECASE
)
_OTHER_THING = re.compile(
    r"^\s*(?:new\s+|additional\s+|more\s+|local\s+)?(?:people|residents|homes|jobs|places|apprentic\w+|"
    r"families|households|hectares|hours|miles|pupils|buses|sites|units|employers|businesses|wards|"
    r"of\s+the\s+\w+\s+wards)\b",
    re.IGNORECASE,
)
_RELATIVE = 0.05  # what "about" allows


@dataclass(frozen=True)
class Figure:
    """One value in the evidence store, of everyone (no breakdown).

    ``indicator`` and ``place`` are keys of the vocabulary, ``period`` is canonical ("2023-01-01/P1Y"),
    ``unit`` as the pack gives it ("%", "£ a week"). ``words``: how the store would say the value; made here
    if empty.
    """

    indicator: str
    place: str
    period: str
    value: float
    unit: str = ""
    words: str = ""


@dataclass(frozen=True)
class _Number:
    start: int
    end: int
    value: float
    within: float
    kind: str
    hedge: str
    change: bool = False


def disagreeing(
    text: str, vocabulary: Vocabulary, figures: Iterable[Figure], *, place: str = ""
) -> list[Flag]:
    """A flag for each figure in the text that differs from the store's. ``place``: the report's own, by
    key."""
    indicators = Names({k: (*v, k.replace("-", " ")) for k, v in vocabulary.indicators.items()})
    named = {m.key for m in indicators.find(text)}
    if not named:
        return []
    store = _Store.of(f for f in figures if f.indicator in named)
    places = Names(vocabulary.places, proper=True)
    found = []
    for sentence in sentences(text):
        found += _in_sentence(sentence, indicators, places, store, place, vocabulary)
    return found


@lru_cache(maxsize=5_000)
def period_keys(period: str | Period) -> frozenset[str]:
    """How people write a period: "2023", "2023/24", "2024-03" for March 2024; a point is its month and
    its year."""
    p = parse(period) if isinstance(period, str) else period
    first, last = p.start, p.end
    if p.kind == "point":
        return frozenset({f"{first.year}", f"{first.year}-{first.month:02}"})
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if p.kind == "month":
        return frozenset({f"{first.year}-{first.month:02}"})
    if p.kind == "calendar":
        return frozenset({f"{first.year}"})
    if p.kind == "pooled":
        return frozenset({f"{first.year}-{last.year}"})
    if months in (12, 13):
        return frozenset({f"{first.year}/{last.year % 100:02}"})
    return frozenset()


@dataclass(frozen=True)
class _Store:
    values: Mapping[tuple[str, str, str], tuple[Figure, ...]]
    units: Mapping[str, str]

    @classmethod
    def of(cls, figures: Iterable[Figure]) -> _Store:
        values: dict[tuple[str, str, str], tuple[Figure, ...]] = {}
        units: dict[str, str] = {}
        for figure in figures:
            units[figure.indicator] = _kind_of_unit(figure.unit)
            for key in period_keys(figure.period):
                where = (figure.indicator, figure.place, key)
                values[where] = (*values.get(where, ()), figure)
        return cls(values, units)


def _kind_of_unit(unit: str) -> str:
    low = unit.lower()
    if low.startswith(("%", "per cent", "percent")):  # stays English
        return "%"
    return "£" if low.startswith("£") else ""


def _in_sentence(
    sentence: str, indicators: Names, places: Names, store: _Store, home: str, vocabulary: Vocabulary
) -> list[Flag]:
    named = [m for m in indicators.find(sentence) if m.key in store.units]
    if not named:
        return []
    periods = periods_in(sentence)
    rest = _without(sentence, named)
    numbers = [n for n in _numbers(sentence, periods, named) if _is_figure(rest, n)]
    where = places.find(sentence) or ([Mention(home, -1, -1)] if home else [])
    pairing = Pairing(sentence, numbers, where, periods)
    found = []
    for number in numbers:
        period = pairing.period_of(number)
        indicator = pairing.near(number, [m for m in named if store.units[m.key] == number.kind])
        if period is None or indicator is None:
            continue
        places_ = pairing.places_of(number)
        flag = _compared(sentence, number, alike(indicator, named), places_, period, store, vocabulary)
        if flag:
            found.append(flag)
    return found


def _compared(
    sentence: str, number: _Number, indicators: Sequence[Mention], places: Sequence[Mention], period: Mention,
    store: _Store, vocabulary: Vocabulary,
) -> Flag | None:  # fmt: skip
    """A name may belong to several keys: the number has to differ from every one of their values."""
    candidates = [
        figure
        for i in indicators
        for p in places
        for figure in store.values.get((i.key, p.key, period.key), ())
    ]
    if not candidates or any(_agrees(number, figure) for figure in candidates):
        return None
    nearest = min(candidates, key=lambda f: abs(f.value - number.value))
    names, areas = vocabulary.indicators.get(nearest.indicator, ()), vocabulary.places.get(nearest.place, ())
    said = sentence[number.start : number.end].strip()
    has = nearest.words or _in_words(nearest)
    what = names[0] if names else nearest.indicator
    area = areas[0] if areas else nearest.place
    return Flag(
        "figure",
        sentence,
        _("The report says {said}; the evidence store has {has} ({what}, {area}, {period}).").format(
            said=said, has=has, what=what, area=area, period=label(nearest.period)
        ),
        _("Use the store's figure, or say where this one comes from and why it differs."),
    )


#: A store that counts in millions has 3.5 where a report says £3.5 million.
_SIZES = (("", 1.0), ("million", 1e6), ("billion", 1e9), ("thousand", 1e3))


def _agrees(number: _Number, figure: Figure) -> bool:
    return any(_is(number, figure.value * size) for word, size in _SIZES if word in figure.unit)


def _is(number: _Number, value: float) -> bool:
    if number.hedge == "more":
        return value >= number.value - number.within
    if number.hedge == "less":
        return value <= number.value + number.within
    within = number.within
    if number.hedge == "about":
        within = max(within, _RELATIVE * abs(value))
    return abs(number.value - value) <= within * (1 + 1e-9) + 1e-9


def _in_words(figure: Figure) -> str:
    value = f"{figure.value:,.2f}".rstrip("0").rstrip(".")
    kind = _kind_of_unit(figure.unit)
    return f"£{value}" if kind == "£" else f"{value}%" if kind == "%" else value


def periods_in(sentence: str) -> list[Mention]:
    """Periods as people write them, each by the key that :func:`period_keys` gives."""
    found: list[Mention] = []
    for m in _PERIOD.finditer(sentence):
        if m["year"]:
            key = m["year"]
        elif m["month"]:
            key = _month(m["month"], m["of"])
        elif m["first"]:
            found += _months(m, sentence)
            continue
        else:
            first = int(m["one"])
            last = int(m["two"]) if len(m["two"]) == 4 else first // 100 * 100 + int(m["two"])
            key = f"{first}/{last % 100:02}" if last == first + 1 else f"{first}-{last}"
        found.append(Mention(key, m.start(), m.end()))
    return _two_years(sentence, found)


def _month(name: str, year: str) -> str:
    return f"{year}-{_SHORT[name[:3].lower()]:02}"


def _months(m: re.Match[str], sentence: str) -> list[Mention]:
    """ "April 2016 to March 2017" is the year 2016/17, "April 2016 to March 2019" three years pooled; months
    that make no years, or "from April 2016 to March 2017", are two periods."""
    first, last = int(m["since"]), int(m["till"])
    one, two = _SHORT[m["first"][:3].lower()], _SHORT[m["last"][:3].lower()]
    whole = m["until"] is None or m["begun"] is None or int(m["until"]) >= int(m["begun"])
    months = (last - first) * 12 + two - one + (1 if whole else 0)
    apart = re.search(r"\bfrom\s*$", sentence[: m.start()], re.IGNORECASE) and not re.match(
        r"\s+to\b", sentence[m.end() :]
    )
    if months and not months % 12 and not apart:
        year = f"{first}/{last % 100:02}" if last > first else f"{first}"
        return [Mention(year if months == 12 else f"{first}-{last}", m.start(), m.end())]
    return [
        Mention(_month(m["first"], m["since"]), m.start(), m.end("since")),
        Mention(_month(m["last"], m["till"]), m.start("until" if m["until"] else "last"), m.end()),
    ]


def _two_years(sentence: str, found: list[Mention]) -> list[Mention]:
    """ "between 2019 and 2023" and "from 2019 to 2020" are two periods, not one of several years; "from
    2016-18" is one."""
    made = []
    for m in found:
        years = re.fullmatch(r"(\d{4})\s*(?:to|and)\s*(\d{4})", sentence[m.start : m.end])
        if years and re.search(r"\b(?:from|between)\s*$", sentence[: m.start], re.IGNORECASE):
            made += [Mention(years[1], m.start, m.start + 4), Mention(years[2], m.end - 4, m.end)]
        else:
            made.append(m)
    return made


def _numbers(sentence: str, periods: Sequence[Mention], named: Sequence[Mention]) -> list[_Number]:
    found = []
    for m in _NUMBER.finditer(sentence):
        taken = [*periods, *named]
        if any(t.start < m.end("digits") and m.start("digits") < t.end for t in taken):
            continue
        digits = m["digits"].replace(",", "")
        scale = _SCALES[(m["scale"] or "").lower()]
        kind = "%" if m["percent"] else "£" if m["money"] else ""
        before = sentence[: m.start()]
        hedge = "about" if _ABOUT.search(before) else "more" if _MORE.search(before) else ""
        hedge = hedge or ("less" if _LESS.search(before) else "")
        value = float(digits) * scale * (-1 if m["below"] else 1)
        found.append(_Number(m.start(), m.end(), value, _rounding(digits) * scale, kind, hedge))
    return found


def _rounding(digits: str) -> float:
    """Half of the last place written; noughts at the end of a large whole number may be rounding too."""
    whole, _, decimals = digits.partition(".")
    if decimals:
        return 0.5 * 10.0 ** -len(decimals)
    noughts = len(whole) - len(whole.rstrip("0")) if len(whole) > 2 else 0
    return 0.5 * 10.0 ** min(noughts, len(whole) - 1)


def _without(sentence: str, names: Sequence[Mention]) -> str:
    """With blanks for names: "Expected standard" tells nothing of the future."""
    for m in names:
        sentence = f"{sentence[: m.start]}{' ' * (m.end - m.start)}{sentence[m.end :]}"
    return sentence


def _is_figure(sentence: str, number: _Number) -> bool:
    before, after = sentence[: number.start], sentence[number.end :]
    if _CHANGE_BEFORE.search(before) or _CHANGE_AFTER.search(after) or _FUTURE.search(before):
        return False
    return bool(number.kind) or not _OTHER_THING.search(after)
