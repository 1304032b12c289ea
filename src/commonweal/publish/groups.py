"""Between groups: the gap as a figure; and a target in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from commonweal.packs.models import Indicator, Provenance, Target
from commonweal.publish import breakdowns, numbers, placenames, wording
from commonweal.words import N_, _, ngettext

Row = Mapping[str, Any]
_PROVENANCE = {
    Provenance.SEEN: N_("seen"),
    Provenance.INFERRED: N_("inferred"),
    Provenance.RECONSTRUCTED: N_("reconstructed"),
    Provenance.OWN: N_("own"),
}


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
        return _("The groups have no period in common, so they are not compared.")
    high = max(together, key=lambda r: float(r["latest"]))
    low = min(together, key=lambda r: float(r["latest"]))
    if numbers.value(high["latest"], indicator) == numbers.value(low["latest"], indicator):
        same = numbers.value(high["latest"], indicator)
        said = _("{when}, the figure is the same for both groups: {figure}")
        if len(together) > 2:
            said = ngettext(
                "{when}, the figure is the same for all {n} groups: {figure}",
                "{when}, the figure is the same for all {n} groups: {figure}",
                len(together),
            )
        return wording.capital(said.format(when=wording.during(newest), n=len(together), figure=same))
    apart = numbers.difference(abs(high["latest"] - low["latest"]), indicator)
    return wording.capital(
        _(
            "{when}, the highest figure is for {high} ({highest}) and the lowest for {low} ({lowest}): "
            "{difference} apart"
        ).format(
            when=wording.during(newest),
            high=breakdowns.words(high["breakdown"]),
            highest=numbers.value(high["latest"], indicator),
            low=breakdowns.words(low["breakdown"]),
            lowest=numbers.value(low["latest"], indicator),
            difference=apart,
        )
    )


def target(wanted: Target, indicator: Indicator, places: Mapping[str, str]) -> str:
    """ "Target: £153 billion by 2030." or "Target: parity with the UK." and where it comes from."""
    if wanted.kind == "value":
        what = numbers.value(wanted.value, indicator)
        said = _("Target: {what} ({provenance}).")
        if wanted.by:
            said = _("Target: {what} by {date} ({provenance}).")
    else:
        what = placenames.in_sentence(wanted.comparator or "", places)
        said = _("Target: parity with {what} ({provenance}).")
        if wanted.by:
            said = _("Target: parity with {what} by {date} ({provenance}).")
    told = said.format(what=what, date=wanted.by, provenance=_(_PROVENANCE[wanted.provenance]))
    return f"{told} {wanted.note}" if wanted.note else told
