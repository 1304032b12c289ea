"""The record of acts: for those who answer for the site."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from commonweal.web.audit import selectors
from commonweal.web.audit.presenters import acts, record
from commonweal.web.ui import asked
from commonweal.web.ui.access import needs

# The permission is named with the roles (accounts.roles), which stand above this part.
READ_AUDIT = "audit.read"


@dataclass(frozen=True)
class AskedEvents(asked.Asked):
    """What the record can be asked."""

    who: str = asked.text(longest=64)
    act: str = asked.text(longest=100)
    kind: str = asked.text(longest=100)
    since: date | None = asked.day()  # noqa: RUF009
    until: date | None = asked.day()  # noqa: RUF009
    q: str = asked.text(cut=True)
    page: int = asked.number(1, least=1)

    @property
    def filter(self) -> selectors.Filter:
        return selectors.Filter(self.who, self.act, self.kind, self.since, self.until, self.q)


@needs(READ_AUDIT)
def events(request: HttpRequest) -> HttpResponse:
    wanted = AskedEvents.read(request.GET)
    found = selectors.page(wanted.filter, wanted.page)
    filtered = wanted.filter != selectors.Filter()
    return render(
        request,
        "audit/events.html",
        {
            "asked": wanted,
            "found": found,
            "rows": record.rows(found),
            "lede": record.lede(found.paginator.count, filtered),
            "filtered": filtered,
            "people": selectors.people(),
            "acts": acts.choices(selectors.acts()),
            "kinds": selectors.kinds(),
        },
    )


@needs(READ_AUDIT)
def download(request: HttpRequest) -> StreamingHttpResponse:
    found = selectors.matching(AskedEvents.read(request.GET).filter)
    response = StreamingHttpResponse(
        record.csv_lines(found.iterator(chunk_size=2000)), content_type="text/csv; charset=utf-8"
    )  # stays English
    response["Content-Disposition"] = 'attachment; filename="record-of-acts.csv"'  # stays English
    return response
