"""The register's own page, and files of reports: bring one, see what it would do, publish it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.web.proposals.views.results import attached, table
from commonweal.web.scrutiny.actions import importing as actions
from commonweal.web.scrutiny.forms.register import RegisterFileForm
from commonweal.web.scrutiny.models import RegisterFile
from commonweal.web.scrutiny.presenters import importing as present
from commonweal.web.scrutiny.roles import REGISTER
from commonweal.web.scrutiny.selectors import importing as selectors
from commonweal.web.scrutiny.selectors.register import place_names, state_counts
from commonweal.web.ui.access import needs
from commonweal.web.ui.forms import sent

_read_and_write = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@needs(REGISTER)
def register(request: HttpRequest) -> HttpResponse:
    context = {
        "sentence": present.register_sentence(state_counts()),
        "files": [present.file_row(f) for f in selectors.register_files(20)],
    }
    return render(request, "scrutiny/register.html", context)


@_read_and_write
@needs(REGISTER)
def bring(request: HttpRequest) -> HttpResponse:
    form = RegisterFileForm(sent(request), request.FILES or None)
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        made = actions.bring(
            content=file.path.read_bytes(), name=file.name, by=request.user, now=timezone.now()
        )
        return redirect("scrutiny:register-file", made.pk)
    context = {"form": form, "columns": selectors.columns(), "codes": present.codes()}
    return render(request, "scrutiny/import.html", context, status=422 if form.is_bound else 200)


@_read_and_write
@needs(REGISTER)
def file(request: HttpRequest, number: int) -> HttpResponse:
    found = selectors.register_file(number)
    if found is None:
        raise Http404(_("No file has that number."))
    if request.method != "POST":
        return _page(request, found)
    try:
        actions.publish(
            brought=found, state=request.POST.get("state", ""), by=request.user, now=timezone.now()
        )
    except (actions.OutcomeMoved, ValueError) as refused:
        return _page(request, found, refused=str(refused), status=409)
    messages.success(request, _("The register holds what the file says. New reports are not public yet."))
    return redirect("scrutiny:register-file", number)


@require_safe
@needs(REGISTER)
def template(request: HttpRequest) -> HttpResponse:
    """The columns with an example row, to fill in."""
    columns = tuple(name for name, _needed, _words in selectors.columns())
    content = table(columns, present.template_rows(columns))
    return attached(content, "text/csv; charset=utf-8", "reports-template.csv")  # stays English


def _page(request: HttpRequest, found: RegisterFile, *, refused: str = "", status: int = 200) -> HttpResponse:
    page = present.file_page(
        found,
        selectors.outcome_now(found),
        places=place_names(),
        proposals=selectors.proposal_titles(request.user),
    )
    return render(request, "scrutiny/register_file.html", {"page": page, "refused": refused}, status=status)
