"""Groups of people in words: "women and girls", "women aged 16 to 24", "ethnic group: mixed"."""

from __future__ import annotations

import re

from commonweal.evidence.breakdowns import parse
from commonweal.words import N_, _, defined

#: By whether the group holds children, adults or both.
_SEX = {
    "female": {"both": N_("women and girls"), "adults": N_("women"), "children": N_("girls")},
    "any": {"both": N_("people"), "adults": N_("people"), "children": N_("children")},
    "male": {"both": N_("men and boys"), "adults": N_("men"), "children": N_("boys")},
}
_YEARS = re.compile(r"(?:under|over|<|up to)?[ -]?\d")
_PEOPLES = re.compile(
    r"\b(?:african|arab|asian|bangladeshi|black|british|caribbean|chinese|english|gypsy|indian|irish|pakistani"
    r"|roma|scottish|welsh|white)\b"
)


def words(breakdown: str) -> str:
    """A breakdown ("age=16-24;sex=female") in words; "everyone" for the empty one.

    A text that is no breakdown comes back as it is: a page shows what stands in the file.
    """
    try:
        groups = parse(breakdown)
    except ValueError:
        return breakdown
    # "Reception" and "adult" are groups by age and no number of years: nobody is "aged adult".
    age = groups.pop("age", "") if _YEARS.match(groups.get("age", "")) else ""
    sex = groups.pop("sex", "")
    who = " ".join(filter(None, (_sex(sex, age), _age(age))))
    others = [
        f"{defined('breakdown.key', _spaced(key))}: {defined('breakdown.group', _proper(_spaced(group)))}"
        for key, group in sorted(groups.items())
    ]
    return ", ".join(filter(None, (who, *others))) or _("everyone")


def of_whom(breakdown: str) -> str:
    """A group behind an indicator's name: ", for women aged 16 to 24,", " (activity: arts)", or nothing."""
    told = words(breakdown)
    if not breakdown:
        return ""
    return f" ({told})" if ":" in told else _(", for {group},").format(group=told)


def _sex(sex: str, age: str) -> str:
    written = _SEX.get(sex or ("any" if age else ""))
    return _(written[_generation(age)]) if written else sex


def _age(age: str) -> str:
    if not age:
        return ""
    span = re.fullmatch(r"(\d+)-(\d+)", age)
    if span:
        return _("aged {first} to {last}").format(first=span[1], last=span[2])
    older = re.fullmatch(r"(\d+)(?:\+|-and-over| and over)", age)
    if older:
        return _("aged {age} and over").format(age=older[1])
    under = re.fullmatch(r"(?:under|<)[ -]?(\d+)", age)
    if under:
        return _("aged under {age}").format(age=under[1])
    over = re.fullmatch(r"over[ -]?(\d+)", age)
    if over:
        return _("aged over {age}").format(age=over[1])
    return _("aged {age}").format(age=age.replace("-", " "))


def _spaced(name: str) -> str:
    return name.replace("-", " ").replace("_", " ")


def _proper(group: str) -> str:
    """Canonical breakdowns are in small letters; the names of peoples have a capital."""
    return _PEOPLES.sub(lambda name: name[0].capitalize(), group)


def _generation(age: str) -> str:
    bounds = [int(n) for n in re.findall(r"\d+", age)]
    if not bounds:
        return "both"
    if age.startswith(("under", "<")):
        return "children" if bounds[0] <= 18 else "both"
    if bounds[0] >= 16:
        return "adults"
    return "children" if bounds[-1] < 18 and len(bounds) > 1 else "both"
