"""Reads of the register. Every list of reports begins with :func:`reports`, which leaves out the unseen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from commonweal.web.proposals import selectors as proposals
from commonweal.web.proposals.models import Proposal
from commonweal.web.scrutiny.models import Committee, Meeting, Report
from commonweal.web.scrutiny.roles import READ

PER_PAGE = 50
_PUBLIC = Q(public=True, exempt=False)


def may(user: Any, permission: str) -> bool:
    return bool(user.is_authenticated and user.may(permission))


def reports(user: Any) -> QuerySet[Report]:
    """Those that this person may know of: to the public, those made public and not exempt."""
    found = Report.objects.select_related("meeting__committee", "proposal")
    return found if may(user, READ) else found.filter(_PUBLIC)


def may_see(user: Any, report_: Report) -> bool:
    return (report_.public and not report_.exempt) or may(user, READ)


def report(id_: int) -> Report | None:
    return Report.objects.select_related("meeting__committee", "proposal", "test_set").filter(id=id_).first()


def committees() -> list[Committee]:
    return list(Committee.objects.all())


def committee(slug: str) -> Committee | None:
    return Committee.objects.filter(slug=slug).first()


def meetings(user: Any) -> QuerySet[Meeting]:
    """The latest first, each with the number of reports that this person may know of (``seen``).

    To the public a meeting is there once a report of it is public.
    """
    seen = Q() if may(user, READ) else Q(reports__public=True, reports__exempt=False)
    found = Meeting.objects.select_related("committee").annotate(seen=Count("reports", filter=seen))
    found = found.order_by("-day", "committee__name", "id")  # Django drops a model's order where it groups
    return found if may(user, READ) else found.filter(seen__gt=0)


def meeting(user: Any, id_: int) -> Meeting | None:
    return meetings(user).filter(id=id_).first()


def any_meeting(id_: int) -> Meeting | None:
    """A meeting, whether or not anybody in particular may know of it."""
    return Meeting.objects.select_related("committee").filter(id=id_).first()


def next_meetings(user: Any, since: dt.date, most: int) -> list[Any]:
    """The next meetings with a report that this person may know of, the first first (``seen``: how many)."""
    return list(meetings(user).filter(day__gte=since, seen__gt=0).order_by("day", "committee__name")[:most])


@dataclass(frozen=True)
class CommitteeSeen:
    committee: Committee
    meetings: int
    reports: int
    latest: dt.date | None


def committees_seen(user: Any) -> list[CommitteeSeen]:
    """The committees that this person may know of; to the public, those with a report that is public."""
    everything = may(user, READ)
    own = Q() if everything else Q(meetings__reports__public=True, meetings__reports__exempt=False)
    found = Committee.objects.annotate(
        held=Count("meetings", filter=own, distinct=True),
        seen=Count("meetings__reports", filter=own, distinct=True),
        latest=Max("meetings__day", filter=own),
    ).order_by("name")
    return [
        CommitteeSeen(c, c.held, c.seen, c.latest)
        for c in (found if everything else found.filter(seen__gt=0))
    ]


def committee_seen(user: Any, slug: str) -> Committee | None:
    """A committee that this person may know of."""
    found = committee(slug)
    if found is None or may(user, READ):
        return found
    return found if reports(user).filter(meeting__committee=found).exists() else None


def meetings_of(user: Any, held: Committee, number: int) -> Page[Meeting]:
    return Paginator(meetings(user).filter(committee=held), PER_PAGE).get_page(number)


def latest_meeting(user: Any, held: Committee) -> Meeting | None:
    return meetings(user).filter(committee=held).first()


def agenda(user: Any, held: Meeting) -> list[Report]:
    """The reports of a meeting that this person may know of, by their item: 2 before 10."""
    return sorted(reports(user).filter(meeting=held), key=lambda r: (*_by_number(r.item), r.pk))


def exempt_items(held: Meeting) -> int:
    """How many reports of a meeting are exempt: a number that anybody may know."""
    return held.reports.filter(exempt=True).count()


def _by_number(item: str) -> tuple[Any, ...]:
    digits = "".join(c if c.isdigit() else " " for c in item).split()
    return (not item, [int(d[:9]) for d in digits], item)


def listed(user: Any, wanted: Any) -> QuerySet[Report]:
    """``wanted``: committee, directorate, quarter ("2026-Q4"), since and until (quarters), kind, key, place,
    account, timing, words and state, each "" for all; "-" asks for those that have none.

    The latest meeting first; reports without a meeting before all. Words: in reference, title or summary.
    """
    found = reports(user)
    if wanted.committee:
        none = Q(meeting__isnull=True)
        found = found.filter(
            none if wanted.committee == "-" else Q(meeting__committee__slug=wanted.committee)
        )
    if wanted.directorate:
        named = [wanted.directorate] if wanted.directorate != "-" else ["", "-"]
        found = found.filter(directorate__in=named)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.key:
        found = found.filter(key_decision=wanted.key == "yes")
    if wanted.place:
        found = found.filter(places__area=wanted.place)
    found = _accounting(_on_days(found, wanted), wanted)
    for word in wanted.words.split():
        found = found.filter(
            Q(title__icontains=word) | Q(summary__icontains=word) | Q(reference__icontains=word)
        )
    if may(user, READ):
        found = {
            "public": found.filter(_PUBLIC),
            "private": found.filter(public=False, exempt=False),
            "exempt": found.filter(exempt=True),
        }.get(wanted.state, found)
    return found.order_by(F("meeting__day").desc(nulls_first=True), "item", "id")


def _on_days(found: QuerySet[Report], wanted: Any) -> QuerySet[Report]:
    if wanted.quarter == "-":
        found = found.filter(meeting__isnull=True)
    elif between := days_of(wanted.quarter):
        found = found.filter(meeting__day__range=between)
    first, last = span(wanted.since, wanted.until)
    if first:
        found = found.filter(meeting__day__gte=first)
    return found.filter(meeting__day__lte=last) if last else found


def _accounting(found: QuerySet[Report], wanted: Any) -> QuerySet[Report]:
    """By how whole an account is and when it was given, as :mod:`commonweal.scrutiny.coverage` says both."""
    given = Q(quality__in=("partial", "whole"))
    account = {"given": given, "none": ~given}
    if wanted.account:
        found = found.filter(account.get(wanted.account, Q(quality=wanted.account)))
    if not wanted.timing:
        return found
    after = Q(answered_on__gt=F("decided_on"))
    before = Q(decided_on__isnull=True) | Q(answered_on__isnull=True) | Q(answered_on__lte=F("decided_on"))
    timing = {
        "after": after,
        "early": before & Q(answered_on__lte=F("options_closed")),
        "late": before & Q(answered_on__gt=F("options_closed")),
        "unknown": before & (Q(answered_on__isnull=True) | Q(options_closed__isnull=True)),
    }
    return found.filter(given & timing[wanted.timing])


def page_of(found: QuerySet[Report], number: int) -> tuple[Page[Report], int]:
    """A page of the list, and how many of all that were found are decided: one count for both."""
    counts = found.order_by().aggregate(all=Count("id"), decided=Count("id", filter=~Q(decision="")))
    paginator = Paginator(found, PER_PAGE)
    vars(paginator)["count"] = counts["all"]
    return paginator.get_page(number), counts["decided"]


def days_of(quarter: str) -> tuple[dt.date, dt.date] | None:
    """The first and the last day of a calendar quarter such as "2026-Q4"; None for none."""
    year, _, nth = quarter.partition("-Q")
    if not (year.isascii() and year.isdigit() and 1 <= int(year) < 9999 and nth in ("1", "2", "3", "4")):
        return None
    month = 3 * int(nth) - 2
    following = dt.date(int(year) + (month == 10), month % 12 + 3 if month < 10 else 1, 1)
    return dt.date(int(year), month, 1), following - dt.timedelta(days=1)


def span(since: str, until: str) -> tuple[dt.date | None, dt.date | None]:
    """The first day of one quarter and the last of another, None for an open end; in either order."""
    one, other = days_of(since), days_of(until)
    if one and other:
        return min(one[0], other[0]), max(one[1], other[1])
    return one[0] if one else None, other[1] if other else None


def quarters(user: Any) -> list[str]:
    """The quarters from the last to the first meeting with a report that this person may know of."""
    ends = reports(user).aggregate(first=Min("meeting__day"), last=Max("meeting__day"))
    if ends["first"] is None:
        return []
    first, last = (4 * d.year + (d.month - 1) // 3 for d in (ends["first"], ends["last"]))
    return [f"{n // 4}-Q{n % 4 + 1}" for n in range(last, first - 1, -1)][:80]


def committee_choices(user: Any) -> list[tuple[str, str]]:
    """Address and name of the committees with a report that this person may know of."""
    own = reports(user).filter(meeting__committee=OuterRef("pk"))
    return list(Committee.objects.filter(Exists(own)).values_list("slug", "name"))


def directorate_choices(user: Any) -> list[str]:
    """The directorates that reports come from which this person may know of."""
    found = reports(user).exclude(directorate__in=("", "-")).order_by("directorate")
    return list(found.values_list("directorate", flat=True).distinct())


def meeting_choices(current: Meeting | None, most: int = 400) -> list[tuple[str, str]]:
    """The latest meetings to put a report to, and the one that it is put to now."""
    found = list(Meeting.objects.select_related("committee")[:most])
    if current is not None and current not in found:
        found.append(current)
    return [(str(m.pk), f"{m}{f' ({m.title})' if m.title else ''}") for m in found]


def proposal_choices(user: Any, current: Proposal | None) -> list[tuple[str, str]]:
    """The proposals that this person may read, and the one the report concerns now, named if it may be."""
    found = [(str(id_), title) for id_, title in proposals.proposals(user).values_list("id", "title")]
    if current is not None and str(current.pk) not in dict(found):
        found.append((str(current.pk), _("A proposal that you may not read")))
    return found


def free_committee_slug(wanted: str) -> str:
    """An address that no committee has yet."""
    base = wanted or "committee"
    taken = {"new", *Committee.objects.filter(slug__startswith=base).values_list("slug", flat=True)}
    return next(s for s in (base, *(f"{base}-{n}" for n in range(2, 10_000))) if s not in taken)


def areas_of(report_: Report) -> list[str]:
    return [p.area for p in report_.places.all()]


def place_names() -> dict[str, str]:
    """The places that a report may touch, those of the site: name by code."""
    return proposals.site_places()


def sees_proposal(user: Any, report_: Report) -> bool:
    """Whether this person may know of the proposal that a report concerns."""
    return report_.proposal is not None and proposals.may_see(user, report_.proposal)


def coming(since: dt.date, most: int) -> Sequence[Report]:
    """Public reports still to be decided, those of the next meetings first."""
    found = Report.objects.select_related("meeting__committee").filter(_PUBLIC, decision="")
    return list(found.filter(meeting__day__gte=since).order_by("meeting__day", "item", "id")[:most])


def touching(area: str, most: int) -> Sequence[Report]:
    """Public reports that touch a place, the latest first."""
    found = Report.objects.select_related("meeting__committee").filter(_PUBLIC, places__area=area)
    return list(found.order_by(F("meeting__day").desc(nulls_last=True), "-id")[:most])


def state_counts() -> dict[str, int]:
    """How many reports are public, not yet so, and exempt."""
    found = Report.objects.aggregate(
        n_public=Count("id", filter=_PUBLIC),
        n_private=Count("id", filter=Q(public=False, exempt=False)),
        n_exempt=Count("id", filter=Q(exempt=True)),
    )
    return {name.removeprefix("n_"): number for name, number in found.items()}
