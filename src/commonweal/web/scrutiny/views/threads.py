"""The thread of a report: read, asked in, answered; how a query ends, and what of it is published."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commonweal.web.scrutiny.actions import threads as actions
from commonweal.web.scrutiny.forms import threads as entered
from commonweal.web.scrutiny.forms.asked_threads import Asking, Threads
from commonweal.web.scrutiny.models import Query, Report
from commonweal.web.scrutiny.presenters import threads as present
from commonweal.web.scrutiny.presenters import threads_list as listing
from commonweal.web.scrutiny.presenters.exchanges import figure_choices
from commonweal.web.scrutiny.presenters.thread_pieces import viewer_of
from commonweal.web.scrutiny.roles import ANSWER, ASK, READ, REGISTER
from commonweal.web.scrutiny.selectors import evidence, notices
from commonweal.web.scrutiny.selectors import threads as selectors
from commonweal.web.scrutiny.selectors.register import may
from commonweal.web.scrutiny.views.find import the_report
from commonweal.web.ui.access import needs, public
from commonweal.web.ui.forms import sent

_read_and_write = require_http_methods(["GET", "HEAD", "POST"])


@public
@require_safe
def threads(request: HttpRequest) -> HttpResponse:
    asked = Threads.read(request.GET)
    day = timezone.localdate()
    found = selectors.listed(request.user, asked, day)
    page, rows = selectors.page_of(request.user, found, asked.page, day)
    shown = listing.threads_page(
        page, rows, asked,
        late=selectors.late_in(found),
        committees=selectors.committee_choices(request.user),
        signed_in=request.user.is_authenticated,
    )  # fmt: skip
    return render(request, "scrutiny/threads.html", {"page": shown, "asked": asked})


@public
@require_safe
def thread(request: HttpRequest, number: int) -> HttpResponse:
    return show(request, the_report(request, number))


def show(request: HttpRequest, report: Report, *, refused: str = "", status: int = 200) -> HttpResponse:
    page = page_of(request, report)
    return render(request, "scrutiny/thread.html", {"page": page, "refused": refused}, status=status)


def page_of(request: HttpRequest, report: Report) -> present.ThreadPage:
    user, found = request.user, selectors.thread(report, request.user, timezone.localdate())
    viewer = viewer_of(
        user,
        named=may(user, READ),
        ask=may(user, ASK),
        answer=may(user, ANSWER),
        register=may(user, REGISTER),
        follows=user.is_authenticated and notices.follows(user, report),
    )
    said = [m for e in found.exchanges for m in e.messages]
    return present.thread_page(
        found,
        viewer,
        cited={m.pk: evidence.cited(m) for m in said},
        book=evidence.book() if any(m.evidence.get("figures") for m in said) else None,
        labels=dict(evidence.tests_of(report, user)) if any(d.because for d in found.decisions) else {},
    )


@_read_and_write
@needs(ASK)
def ask(request: HttpRequest, number: int) -> HttpResponse:
    report = the_report(request, number)
    asking = Asking.read(request.GET)
    about = evidence.about_choices(report, request.user)
    form = entered.QueryForm(
        sent(request),
        about=[(value, label) for value, label, _words in about],
        initial={"about": asking.about if asking.about in {v for v, *_rest in about} else "report:",
                 "words": asking.words},
    )  # fmt: skip

    def act() -> Query:
        kind, _colon, key = form.cleaned_data["about"].partition(":")
        words = next(w for value, _label, w in about if value == form.cleaned_data["about"])
        return actions.ask(
            report=report, words=form.cleaned_data["words"], about=kind, about_key=key, about_words=words,
            wanted_by=form.cleaned_data["wanted_by"], by=request.user, now=timezone.now(),
        )  # fmt: skip

    return say(
        request, report, form, _("Put a query"), act, button=_("Send the query"), said=_("The query is sent.")
    )


@_read_and_write
@needs(ANSWER)
def answer(request: HttpRequest, number: int, query: int) -> HttpResponse:
    report, held = _the_query(request, number, query)
    book, found = evidence.book(), evidence.beside(held, request.user)
    form = entered.MessageForm(
        sent(request),
        figures=figure_choices(found, book),
        documents=[(str(d.pk), d.name) for d in report.documents.all()],
        tests=evidence.tests_of(report, request.user),
        initial={"revision": held.revision, "test": ""},
    )

    def act() -> Any:
        test = form.cleaned_data.get("test", "")
        label = dict(evidence.tests_of(report, request.user)).get(test, "")
        return actions.answer(
            query=held,
            words=form.cleaned_data["words"],
            revision=form.cleaned_data["revision"],
            figures=form.cleaned_data.get("figures", ()),
            documents=[int(d) for d in form.cleaned_data.get("documents", ())],
            test={"key": test, "label": label} if test else None,
            by=request.user,
            now=timezone.now(),
        )

    return say(
        request, report, form, _("Answer a query"), act, about=f"query-{held.pk}",
        button=_("Send the answer"), said=_("The answer is sent. It waits for the member who asked."),
    )  # fmt: skip


@_read_and_write
@needs(ASK)
def more(request: HttpRequest, number: int, query: int) -> HttpResponse:
    return _end(
        request, number, query, entered.MoreForm, _("Ask on"), actions.ask_on, _("Send"),
        _("Your question is sent. It waits for an answer again."),
    )  # fmt: skip


@_read_and_write
@needs(ASK)
def accept(request: HttpRequest, number: int, query: int) -> HttpResponse:
    return _end(
        request, number, query, entered.AcceptForm, _("Accept the answer"), actions.accept, _("Accept it"),
        _("The query has ended: answered."),
    )  # fmt: skip


@_read_and_write
@needs(ASK)
def withdraw(request: HttpRequest, number: int, query: int) -> HttpResponse:
    return _end(
        request, number, query, entered.WithdrawForm, _("Withdraw a query"), actions.withdraw,
        _("Withdraw it"), _("The query is withdrawn. What was said stays."),
    )  # fmt: skip


@_read_and_write
@needs(REGISTER)
def overtake(request: HttpRequest, number: int, query: int) -> HttpResponse:
    return _end(
        request, number, query, entered.OvertakeForm, _("End a query as overtaken"), actions.overtake,
        _("End it"), _("The query has ended: overtaken."),
    )  # fmt: skip


@require_POST
@needs(REGISTER)
def publish(request: HttpRequest, number: int, query: int) -> HttpResponse:
    """Publish an exchange as it stands, or take it off: ``to`` is "public" or "private"."""
    report, held = _the_query(request, number, query)
    open_ = request.POST.get("to") == "public"
    act = actions.publish if open_ else actions.unpublish
    revision = request.POST.get("revision", "")[:9]
    try:
        act(
            query=held,
            revision=int(revision) if revision.isascii() and revision.isdigit() else -1,
            by=request.user,
            now=timezone.now(),
        )
    except actions.ThreadMoved as moved:
        again = _("Read it as it stands now, and press again.")
        return show(request, report, refused=f"{moved} {again}", status=409)
    except ValueError as refused:
        return show(request, report, refused=str(refused), status=409)
    messages.success(
        request,
        _("Whoever reads the report may read this exchange now, as it stands.")
        if open_
        else _("The exchange is off the public pages."),
    )
    return redirect(reverse("scrutiny:thread", args=[number]) + f"#query-{held.pk}")


def say(
    request: HttpRequest, report: Report, form: forms.Form, title: str, act: Callable[[], Any], *,
    about: str = "", button: str, said: str,
) -> HttpResponse:  # fmt: skip
    """Show a form under what it goes on from, and save it. Where somebody wrote meanwhile, nothing is lost.

    ``about``: the anchor of the item that it is about, which is shown above the form as it stands now.
    """
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            made = act()
        except actions.ThreadMoved as moved:
            status = 409
            form.data = form.data.copy()  # type: ignore[attr-defined]
            form.data["revision"] = str(moved.held.revision)  # type: ignore[index]
            kept = _(
                "What they wrote stands below. Yours was not sent yet, and is still here: send it again if "
                "it still fits."
            )
            form.add_error(None, f"{moved} {kept}")
        except ValueError as refused:
            status = 409
            kept = _("What you wrote was not sent, and is still here.")
            form.add_error(None, f"{refused} {kept}")
        else:
            messages.success(request, said)
            anchor = about or f"{type(made).__name__.lower()}-{made.pk}"
            return redirect(reverse("scrutiny:thread", args=[report.pk]) + f"#{anchor}")
    page = page_of(request, report)
    context = {
        "page": page,
        "form": form,
        "title": title,
        "button": button,
        "item": next((i for i in page.items if i.anchor == about), None),
    }
    return render(request, "scrutiny/say.html", context, status=status)


def _end(
    request: HttpRequest, number: int, query: int, form_of: Any, title: str, action: Any, button: str,
    said: str,
) -> HttpResponse:  # fmt: skip
    report, held = _the_query(request, number, query)
    form = form_of(sent(request), initial={"revision": held.revision})
    return say(
        request, report, form, title,
        lambda: action(query=held, by=request.user, now=timezone.now(), **form.cleaned_data),
        about=f"query-{held.pk}", button=button, said=said,
    )  # fmt: skip


def _the_query(request: HttpRequest, number: int, id_: int) -> tuple[Report, Query]:
    report = the_report(request, number)
    found = selectors.query(report, id_)
    if found is None:
        raise Http404(_("The report has no such query."))
    return report, found
