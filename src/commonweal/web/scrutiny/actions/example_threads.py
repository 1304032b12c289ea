"""The threads of the example's reports: by the acts that people use, each at the moment the file names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from commonweal.web.accounts.selectors import person_by_email
from commonweal.web.scrutiny.models import Committee, Notice, Recommendation, Report

from .recommending import recommend, respond, update
from .register import save_committee
from .threads import accept, answer, ask


def load_threads(report: Report, given: Mapping[str, Any], by: Any) -> None:
    """``given``: "queries" and "recommendations". Who is named and has no account is ``by``.

    No letter goes out: nobody reads the mail of the example's accounts.
    """
    for q in given.get("queries", ()):
        _query(report, q, by)
    for r in given.get("recommendations", ()):
        _recommendation(report, r, by)
    told = "It is of the example, and nobody reads the mail of its accounts."  # stays English
    Notice.objects.filter(report=report, sent_at=None).update(dropped=told)


def _query(report: Report, given: Mapping[str, Any], by: Any) -> None:
    kind, _, key = given.get("about", "report:").partition(":")
    made = ask(
        report=report, words=given["words"], about=kind, about_key=key,
        about_words=given.get("about_words", ""), wanted_by=given.get("wanted_by"), by=_who(given, by),
        now=_at(given),
    )  # fmt: skip
    for a in given.get("answers", ()):
        made.refresh_from_db()
        answer(query=made, words=a["words"], revision=made.revision, by=_who(a, by), now=_at(a))
    if "accepted" in given:
        made.refresh_from_db()
        accept(query=made, revision=made.revision, by=_who(given, by), now=_at(given["accepted"]))


def _recommendation(report: Report, given: Mapping[str, Any], by: Any) -> None:
    made = recommend(
        report=report, committee=_committee(given["committee"], by, _at(given)), words=given["words"],
        owner=given["owner"], made_on=given["made_on"], due=given["due"], by=_who(given, by), now=_at(given),
    )  # fmt: skip
    for r in given.get("responses", ()):
        said = {k: r[k] for k in ("answer", "words", "will_do", "will_by") if k in r}
        respond(
            recommendation=_fresh(made), revision=made.revision, day=r["at"].date(), by=_who(r, by),
            now=_at(r), **said,
        )  # fmt: skip
    for u in given.get("updates", ()):
        update(
            recommendation=_fresh(made), revision=made.revision, words=u["words"], done=u.get("done", False),
            evidence=u.get("evidence", ""), day=u["at"].date(), by=_who(u, by), now=_at(u),
        )  # fmt: skip


def _committee(given: Mapping[str, str], by: Any, now: dt.datetime) -> Committee:
    found = Committee.objects.filter(slug=given["slug"]).first()
    return found or save_committee(committee=None, **given, revision=0, by=by, now=now)


def _fresh(made: Recommendation) -> Recommendation:
    made.refresh_from_db()
    return made


def _who(given: Mapping[str, Any], by: Any) -> Any:
    return person_by_email(given["by"]) or by


def _at(given: Mapping[str, Any]) -> dt.datetime:
    """The file's moments are those of Greenwich."""
    moment: dt.datetime = given["at"]
    return moment.replace(tzinfo=dt.UTC)
