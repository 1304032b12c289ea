"""What an assessment comes to: on a page, and to take away."""

from __future__ import annotations

import csv
import io
import json
import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonweal.web.proposals import selectors
from commonweal.web.proposals.presenters import files, worksheet
from commonweal.web.proposals.presenters.assessment import assessment_page
from commonweal.web.proposals.views.find import the_assessment
from commonweal.web.ui.access import public


@public
@require_safe
def results(request: HttpRequest, number: int) -> HttpResponse:
    found = the_assessment(request, number)
    sheet = selectors.sheet(found)
    page = assessment_page(
        sheet, writable=False, remarks=(), to_do=(), design=selectors.design_changes(found)
    )
    return render(request, "proposals/results.html", {"page": page})


@public
@require_safe
def download(request: HttpRequest, number: int, form: str) -> HttpResponse:
    """The same as PDF, Word, CSV or JSON."""
    found = the_assessment(request, number)
    sheet = selectors.sheet(found)
    cited = selectors.cited_now(selectors.book_now(), sheet.citations)
    design = selectors.design_changes(found)
    address = request.build_absolute_uri(reverse("proposals:assessment", args=[number]))
    name = f"assessment-{number}-{_slug(found.proposal.title)}"
    if form == "csv":
        rows = table(worksheet.COLUMNS, worksheet.rows(sheet, cited))
        return attached(rows, "text/csv; charset=utf-8", f"{name}.csv")  # stays English
    if form == "json":
        content = json.dumps(worksheet.data(sheet, cited, design), indent=1, ensure_ascii=False)
        return attached(content.encode(), "application/json", f"{name}.json")
    if form in files.DOCUMENTS:
        content_type, write = files.DOCUMENTS[form]
        return attached(
            write(worksheet.document(sheet, cited, design, address)), content_type, f"{name}.{form}"
        )
    raise Http404(_("It can be taken away as pdf, docx, csv or json."))


def attached(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'  # stays English
    return response


def table(columns: tuple[str, ...], rows: list[dict[str, str]]) -> bytes:
    """CSV with a byte-order mark, for spreadsheets; a cell never begins as a formula."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns)
    writer.writeheader()
    writer.writerows({k: _harmless(v) for k, v in row.items()} for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _harmless(value: str) -> str:
    """What begins with one of these would be worked out by a spreadsheet, not shown."""
    return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def _slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")[:60] or "proposal"
