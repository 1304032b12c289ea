"""Whether the site is alive: for a load balancer, or for the person who is on call."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from commonweal.web.ui.access import public


@public
@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """ "ok" when the database answers; otherwise the error goes to the log and 500 to the asker."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")
