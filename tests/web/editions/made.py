"""What an editor and a writer do, in a line each."""

from __future__ import annotations

import datetime as dt
from html import unescape
from typing import Any

from tests.web.example import NOW
from tests.web.scrutiny.register import body

from commonweal.web.editions.actions import publishing, reviewing, setting_up, writing
from commonweal.web.editions.models import Chapter, Edition, Frozen

WMCA, WALSALL, SOLIHULL, UK = "E47000007", "E08000030", "E08000029", "K02000001"
SDG = "sustainable-development"
SEVEN = ["E08000025", "E08000026", "E08000027", "E08000028", "E08000029", "E08000030", "E08000031"]
TEXT = (
    "In {{place of employment-rate}}, {{name of employment-rate}} stood at {{value of employment-rate}} "
    "in {{period of employment-rate}}. It {{movement of employment-rate}}.\n\n{{chart of employment-rate}}\n"
)


def text(response: Any) -> str:
    """What a page says, its entities read."""
    return unescape(body(response))


def edition(by: Any, title: str = "State of the Region", **more: Any) -> Edition:
    fields = {
        "title": title, "period": "2026", "frameworks": [SDG], "places": SEVEN, "place": WMCA,
        "comparators": [UK], "editor_role": "Editor", "editor_organisation": "Example Institute",
        "contributors": [], "licence": "CC BY 4.0",
    }  # fmt: skip
    return setting_up.save_edition(edition=None, fields=fields | more, revision=0, by=by, now=NOW)


def chapter(held: Edition, by: Any, title: str = "Work", text: str = "", **more: Any) -> Chapter:
    fields = {"kind": "foreword", "title": title} | more
    return setting_up.add_chapter(edition=held, fields=fields, by=by, now=NOW, text=text)


def goal(
    held: Edition, by: Any, number: int = 8, title: str = "Decent work", text: str = TEXT, slug: str = ""
) -> Chapter:
    more = {"kind": "goal", "framework": SDG, "goal": f"goal-{number}"}
    return setting_up.add_chapter(
        edition=held, fields={"title": title} | more, by=by, now=NOW, text=text, slug=slug
    )


def saved(part: Chapter, by: Any, text: str, revision: int | None = None) -> Chapter:
    return writing.save_chapter(
        chapter=part, text=text, revision=part.revision if revision is None else revision, by=by, now=NOW
    )


def published(held: Edition, by: Any, now: dt.datetime = NOW) -> Frozen:
    held = Edition.objects.get(pk=held.pk)
    held = reviewing.move(edition=held, to="in review", revision=held.revision, by=by, now=now)
    return publishing.publish(edition=held, revision=held.revision, by=by, now=now)


def corrected(
    held: Edition, by: Any, chapter: str, was: str, words: str, reason: str = "It was a slip."
) -> Any:
    held = Edition.objects.get(pk=held.pk)
    return publishing.correct(
        edition=held, chapter=chapter, was=was, words=words, reason=reason, revision=held.revision, by=by,
        now=NOW + dt.timedelta(days=1),
    )  # fmt: skip
