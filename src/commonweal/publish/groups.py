"""Between groups: the gap as a figure; and a target in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from commonweal.packs.models import Indicator, Target
from commonweal.publish import breakdowns, numbers, placenames, wording

Row = Mapping[str, Any]


def between(rows: Sequence[Row], indicator: Indicator) -> str:
    """ "The highest figure is for women (66.9%), the lowest for men (60.1%): 6.8 percentage points apart."

    Only groups of the latest period that any of them has are compared; without two, it says so. One group by
    itself is compared with nobody, and groups that show the same figure have no highest.
    """
    groups = [r for r in rows if r["breakdown"] and numbers.known(r["latest"])]
    if len(groups) < 2:
        return ""
    newest = max(str(r["latest_period"]) for r in groups)
    together = [r for r in groups if r["latest_period"] == newest]
    if len(together) < 2:
        return "The groups have no period in common, so they are not compared."
    high = max(together, key=lambda r: float(r["latest"]))
    low = min(together, key=lambda r: float(r["latest"]))
    if numbers.value(high["latest"], indicator) == numbers.value(low["latest"], indicator):
        same = numbers.value(high["latest"], indicator)
        every = "both groups" if len(together) == 2 else f"all {len(together)} groups"
        return wording.capital(f"{wording.during(newest)}, the figure is the same for {every}: {same}")
    apart = numbers.difference(abs(high["latest"] - low["latest"]), indicator)
    return wording.capital(
        f"{wording.during(newest)}, the highest figure is for {breakdowns.words(high['breakdown'])} "
        f"({numbers.value(high['latest'], indicator)}) and the lowest for "
        f"{breakdowns.words(low['breakdown'])} ({numbers.value(low['latest'], indicator)}): {apart} apart"
    )


def target(wanted: Target, indicator: Indicator, places: Mapping[str, str]) -> str:
    """ "Target: £153 billion by 2030." or "Target: parity with the UK." and where it comes from."""
    by = f" by {wanted.by}" if wanted.by else ""
    note = f" {wanted.note}" if wanted.note else ""
    if wanted.kind == "value":
        return f"Target: {numbers.value(wanted.value, indicator)}{by} ({wanted.provenance.value}).{note}"
    where = placenames.in_sentence(wanted.comparator or "", places)
    return f"Target: parity with {where}{by} ({wanted.provenance.value}).{note}"
