"""Follow-up in the web: claims found in answers and assessments, days set, what is known, lists and files."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import polars as pl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.web.example import NOW
from tests.web.proposals.conftest import kingshurst as kingshurst
from tests.web.scrutiny.accounts import SOLIHULL, begun, body, said
from tests.web.scrutiny.test_briefing import main

from commonweal.web.audit.actions import Actor
from commonweal.web.audit.models import Event
from commonweal.web.framework import selectors as framework
from commonweal.web.scrutiny.actions import answering
from commonweal.web.scrutiny.actions.follow_up import FollowUpMoved, save_known, set_day
from commonweal.web.scrutiny.models import Citation, FollowUp, Report
from commonweal.web.scrutiny.roles import GovernanceOfficer, ReportAuthor, ScrutinyMember
from commonweal.web.scrutiny.selectors import follow_up as selectors
from commonweal.web.scrutiny.selectors import what_happened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kingshurst")]
DAY = NOW.date()
TODAY = timezone.localdate()  # pages go by the clock
FAR = dt.date(TODAY.year + 3, 3, 31)
NEAR = TODAY + dt.timedelta(days=40)
KEY = f"how-we-know|claimant-count|{SOLIHULL}"
OTHER = Actor("other", "Somebody else")


@pytest.fixture
def author(signed_in: Callable[..., Client]) -> Client:
    return signed_in(ReportAuthor, name="An author")


def claiming(by: Any, when: str = f"{FAR:%B %Y}", indicator: str = "claimant-count", **more: Any) -> Report:
    report = begun(by, **{"public": True, **more})
    said(report, "how-we-know", by, who="the council", indicator=indicator, places=[SOLIHULL],
         **{"by-when": when})  # fmt: skip
    return report


def only(report: Report, by: Any, day: dt.date = DAY) -> selectors.Followed:
    (found,) = selectors.of_report(report, by, day)
    return found


def values(indicator: str, area: str) -> dict[str, float]:
    """The series as the evidence has it, read past the selectors that are tried here."""
    book = framework.book()
    assert book is not None
    rows = book.snapshot.observations(indicator).filter(
        (pl.col("area") == area) & (pl.col("breakdown") == "") & pl.col("value").is_not_null()
    )
    return dict(rows.sort("period_start").select("period", "value").iter_rows())


def test_an_answer_that_names_an_indicator_is_a_claim_with_its_day(author: Client) -> None:
    report = claiming(author.person)
    found = only(report, author.person)
    assert (found.made.key, found.made.look_on, found.due) == (KEY, FAR, "ahead")
    page = main(author.get(f"/reports/{report.pk}/follow-up/"))
    assert "1 claim on an indicator; none is due to be looked at." in page
    assert f"It is too early to look: the day is {FAR:%-d %B %Y}." in page
    assert f"read from “{FAR:%B %Y}”" in page
    assert "other things happened too" in page


def test_the_claim_beside_what_happened_by_the_numbers_of_the_evidence(author: Client) -> None:
    report = claiming(author.person, when="2024")
    series, uk = values("claimant-count", SOLIHULL), values("claimant-count", "K02000001")
    earlier = sorted(series)[-4]
    Citation.objects.create(
        report=report, key="how-we-know", indicator="claimant-count", area=SOLIHULL, period=earlier,
        value=series[earlier], snapshot="a" * 64, cited_by="An author", cited_at=NOW,
    )  # fmt: skip
    found, latest = only(report, author.person), sorted(series)[-1]
    assert found.beside.answer == "compared"
    assert found.beside.change == series[latest] - series[earlier]
    if earlier in uk and latest in uk:
        assert found.beside.comparator_change == uk[latest] - uk[earlier]
    page = main(author.get(f"/reports/{report.pk}/follow-up/"))
    assert "Beside what happened" in page
    assert "pinned, snapshot aaaaaaaa" in page
    Citation.objects.update(value=series[earlier] + 1)
    assert "Revised since the claim" in main(author.get(f"/reports/{report.pk}/follow-up/"))


def test_an_indicator_of_groups_alone_is_set_beside_the_same_group_elsewhere() -> None:
    """Healthy life expectancy is published for men and for women, and for nobody else."""
    indicator, book = "healthy-life-expectancy", framework.book()
    assert book is not None
    assert values(indicator, SOLIHULL) == {}
    row = framework.standing(book, indicator, SOLIHULL, framework.default_rule()).row
    assert row is not None
    assert row["breakdown"]
    rows = book.snapshot.observations(indicator)

    def of(area: str) -> list[tuple[str, float]]:
        same = (pl.col("area") == area) & (pl.col("breakdown") == row["breakdown"])
        found = rows.filter(same & pl.col("value").is_not_null()).sort("period_start")
        return list(found.select("period", "value").iter_rows())

    found = what_happened.evidence(book, indicator, SOLIHULL, "")
    other = book.snapshot.indicators[indicator].comparator
    assert [(f.period, f.value) for f in found.figures] == of(SOLIHULL) != []
    assert [(f.period, f.value) for f in found.comparator] == of(str(other)) != []


def test_withdrawn_and_no_figure_each_say_so(author: Client) -> None:
    page = main(author.get(f"/reports/{claiming(author.person, when='2026-10-01').pk}/follow-up/"))
    assert "No figure yet" in page
    report = claiming(author.person)
    report.responses.filter(key="how-we-know").update(parts={"indicator": "no-such", "places": [SOLIHULL]})
    page = main(author.get(f"/reports/{report.pk}/follow-up/"))
    assert "Indicator withdrawn" in page
    assert "No day to look" in page
    report.responses.filter(key="how-we-know").update(parts={"indicator": "none", "places": [SOLIHULL]})
    assert "so there is no claim to follow up" in main(author.get(f"/reports/{report.pk}/follow-up/"))


def test_a_claim_that_was_changed_after_the_decision_counts_as_it_stood(author: Client) -> None:
    report = claiming(author.person)
    report.decided_on, report.decision = DAY, "approved"
    report.save()
    said(report, "how-we-know", author.person, now=NOW + dt.timedelta(days=9), indicator="employment-rate",
         places=[SOLIHULL], **{"by-when": "2040"})  # fmt: skip
    assert [f.made.key for f in selectors.of_report(report, author.person, DAY)] == [KEY]


def test_an_officer_sets_the_day_with_a_reason_and_a_member_may_not(
    author: Client, signed_in: Callable[..., Client]
) -> None:
    report = claiming(author.person)
    address = f"/reports/{report.pk}/follow-up/day/?claim={KEY}"
    officer = signed_in(GovernanceOfficer, name="An officer", email="governance@example.org")
    assert signed_in(ScrutinyMember, email="m@example.org").get(address).status_code == 403
    assert (
        officer.post(address, {"look_on": "2027-06-30", "look_reason": "", "revision": 0}).status_code == 422
    )
    answer = officer.post(
        address, {"look_on": "2027-06-30", "look_reason": "First homes are let.", "revision": 0}
    )
    assert answer.status_code == 302
    assert only(report, author.person).made.look_on == dt.date(2027, 6, 30)
    assert "30 June 2027, set by An officer: First homes are let." in main(author.get(answer["Location"]))
    assert "set by an officer" in main(Client().get(answer["Location"]))
    assert Event.objects.filter(act="scrutiny.look_set", subject_id=str(report.pk)).exists()
    officer.post(address, {"look_on": "", "look_reason": "A mistake.", "revision": 1})
    assert only(report, author.person).made.look_on == FAR
    assert officer.get(f"/reports/{report.pk}/follow-up/day/?claim=no|such|claim").status_code == 404


def test_two_people_who_write_what_is_known_lose_nothing(
    author: Client, signed_in: Callable[..., Client]
) -> None:
    report = claiming(author.person, when="2024")
    address = f"/reports/{report.pk}/follow-up/known/?claim={KEY}"
    member = signed_in(ScrutinyMember, name="A member", email="m@example.org")
    assert only(report, author.person).due == "overdue"
    assert (
        author.post(
            address, {"known": "A works closed.", "known_on": "2026-11-01", "revision": 0}
        ).status_code
        == 302
    )
    answer = member.post(address, {"known": "A road opened.", "known_on": "2026-11-02", "revision": 0})
    assert answer.status_code == 409
    assert "A works closed." in body(answer)
    assert "A road opened." in body(answer)
    assert (
        member.post(address, {"known": "Both.", "known_on": "2026-11-02", "revision": 1}).status_code == 302
    )
    assert "Both." in main(author.get(f"/reports/{report.pk}/follow-up/"))
    assert only(report, author.person).due == "looked"
    events = Event.objects.filter(act="scrutiny.known_added").order_by("pk")
    assert [e.detail["before"]["known"] for e in events] == ["", "A works closed."]
    with pytest.raises(ValueError, match="the day as of which"):
        save_known(report=report, key=KEY, known="x", known_on=None, revision=2, by=OTHER, now=NOW)
    with pytest.raises(ValueError, match="still to come"):
        save_known(report=report, key=KEY, known="x", known_on=DAY + dt.timedelta(days=1), revision=2,
                   by=OTHER, now=NOW)  # fmt: skip
    with pytest.raises(FollowUpMoved):
        set_day(report=report, key=KEY, look_on=DAY, look_reason="y", revision=0, by=OTHER, now=NOW)


def test_what_was_written_of_a_claim_stays_when_the_claim_goes(author: Client) -> None:
    report = claiming(author.person, when="2024")
    save_known(report=report, key=KEY, known="Kept.", known_on=DAY, revision=0, by=OTHER, now=NOW)
    said(report, "how-we-know", author.person, indicator="none", who="nobody", **{"by-when": "2024"})
    page = main(author.get(f"/reports/{report.pk}/follow-up/"))
    assert "A claim that is no longer made" in page
    assert "Kept." in page


def test_the_list_over_all_reports_its_filters_and_its_file(client: Client, author: Client) -> None:
    late = claiming(author.person, when="2024", title="Late one")
    soon = claiming(author.person, when=f"{NEAR:%-d %B %Y}", title="Soon one")
    claiming(author.person, title="Far one")
    claiming(author.person, when="2024", title="Zanzibar", public=False)
    everything = main(author.get("/reports/follow-up/"))
    page = main(client.get("/reports/follow-up/"))
    assert "Zanzibar" in everything
    assert "Zanzibar" not in page
    assert page.index("Late one") < page.index("Soon one")
    assert "Far one" not in page
    assert "2 claims are due, overdue or due in the next quarter." in page
    assert "Far one" in main(client.get("/reports/follow-up/?due=ahead"))
    assert "Late one" in main(client.get("/reports/follow-up/?due=overdue&committee=cabinet"))
    assert "No claim is overdue" in main(client.get("/reports/follow-up/?due=overdue&place=E08000025"))
    assert "Late one" in main(client.get("/reports/follow-up/?due=junk&page=x"))
    rows = list(csv.DictReader(io.StringIO(client.get("/reports/follow-up.csv").content.decode("utf-8-sig"))))
    assert [(r["title"], r["due"], r["look_on"]) for r in rows] == [
        ("Late one", "overdue", "2024-12-31"), ("Soon one", "soon", NEAR.isoformat()),
    ]  # fmt: skip
    for report, row in zip((late, soon), rows, strict=True):
        (one,) = selectors.of_report(report, author.person, DAY)
        assert row["what_can_be_said"] == one.beside.answer
        assert row["address"].endswith(f"/reports/{report.pk}/follow-up/")


def test_the_list_asks_as_few_questions_for_many_as_for_one(client: Client, author: Client) -> None:
    claiming(author.person, when="2024")
    with CaptureQueriesContext(connection) as one:
        client.get("/reports/follow-up/?due=all")
    for n in range(5):
        claiming(author.person, when="2024", title=f"Report {n}")
    with CaptureQueriesContext(connection) as many:
        client.get("/reports/follow-up/?due=all")
    assert len(many) <= len(one)


def test_a_claim_is_pinned_by_the_figure_that_was_cited(author: Client) -> None:
    report = claiming(author.person)
    cited = answering.cite_figure(
        report=report, key="how-we-know", indicator="claimant-count", area=SOLIHULL, breakdown="",
        by=author.person, now=NOW,
    )  # fmt: skip
    found = only(report, author.person)
    assert found.beside.pinned
    assert found.beside.then is not None
    assert (found.beside.then.period, found.beside.then.value) == (cited.period, cited.value)
    assert not FollowUp.objects.exists()


def test_an_assessment_that_is_carried_over_makes_claims_until_an_answer_makes_the_same(
    author: Client, client: Client, kingshurst: Any
) -> None:
    type(kingshurst).objects.filter(pk=kingshurst.pk).update(public=False)
    kingshurst.refresh_from_db()
    report = begun(author.person, proposal=kingshurst, public=True, sponsor="Somebody")
    found = {f.made.key: f for f in selectors.of_report(report, author.person, DAY)}
    carried, on_people = f"which-goals|neet|{SOLIHULL}", f"claims|affordable-homes|{SOLIHULL}"
    assert set(found) == {carried, on_people}
    assert {f.due for f in found.values()} == {"no-date"}
    page = main(author.get(f"/reports/{report.pk}/follow-up/"))
    assert "Claims on people in the proposal’s assessment: Residents of areas of high deprivation" in page
    assert "no claim to follow up" in main(client.get(f"/reports/{report.pk}/follow-up/"))
    assert report.title not in main(client.get("/reports/follow-up/?due=all"))
    listed = main(author.get("/reports/follow-up/?due=no-date"))
    assert "2 claims are without a day to look." in listed
    set_day(
        report=report, key=on_people, look_on=FAR, look_reason="All are let.", revision=0, by=OTHER, now=NOW
    )
    said(report, "how-we-know", author.person, who="the council", indicator="affordable-homes",
         places=[SOLIHULL], **{"by-when": f"{NEAR:%-d %B %Y}"})  # fmt: skip
    found = {f.made.key: f for f in selectors.of_report(report, author.person, DAY)}
    own = found[f"how-we-know|affordable-homes|{SOLIHULL}"]
    assert own.made.look_on == NEAR
    # What the officer set for the claim of the assessment stays in sight.
    assert found[on_people].made.origin == ""
    assert found[carried].made.look_on == NEAR


def test_a_claim_of_an_assessment_is_pinned_by_its_snapshot(author: Client, kingshurst: Any) -> None:
    assessment = kingshurst.assessments.filter(second=False, completed_at__isnull=False).last()
    chain = assessment.answers.get(key="chain/housing")
    chain.parts = {**chain.parts, "indicator": "claimant-count"}
    chain.save()
    report = begun(author.person, proposal=kingshurst)
    found = {f.made.key: f for f in selectors.of_report(report, author.person, DAY)}
    one = found[f"claims|claimant-count|{SOLIHULL}"]
    series = values("claimant-count", SOLIHULL)
    assert one.beside.pinned
    assert one.beside.then is not None
    assert (one.beside.then.period, one.beside.then.value) == max(series.items())
    assert one.made.pinned.snapshot == assessment.snapshot
