"""The pages about the site itself."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commonweal.web.ui.access import public


@public
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/pages/about.html")


@public
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/pages/accessibility.html")


@public
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/pages/privacy.html")
