"""Many reports at once, for what must be quick however many there are: rows like those that people make."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.web.example import NOW
from tests.web.scrutiny.register import SOLIHULL

from commonweal.web.scrutiny.models import Committee, Meeting, Report, ReportPlace

DIRECTORATES = ("", "Homes", "Skills", "Transport", "Culture")
QUALITIES = ("none", "none", "partial", "whole")


def many(number: int, after: int = 0) -> None:
    """20 committees, a meeting for every eight reports, one report in ten exempt; none is decided."""
    who: dict[str, Any] = {"made_by": "Tests", "made_at": NOW}
    committees = list(Committee.objects.all()) or Committee.objects.bulk_create(
        Committee(slug=f"committee-{n}", name=f"Committee {n}", **who) for n in range(20)
    )
    meetings = Meeting.objects.bulk_create(
        Meeting(
            committee=committees[n % 20], day=dt.date(2020, 1, 7) + dt.timedelta(days=n % 2_500),
            title=f"{after + n}", **who,
        )
        for n in range(-(-number // 8))
    )  # fmt: skip
    who |= {"changed_by": "Tests", "changed_at": NOW}
    made = Report.objects.bulk_create(
        (
            Report(
                reference=f"M{after + n}", title=f"Report {n} on skills" if n % 7 else "Skills for adults",
                summary="What is asked for, in plain words. " * 4, kind="project", item=str(n % 8),
                author_role="Head", meeting=meetings[n // 8], public=n % 10 != 0, exempt=n % 10 == 0,
                directorate=DIRECTORATES[n % 5], quality=QUALITIES[n % 4], key_decision=n % 3 == 0,
                answered_on=meetings[n // 8].day - dt.timedelta(days=n % 40) if n % 4 > 1 else None,
                options_closed=meetings[n // 8].day - dt.timedelta(days=20) if n % 6 else None, **who,
            )
            for n in range(number)
        ),
        batch_size=2_000,
    )  # fmt: skip
    ReportPlace.objects.bulk_create(
        (ReportPlace(report=r, area=SOLIHULL) for r in made[::9]), batch_size=2_000
    )
