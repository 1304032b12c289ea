"""Committees, meetings and reports, entered by hand by a governance officer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.web.example import NOW
from tests.web.scrutiny.register import DAY, SOLIHULL, body, committee, entered, meeting

from commonweal.web.audit.models import Event
from commonweal.web.scrutiny.actions import register as actions
from commonweal.web.scrutiny.models import Committee, Meeting, Report
from commonweal.web.scrutiny.selectors import register as selectors

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]
ABOUT = {
    "revision": 0, "reference": "CA/26/114", "title": "Homes at Smith’s Wood", "kind": "project",
    "author_role": "Head of housing", "cost": "5,000,000", "options_closed": "2026-11-10", "item": "7",
}  # fmt: skip


@pytest.fixture
def governance(signed_in: Callable[..., Client]) -> Client:
    from commonweal.web.scrutiny.roles import GovernanceOfficer

    return signed_in(GovernanceOfficer, name="A governance officer")


def test_from_an_empty_register_to_a_public_report_with_its_decision(
    governance: Client, client: Client
) -> None:
    assert "No committee is in the register yet." in body(governance.get("/committees/"))
    assert (
        governance.post("/committees/new/", {"name": "Investment  Board", "revision": 0}).status_code == 302
    )
    held = Committee.objects.get()
    assert (held.name, held.slug) == ("Investment Board", "investment-board")
    answer = governance.post(
        "/committees/investment-board/meetings/new/", {"day": "2026-12-03", "revision": 0}
    )
    called = Meeting.objects.get()
    assert answer["Location"] == f"/meetings/{called.pk}/"
    assert f'value="{called.pk}" selected' in body(governance.get(f"/reports/new/?meeting={called.pk}"))

    answer = governance.post("/reports/new/", ABOUT | {"meeting": called.pk, "key_decision": "on"})
    report = Report.objects.get()
    assert answer["Location"] == f"/reports/{report.pk}/"
    assert not report.public
    assert client.get(f"/reports/{report.pk}/").status_code == 404

    places = {"places": [SOLIHULL], "revision": report.revision}
    assert governance.post(f"/reports/{report.pk}/places/", places).status_code == 302
    decision = {
        "decided_on": "2026-12-03",
        "decision": "approved",
        "decision_words": "Agreed.",
        "revision": 2,
    }
    assert governance.post(f"/reports/{report.pk}/decision/", decision).status_code == 302
    assert (
        governance.post(f"/reports/{report.pk}/publish/", {"to": "public", "revision": 3}).status_code == 302
    )

    page = body(client.get(f"/reports/{report.pk}/"))
    lede = (
        "A report on an investment project of £5 million, a key decision, to the Investment Board on "
        "3 December 2026: approved on 3 December 2026."
    )
    assert lede in page
    assert "Options closed on 10 November 2026, 23 days before the decision." in page
    assert "Solihull" in page
    assert "Head of housing" in page
    assert '<form method="post"' not in page
    assert "1 report, which is decided." in body(client.get(f"/meetings/{called.pk}/"))
    assert "1 report is public; it is decided." in body(client.get("/reports/"))
    assert "1 committee with 1 report open to everybody." in body(client.get("/committees/"))
    acts = set(Event.objects.values_list("act", flat=True))
    assert {"committee.made", "meeting.made", "report.made", "report.changed", "report.decision"} <= acts
    assert "report.public" in acts


@pytest.mark.parametrize(
    ("address", "sent", "said"),
    [
        ("/committees/new/", {"name": ""}, "Give the committee a name."),
        ("/committees/new/", {"name": "…"}, "at least one letter"),
        ("/committees/new/", {"name": "investment board", "revision": 0}, "There is a committee called"),
        ("/committees/investment-board/meetings/new/", {"day": "2026-02-30"}, "Write the day like"),
        ("/committees/investment-board/meetings/new/", {"day": "2026-12-03", "revision": 0}, "need titles"),
        ("/reports/new/", ABOUT | {"cost": "-1"}, "cannot be less than nothing"),
        ("/reports/new/", ABOUT | {"cost": "a lot"}, "write pounds in figures"),
        ("/reports/new/", ABOUT | {"kind": "poem"}, "Select a valid choice"),
        ("/reports/new/", ABOUT | {"meeting": "999999"}, "Select a valid choice"),
        ("/reports/new/", ABOUT | {"proposal": "999999"}, "Select a valid choice"),
        ("/reports/new/", ABOUT | {"options_closed": "yesterday"}, "Write the day like"),
        ("/reports/new/", ABOUT | {"reference": "r1"}, "Another report has the reference r1."),
        ("/reports/new/", ABOUT | {"author_role": "jo@example.org"}, "Give a role, not a person"),
        ("/reports/new/", ABOUT | {"title": "x" * 301}, "at most 300 characters"),
        ("/reports/{}/places/", {"places": ["E99999999"], "revision": 1}, "is not a place of this site"),
        ("/reports/{}/exempt/", {"exempt": "on", "revision": 1}, "Say why it is exempt."),
        ("/reports/{}/exempt/", {"exempt_reason": "x", "revision": 1}, "There is a reason and no tick."),
        ("/reports/{}/decision/", {"decision": "approved", "revision": 1}, "Say on which day"),
        ("/reports/{}/decision/", {"decided_on": "2026-12-03", "revision": 1}, "Choose what was decided"),
        ("/reports/{}/decision/", {"decision_words": "Yes", "revision": 1}, "Choose what was decided"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_is_kept(
    governance: Client, address: str, sent: dict[str, Any], said: str
) -> None:
    meeting(governance.person)
    report = entered(governance.person)
    before = Event.objects.count()
    answer = governance.post(address.format(report.pk), sent)
    assert answer.status_code == 422
    assert said in body(answer)
    assert Event.objects.count() == before


def test_two_officers_at_once_see_both_texts(governance: Client) -> None:
    report = entered(governance.person, summary="As it was.")
    first = ABOUT | {"reference": "R1", "summary": "The first officer’s words.", "revision": 1}
    assert governance.post(f"/reports/{report.pk}/about/", first).status_code == 302
    answer = governance.post(f"/reports/{report.pk}/about/", first | {"summary": "The second’s."})
    assert answer.status_code == 409
    page = body(answer)
    assert "The first officer’s words." in page
    assert "The second’s." in page
    assert "changed the report after you opened this page. Nothing was saved yet" in page
    assert Report.objects.get().summary == "The first officer’s words."
    assert 'name="revision" value="2"' in page

    held = committee(governance.person)
    sent = {"name": "The Board", "revision": 1}
    assert governance.post(f"/committees/{held.slug}/edit/", sent).status_code == 302
    assert governance.post(f"/committees/{held.slug}/edit/", sent | {"name": "A Board"}).status_code == 409
    called = meeting(governance.person)
    sent = {"day": "2026-12-04", "title": "", "revision": 1}
    assert governance.post(f"/meetings/{called.pk}/edit/", sent).status_code == 302
    assert governance.post(f"/meetings/{called.pk}/edit/", sent | {"day": "2026-12-05"}).status_code == 409
    for part in ("places", "exempt", "decision"):
        answer = governance.post(f"/reports/{report.pk}/{part}/", {"revision": 1})
        assert answer.status_code == 409, part


def test_an_exempt_report_cannot_be_made_public_and_a_public_one_made_exempt_is_gone_at_once(
    governance: Client, client: Client
) -> None:
    report = entered(governance.person, public=True)
    address = f"/reports/{report.pk}/"
    assert client.get(address).status_code == 200
    sent = {"exempt": "on", "exempt_reason": "Paragraph 3", "revision": report.revision}
    assert governance.post(f"{address}exempt/", sent).status_code == 302
    assert client.get(address).status_code == 404
    report.refresh_from_db()
    answer = governance.post(f"{address}publish/", {"to": "public", "revision": report.revision})
    assert answer.status_code == 409
    assert "The report is exempt (Paragraph 3), so it cannot be made public." in body(answer)
    assert governance.post(f"{address}exempt/", {"revision": report.revision}).status_code == 302
    assert client.get(address).status_code == 404  # no longer exempt is not public yet
    stale = governance.post(f"{address}publish/", {"to": "public", "revision": report.revision})
    assert stale.status_code == 409
    assert "press again" in body(stale)
    assert governance.post(f"{address}publish/", {"to": "public", "revision": "x"}).status_code == 409
    report.refresh_from_db()
    assert (
        governance.post(f"{address}publish/", {"to": "public", "revision": report.revision}).status_code
        == 302
    )
    assert client.get(address).status_code == 200
    report.refresh_from_db()
    assert (
        governance.post(f"{address}publish/", {"to": "private", "revision": report.revision}).status_code
        == 302
    )
    assert client.get(address).status_code == 404


def test_only_who_keeps_the_register_may_write_in_it(
    signed_in: Callable[..., Client], client: Client
) -> None:
    from commonweal.web.scrutiny.roles import ReportAuthor, ScrutinyMember

    report = entered(signed_in().person)
    called = meeting(signed_in.__call__(name="x", email="x@example.org").person)
    pages = ["/committees/new/", "/committees/investment-board/edit/", f"/meetings/{called.pk}/edit/"]
    pages += ["/committees/investment-board/meetings/new/", "/reports/new/"]
    pages += [f"/reports/{report.pk}/{part}/" for part in ("about", "places", "exempt", "decision")]
    for role in (ReportAuthor, ScrutinyMember):
        reader = signed_in(role)
        for address in pages:
            assert reader.get(address).status_code == 403, address
            assert reader.post(address, {}).status_code == 403, address
        assert reader.post(f"/reports/{report.pk}/publish/", {"to": "public"}).status_code == 403
        assert reader.get(f"/reports/{report.pk}/").status_code == 200
    for address in pages:
        assert client.get(address).status_code == 302, address


def test_an_agenda_is_in_the_order_of_its_numbers(governance: Client) -> None:
    called = meeting(governance.person)
    for item in ("10", "2", "2a", "", "1"):
        entered(governance.person, f"R{item}", item=item, meeting_id=called.pk)
    assert [r.item for r in selectors.agenda(governance.person, called)] == ["1", "2", "2a", "10", ""]


def test_the_filters_of_the_list(governance: Client) -> None:
    by = governance.person
    spring = meeting(by, dt.date(2026, 5, 7), name="Scrutiny", slug="scrutiny")
    entered(by, "A1", title="Skills for adults", kind="programme", meeting_id=spring.pk, public=True)
    entered(by, "A2", title="Land", summary="Homes and skills", meeting_id=meeting(by).pk)
    entered(by, "A3", title="Budget", kind="budget", exempt="Paragraph 3")
    found = {
        "": ["A3", "A2", "A1"],
        "words=skills": ["A2", "A1"],
        "words=SKILLS+homes": ["A2"],
        "words=a3": ["A3"],
        "committee=scrutiny": ["A1"],
        "quarter=2026-Q4": ["A2"],
        "quarter=2026-Q2": ["A1"],
        "kind=budget": ["A3"],
        "kind=poem": ["A3", "A2", "A1"],
        "quarter=2026-Q9": ["A3", "A2", "A1"],
        "state=exempt": ["A3"],
        "state=private": ["A2"],
        "state=public": ["A1"],
        "page=99": ["A3", "A2", "A1"],
    }
    for query, references in found.items():
        page = body(governance.get(f"/reports/?{query}"))
        shown = [r for r in ("A3", "A2", "A1") if f"· {r}<" in page]
        assert shown == references, query
        lines = body(governance.get(f"/reports/all.csv?{query}")).splitlines()[1:]
        assert [line.split(",")[0] for line in lines] == references, query
    states = {line.split(",")[0]: line.split(",")[-2] for line in lines}
    assert states == {"A3": "exempt", "A2": "not public yet", "A1": "everybody"}


def test_quarters() -> None:
    assert selectors.days_of("2026-Q4") == (dt.date(2026, 10, 1), dt.date(2026, 12, 31))
    assert selectors.days_of("2026-Q1") == (dt.date(2026, 1, 1), dt.date(2026, 3, 31))
    assert selectors.days_of("2028-Q1") == (dt.date(2028, 1, 1), dt.date(2028, 3, 31))
    assert [selectors.days_of(q) for q in ("", "2026", "2026-Q5", "x-Q1", "0000-Q1", "9999-Q4")] == [None] * 6


def test_a_place_of_the_site_is_asked_for_where_it_is_saved(governance: Client) -> None:
    report = entered(governance.person)
    with pytest.raises(ValueError, match="is not a place"):
        actions.save_places(report=report, places=["E99999999"], revision=1, by=governance.person, now=NOW)
    with pytest.raises(ValueError, match="A decision needs its day"):
        actions.save_decision(
            report=report, decided_on=None, decision="approved", decision_words="", revision=1,
            by=governance.person, now=NOW,
        )  # fmt: skip
    with pytest.raises(ValueError, match="Say why"):
        actions.save_exempt(
            report=report, exempt=True, exempt_reason=" ", revision=1, by=governance.person, now=NOW
        )
    assert DAY
