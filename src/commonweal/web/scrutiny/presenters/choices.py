"""What a page calls the kinds, decisions and states that the models keep by code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy

from commonweal.web.scrutiny.models import Document, Query, Recommendation, Report, SetVersion

KINDS: Mapping[str, Any] = {
    Report.Kind.POLICY: gettext_lazy("Policy"),
    Report.Kind.STRATEGY: gettext_lazy("Strategy"),
    Report.Kind.PLAN: gettext_lazy("Delivery plan"),
    Report.Kind.PROGRAMME: gettext_lazy("Programme"),
    Report.Kind.PROJECT: gettext_lazy("Investment project"),
    Report.Kind.BUDGET: gettext_lazy("Budget"),
    Report.Kind.INFORMATION: gettext_lazy("For information"),
}
DECISIONS: Mapping[str, Any] = {
    Report.Decision.APPROVED: gettext_lazy("Approved"),
    Report.Decision.AMENDED: gettext_lazy("Approved with amendments"),
    Report.Decision.DEFERRED: gettext_lazy("Deferred"),
    Report.Decision.CALLED_IN: gettext_lazy("Called in"),
    Report.Decision.REFUSED: gettext_lazy("Refused"),
}
ENDS: Mapping[str, Any] = {
    Query.End.ANSWERED: gettext_lazy("Answered"),
    Query.End.WITHDRAWN: gettext_lazy("Withdrawn"),
    Query.End.OVERTAKEN: gettext_lazy("Overtaken"),
}
#: Of a recommendation.
RESPONSES: Mapping[str, Any] = {
    Recommendation.Answer.ACCEPTED: gettext_lazy("Response: accepted"),
    Recommendation.Answer.PARTLY: gettext_lazy("Response: accepted in part"),
    Recommendation.Answer.NOT: gettext_lazy("Response: not accepted"),
}
VERSIONS: Mapping[str, Any] = {
    SetVersion.State.DRAFT: gettext_lazy("draft"),
    SetVersion.State.IN_FORCE: gettext_lazy("in force"),
    SetVersion.State.REPLACED: gettext_lazy("replaced by a later version"),
    SetVersion.State.OFFERED: gettext_lazy("brought by a pack, not in force"),
}
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
