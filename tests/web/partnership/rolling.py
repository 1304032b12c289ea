"""What a partnership owner does with roll-outs and strategies, in a line each."""

from __future__ import annotations

from typing import Any

from tests.web.example import NOW

from commonweal.web.partnership.actions import rollouts
from commonweal.web.partnership.models import RollOut

WALSALL, SOLIHULL = "E08000030", "E08000029"
TOOLKIT, TESTS = "toolkit:inclusive-growth:1.1.0", "tests:inclusive-growth:1.0.0"


def rolled_out(by: Any, name: str = "Toolkit in Walsall", *, owners: Any = (), **more: Any) -> RollOut:
    fields = {"name": name, "purpose": "To ask before it is decided.", "areas": [WALSALL]} | more
    return rollouts.save_rollout(rollout=None, fields=fields, owners=owners, revision=0, by=by, now=NOW)


def line(held: RollOut, row: Any, by: Any, /, **fields: Any) -> Any:
    """A line of the record: ``row`` is its model."""
    common = {"rollout": held, "fields": fields, "revision": 0, "by": by, "now": NOW}
    return rollouts.save_line(kind=row, line=None, **common)


def rollout_form(**more: Any) -> dict[str, Any]:
    """The form of a roll-out as it is sent."""
    return {
        "name": "Toolkit in Walsall",
        "purpose": "To ask before it is decided.",
        "areas": [WALSALL],
        "revision": 0,
    } | more
