"""Documents of a report: add one, watch it being read, see the advice; for those who may read any report."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commonweal.web.scrutiny.actions import reading as actions
from commonweal.web.scrutiny.forms.register import ReportDocumentForm
from commonweal.web.scrutiny.models import Document, Report
from commonweal.web.scrutiny.presenters import reading as present
from commonweal.web.scrutiny.roles import ANSWER, ASK, READ, REGISTER
from commonweal.web.scrutiny.selectors import reading as selectors
from commonweal.web.scrutiny.selectors.register import may
from commonweal.web.scrutiny.views.find import the_report
from commonweal.web.ui.access import NotAllowed, needs
from commonweal.web.ui.forms import sent


@require_http_methods(["GET", "HEAD", "POST"])
@needs(READ)
def documents(request: HttpRequest, number: int) -> HttpResponse:
    found = the_report(request, number)
    form = ReportDocumentForm(sent(request), request.FILES or None, most=selectors.largest_read())
    if form.is_bound:
        _may_write(request)
        if form.is_valid():
            file = form.cleaned_data["file"]
            made = actions.add_document(
                report=found,
                path=file.path,
                name=file.name,
                kind=form.kind,
                by=request.user,
                clock=timezone.now,
            )
            messages.success(
                request, _("“%(name)s” is kept with the report, and is being read.") % {"name": made.name}
            )
            return redirect("scrutiny:document", number, made.pk)
    kept = selectors.documents(found)
    context = {
        "report": found,
        "form": form,
        "sentence": present.documents_sentence(kept),
        "rows": [present.document_row(d) for d in kept],
        "may_write": _writes(request),
    }
    return render(request, "scrutiny/documents.html", context, status=422 if form.is_bound else 200)


@require_safe
@needs(READ)
def document(request: HttpRequest, number: int, document: int) -> HttpResponse:
    report, found = _find(request, number, document)
    silent = selectors.is_silent(found, timezone.now())
    page = present.document_page(found, selectors.copies(found, request.user), silent=silent)
    context = {
        "report": report,
        "page": page,
        "may_write": _writes(request),
        "may_ask": may(request.user, ASK),
    }
    return render(request, "scrutiny/document.html", context)


@require_safe
@needs(READ)
def file(request: HttpRequest, number: int, document: int) -> HttpResponse:
    _report, found = _find(request, number, document)
    path = selectors.path_of(found)
    return FileResponse(path.open("rb"), as_attachment=True, filename=found.name)  # type: ignore[return-value]


@require_POST
@needs(REGISTER, ANSWER)
def read(request: HttpRequest, number: int, document: int) -> HttpResponse:
    _report, found = _find(request, number, document)
    try:
        actions.read_again(document=found, by=request.user, clock=timezone.now)
    except ValueError as refused:
        messages.warning(request, str(refused))
    return redirect("scrutiny:document", number, document)


@require_POST
@needs(REGISTER, ANSWER)
def remove(request: HttpRequest, number: int, document: int) -> HttpResponse:
    _report, found = _find(request, number, document)
    actions.remove_document(document=found, by=request.user, now=timezone.now())
    messages.success(request, _("The document is taken away from this report."))
    return redirect("scrutiny:documents", number)


def _find(request: HttpRequest, number: int, document: int) -> tuple[Report, Document]:
    report = the_report(request, number)
    found = selectors.document(report, document)
    if found is None:
        raise Http404(_("No document has that number."))
    return report, found


def _writes(request: HttpRequest) -> bool:
    return any(may(request.user, p) for p in (REGISTER, ANSWER))


def _may_write(request: HttpRequest) -> None:
    if not _writes(request):
        raise NotAllowed((REGISTER, ANSWER))
