"""What members and officers do in the thread of a report, in a line each, for the tests that need it done."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.web.example import NOW
from tests.web.scrutiny.register import committee

from commonweal.web.scrutiny.actions import recommending, threads
from commonweal.web.scrutiny.models import Message, Query, Recommendation, Reply, Report

TODAY = NOW.date()


def days(n: int) -> dt.timedelta:
    return dt.timedelta(days=n)


def asked(report: Report, by: Any, words: str = "Who gains from this?", **more: Any) -> Query:
    return threads.ask(report=report, words=words, by=by, **({"now": NOW} | more))


def answered(query: Query, by: Any, words: str = "Adults in Tipton.", **more: Any) -> Message:
    query.refresh_from_db()
    return threads.answer(query=query, words=words, revision=query.revision, by=by, **({"now": NOW} | more))


def recommended(report: Report, by: Any, **more: Any) -> Recommendation:
    said: dict[str, Any] = {
        "committee": committee(by, "Scrutiny Board", "scrutiny-board"),
        "words": "Report on who took part.",
        "owner": "Cabinet member for skills",
        "made_on": TODAY,
        "due": TODAY + days(60),
        "now": NOW,
    }
    return recommending.recommend(report=report, by=by, **(said | more))


def responded(made: Recommendation, by: Any, **more: Any) -> Reply:
    made.refresh_from_db()
    said: dict[str, Any] = {
        "answer": "accepted",
        "words": "We agree.",
        "will_do": "A count each term.",
        "will_by": TODAY + days(90),
        "day": TODAY,
        "now": NOW,
    }
    if more.get("answer") == "not":
        said |= {"will_do": "", "will_by": None}
    return recommending.respond(recommendation=made, revision=made.revision, by=by, **(said | more))


def updated(made: Recommendation, by: Any, **more: Any) -> Any:
    made.refresh_from_db()
    said: dict[str, Any] = {"words": "The first count is done.", "done": False, "day": TODAY, "now": NOW}
    return recommending.update(recommendation=made, revision=made.revision, by=by, **(said | more))
