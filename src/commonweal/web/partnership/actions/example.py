"""The example's partners: real ones from public pages, made-up ones with what they promise, from one file.

It goes the way that people go, by the same actions, each at the moment the file names.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from commonweal.web.accounts.selectors import person_by_email
from commonweal.web.partnership.models import Commitment, Organisation, Partnership
from commonweal.web.scrutiny.roles import ASK

from .commitments import promise, remark, reply, update
from .example_rollouts import load_rollout, load_strategy
from .organisations import (
    OF_ORGANISATION,
    OF_PARTNERSHIP,
    OF_SEAT,
    save_organisation,
    save_partnership,
    save_seat,
    tie,
)

_OF_COMMITMENT = ("title", "words", "indicator", "area", "due", "measure", "resources", "partnership")
_OF_UPDATE = ("kind", "words", "until", "evidence_words", "link", "pinned", "stated", "stated_period")


@transaction.atomic
def load_example(*, path: Path, now: dt.datetime) -> int:
    """Make the partners of a file once, with their commitments; how many organisations, 0 where they are.

    Raises ValueError where an account that the file names is missing, or an action refuses what it says.
    """
    given = yaml.safe_load(path.read_text(encoding="utf-8"))
    by, partner = _account(given["by"]), _account(given["partner"])
    sources = given["sources"]
    known = Organisation.objects.filter(slug=given["organisations"][0]["slug"]).exists()
    if not known:
        _partners(given, sources, by, partner, now)
    # Each is entered where it is not there, so that a site that had the partners before has these too.
    for s in given.get("strategies", ()):
        load_strategy(s, sources, given["strategy_example"], by, now)
    for r in given.get("rollouts", ()):
        load_rollout(r, sources, given["rollout_example"], by, now)
    return 0 if known else len(given["organisations"])


def _partners(
    given: Mapping[str, Any], sources: Mapping[str, Any], by: Any, partner: Any, now: dt.datetime
) -> None:
    for o in given["organisations"]:
        made = save_organisation(
            organisation=None, fields=_fields(o, OF_ORGANISATION, sources), slug=o["slug"], revision=0, by=by,
            now=now, example=given["example"] if o.get("made_up") else "",
        )  # fmt: skip
        if o.get("made_up"):
            tie(organisation=made, person=partner, by=by, now=now)
    for p in given["partnerships"]:
        _partnership(p, sources, by, now, given["partnership_example"] if p.get("made_up") else "")
    for c in given["commitments"]:
        _commitment(c, given["commitment_example"], partner)


def _partnership(
    given: Mapping[str, Any], sources: Mapping[str, Any], by: Any, now: dt.datetime, example: str
) -> None:
    made: Partnership = save_partnership(
        partnership=None, fields=_fields(given, OF_PARTNERSHIP, sources), slug=given["slug"], revision=0,
        by=by, now=now, example=example,
    )  # fmt: skip
    own = {name: given[name] for name in ("source", "source_address") if name in given}
    for s in given["seats"]:
        fields = own | _fields(s, OF_SEAT, sources)
        sits = s.get("organisation")
        fields["organisation_id"] = Organisation.objects.get(slug=sits).pk if sits else None
        save_seat(partnership=made, seat=None, fields=fields, revision=0, by=by, now=now)


def _commitment(given: Mapping[str, Any], example: str, partner: Any) -> None:
    framework, _, goal = given["goal"].partition(":")
    fields = {name: given[name] for name in _OF_COMMITMENT if name in given}
    made = promise(
        organisation=Organisation.objects.get(slug=given["organisation"]),
        fields=fields | {"framework": framework, "goal": goal}, by=partner, now=_at(given), example=example,
    )  # fmt: skip
    for u in given.get("updates", ()):
        said = {name: u[name] for name in _OF_UPDATE if name in u}
        update(commitment=made, revision=_revision(made), day=_at(u).date(), by=partner, now=_at(u), **said)
    if r := given.get("remark"):
        person = _account(r["by"])
        role = "A scrutiny member" if person.may(ASK) else "The partnership owner"  # stays English
        words = remark(commitment=made, words=r["words"], role=role, by=person, now=_at(r))
        a = r["reply"]
        reply(commitment=made, to=words, words=a["words"], by=partner, now=_at(a))


def _fields(given: Mapping[str, Any], names: tuple[str, ...], sources: Mapping[str, Any]) -> dict[str, Any]:
    return sources.get(given.get("from", ""), {}) | {n: given[n] for n in names if n in given}


def _revision(made: Commitment) -> int:
    made.refresh_from_db()
    return made.revision


def _account(email: str) -> Any:
    found = person_by_email(email)
    if found is None:
        raise ValueError(f"The example needs the account {email}.")  # stays English
    return found


def _at(given: Mapping[str, Any]) -> dt.datetime:
    """The file's moments are those of Greenwich."""
    moment: dt.datetime = given["at"]
    return moment.replace(tzinfo=dt.UTC)
