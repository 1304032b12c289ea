"""The board's view of 2,000 proposals with their assessments, beside the same page with 20."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

from benchmarks.apart import apart
from benchmarks.line import Line

ROOT = Path(__file__).resolve().parent.parent
FEW, MANY, TIMES = 20, 2_000, 7


def run() -> list[Line]:
    """A site of its own, with the worked example copied; asked of Django by somebody of the board."""
    few, many, queries_few, queries_many = (float(x) for x in apart("benchmarks.board").split()[-4:])
    return [
        Line(
            what=f"the board's view of {MANY:,} proposals",
            value=many * 1000,
            unit="ms",
            peer=few * 1000,
            peer_is=f"of {FEW}",
        ),
        Line(
            what="its database queries",
            value=queries_many,
            unit="queries",
            peer=queries_few,
            peer_is=f"of {FEW}",
            limit=1.0,
            ceiling=9,
        ),
    ]


def _measure() -> None:
    import datetime as dt

    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from tests.web.people import somebody
    from tests.web.proposals.conftest import PEOPLE
    from tests.web.proposals.many import copies

    from commonweal.web.accounts.roles import role
    from commonweal.web.audit.actions import COMMAND_LINE
    from commonweal.web.evidence.actions import load_packs
    from commonweal.web.proposals.actions import load_example

    now = dt.datetime.now(dt.UTC)
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    load_packs(paths=sorted(p.parent for p in (ROOT / "packs").glob("*/pack.yaml")), by=COMMAND_LINE, now=now)
    people = {name: somebody(role(name), name=name, email=f"{name}@example.org") for name in PEOPLE}
    example = load_example(path=ROOT / "examples" / "kingshurst.yaml", now=now)
    assert example is not None
    assessment = example.assessments.get(kind="revised")
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(people["board-member"])

    def page() -> tuple[float, int]:
        times = []
        for _ in range(TIMES + 1):
            started = time.perf_counter()
            answer = client.get("/proposals/")
            times.append(time.perf_counter() - started)
            assert answer.status_code == 200, answer.status_code
        with CaptureQueriesContext(connection) as asked:
            client.get("/proposals/")
        return statistics.median(times[1:]), len(asked)

    # Every proposal has words of its own, or the outcome of one would be read for all of them.
    copies(assessment, FEW - 1)
    few = page()
    copies(assessment, MANY - FEW)
    many = page()
    print(few[0], many[0], few[1], many[1])


if __name__ == "__main__":
    _measure()
