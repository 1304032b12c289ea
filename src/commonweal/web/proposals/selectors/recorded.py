"""What the record of acts calls things, in English: by name, and by code where nobody knows a name."""

from __future__ import annotations

from commonweal.packs.toolkits import Toolkit


def item(toolkit: Toolkit, code: str) -> str:
    """What two assessors rated: "rating/housing" is what is asked of the priority Housing."""
    kind, _, rest = code.partition("/")
    priorities = {p.id: p for p in toolkit.priorities}
    if kind == "fit" and rest in priorities:
        return f"{priorities[rest].name}: delivered directly?"  # stays English
    if kind == "rating" and rest in priorities:
        return f"{priorities[rest].name}: how well?"  # stays English
    if kind == "criterion":
        of, _, criterion = rest.partition("/")
        asked = priorities[of].criteria if of in priorities else ()
        return next((c.question for c in asked if c.id == criterion), code)
    if kind == "group":
        return next((g.name for g in toolkit.groups if g.id == rest), code)
    if kind == "work":
        asked = toolkit.stage("good-work").criteria
        return next((c.question for c in asked if c.id == rest), code)
    return code


def value(toolkit: Toolkit, code: str) -> str:
    """A word of the scale; what is no rating is a word already."""
    return next((r.name for r in toolkit.ratings if r.id == code), code.replace("-", " "))
