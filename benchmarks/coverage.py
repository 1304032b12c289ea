"""Coverage of 20,000 reports and the search of them, beside the same pages with 200."""

from __future__ import annotations

import json
import statistics
import time
from pathlib import Path

from benchmarks.apart import apart
from benchmarks.line import Line

ROOT = Path(__file__).resolve().parent.parent
FEW, MANY, TIMES = 200, 20_000, 5
PAGES = {
    "the coverage page, counted anew": "/reports/coverage/",
    "coverage of one committee, counted anew": "/reports/coverage/?committee=committee-3&since=2021-Q1",
    "coverage as a file": "/reports/coverage.csv",
    "search of the reports": "/reports/?words=skills+adults",
    "search of the whole site": "/search/?q=skills+adults",
    "the list behind a number": "/reports/?directorate=Homes&account=given&timing=early",
}
MOST_QUERIES = 8


def run() -> list[Line]:
    """A site of its own with reports like those that people make; asked of Django by a visitor."""
    few, many = json.loads(apart("benchmarks.coverage").splitlines()[-1])
    timed = [
        Line(
            what=f"{what}, {MANY:,} reports", value=many[what][0] * 1000, unit="ms",
            peer=few[what][0] * 1000, peer_is=f"of {FEW}", limit=30.0,
        )
        for what in PAGES
    ]  # fmt: skip
    asked = Line(
        what="database queries of the coverage page", value=many["the coverage page, counted anew"][1],
        unit="queries", peer=few["the coverage page, counted anew"][1], peer_is=f"of {FEW}", limit=1.0,
        ceiling=MOST_QUERIES,
    )  # fmt: skip
    return [*timed, asked]


def _measure() -> None:
    import datetime as dt

    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from tests.web.scrutiny.many import many

    from commonweal.web.audit.actions import COMMAND_LINE
    from commonweal.web.evidence.actions import load_packs
    from commonweal.web.framework.views import kept
    from commonweal.web.scrutiny.selectors import coverage

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    packs = sorted(p.parent for p in (ROOT / "packs").glob("*/pack.yaml"))
    load_packs(paths=packs, by=COMMAND_LINE, now=dt.datetime.now(dt.UTC))
    client = Client(headers={"host": "127.0.0.1"})

    def asked(address: str) -> tuple[float, int]:
        times = []
        for _ in range(TIMES + 1):
            kept._PAGES.clear()
            coverage._KEPT.clear()
            started = time.perf_counter()
            assert client.get(address).status_code == 200, address
            times.append(time.perf_counter() - started)
        kept._PAGES.clear()
        coverage._KEPT.clear()
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return statistics.median(times[1:]), len(queries)

    many(FEW)
    few = {what: asked(address) for what, address in PAGES.items()}
    many(MANY - FEW, after=FEW)
    print(json.dumps([few, {what: asked(address) for what, address in PAGES.items()}]))


if __name__ == "__main__":
    _measure()
