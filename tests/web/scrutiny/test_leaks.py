"""A secret planted in everything that is not public is on no page and in no file that the public gets.

Every address of the site is asked for, with every number and name that there is, by a stranger and by
somebody who is signed in and may not read it; and every link that they are shown is followed.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import pypdf
import pytest
from django.core.management.color import no_style
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from tests.web.example import NOW
from tests.web.proposals.steps import made
from tests.web.scrutiny.register import SOLIHULL, body, committee, entered, meeting
from tests.web.scrutiny.threads import answered, asked, recommended, responded, updated

from commonweal.web.scrutiny import selectors as tests
from commonweal.web.scrutiny.actions import register as actions
from commonweal.web.scrutiny.models import (
    Committee,
    Document,
    FollowUp,
    Meeting,
    Query,
    Recommendation,
    Report,
    Response,
    Statement,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]
SECRET = "Zanzibar"
#: Where the register's own addresses begin.
OURS = ("reports", "meetings", "committees", "statements", "scrutiny", "register")
QUERIES = (
    "?words=quay",
    "?q=quay",
    "?state=exempt",
    "?state=private",
    "?committee=hidden",
    f"?place={SOLIHULL}",
)
#: Pages of the figures do not know reports, take long to draw, and are walked by their own links below.
ELSEWHERE = ("compare", "chart", "data", "snapshots", "accounts/", "metadata", "export")


NUMBERED = (Report, Meeting, Document, Query, Recommendation)


@pytest.fixture
def numbered_from_one(db: None) -> None:
    """PostgreSQL goes on counting where an undone test left off, and then no two things have one number: as
    many more addresses would be asked for, none of which is there.
    """
    assert not any(m.objects.exists() for m in NUMBERED)
    tables = [{"table": m._meta.db_table, "column": "id"} for m in NUMBERED]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_by_name_sql(no_style(), tables):
            cursor.execute(statement)


@pytest.fixture
def planted(numbered_from_one: None, signed_in: Callable[..., Client]) -> dict[str, Report]:
    """One public report; beside it an exempt and a private one, with the secret in every field."""
    by = signed_in(name="Planter", email="planter@example.org").person
    open_day = meeting(by)
    shut_day = meeting(by, name=f"{SECRET} panel", slug="hidden")
    named = ("title", "summary", "author_role", "directorate", "sponsor")
    secret: dict[str, Any] = {name: f"{SECRET} quay {name}" for name in named} | {"item": SECRET}
    proposal = made(by, title=f"{SECRET} proposal")
    found = {
        "public": entered(
            by, "PUB", title="Open", meeting_id=open_day.pk, proposal_id=proposal.pk, public=True
        ),
        "exempt": entered(by, f"{SECRET}-1", exempt=f"{SECRET} reason", meeting_id=open_day.pk, **secret),
        "private": entered(by, f"{SECRET}-2", meeting_id=open_day.pk, **secret),
        "alone": entered(by, f"{SECRET}-3", exempt=f"{SECRET} reason", meeting_id=shut_day.pk, **secret),
    }
    for name in ("exempt", "private", "alone"):
        report = actions.save_places(
            report=found[name], places=[SOLIHULL], revision=found[name].revision, by=by, now=NOW
        )
        found[name] = actions.save_decision(
            report=report, decided_on=open_day.day, decision="approved", decision_words=f"{SECRET} yes",
            revision=report.revision, by=by, now=NOW,
        )  # fmt: skip
    read = {"section": {"heading": SECRET, "text": f"{SECRET} text"}}
    for report in found.values():
        Document.objects.create(
            report=report, name=f"{SECRET}.docx", kind="docx", size=9, sha256=f"{report.pk:064}",
            state="read", added_by="Planter", added_at=NOW, found=read,
        )  # fmt: skip
    for name in ("exempt", "private", "alone"):
        account(found[name])
        scrutinised(found[name], by)
    # What was asked of a public report is not public until it is published.
    answered(asked(found["public"], by, f"{SECRET} quay?"), by, f"{SECRET} quay!")
    recommended(found["public"], by, words="Open.")
    return found


def scrutinised(report: Report, by: Any) -> None:
    """A thread with the secret in all of it; its exchange was published, which shows it to nobody."""
    said = f"{SECRET} quay thread"
    held = asked(report, by, said)
    answered(held, by, said)
    Query.objects.filter(pk=held.pk).update(published_by=SECRET, published_at=NOW)
    made = recommended(
        report, by, words=said, owner=said, committee=committee(by, f"{SECRET} panel", "hidden")
    )
    responded(made, by, words=said, will_do=said)
    updated(made, by, words=said, evidence=said)


def account(report: Report) -> None:
    """Every test answered and a statement written, with the secret in all of it."""
    version = tests.in_force()
    assert version is not None
    report.test_set, report.quality, report.answered_on = version, "whole", NOW.date()
    report.save()
    who: dict[str, Any] = {"changed_by": "Planter", "changed_at": NOW}
    for question in tests.content(version).questions:
        parts = {"words": f"{SECRET} quay answer", "indicator": "claimant-count", "by-when": f"2025 {SECRET}"}
        Response.objects.create(report=report, key=question.id, parts=parts, **who)
    key = f"which-goals|claimant-count|{SOLIHULL}"
    FollowUp.objects.create(report=report, key=key, known=f"{SECRET} quay", known_on=NOW.date(), **who)
    said = f"{SECRET} quay statement"
    Statement.objects.create(report=report, written=said, text=said, now=said, **who)


def addresses(*, pairs: bool) -> Iterator[str]:
    """Every address of the site, its variables filled with everything of the register.

    ``pairs``: in the addresses of the register each value is tried with every other, not only in its place.
    """
    numbers = sorted({str(n) for m in NUMBERED for n in m.objects.values_list("pk", flat=True)})
    slugs = [*Committee.objects.values_list("slug", flat=True), "csv", "pdf", "docx", "html"]
    hidden = ["hidden", "csv"]  # elsewhere no address knows a committee: the one that is not public will do
    for route in routes():
        if any(word in route for word in ELSEWHERE) or "(?P" in route:
            continue
        variables = re.findall(r"<(?:(\w+):)?\w+>", route)
        if len(variables) > 2:
            continue
        ours = route.startswith(OURS)
        each = [numbers if kind == "int" else slugs if ours else hidden for kind in variables]
        # Elsewhere no two values hold together, so each is tried in each place, and not with every other.
        for values in product(*each) if pairs and ours else in_turn(each):
            filled = iter(values)
            yield "/" + re.sub(r"<(?:\w+:)?\w+>", lambda _, each=filled: next(each), route)


def in_turn(each: list[list[str]]) -> Iterator[tuple[str, ...]]:
    """Every value at least once in its place: [a, b] and [1, 2, 3] give (a, 1), (b, 2), (a, 3)."""
    if not each:
        yield ()
    for n in range(max(map(len, each), default=0)):
        yield tuple(values[n % len(values)] for values in each)


def routes(resolver: URLResolver | None = None, before: str = "") -> Iterator[str]:
    for each in (resolver or get_resolver()).url_patterns:
        route = before + str(each.pattern)
        yield from routes(each, route) if isinstance(each, URLResolver) else [route]
        assert isinstance(each, URLResolver | URLPattern)


def content(response: Any) -> str:
    if response.headers.get("Content-Type") == "application/pdf":
        return "\n".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(response.content)).pages)
    if response.streaming:
        return b"".join(response.streaming_content).decode(errors="replace")
    return str(response.content.decode(errors="replace"))


# Both ask the database the same questions: PostgreSQL is asked by the stranger.
@pytest.mark.parametrize("who", ["stranger", pytest.param("signed in", marks=pytest.mark.walk)])
def test_no_address_of_the_site_gives_away_what_is_not_public(
    signed_in: Callable[..., Client], planted: dict[str, Report], who: str
) -> None:
    from commonweal.web.accounts.roles import Analyst

    reader = Client()  # what is wrong with a page is looked for where the page is tested
    if who == "signed in":
        reader.force_login(signed_in(Analyst).person)
    asked = list(addresses(pairs=who == "stranger"))
    assert len(asked) > 100
    to_do = [*asked, *(f"/reports/{q}" for q in QUERIES), *(f"/reports/all.csv{q}" for q in QUERIES)]
    to_do += [f"{page}{q}" for q in QUERIES for page in ("/search/", "/statements/", "/statements/feed/")]
    to_do += [
        f"/reports/cumulative/{q}" for q in ("", f"?place={SOLIHULL}", "?goal=equality", "?years=all&by=goal")
    ]
    counted = ("/reports/coverage/", "/reports/coverage.csv", "/reports/coverage/trend.svg")
    to_do += [f"{page}{q}" for q in (*QUERIES, "?directorate=-") for page in counted]
    follow_up = ("/reports/follow-up/", "/reports/follow-up.csv")
    to_do += [f"{page}{q}" for q in (*QUERIES, "?due=all", "?due=looked") for page in follow_up]
    to_do += [f"/scrutiny/{q}" for q in (*QUERIES, "?state=late", "?state=open", "?mine=1")]
    to_do += ["/", "/sitemap.xml", "/feed.xml", f"/places/{SOLIHULL}/"]
    seen: set[str] = set()
    while to_do:
        address = to_do.pop()
        if address in seen:
            continue
        seen.add(address)
        response = reader.get(address)
        text = content(response)
        assert SECRET not in text, address
        assert SECRET not in str(response.headers), address
        if response.status_code == 200 and address.startswith(
            ("/reports", "/meetings", "/committees", "/stat", "/scrutiny")
        ):
            found = re.findall(
                r'href="(/(?:reports|meetings|committees|statements|tests|scrutiny)[^"#]*)"', text
            )
            to_do += [f.replace("&amp;", "&") for f in found]
    number = planted["public"].pk
    assert {f"/reports/{number}/{rest}" for rest in ("", "briefing/", "briefing.pdf", "follow-up/")} <= seen


def test_the_public_is_told_how_many_items_are_exempt_and_nothing_else_is_counted(
    client: Client, planted: dict[str, Report]
) -> None:
    page = body(client.get(f"/meetings/{planted['public'].meeting_id}/"))
    assert "1 report, not decided yet; besides 1 exempt item that the public may not read." in page
    assert "1 report is public; it is not decided yet." in body(client.get("/reports/"))
    assert "No report fits what you asked." in body(client.get("/reports/?words=quay"))
    assert "1 committee with 1 report open to everybody." in body(client.get("/committees/"))
    assert 'value="hidden"' not in body(client.get("/reports/"))
    assert len(body(client.get("/reports/all.csv")).splitlines()) == 2


def test_asked_for_by_its_address(
    client: Client, signed_in: Callable[..., Client], planted: dict[str, Report]
) -> None:
    from commonweal.web.accounts.roles import Analyst
    from commonweal.web.scrutiny.roles import ScrutinyMember

    analyst, member = signed_in(Analyst), signed_in(ScrutinyMember)
    shut = [f"/reports/{planted[name].pk}/" for name in ("exempt", "private", "alone")]
    shut += [f"/meetings/{planted['alone'].meeting_id}/", "/committees/hidden/"]
    for address in shut:
        assert client.get(address).status_code == 404, address
        refused = analyst.get(address)
        assert refused.status_code == 403, address
        assert "read reports and accounts that are not public, exempt ones too" in body(refused)
        assert SECRET in body(member.get(address)), address
    for address in ("/reports/999999/", "/meetings/999999/", "/committees/nowhere/"):
        for reader in (client, analyst, member):
            assert reader.get(address).status_code == 404, address


def test_a_proposal_that_is_not_public_is_not_named_by_a_public_report(
    client: Client, signed_in: Callable[..., Client], planted: dict[str, Report]
) -> None:
    from commonweal.web.proposals.roles import Officer
    from commonweal.web.scrutiny.roles import GovernanceOfficer

    address = f"/reports/{planted['public'].pk}/"
    assert "proposal" not in body(client.get(address)).split("<main")[1].split("</main")[0].lower()
    assert f"{SECRET} proposal" in body(signed_in(Officer).get(address))
    form = body(signed_in(GovernanceOfficer).get(f"{address}about/"))
    assert "A proposal that you may not read" in form
    assert f"{SECRET} proposal" not in form
