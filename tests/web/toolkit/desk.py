"""What the tests of the owner's desk share: a draft, its parts, and what a browser would send."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from django.test import Client

from commonweal.appraisal import versions
from commonweal.packs import read
from commonweal.packs.toolkits import Toolkit
from commonweal.web.audit.actions import COMMAND_LINE
from commonweal.web.toolkit import actions, selectors
from commonweal.web.toolkit.models import Version

NOW = dt.datetime(2026, 11, 24, 10, 0, tzinfo=dt.UTC)
ID = "inclusive-growth"
DRAFT = f"/toolkit/{ID}/draft/"
#: The version that the pack of this repository brings, and those that may come after it.
V1 = read(Path(__file__).resolve().parents[3] / "packs" / ID).toolkits[0].version
_MAJOR, _MINOR, _ = map(int, V1.split("."))
V2, V3, V4 = (f"{_MAJOR}.{_MINOR + n}.0" for n in (1, 2, 3))


def toolkit(**changes: Any) -> Toolkit:
    found = selectors.in_force(ID)
    assert found is not None
    return Toolkit.model_validate({**found.definition, **changes})


def drafted() -> Toolkit:
    found = selectors.draft(ID)
    assert found is not None
    return selectors.content(found)


def items(version: Version, key: str) -> list[dict[str, Any]]:
    found = selectors.section(version, key)
    assert found is not None
    return versions.rows(found)


def rewritten(question: str = "What is it for?", by: Any = COMMAND_LINE) -> Version:
    draft = actions.start_draft(toolkit=ID, by=by, now=NOW)
    first, *others = items(draft, "needs")
    return actions.rewrite(
        draft=draft,
        key="needs",
        items=[{**first, "question": question}, *others],
        revision=draft.revision,
        by=by,
        now=NOW,
    )


def published(draft: Version, version: str = V2) -> Version:
    return actions.publish(
        draft=draft, version=version, reason="Clearer.", revision=draft.revision, by=COMMAND_LINE, now=NOW
    )


def form_of(client: Client, key: str) -> dict[str, Any]:
    """What a browser would send of a page's form, nothing having been typed."""
    form = client.get(f"{DRAFT}{key}/" if key else DRAFT).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in values.items() if value is not False}


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())
