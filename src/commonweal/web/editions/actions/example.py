"""The example's edition, from a folder of files: it goes the way that people go, by the same actions."""

from __future__ import annotations

import contextlib
import datetime as dt
from pathlib import Path

from django.db import transaction

from commonweal.editions import folder
from commonweal.editions.edition import Contributor, Part
from commonweal.web.accounts.models import User
from commonweal.web.accounts.selectors import person_by_email
from commonweal.web.editions.models import Edition
from commonweal.web.framework import selectors as framework

from .publishing import Stopped, publish
from .reviewing import move
from .setting_up import add_chapter, save_edition

EXAMPLE = (
    "This edition was made by Commonweal to show what "  # stays English
    "the software does. No council, combined authority or partner has written, seen or approved it."
)
EDITOR = "editor@example.org"


def load_example(*, path: Path, now: dt.datetime) -> Edition | None:
    """Make the edition of a folder once, and publish it; None where it is there already.

    One that the checks stop stays in review, for the example's editor to see why; one that a set-up which
    was killed left there is published by the next. Raises ValueError where the account of the editor is
    missing, and ``folder.EditionRefused`` with everything that is wrong.
    """
    held = Edition.objects.filter(slug=path.name).first()
    fresh = held is None
    if held is None:
        held = _in_review(path, now)
    if held is None or held.state != Edition.State.IN_REVIEW or not held.example:
        return None
    editor = person_by_email(EDITOR)
    with contextlib.suppress(Stopped):
        publish(edition=held, revision=held.revision, by=editor, now=now)
    held.refresh_from_db()
    return held if fresh or held.state != Edition.State.IN_REVIEW else None


@transaction.atomic
def _in_review(path: Path, now: dt.datetime) -> Edition | None:
    """Set up and written, whole or not at all; None where there are no figures yet."""
    book = framework.book()
    if book is None:
        return None
    found = person_by_email(EDITOR)
    if found is None:
        raise ValueError(f"There is no account {EDITOR}: make the example accounts first.")  # stays English
    given = folder.read(path, frameworks=book.snapshot.definitions.frameworks, places=book.places)
    held = save_edition(
        edition=None,
        fields={
            "title": given.title,
            "period": given.period,
            "frameworks": list(given.frameworks),
            "places": list(given.places),
            "place": given.place,
            "comparators": list(given.comparators),
            "editor_role": given.editor.role if given.editor else "Editor",
            "editor_organisation": given.editor.organisation if given.editor else "",
            "contributors": [_contributor(c) for c in given.contributors],
            "licence": given.licence,
            "language": given.language,
        },
        revision=0,
        by=found,
        now=now,
        slug=path.name,
        example=EXAMPLE,
        rule=given.rule,
    )
    for part in given.parts:
        _chapter(held, part, found, now)
    return move(edition=held, to=Edition.State.IN_REVIEW, revision=held.revision, by=found, now=now)


def _chapter(held: Edition, part: Part, by: User, now: dt.datetime) -> None:
    fields = {
        "kind": str(part.kind),
        "title": part.title,
        "framework": part.goal.framework if part.goal else "",
        "goal": part.goal.goal if part.goal else "",
        "place": part.place,
        "indicators": list(part.indicators),
        "contributors": [_contributor(c) for c in part.contributors],
    }
    add_chapter(edition=held, fields=fields, slug=part.slug, text=part.text, by=by, now=now)


def _contributor(c: Contributor) -> dict[str, str]:
    return {"role": c.role, "organisation": c.organisation}
