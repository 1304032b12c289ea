"""Numbers as a text writes them: how much, of what kind, how exactly, and whether they are a change."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from commonweal.editions.tree import Used
from commonweal.progress.derive import Interval
from commonweal.scrutiny.figures import periods_in as _plain_periods
from commonweal.scrutiny.sentences import Mention

__all__ = ["Quantity", "Span", "periods_in", "quantities_in", "together"]


@dataclass(frozen=True)
class Span:
    """Where a figure from a token stands; ``used`` is None where the token shows none."""

    start: int
    end: int
    used: Used | None

    def moved(self, by: int) -> Span:
        return replace(self, start=self.start + by, end=self.end + by)


@dataclass(frozen=True)
class Quantity:
    """A number in a text. ``kind``: "%", "points", "£", "rate" (with ``per``) or "" for a bare count.

    ``step``: the unit it is rounded to as printed. ``hedge``: "about", "more" or "less". ``change``: it says
    how much something changed; ``sign`` is then −1, 1 or 0 where the words do not say. ``used``: of a token.
    """

    start: int
    end: int
    text: str
    value: float
    step: float
    kind: str = ""
    per: int | None = None
    hedge: str = ""
    change: bool = False
    sign: int = 0
    used: Used | None = None

    @property
    def typed(self) -> bool:
        return self.used is None

    @property
    def exact(self) -> float:
        """Unrounded where a token knows it."""
        return self.used.value if self.used is not None and self.used.value is not None else self.value

    @property
    def interval(self) -> Interval:
        """What the number may have been before it was rounded; of a token's figure, the figure itself."""
        if self.used is not None and self.used.value is not None:
            return Interval(abs(self.used.value), abs(self.used.value))
        return Interval.rounded(self.value, self.step)

    def agrees(self, number: float) -> bool:
        """Whether a true figure is what is printed, as exactly as it is printed."""
        slack = 1e-9 * max(1.0, abs(number))
        half = self.step / 2 + slack
        if self.hedge == "more":
            return number >= self.value - half
        if self.hedge == "less":
            return number <= self.value + half
        if self.hedge == "about":
            half = max(half, 0.05 * abs(number))
        return abs(self.value - number) <= half


def together(*quantities: Quantity) -> tuple[Quantity, ...]:
    """Whole numbers that stand together are known alike: beside 166,100 the noughts of 163,000 are exact to
    the hundred too."""
    steps = [q.step for q in quantities if q.step >= 1]
    return tuple(replace(q, step=min(steps)) if q.step >= 1 else q for q in quantities)


