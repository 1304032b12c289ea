"""A small edition with everything in it, on the figures of ``tests.editions.examples``."""

from __future__ import annotations

import datetime as dt
from typing import Any

from commonweal.editions.basis import Basis
from commonweal.editions.edition import Contributor, Correction, Edition, GoalKey, Part, PartKind, State
from commonweal.packs.models import Framework

from . import examples as ex

SOURCED = {"provenance": "inferred", "source": "commonweal"}
HOSTILE = "#set text(red) *bold* <script>alert(1)</script> $x$ @cite [a](javascript:alert(1)) =1+1"
WORK = f"""
## Work

In {{{{place of employment-rate}}}}, **{{{{value of employment-rate}}}}** were in work in
{{{{period of employment-rate}}}}; it {{{{movement of employment-rate}}}}.

{{{{chart of employment-rate}}}}

- one, with {{{{value of employment-rate in E08000025/birmingham}}}}
- two

1. first
2. second

> A quotation.

| Place | Rate |
|---|---:|
| Birmingham | {{{{value of employment-rate in E08000025}}}} |

{{{{table of employment-rate}}}}

{{{{multiples of employment-rate}}}}

{{{{bars of employment-rate}}}}

{{{{map of employment-rate}}}}

{{{{100-people of employment-rate}}}}

{{{{map of claimants}}}}

### Under it

{HOSTILE}

---

`{{{{code}}}}`
"""


def goal(id_: str, title: str, indicators: tuple[str, ...], **more: Any) -> dict[str, Any]:
    return {
        "id": id_,
        "title": title,
        "short_title": title,
        "summary": f"{title}.",
        "outcome": f"{title} for all.",
        "domains": ["social"],
        "indicators": [{"indicator": i, **SOURCED} for i in indicators],
        **SOURCED,
        **more,
    }


GAP = {
    "statement": "Nothing is counted.",
    "why": "Nobody counts it.",
    "being_done": "Somebody will.",
    **SOURCED,
}
FRAMEWORK = Framework.model_validate(
    {
        "id": "goals",
        "title": "Goals",
        "summary": "The goals.",
        "goal_word": "goal",
        **SOURCED,
        "goals": [
            goal("goal-1", "Work", ("employment-rate", "gdhi", "fuel-poverty")),
            goal("goal-2", "Water", (), gap=GAP),
        ],
    }
)
TILES = {ex.BIRMINGHAM: (1, 0), ex.SOLIHULL: (2, 0), ex.WALSALL: (0, 0)}


def edition(**more: Any) -> Edition:
    parts = (
        Part(PartKind.SUMMARY, "summary", "Summary", "In short."),
        Part(PartKind.GOAL, "work", "1. Work", WORK, GoalKey("goals", "goal-1")),
        Part(PartKind.GOAL, "water", "2. Water", "", GoalKey("goals", "goal-2")),
        Part(PartKind.PLACE, "birmingham", "Birmingham", place=ex.BIRMINGHAM),
        Part(PartKind.NOT_MEASURED, "not-measured", "Not measured"),
        Part(
            PartKind.APPENDIX,
            "appendix",
            "Appendix",
            contributors=(Contributor("Statistician", "An example"),),
        ),
    )
    correction = Correction(1, dt.date(2026, 3, 5), "work", "66.2%", "66.1%", "A slip of the pen.", "Editor")
    return Edition(
        **{
            "slug": "small", "title": "A small edition", "period": "2026", "place": ex.CA,
            "places": (ex.BIRMINGHAM, ex.SOLIHULL, ex.WALSALL), "comparators": (ex.UK,),
            "frameworks": ("goals",), "editor": Contributor("Editor", "Commonweal"), "parts": parts,
            "state": State.CORRECTED, "snapshot": "abc", "corrections": (correction,), "example": True,
            "licence": "CC-BY-4.0", **more,
        }
    )  # fmt: skip


def basis() -> Basis:
    return Basis(ex.evidence(), {"goals": FRAMEWORK}, (ex.CA, ex.BIRMINGHAM), TILES, "0123456789abcdef")
