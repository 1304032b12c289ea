"""The record of 20,000 reports and 2,000 commitments counted, exported and published, beside a small one."""

from __future__ import annotations

import json
import statistics
import time
from pathlib import Path

from benchmarks.apart import apart
from benchmarks.line import Line

ROOT = Path(__file__).resolve().parent.parent
FEW, MANY, TIMES = (200, 20), (20_000, 2_000), 3
MOST_SECONDS = 15.0


def run() -> list[Line]:
    """A site of its own, with rows like those that people make."""
    few, many = json.loads(apart("benchmarks.together").splitlines()[-1])
    size = f"{MANY[0]:,} reports and {MANY[1]:,} commitments"
    lines = [
        Line(
            what=f"{what}, {size}", value=many[what], unit="s", peer=few[what],
            peer_is=f"of {FEW[0]} and {FEW[1]}", ceiling=MOST_SECONDS,
        )
        for what in many
    ]  # fmt: skip
    return lines


def _measure() -> None:
    import datetime as dt

    import django

    django.setup()
    from django.core.management import call_command

    from commonweal.partnership.record import archive
    from commonweal.web.audit.actions import COMMAND_LINE
    from commonweal.web.evidence.actions import load_packs, publish
    from commonweal.web.partnership.actions import counting
    from commonweal.web.partnership.selectors import record, together

    call_command("migrate", verbosity=0)
    now = dt.datetime.now(dt.UTC)
    packs = sorted(p.parent for p in (ROOT / "packs").glob("*/pack.yaml"))
    load_packs(paths=packs, by=COMMAND_LINE, now=now)

    def once() -> dict[str, float]:
        taken: dict[str, list[float]] = {}

        def timed(what: str, started: float) -> None:
            taken.setdefault(what, []).append(time.perf_counter() - started)

        for _ in range(TIMES):
            started = time.perf_counter()
            held = record.record(now.date())
            timed("the record read", started)
            started = time.perf_counter()
            together.counted(held, now.date())
            timed("all measures counted", started)
            started = time.perf_counter()
            archive(held)
            timed("the export written", started)
        started = time.perf_counter()
        brought = counting.count(by=COMMAND_LINE, now=now)  # these rows were made without an act
        publish(brought=brought, by=COMMAND_LINE, now=now)
        timed("counted, checked, judged and published", started)
        return {what: statistics.median(times) for what, times in taken.items()}

    _fill(*FEW, after=0, now=now)
    few = once()
    _fill(MANY[0] - FEW[0], MANY[1] - FEW[1], after=FEW[1], now=now)
    print(json.dumps([few, once()]))


def _fill(reports: int, commitments: int, *, after: int, now: object) -> None:
    """Reports with places and recommendations; organisations with commitments, four updates to each."""
    import datetime as dt

    from tests.web.scrutiny.many import many

    from commonweal.web.partnership.models import Commitment, CommitmentUpdate, Organisation
    from commonweal.web.scrutiny.models import Recommendation, Report

    many(reports, after=reports if after else 0)
    who = {"changed_by": "Benchmark", "changed_at": now}
    made = Organisation.objects.bulk_create(
        Organisation(slug=f"o{after + n}", name=f"Organisation {after + n}", kind="charity", **who)
        for n in range(max(commitments // 20, 1))
    )
    first = dt.date(2022, 1, 10)
    places = [f"E080000{n}" for n in range(25, 32)]
    promised = Commitment.objects.bulk_create(
        (
            Commitment(
                organisation=made[n % len(made)], title=f"Commitment {n}", words="Courses.",
                framework="inclusive-growth", goal="education-and-learning", area=places[n % 7],
                made_on=first + dt.timedelta(n % 900), due=first + dt.timedelta(n % 900 + 365),
                measure="Places.", resources="Rooms.", entered_at=now,
            )
            for n in range(commitments)
        ),
        batch_size=500,
    )  # fmt: skip
    CommitmentUpdate.objects.bulk_create(
        (
            CommitmentUpdate(
                commitment=c, kind="done" if k == 3 and c.pk % 3 else "progress", words="On.",
                day=c.made_on + dt.timedelta(90 * (k + 1)), at=now,
            )
            for c in promised
            for k in range(4)
        ),
        batch_size=1_000,
    )  # fmt: skip
    some = list(Report.objects.filter(public=True).select_related("meeting__committee")[: reports // 4])
    Recommendation.objects.bulk_create(
        (
            Recommendation(
                report=r, committee=r.meeting.committee, words="Count.", owner="Head", made_on=r.meeting.day,
                due=r.meeting.day + dt.timedelta(60), entered_by="Benchmark", entered_at=now,
                response="not" if r.pk % 2 else "",
                responded_on=r.meeting.day + dt.timedelta(r.pk % 90) if r.pk % 2 else None,
            )
            for r in some
        ),
        batch_size=1_000,
    )  # fmt: skip


if __name__ == "__main__":
    _measure()
