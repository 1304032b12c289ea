"""What a page calls the kinds, decisions and states that the models keep by code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy

from commonweal.web.scrutiny.models import Document, Query, Recommendation, Report, SetVersion

KINDS: Mapping[str, Any] = dict(Report.Kind.choices)
DECISIONS: Mapping[str, Any] = dict(Report.Decision.choices)
ENDS: Mapping[str, Any] = dict(Query.End.choices)
#: Of a recommendation.
RESPONSES: Mapping[str, Any] = {
    Recommendation.Answer.ACCEPTED: gettext_lazy("Response: accepted"),
    Recommendation.Answer.PARTLY: gettext_lazy("Response: accepted in part"),
    Recommendation.Answer.NOT: gettext_lazy("Response: not accepted"),
}
VERSIONS: Mapping[str, Any] = dict(SetVersion.State.choices)
DOCUMENTS: Mapping[str, Any] = {
    Document.State.WAITING: gettext_lazy("Waiting to be read"),
    Document.State.READING: gettext_lazy("Being read"),
    Document.State.READ: gettext_lazy("Read"),
    Document.State.REFUSED: gettext_lazy("Could not be read"),
}


def said(words: Mapping[str, Any], code: str) -> str:
    """What a code is called; the code itself where this version of the software has none for it."""
    return str(words.get(code, code))


def pairs(words: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Code and name of each, to choose from."""
    return [(str(code), str(name)) for code, name in words.items()]
