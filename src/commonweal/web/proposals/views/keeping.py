"""An answer as it is sent: kept if it can be; what is wrong is said to a script in JSON, to people in words.

The tests of a report are answered in the same way, so what is not about assessments alone stands here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from commonweal.web.proposals import actions
from commonweal.web.proposals.forms import AnswerForm
from commonweal.web.proposals.models import Said
from commonweal.web.proposals.presenters.conflict import Both
from commonweal.web.proposals.presenters.question import both_texts, saved_words

_SALT = "proposals.opened"
Kept = tuple[Said | None, list[Both], int]


def keep(form: AnswerForm, fields: Sequence[Any], save: Callable[..., Said]) -> Kept:
    """The answer as saved; or none, both texts where somebody else wrote meanwhile, and the status to say.

    ``save`` is given ``parts``, ``revision`` and what the form says of "not known".
    """
    if not form.is_valid():
        return None, [], 422
    try:
        row = save(parts=form.parts(), revision=form.cleaned_data["revision"], **form.said())
    except actions.Moved as moved:
        form.data = form.data.copy()
        form.data["revision"] = str(moved.held.revision)
        kept = _("Nothing was saved yet, and what you wrote is still here.")
        form.add_error(None, f"{moved} {kept}")
        return None, both_texts(fields, moved.held.parts, form.parts()), 409
    except ValueError as refused:
        form.add_error(None, str(refused))
        return None, [], 422
    return row, [], 200


def typed(request: HttpRequest) -> bool:
    """Whether the script sent it, while somebody was typing."""
    return request.headers.get("Accept", "") == "application/json"


def told(form: AnswerForm, kept: Kept) -> HttpResponse:
    """What the script is told."""
    row, _both, status = kept
    if row is not None:
        return JsonResponse({"saved": saved_words(row), "revision": row.revision, "opened": opened()})
    problems = [str(e) for errors in form.errors.values() for e in errors]
    return JsonResponse({"problems": problems}, status=status)


def nothing_typed(form: AnswerForm) -> bool:
    """A form in which everything was left empty."""
    return form.is_valid() and not form.parts() and not form.said()["not_known"]


def figure(request: HttpRequest) -> dict[str, str]:
    """Indicator, area and breakdown, as the button beside a figure sends them."""
    sent = request.POST.get("figure", "")[:600].split("|")
    return dict(zip(("indicator", "area", "breakdown"), [*sent, "", "", ""], strict=False))


def opened() -> str:
    """A stamp of our own clock, for the form that is opened now."""
    return signing.TimestampSigner(salt=_SALT).sign("o")


def seconds(stamped: str) -> int:
    """Since the question was opened, by our own clock; 0 for a stamp that is not ours."""
    try:
        signed = signing.TimestampSigner(salt=_SALT)
        signed.unsign(stamped)
        stamp = signing.b62_decode(stamped.split(":")[-2])
    except (signing.BadSignature, ValueError, IndexError):
        return 0
    return max(0, int(timezone.now().timestamp()) - stamp)
