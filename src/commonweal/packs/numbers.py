"""Numbers as a reader meets them: "69.1%", "£17,752", "59.6 years", "0.7 percentage points".

An indicator says how it is written: ``prefix`` and ``suffix`` stand at the number, ``unit`` is in words
("% of people aged 16 to 64", "£ per head", "deaths per 1,000 live births"). The short form is for cells and
labels, the full form for sentences. Halves round away from zero, as statistical bulletins round; a minus is
the true sign "−"; a difference that rounds to nothing is never written "-0.0".
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from commonweal.packs.models import Indicator
from commonweal.words import N_, _, defined, in_english, ngettext, pgettext

MINUS = "−"
#: In English; :func:`no_data` says it in the language in use.
NO_DATA = N_("no data")

#: Suffixes that stand at the number without a space: the field writes "£153bn" and "4.2k".
_TIGHT = frozenset({"k", "m", "bn", "tn", "p"})
_SHORT_WORDS = {"yrs": "years", "mins": "minutes"}
#: What stands at the head of a published unit and says nothing beside a number.
_EMPTY_HEAD = re.compile(r"^(?:rate|counts?|number|score|mean)\s+(?:of\s+)?(?=\S)", re.IGNORECASE)
_BARE = frozenset({"number", "count", "score", "index", "ratio", "rate"})
_PERCENT = ("%", "percentage", "per cent")  # stays English
_QUALIFIED = re.compile(r"average|annual|mean|percentage change")
_SCALE = re.compile(r"from \d+ to \d+")
#: Where the head noun of a unit ends: "guest nights | in short-term lets", "people | aged 10 to 17".
_HEAD_ENDS = re.compile(r" (?=(?:a|an|aged|by|each|for|from|in|of|on|per|to|with)\b)")
_IRREGULAR = {"people": "person", "children": "child", "women": "woman", "men": "man"}
_LARGE = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"))


def known(number: float | None) -> bool:
    """Whether there is a figure to write: neither null nor NaN nor infinite."""
    return number is not None and math.isfinite(number)


def no_data() -> str:
    return _(NO_DATA)


def plain(number: float | None, decimals: int, *, sign: bool = False) -> str:
    """The bare number with thousands separators; ``sign`` puts a plus before what is above zero."""
    if number is None or not math.isfinite(number):
        return no_data()
    shown = rounded(number, decimals)
    mark = MINUS if shown < 0 else "+" if sign and shown > 0 else ""
    return f"{mark}{abs(shown):,.{decimals}f}"


def rounded(number: float, decimals: int) -> Decimal:
    """As it is written: halves away from zero. Raises ``decimal.InvalidOperation`` for what is not finite."""
    return Decimal(repr(float(number))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def value(number: float | None, indicator: Indicator) -> str:
    """Short form: "69.1%", "£17,752", "59.6 years", "1.36 per 1,000 households"; "no data" for a null."""
    text = plain(number, indicator.decimals)
    return _dressed(text, indicator, full=False) if known(number) else text


def in_full(number: float | None, indicator: Indicator) -> str:
    """With the whole unit: "69.1% of people aged 16 to 64", "£17,752 per head"."""
    text = plain(number, indicator.decimals)
    return _dressed(text, indicator, full=True) if known(number) else text


def difference(number: float | None, indicator: Indicator, *, full: bool = False) -> str:
    """How far apart two values are, without a sign: "0.7 percentage points", "£402", "2.1 years".

    What is not zero but rounds to it is "less than 0.1 percentage points". ``full`` keeps the tail of a
    money unit: "£3,357 per head".
    """
    if number is None or not math.isfinite(number):
        return no_data()
    if rounds_away(number, indicator):
        least = plain(10.0**-indicator.decimals, indicator.decimals)
        return _("less than {amount}").format(amount=_difference(least, indicator, full))
    return _difference(plain(abs(number), indicator.decimals), indicator, full)


def rounds_away(number: float, indicator: Indicator) -> bool:
    """Whether a difference is not zero and rounds to it."""
    return bool(number) and _is_zero(plain(abs(number), indicator.decimals))


def change(number: float | None, indicator: Indicator, *, short: bool = False) -> str:
    """A difference with its sign, for cells: "+0.7 percentage points", "−£402", "0.0 years".

    ``short``: "+0.7 points", in a column whose indicators say that they are percentages.
    """
    if number is None or not math.isfinite(number):
        return no_data()
    text = plain(number, indicator.decimals, sign=True)
    mark = text[0] if text[0] in f"+{MINUS}" else ""
    bare = text.removeprefix(mark)
    return mark + (
        _points(bare) if short and is_percentage(indicator) else _difference(bare, indicator, False)
    )


def percent(number: float | None, *, sign: bool = False) -> str:
    """A relative change: "3.1%"."""
    text = plain(number, 1, sign=sign)
    return f"{text}%" if known(number) else text


def people(count: float | None, *, stated: bool = False) -> str:
    """A count of people: as it stands where a source states it ("30,320"), else "about 30,300".

    What we compute comes from rates of one decimal and denominators that are themselves rounded, so more
    than three significant figures would claim what nobody knows; below 1,000 it is rounded to ten, below 50
    to five.
    """
    if count is None or not math.isfinite(count):
        return no_data()
    size = abs(count)
    if stated:
        return plain(size, 0)
    if size < 5:
        return _("fewer than 5")
    step = 10 ** (math.floor(math.log10(size)) - 2) if size >= 1000 else 10 if size >= 50 else 5
    return _("about {count}").format(count=plain(math.floor(size / step + 0.5) * step, 0))


def compact(number: float | None, indicator: Indicator) -> str:
    """The shortest form, for the ends of a sparkline and the ticks of an axis: "£1.2m", "69.1%", "59.6"."""
    if number is None or not math.isfinite(number):
        return no_data()
    for size, letter in _LARGE:
        if abs(number) >= size:
            text = plain(number / size, 1) + letter
            break
    else:
        text = plain(number, indicator.decimals)
    prefix, suffix = affixes(indicator)
    return _signed(text, prefix, suffix if suffix.strip() in {"%", "p"} else "")


def ticks(values: Sequence[float], indicator: Indicator) -> list[str]:
    """The labels of an axis: as few decimals as tell its steps apart, as many as they need."""
    size, letter = next(((s, x) for s, x in _LARGE if max(map(abs, values), default=0) >= s), (1.0, ""))
    scaled = [v / size for v in values]
    decimals = next(d for d in (*range(6), 6) if d == 6 or all(abs(v - round(v, d)) < 1e-9 for v in scaled))
    prefix, suffix = affixes(indicator)
    kept = suffix if suffix.strip() in {"%", "p"} else ""
    return [_signed(plain(v, decimals) + letter, prefix, kept) for v in scaled]


def affixes(indicator: Indicator) -> tuple[str, str]:
    """What stands at the number: as defined, else read from the unit ("%…", "£…", "£ million")."""
    if indicator.prefix or indicator.suffix:
        return indicator.prefix, _spaced(indicator.suffix)
    if is_percentage(indicator):
        return "", "%"
    if indicator.unit.startswith("£ million"):
        million = pgettext("behind a number", "million")
        return "£", f" {million}"
    return ("£", "") if indicator.unit.startswith("£") else ("", "")


def is_percentage(indicator: Indicator) -> bool:
    unit = indicator.unit.casefold()
    return indicator.suffix.strip() == "%" or unit.startswith(_PERCENT)


def is_money(indicator: Indicator) -> bool:
    return affixes(indicator)[0].strip() == "£"


def is_scale(indicator: Indicator) -> bool:
    """Whether it is a score whose differences are points: no unit, or "from 0 to 10", or "out of 10"."""
    words = _words_of_unit(indicator.unit)
    bare = not (indicator.prefix or indicator.suffix)
    return bare and (not words or bool(_SCALE.fullmatch(words) or re.fullmatch(r"out of \d+", words)))


def is_rate(indicator: Indicator) -> bool:
    """Whether a reader would say "rate" of it: a percentage, or so many for each so many."""
    words = f"{indicator.unit} {indicator.suffix}"
    return is_percentage(indicator) or bool(re.search(r"\bper (?:\d|million\b)", words))


def unit_words(indicator: Indicator) -> str:
    """The unit for a table's header or a chart's axis, where the number stands bare."""
    return _SHORT_WORDS.get(indicator.unit, indicator.unit) if in_english() else _unit(indicator)


def _unit(indicator: Indicator) -> str:
    """The unit in the language in use."""
    return defined("indicator.unit", indicator.unit)


def _dressed(text: str, indicator: Indicator, full: bool) -> str:
    prefix, suffix = affixes(indicator)
    if prefix or suffix:
        written = _signed(text, prefix, _agreeing(text, suffix))
        if not full:
            return written
        # An abbreviated suffix ("t") gives way to the unit in words ("tonnes of CO2 equivalent per head").
        tail = _tail(indicator, prefix, suffix)
        abbreviated = (
            not prefix and not tail and suffix.strip().isalpha() and suffix.strip() != indicator.unit
        )
        return f"{text} {_agreeing(text, _unit(indicator))}" if abbreviated else written + tail
    words = _words_of_unit(indicator.unit)
    if words and not in_english():
        return f"{text} {_unit(indicator)}" if full or not is_scale(indicator) else text
    if _SCALE.fullmatch(words):
        return _("{number} on a scale {scale}").format(number=text, scale=words) if full else text
    return f"{text} {_agreeing(text, words)}" if words else text


def _difference(text: str, indicator: Indicator, full: bool) -> str:
    if is_percentage(indicator):
        return ngettext("{n} percentage point", "{n} percentage points", _counted(text)).format(n=text)
    if is_scale(indicator):
        return _points(text)
    return _dressed(text, indicator, full and is_money(indicator))


def _points(text: str) -> str:
    return ngettext("{n} point", "{n} points", _counted(text)).format(n=text)


def _counted(text: str) -> int:
    """Which plural a written number takes; one with decimals takes that of many."""
    return int(text) if text.isdecimal() else 100


def _signed(text: str, prefix: str, suffix: str) -> str:
    mark = MINUS if text.startswith(MINUS) else ""
    return f"{mark}{prefix}{text.removeprefix(mark)}{suffix}"


def _spaced(suffix: str) -> str:
    return f" {suffix}" if suffix[:1].isalpha() and suffix not in _TIGHT else suffix


def _tail(indicator: Indicator, prefix: str, suffix: str) -> str:
    """What the unit says beyond the affixes: " of people aged 16 to 64", " per head"."""
    unit = _unit(indicator)
    for affix in (f"{prefix}{suffix}", suffix.strip(), prefix.strip()):
        if affix and unit.startswith(affix):
            rest = unit[len(affix) :]
            if rest.startswith(", "):
                return f" ({rest[2:]})"
            return rest if rest.startswith(" ") else ""
    return ""


def _words_of_unit(unit: str) -> str:
    words = _SHORT_WORDS.get(unit, unit)
    if words.casefold() in _BARE:
        return ""
    words = _EMPTY_HEAD.sub("", words)
    first = words.split(maxsplit=1)[0]
    words = words[0].lower() + words[1:] if re.fullmatch(r"[A-Z][a-z]+", first) else words
    return f"({words})" if _QUALIFIED.match(words) else words


def _agreeing(text: str, words: str) -> str:
    """One of a thing: "1 year", "1 birth per 10,000 people", "1 guest night"."""
    if not in_english() or text.lstrip(MINUS) != "1" or words.lstrip().startswith(("per ", "out ")):
        return words
    head, *rest = _HEAD_ENDS.split(words, maxsplit=1)
    before, _, noun = head.rpartition(" ")
    one = _IRREGULAR.get(noun) or _singular(noun)
    return " ".join((f"{before} {one}" if before else one, *rest))


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith("sses"):
        return word[:-2]
    return word[:-1] if re.fullmatch(r"[a-z]{3,}[^s]s", word) else word


def _is_zero(text: str) -> bool:
    return not any(digit in "123456789" for digit in text)
