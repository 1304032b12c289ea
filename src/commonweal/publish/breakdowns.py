"""Groups of people in words: "women and girls", "women aged 16 to 24", "ethnic group: mixed"."""

from __future__ import annotations

import re

from commonweal.evidence.breakdowns import parse

#: By whether the group holds children, adults or both.
_SEX = {
    "female": {"both": "women and girls", "adults": "women", "children": "girls"},
    "any": {"both": "people", "adults": "people", "children": "children"},
    "male": {"both": "men and boys", "adults": "men", "children": "boys"},
}
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
    age = groups.pop("age", "")
    sex = groups.pop("sex", "")
    who = " ".join(filter(None, (_sex(sex, age), _age(age))))
    others = [f"{_spaced(key)}: {_proper(_spaced(group))}" for key, group in sorted(groups.items())]
    return ", ".join(filter(None, (who, *others))) or "everyone"


def of_whom(breakdown: str) -> str:
    """A group behind an indicator's name: ", for women aged 16 to 24,", " (activity: arts)", or nothing."""
    told = words(breakdown)
    if not breakdown:
        return ""
    return f" ({told})" if ":" in told else f", for {told},"


def _sex(sex: str, age: str) -> str:
    written = _SEX.get(sex or ("any" if age else ""))
    return written[_generation(age)] if written else sex


def _age(age: str) -> str:
    if not age:
        return ""
    span = re.fullmatch(r"(\d+)-(\d+)", age)
    if span:
        return f"aged {span[1]} to {span[2]}"
    older = re.fullmatch(r"(\d+)(?:\+|-and-over| and over)", age)
    if older:
        return f"aged {older[1]} and over"
    under = re.fullmatch(r"(?:under|<)[ -]?(\d+)", age)
    return f"aged under {under[1]}" if under else f"aged {age.replace('-', ' ')}"


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
