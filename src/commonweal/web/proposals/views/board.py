"""All proposals together, filtered; and the same as CSV."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from commonweal.web.proposals import selectors
from commonweal.web.proposals.forms import Asked
from commonweal.web.proposals.presenters import board
from commonweal.web.proposals.roles import PILOT, READ, WRITE
from commonweal.web.proposals.views.results import attached, table
from commonweal.web.ui.access import public


@public
@require_GET
def proposals(request: HttpRequest) -> HttpResponse:
    asked = Asked.read(request.GET)
    page = board.board_page(selectors.board(request.user, asked), asked)
    context = {
        "page": page,
        "asked": asked,
        "may_write": selectors.may(request.user, WRITE),
        "may_pilot": selectors.may(request.user, PILOT) or selectors.may(request.user, READ),
    }
    return render(request, "proposals/proposals.html", context)


@public
@require_GET
def all_csv(request: HttpRequest) -> HttpResponse:
    found = selectors.board(request.user, Asked.read(request.GET))
    return attached(table(board.COLUMNS, board.table(found)), "text/csv; charset=utf-8", "proposals.csv")