_NUMBER = re.compile(
    r"""(?P<sign>[+−]|(?<![\w–-])-)?\s?(?P<money>£\s?)?(?<![\w.,/])
    (?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)
    (?:\s?(?P<scale>million|billion|thousand|bn|m|k)\b)?
    (?:\s?(?P<points>percentage\s+points?|%\s?points?|points?\b|pp\b|ppts?\b)
      |\s?(?P<percent>%|per\s?cent\b|percent\b))?
    (?:t|kt|Mt|kg|km|ha|kWh|MWh|GWh|MW|GW)?  # a unit without a blank
    (?![\w])(?!\.\d)""",
    re.IGNORECASE | re.VERBOSE,
)
_PER = re.compile(
    r"^(?:\s+[\w’'-]+){0,6}?\s+(?:(?:per|for\s+(?:each|every))\s+(?P<base>\d[\d,]*\d)(?P<scale>\s+million)?"
    r"|(?:in|of|out\s+of)\s+(?:each|every)\s+(?P<of>\d{1,3}(?:,\d{3})+|\d{4,}))",
    re.IGNORECASE,
)
#: Numbers that name a thing and measure nothing: "aged 16 to 64", "level 4", "Year 6", "10-year-olds".
_LABEL = re.compile(
    r"""\b(?:aged?|ages|levels?|goals?|SDGs?|chapters?|figures?|tables?|year|grades?|stages?|attainment|progress
    |pages?|parts?|sections?|NVQ|tiers?|bands?|articles?|priorit(?:y|ies)|over|under)(?:\s+(?:of\s+)?|\s*-\s*)
    \d+(?!\d|[.,]\d|\s?%|\s?per)(?:\s*(?:to|-|–|and|or)\s*\d+(?![\d%]|[.,]\d))?
    |\b\d+(?:\s*(?:to|-|–)\s*\d+)?[\s-](?:year|month)s?[\s-]olds?|\b\d+[\s-](?:and|or)[\s-](?:over|under)s?\b""",
    re.IGNORECASE | re.VERBOSE,
)
_CHANGES = frozenset(
    {"change", "change-percent", "change-points", "movement", "comparator-change", "comparator-movement"}
)
_SCALES = {"million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "thousand": 1e3, "k": 1e3, "": 1.0}
_UP = r"rose|risen|rise|rises|rising|up|gr[eo]w(?:n|th)?|increas\w+|gain\w*|climb\w+|higher|more|added"
_DOWN = (
    r"fell|fallen|fall|falls|falling|down|drop\w*|decreas\w+|declin\w+|reduc\w+|shrank|cut|lower|lost|fewer"
)
_CHANGE_BEFORE = re.compile(
    rf"(?:\b(?P<up>{_UP})|\b(?P<down>{_DOWN})|\bchang\w+)(?:\s+(?:by|of|at)|,|\s+slightly(?:\s+by)?)?"
    r"(?:\s+(?:a|an|about|around|some|nearly|only|just|another|further|less\s+than|more\s+than|over))*\s*[(]?\s*$",
    re.IGNORECASE,
)
_CHANGE_AFTER = re.compile(
    r"^\s*(?:(?:more|fewer)\b|(?:year-on-year\s+|annual\s+)?(?:(?P<up>rise|increase|growth|gain)|(?P<down>fall|drop|"
    r"decrease|reduction|decline|cut)|change)\b|(?P<upper>up|higher|more)\b|(?:below|above|behind|ahead|short)\b|(?P<downer>down|lower|fewer|less)\b)",
    re.IGNORECASE,
)
#: "the fall was 14.3%".
_CHANGE_NAMED = re.compile(
    r"\b(?:the|an?|this)\s+(?:(?P<up>rise|increase|growth|gain)|(?P<down>fall|drop|decrease|decline|reduction)|change)"
    r"\s+(?:was|is|comes?\s+to|came\s+to)(?:\s+about)?\s*$",
    re.IGNORECASE,
)
_LEVEL = re.compile(
    r"\b(?:to|from|at|was|were|is|are|stood at|between|and)\s*[(]?\s*$",
    re.IGNORECASE,
)
#: Before a level that is below zero: "had −£1.0 million".
_BELOW = re.compile(r"\b(?:had|has|have|against|after|than)\s*[(]?\s*$", re.IGNORECASE)
_ABOUT = re.compile(
    r"\b(?:about|around|roughly|approximately|nearly|almost|some|circa|c\.|close\s+to|just\s+(?:over|under|above|below))\s*£?\s*$",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\b(?:more\s+than|over|above|at\s+least|exceed(?:s|ed|ing)?|in\s+excess\s+of|upwards\s+of)\s*£?\s*$",
    re.IGNORECASE,
)
_LESS = re.compile(
    r"\b(?:less\s+than|fewer\s+than|under|below|at\s+most|no\s+more\s+than)\s*£?\s*$", re.IGNORECASE
)


_YEAR_TO = re.compile(
    r"\byear\s+(?:to|ending(?:\s+in)?|ended)\s+(?:\d{1,2}\s+)?(?P<month>[A-Z][a-z]{2})[a-z]*\s+(?P<year>(?:19|20)\d\d)\b"
)


def periods_in(text: str) -> list[Mention]:
    """Periods as people write them, by the keys of ``scrutiny.figures.period_keys``: "the year to March 2025"
    is 2024/25, and the year to December is the year itself."""
    years = []
    for m in _YEAR_TO.finditer(text):
        year = int(m["year"])
        key = f"{year}" if m["month"] == "Dec" else f"{year - 1}/{year % 100:02}"
        years.append(Mention(key, m.start(), m.end()))
    others = [p for p in _plain_periods(text) if not any(y.start <= p.start < y.end for y in years)]
    return sorted([*years, *others], key=lambda m: m.start)


def quantities_in(text: str, spans: Sequence[Span], taken: Sequence[tuple[int, int]] = ()) -> list[Quantity]:
    """The numbers of a text in order; what lies in ``taken`` (periods, names) is none."""
    found: list[Quantity] = []
    taken = [*taken, *((m.start(), m.end()) for m in _LABEL.finditer(text) if not _sized(m[0]))]
    for m in _NUMBER.finditer(text):
        start, end = m.start("digits"), m.end()
        if any(a < m.end("digits") and start < b for a, b in taken):
            continue
        held = next((s for s in spans if s.start <= start and end <= s.end), None)
        if held is not None and held.used is None:
            continue
        rest = _PER.match(text[end : end + 120])
        if rest and held is not None and end + rest.end() > held.end:
            rest = None
        if found and found[-1].end > start:
            continue
        found.append(_beside(_quantity(text, m, rest, held.used if held else None, held), found, text))
    return found


def _beside(q: Quantity, found: Sequence[Quantity], text: str) -> Quantity:
    """ "rose by 20 homes (11.1%)": the percentage is of the change before it."""
    if q.kind != "%" or q.change or not found or not found[-1].change:
        return q
    if not re.fullmatch(r"(?:\s+[\w’'-]+){0,3}\s*[(]\s*", text[found[-1].end : q.start]):
        return q
    return replace(q, change=True, sign=found[-1].sign)


def _sized(label: str) -> bool:
    """ "over 500" measures; "over 65" and "under 16" may be ages."""
    number = re.search(r"\d+", label)
    return label.lower().startswith(("over", "under")) and number is not None and int(number[0]) > 100


def _quantity(
    text: str, m: re.Match[str], rest: re.Match[str] | None, used: Used | None, held: Span | None
) -> Quantity:
    digits = m["digits"].replace(",", "")
    scale = _SCALES[(m["scale"] or "").lower()]
    # No word that tells what a number is stands further away; a long text is read no slower for it.
    before, after = text[max(0, m.start() - 80) : m.start()], text[m.end() : m.end() + 80]
    kind = "points" if m["points"] else "%" if m["percent"] else "£" if m["money"] else ""
    per = None
    if not kind and rest:
        kind, per = (
            "rate",
            int((rest["base"] or rest["of"]).replace(",", "")) * (1_000_000 if rest["scale"] else 1),
        )
    below = bool(m["sign"]) and m["sign"] != "+" and bool(_LEVEL.search(before) or _BELOW.search(before))
    change, sign = (False, 0) if below else _changing(m, before, after, kind)
    value = float(digits) * scale * (-1 if below else 1)
    used = _fitting(used, value, m, held)
    if used is not None and used.value is not None and used.form in _CHANGES:
        change, sign = True, 1 if used.direction == "rose" else -1 if used.direction == "fell" else sign
    end = m.end() + (rest.end() if rest and per else 0)
    return Quantity(
        start=m.start("money") if m["money"] else m.start("digits"),
        end=end,
        text=f"{'−' if below else ''}{text[m.start('digits') : m.end()].strip()}",
        value=value,
        step=_step(digits) * scale,
        kind=kind,
        per=per,
        hedge=_hedge(before),
        change=change,
        sign=sign,
        used=used,
    )


def _fitting(used: Used | None, value: float, m: re.Match[str], held: Span | None) -> Used | None:
    """The token's record, where this number of its text is the figure that the record holds.

    A text of several numbers ("rose by £492 (1.5%)") has one figure; the others are known to be true all the
    same, so they keep the record without its value.
    """
    if used is None:
        return None
    own = used.value
    if own is not None and abs(abs(own) - abs(value)) <= 0.5 * 10.0**-used.decimals + 1e-9:
        return used
    return replace(used, value=None)


def _changing(m: re.Match[str], before: str, after: str, kind: str) -> tuple[bool, int]:
    if m["sign"]:
        return True, -1 if m["sign"] in "−-" else 1
    ahead = _CHANGE_BEFORE.search(before)
    if ahead and not _LEVEL.search(before):
        return True, 1 if ahead["up"] else -1 if ahead["down"] else 0
    named = _CHANGE_NAMED.search(before)
    if named:
        return True, 1 if named["up"] else -1 if named["down"] else 0
    behind = _CHANGE_AFTER.match(after)
    if behind:
        return True, 1 if behind["up"] or behind["upper"] else -1 if behind["down"] or behind["downer"] else 0
    return kind == "points" or bool(re.search(r"\bby\s*$", before)), 0


def _hedge(before: str) -> str:
    if _ABOUT.search(before):
        return "about"
    return "more" if _MORE.search(before) else "less" if _LESS.search(before) else ""


def _step(digits: str) -> float:
    """The last place written; noughts at the end of a large whole number may be rounding too."""
    whole, _, decimals = digits.partition(".")
    if decimals:
        return float(Decimal(1).scaleb(-len(decimals)))
    noughts = len(whole) - len(whole.rstrip("0")) if len(whole) > 2 else 0
    return float(10 ** min(noughts, len(whole) - 1))
