"""What decisions of several years come to together, for a place, a group of people or a goal."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from commonweal.web.scrutiny.forms.asked import Cumulative
from commonweal.web.scrutiny.presenters import cumulative as present
from commonweal.web.scrutiny.selectors import cumulative as selectors
from commonweal.web.ui.access import public


@public
@require_safe
def cumulative(request: HttpRequest) -> HttpResponse:
    asked = Cumulative.read(request.GET)
    found = selectors.together(request.user, asked, timezone.localdate())
    context = {"page": present.cumulative_page(found, asked), "list": found.page, "asked": asked}
    return render(request, "scrutiny/cumulative.html", context)
