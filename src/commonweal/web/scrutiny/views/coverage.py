"""What share of reports account for their impact: the page, its picture and the same numbers as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonweal.web.framework.views.kept import kept
from commonweal.web.proposals.views.results import attached, table
from commonweal.web.scrutiny.forms.asked import Coverage
from commonweal.web.scrutiny.presenters import coverage as present
from commonweal.web.scrutiny.selectors import coverage as selectors
from commonweal.web.ui.access import public
from commonweal.web.ui.context import site


@public
@require_safe
@kept
def coverage(request: HttpRequest) -> HttpResponse:
    asked = Coverage.read(request.GET)
    page = present.coverage_page(selectors.covered(request.user, asked), asked)
    return render(request, "scrutiny/coverage.html", {"page": page, "asked": asked})


@public
@require_safe
def trend(request: HttpRequest) -> HttpResponse:
    asked = Coverage.read(request.GET)
    quarters = present.trend_of(selectors.covered(request.user, asked))
    drawn = selectors.picture(
        [(q["quarter"], q["accounted"], q["reports"]) for q in quarters],
        present.trend_words(quarters) or _("There is no report to count yet."),
        small=asked.size == "small",
    )
    return HttpResponse(drawn, content_type="image/svg+xml")


@public
@require_safe
def coverage_csv(request: HttpRequest) -> HttpResponse:
    asked = Coverage.read(request.GET)
    rows = present.csv_rows(selectors.covered(request.user, asked), asked, site(request)["this_site"].address)
    content = table(present.COLUMNS, list(rows))
    return attached(content, "text/csv; charset=utf-8", "coverage.csv")  # stays English
