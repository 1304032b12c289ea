"""An analyst places an indicator under a goal."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commonweal.web.accounts.roles import PLACE_INDICATORS
from commonweal.web.framework import actions
from commonweal.web.framework.forms import Asked, PlaceForm
from commonweal.web.framework.views.pages import open_book
from commonweal.web.ui.access import needs


@require_http_methods(["GET", "HEAD", "POST"])
@needs(PLACE_INDICATORS)
def place(request: HttpRequest, indicator: str) -> HttpResponse:
    book = open_book(Asked())
    definition = book.snapshot.indicators.get(indicator)
    if definition is None:
        raise Http404(_("No indicator has that name."))
    given = request.POST if request.method == "POST" else None
    form = PlaceForm(given, book=book, indicator=indicator)
    if form.is_bound and form.is_valid():
        framework, goal = form.where()
        try:
            actions.place_indicator(
                framework=framework,
                goal=goal,
                indicator=indicator,
                note=form.cleaned_data["note"],
                by=request.user,
                now=timezone.now(),
            )
        except ValueError as refused:
            form.add_error("goal", str(refused))
        else:
            stands = _("“%(name)s” stands under the goal now.") % {"name": definition.name}
            messages.success(request, stands)
            return redirect("framework:goal", framework, goal)
    context = {"form": form, "indicator": definition}
    return render(request, "framework/place_indicator.html", context, status=422 if form.errors else 200)
