"""The statement of a report: read, worded, taken away; and the public register of statements."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commonweal.web.framework.views.pages import site_address
from commonweal.web.proposals.actions import Moved
from commonweal.web.proposals.presenters.conflict import Both
from commonweal.web.proposals.presenters.files import DOCUMENTS
from commonweal.web.proposals.views.results import attached
from commonweal.web.scrutiny.actions import stating
from commonweal.web.scrutiny.forms.statement import StatementForm, Statements
from commonweal.web.scrutiny.presenters import statement as present
from commonweal.web.scrutiny.presenters.statements import register_page
from commonweal.web.scrutiny.roles import ANSWER
from commonweal.web.scrutiny.selectors import accounts, statements
from commonweal.web.scrutiny.selectors.statements import Told
from commonweal.web.scrutiny.views.find import the_report
from commonweal.web.ui.access import needs, public
from commonweal.web.ui.forms import sent


@public
@require_safe
def statement(request: HttpRequest, number: int) -> HttpResponse:
    told = _told(request, number)
    if told is None:
        return _nothing(request, number)
    return render(request, "scrutiny/statement.html", _context(request, told))


@public
@require_safe
def public_statement(request: HttpRequest, number: int) -> HttpResponse:
    """The public record: the statement, every answer, its evidence and its day."""
    told = _told(request, number)
    if told is None:
        return _nothing(request, number)
    return render(request, "scrutiny/public_statement.html", _context(request, told))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(ANSWER)
def edit(request: HttpRequest, number: int) -> HttpResponse:
    told = _told(request, number)
    if told is None:
        return _nothing(request, number)
    report, row = told.sheet.report, told.row
    form = StatementForm(sent(request), initial={"text": told.text, "revision": row.revision if row else 0})
    both: list[Both] = []
    if form.is_bound and form.is_valid():
        try:
            stating.save_statement(report=report, by=request.user, now=timezone.now(), **form.cleaned_data)
        except Moved as moved:
            form.data = form.data.copy()
            form.data["revision"] = str(moved.held.revision)
            kept = _("Nothing was saved yet, and what you wrote is still here.")
            form.add_error(None, f"{moved} {kept}")
            both = [Both(_("The statement"), moved.held.text, form.cleaned_data["text"])]
        except ValueError as refused:
            form.add_error("text", str(refused))
        else:
            messages.success(request, _("The statement is saved."))
            return redirect("scrutiny:statement", number)
    context = {**_context(request, told), "form": form, "both": both}
    status = 409 if both else 422 if form.is_bound else 200
    return render(request, "scrutiny/statement_edit.html", context, status=status)


@require_POST
@needs(ANSWER)
def drop(request: HttpRequest, number: int) -> HttpResponse:
    stating.drop_statement(report=the_report(request, number), by=request.user, now=timezone.now())
    messages.success(request, _("The statement is again what the answers give."))
    return redirect("scrutiny:statement", number)


@public
@require_safe
def paste(request: HttpRequest, number: int) -> HttpResponse:
    """The section as HTML, in a box to copy from."""
    told = _told(request, number)
    if told is None:
        return _nothing(request, number)
    context = _context(request, told)
    context["html"] = render_to_string("scrutiny/paste_fragment.html", context)
    return render(request, "scrutiny/paste.html", context)


@public
@require_safe
def docx(request: HttpRequest, number: int) -> HttpResponse:
    """The section as a Word document, to insert."""
    told = _told(request, number)
    if told is None:
        return _nothing(request, number)
    content_type, write = DOCUMENTS["docx"]
    content = write(present.document(told, record=_record(request, number)))
    return attached(content, content_type, f"statement-{number}.docx")  # stays English


@public
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    asked = Statements.read(request.GET)
    found = statements.register(asked.words, asked.committee, asked.page)
    page = register_page(found, asked, statements.committees())
    return render(request, "scrutiny/statements.html", {"page": page, "asked": asked})


@public
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    home = site_address(request) + reverse("scrutiny:statements")
    here = site_address(request) + request.path
    content = statements.atom(
        _("Commonweal: public statements on inclusive growth"), home, "Commonweal", here
    )
    return HttpResponse(content, content_type="application/atom+xml")


def _told(request: HttpRequest, number: int) -> Told | None:
    sheet = accounts.sheet(the_report(request, number), request.user)
    return statements.told(sheet) if sheet else None


def _context(request: HttpRequest, told: Told) -> dict[str, object]:
    page = present.statement_page(
        told,
        named=accounts.named_by(request.user),
        record=_record(request, told.sheet.report.pk),
    )
    return {"page": page, "may_answer": accounts.may_answer(request.user)}


def _nothing(request: HttpRequest, number: int) -> HttpResponse:
    page = present.nothing_page(the_report(request, number))
    return render(request, "scrutiny/no_statement.html", {"page": page}, status=404)


def _record(request: HttpRequest, number: int) -> str:
    return site_address(request) + reverse("scrutiny:public-statement", args=[number])
