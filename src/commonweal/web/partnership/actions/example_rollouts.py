"""The example's strategies and roll-outs, from the file of its partners, by the same actions as people's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from commonweal.web.partnership.models import (
    Adaptation,
    Brought,
    Commitment,
    Effect,
    Organisation,
    Partnership,
    RollOut,
    Stage,
    Strategy,
    Training,
)
from commonweal.web.proposals import selectors as proposals
from commonweal.web.proposals.models import Proposal
from commonweal.web.scrutiny.models import Report
from commonweal.web.scrutiny.selectors import test_sets
from commonweal.web.toolkit import selectors as toolkits

from .rollouts import OF, OF_ROLLOUT, attach, save_lesson, save_line, save_rollout
from .strategies import OF_PART, OF_STRATEGY, OF_VERSION, save_part, save_strategy, save_version

_LINES = (
    ("brought", Brought), ("stages", Stage), ("trainings", Training), ("adaptations", Adaptation),
    ("effects", Effect),
)  # fmt: skip
_DAYS = {"begins", "by", "ends", "on", "planned", "reached", "until"}
#: The version that is in force when the example is loaded.
_NOW = "in force"  # stays English


def load_strategy(
    given: Mapping[str, Any], sources: Mapping[str, Any], example: str, by: Any, now: dt.datetime
) -> None:
    """Enter a strategy of the file with its versions and parts, where it is not there."""
    if Strategy.objects.filter(slug=given["slug"]).exists():
        return
    held = save_strategy(
        strategy=None, fields=_fields(given, OF_STRATEGY, sources) | _whose(given), slug=given["slug"],
        revision=0, by=by, now=now, example=example if given.get("made_up") else "",
    )  # fmt: skip
    for v in given.get("versions", ()):
        save_version(
            strategy=held, version=None, fields=_fields(v, OF_VERSION, sources), revision=0, by=by, now=now
        )
    for group in given.get("parts", ()):
        common = {k: v for k, v in group.items() if k != "parts"}
        for p in group["parts"]:
            fields = _fields(common | p, OF_PART, sources) | _whose(p)
            read_in = held.versions.filter(name=common.get("read_in", "")).first()
            save_part(
                strategy=held, part=None, fields=fields | {"read_in_id": read_in.pk if read_in else None},
                goals=p.get("goals", ()), whose=common.get("whose", ""), revision=0, by=by, now=now,
            )  # fmt: skip


def load_rollout(
    given: Mapping[str, Any], sources: Mapping[str, Any], example: str, by: Any, now: dt.datetime
) -> None:
    """Enter a roll-out of the file with its record, where it is not there.

    What the file says that belongs to it is linked where it is here: the examples of other rooms may not be.
    """
    if RollOut.objects.filter(slug=given["slug"]).exists():
        return
    strategy = Strategy.objects.filter(slug=given.get("strategy", "")).first()
    programme = proposals.programme(given.get("programme", ""))
    fields = _fields(given, OF_ROLLOUT, sources) | _whose(given)
    fields |= {"strategy_id": strategy.pk if strategy else None}
    fields |= {"programme_id": programme.pk if programme else None}
    held = save_rollout(
        rollout=None, fields=fields, slug=given["slug"], revision=0, by=by, now=now,
        owners=list(Organisation.objects.filter(slug__in=given.get("owners", ()))),
        example=example if given.get("made_up") else "",
    )  # fmt: skip
    for name, kind in _LINES:
        for row in given.get(name, ()):
            fields = _fields(row, OF[kind], sources)
            if fields.get("version") == _NOW:
                fields["version"] = _in_force(row["kind"], row["thing"])
            save_line(rollout=held, kind=kind, line=None, fields=fields, revision=0, by=by, now=now)
    for row in given.get("lessons", ()):
        fields = {"words": row["words"], "on": str(row.get("on", ""))}
        save_lesson(rollout=held, lesson=None, fields=fields, revision=0, by=by, now=now)
    for address in _belonging(given):
        attach(rollout=held, address=address, by=by, now=now)


def _belonging(given: Mapping[str, Any]) -> list[str]:
    found = []
    for kind, rows in (
        ("proposals", Proposal.objects.filter(public=True, title__in=given.get("proposals", ()))),
        ("reports", Report.objects.filter(public=True, reference__in=given.get("reports", ()))),
        ("commitments", Commitment.objects.filter(title__in=given.get("commitments", ()))),
    ):
        found += [f"/{kind}/{row.pk}/" for row in rows.order_by("pk")]  # type: ignore[attr-defined]
    return found


def _whose(given: Mapping[str, Any]) -> dict[str, Any]:
    """The rows of the organisation and the partnership that the file names."""
    found: dict[str, Any] = {}
    if "owner" in given:
        found["owner_id"] = Organisation.objects.get(slug=given["owner"]).pk
    if "partnership" in given:
        found["partnership_id"] = Partnership.objects.get(slug=given["partnership"]).pk
    return found


def _in_force(kind: str, thing: str) -> str:
    found: Any = toolkits.in_force(thing) if kind == "toolkit" else test_sets.in_force(thing)
    return str(found.version)


def _fields(given: Mapping[str, Any], names: tuple[str, ...], sources: Mapping[str, Any]) -> dict[str, Any]:
    own = sources.get(given.get("from", ""), {}) | {n: given[n] for n in names if n in given}
    # YAML reads a day or a year as no text.
    return {n: str(v) if n in _DAYS else v for n, v in own.items() if n in names}
