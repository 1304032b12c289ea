"""What partners do, in a line each, for the tests that need it done."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.web.example import NOW
from tests.web.people import somebody

from commonweal.web.partnership.actions import commitments, organisations
from commonweal.web.partnership.models import Commitment, CommitmentUpdate, Organisation
from commonweal.web.partnership.roles import PartnerRole, PartnershipOwner

TODAY = NOW.date()
WALSALL = "E08000030"


def days(n: int) -> dt.timedelta:
    return dt.timedelta(days=n)


def owner() -> Any:
    return somebody(PartnershipOwner, email="owner@example.org", name="Olu Owner")


def partner(organisation: Organisation, by: Any, email: str = "partner-test@example.org") -> Any:
    person = somebody(PartnerRole, email=email, name="Pat Partner")
    organisations.tie(organisation=organisation, person=person, by=by, now=NOW)
    return person


def entered(by: Any, name: str = "Learning Trust", **more: Any) -> Organisation:
    fields = {"name": name, "kind": "charity"} | more
    return organisations.save_organisation(organisation=None, fields=fields, revision=0, by=by, now=NOW)


def promised(organisation: Organisation, by: Any, *, now: dt.datetime = NOW, **more: Any) -> Commitment:
    fields: dict[str, Any] = {
        "title": "Evening courses",
        "words": "Two hundred places a year.",
        "framework": "inclusive-growth",
        "goal": "education-and-learning",
        "area": WALSALL,
        "due": now.date() + days(100),
        "measure": "Places that are taken.",
        "resources": "Rooms and tutors.",
    } | more
    return commitments.promise(organisation=organisation, fields=fields, by=by, now=now)


def updated(made: Commitment, by: Any, **more: Any) -> CommitmentUpdate:
    made.refresh_from_db()
    said: dict[str, Any] = {
        "kind": "progress",
        "words": "It goes on.",
        "day": TODAY,
        "now": NOW,
        "revision": made.revision,
    }
    return commitments.update(commitment=made, by=by, **(said | more))


def form(**more: Any) -> dict[str, Any]:
    """The form of a new commitment as it is sent."""
    return {
        "organisation": "learning-trust",
        "title": "Evening courses",
        "words": "Two hundred places a year.",
        "goal": "inclusive-growth:education-and-learning",
        "indicator": "",
        "area": WALSALL,
        "group": "",
        "due": "2199-01-01",
        "measure": "Places that are taken.",
        "resources": "Rooms and tutors.",
    } | more
