"""The tests of a report: begun, answered one question a page, saved as typed, with the evidence beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commonweal.web.proposals.forms import AnswerForm
from commonweal.web.proposals.views import keeping
from commonweal.web.scrutiny import selectors
from commonweal.web.scrutiny.actions import answering
from commonweal.web.scrutiny.models import Report
from commonweal.web.scrutiny.presenters.account import account_page, begin_page
from commonweal.web.scrutiny.presenters.answer import answer_page
from commonweal.web.scrutiny.presenters.marks import answer_href
from commonweal.web.scrutiny.roles import ANSWER, ASK
from commonweal.web.scrutiny.selectors import accounts
from commonweal.web.scrutiny.selectors.accounts import Sheet
from commonweal.web.scrutiny.views.find import the_report
from commonweal.web.ui.access import needs, public
from commonweal.web.ui.errors import signed_out
from commonweal.web.ui.forms import sent


@public
@require_safe
def account(request: HttpRequest, number: int) -> HttpResponse:
    report = the_report(request, number)
    writable = accounts.may_answer(request.user)
    sheet = accounts.sheet(report, request.user)
    if sheet is None:
        beginning = begin_page(report, selectors.in_force(), writable=writable)
        return render(request, "scrutiny/begin.html", {"page": beginning})
    page = account_page(sheet, writable=writable, opens=accounts.opens_assessment(request.user, sheet))
    return render(request, "scrutiny/account.html", {"page": page})


@require_POST
@needs(ANSWER)
def begin(request: HttpRequest, number: int) -> HttpResponse:
    report = the_report(request, number, answering=True)
    try:
        answering.begin_tests(report=report, by=request.user, now=timezone.now())
    except ValueError as refused:
        messages.error(request, str(refused))
    return redirect("scrutiny:account", number)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, number: int, key: str) -> HttpResponse:
    if request.method == "POST" and not request.user.is_authenticated:
        return signed_out(request)
    report = the_report(request, number, answering=request.method == "POST")
    sheet = _sheet(request, report, key)
    form = _form(request, sheet, key)
    if request.method != "POST":
        return _show(request, sheet, key, form)
    kept = _keep(request, sheet, key, form)
    if keeping.typed(request):
        return keeping.told(form, kept)
    row, both, status = kept
    if row is None:
        return _show(request, _sheet(request, report, key), key, form, both=both, status=status)
    return _after(request, sheet, key)


@public
@require_POST
def cite(request: HttpRequest, number: int) -> HttpResponse:
    """A button beside a figure or a document: what was typed is saved before it is cited."""

    def put(report: Report, key: str) -> str:
        now, document = timezone.now(), request.POST.get("document", "")
        if document.isdecimal():
            answering.cite_document(
                report=report, key=key, document=int(document[:18]), by=request.user, now=now
            )
            return _("The document is named as evidence for your answer.")
        figure = keeping.figure(request)
        answering.cite_figure(report=report, key=key, by=request.user, now=now, **figure)
        return _("The figure is cited beside your answer, as it stands today.")

    return _beside(request, number, put)


@public
@require_POST
def uncite(request: HttpRequest, number: int) -> HttpResponse:
    def take(report: Report, key: str) -> str:
        for name, act in (("citation", answering.uncite_figure), ("named", answering.uncite_document)):
            chosen = request.POST.get(name, "")[:18]
            if chosen.isdecimal():
                act(report=report, citation=int(chosen), by=request.user, now=timezone.now())
        return _("It is taken away.")

    return _beside(request, number, take)


def _beside(request: HttpRequest, number: int, act: Callable[[Report, str], str]) -> HttpResponse:
    if not request.user.is_authenticated:
        return signed_out(request)
    report = the_report(request, number, answering=True)
    key = request.POST.get("key", "")[:200]
    sheet = _sheet(request, report, key)
    if "revision" in request.POST:
        form = _form(request, sheet, key)
        if key in sheet.rows or not _untouched(form, sheet, key):
            row, both, status = _keep(request, sheet, key, form)
            if row is None:
                return _show(request, _sheet(request, report, key), key, form, both=both, status=status)
    try:
        messages.success(request, act(report, key))
    except ValueError as refused:
        messages.error(request, str(refused))
    return redirect(answer_href(report, key))


def _untouched(form: AnswerForm, sheet: Sheet, key: str) -> bool:
    """Nothing typed, or only what is carried over: citing beside it does not make it the author's own."""
    return keeping.nothing_typed(form) or (
        form.is_valid() and form.parts() == sheet.carried_parts(key) and not form.said()["not_known"]
    )


def _sheet(request: HttpRequest, report: Report, key: str) -> Sheet:
    """Raises Http404 where the test is not put to the report."""
    found = accounts.sheet(report, request.user)
    if found is None or found.test(key) is None:
        raise Http404(_("That test is not put to this report."))
    return found


def _keep(request: HttpRequest, sheet: Sheet, key: str, form: AnswerForm) -> keeping.Kept:
    def save(**said: Any) -> Any:
        return answering.save_response(
            report=sheet.report,
            key=key,
            by=request.user,
            now=timezone.now(),
            read=not keeping.typed(request),
            **said,
        )

    test = sheet.test(key)
    return keeping.keep(form, test.fields if test else (), save)


def _after(request: HttpRequest, sheet: Sheet, key: str) -> HttpResponse:
    """Where "save" leads: the next test, or back to this one, or to all of them."""
    go = request.POST.get("go", "")
    keys = [t.key for t in sheet.tests]
    if go == "next" and keys.index(key) + 1 < len(keys):
        return redirect(answer_href(sheet.report, keys[keys.index(key) + 1]))
    messages.success(request, _("Saved."))
    if go == "stay":
        return redirect(answer_href(sheet.report, key))
    return redirect("scrutiny:account", sheet.report.pk)


def _show(
    request: HttpRequest, sheet: Sheet, key: str, form: AnswerForm, *, both: Any = (), status: int = 200
) -> HttpResponse:
    test = sheet.test(key)
    if test is None:
        raise Http404(_("That test is not put to this report."))
    page = answer_page(
        sheet,
        test,
        evidence=accounts.beside(sheet, test),
        writable=accounts.may_answer(request.user),
        named=accounts.named_by(request.user),
        opens=accounts.opens_assessment(request.user, sheet),
        both=both,
    )
    context = {"page": page, "form": form, "may_ask": selectors.may(request.user, ASK)}
    return render(request, "scrutiny/answer.html", context, status=status)


def _form(request: HttpRequest, sheet: Sheet, key: str) -> AnswerForm:
    test, row = sheet.test(key), sheet.rows.get(key)
    names = sheet.book.places if sheet.book else {}
    return AnswerForm(
        sent(request),
        fields_of=test.fields if test else (),
        parts=row.parts if row else sheet.carried_parts(key),
        revision=row.revision if row else 0,
        places=[(a, names.get(a, a)) for a in accounts.places(sheet, key)],
        indicators=accounts.indicators(sheet),
        said={"not_known": row.not_known, "who": row.who, "until": row.until} if row else {},
        opened=keeping.opened(),
    )
