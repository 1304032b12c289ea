"""The tests of a report answered: begun, saved as typed, cited, carried over, late, and by two at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.web.example import NOW
from tests.web.proposals.conftest import kingshurst as kingshurst
from tests.web.scrutiny.accounts import SOLIHULL, begun, body, report_of, said

from commonweal.web.audit.actions import Actor
from commonweal.web.audit.models import Event
from commonweal.web.proposals.actions import Moved, start_second
from commonweal.web.proposals.roles import SecondAssessor
from commonweal.web.scrutiny.actions import answering
from commonweal.web.scrutiny.models import Citation, Document, Report, Response, SetVersion
from commonweal.web.scrutiny.roles import ReportAuthor, ScrutinyMember
from commonweal.web.scrutiny.selectors import accounts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kingshurst")]
OTHER = Actor("other", "Somebody else")
SCRIPT = "<script>alert('x')</script>"
WHO = {
    "who": "Young people of North Solihull",
    "people": "1,234",
    "people-source": "the tender",
    "places": [SOLIHULL],
    "mechanism": "Paid training.",
    "strength": "data",
    "evidence": "The tender.",
}


@pytest.fixture
def author(signed_in: Callable[..., Client]) -> Client:
    return signed_in(ReportAuthor, name="An author")


def at(report: Report, key: str = "who-benefits") -> str:
    return f"/reports/{report.pk}/tests/answer/{key}/"


def form(revision: int = 0, **parts: Any) -> dict[str, Any]:
    return {"revision": revision, **{f"a-{name}": value for name, value in parts.items()}}


def test_the_tests_in_force_are_begun_once_and_stay_with_the_report(author: Client) -> None:
    report = report_of(author.person)
    page = author.get(f"/reports/{report.pk}/tests/")
    assert "The tests have not been begun for this report" in body(page)
    assert "reconstruction" in body(page)
    assert author.post(f"/reports/{report.pk}/tests/begin/").status_code == 302
    report.refresh_from_db()
    assert report.test_set is not None
    assert report.test_set.version == "1.0.0"
    assert report.quality == "none"
    again = author.post(f"/reports/{report.pk}/tests/begin/", follow=True)
    assert "have been begun already" in body(again)
    assert Event.objects.filter(act="account.begun").count() == 1


def test_tests_cannot_be_begun_where_none_are_in_force(author: Client) -> None:
    report = report_of(author.person)
    SetVersion.objects.update(state=SetVersion.State.OFFERED)
    assert "No tests are in force yet" in body(author.get(f"/reports/{report.pk}/tests/"))
    with pytest.raises(ValueError, match="No tests are in force"):
        answering.begin_tests(report=report, by=author.person, now=NOW)
    with pytest.raises(ValueError, match="have not been begun"):
        said(report, "voice", author.person, who="Tenants")


def test_only_the_tests_that_apply_are_put(author: Client) -> None:
    report = begun(author.person, kind="information")
    page = body(author.get(f"/reports/{report.pk}/tests/"))
    assert "0 of 9 tests are answered" in page
    assert author.get(at(report, "good-work")).status_code == 404
    with pytest.raises(ValueError, match="not put to this report"):
        said(report, "good-work", author.person, mechanism="Nothing")
    Report.objects.filter(pk=report.pk).update(kind="project")
    said(report, "good-work", author.person, mechanism="Ten places.")
    Report.objects.filter(pk=report.pk).update(kind="information")
    page = body(author.get(f"/reports/{report.pk}/tests/"))
    assert "1 answer is kept to tests that are not put to this report as it is now" in page


def test_an_answer_in_parts_is_kept_half_written_or_whole(author: Client) -> None:
    report = begun(author.person)
    response = author.post(at(report), form(who="Young people", people="lots"), follow=True)
    assert response.status_code == 200
    page = body(author.get(at(report)))
    assert "is not a whole number" in page
    assert "Still to be said: " in page
    report.refresh_from_db()
    assert (report.quality, report.answered_on) == ("partial", accounts.day_of(dt.datetime.now(dt.UTC)))
    author.post(at(report), form(1, **WHO) | {"go": "stay"})
    page = body(author.get(f"/reports/{report.pk}/tests/"))
    assert "1 of 10 tests is answered." in page
    assert "Evidence: data." in page
    assert "Saved" in body(author.get(at(report)))


def test_saved_as_it_is_typed_the_script_is_told_in_json(author: Client) -> None:
    report = begun(author.person)
    typed = {"headers": {"Accept": "application/json"}}
    answer = author.post(at(report), form(who="You"), **typed)
    assert answer.json()["revision"] == 1
    assert answer.json()["saved"].startswith("Saved ")
    answer = author.post(at(report), form(1, who="Young people"), **typed)
    assert answer.json()["revision"] == 2
    stale = author.post(at(report), form(1, who="Old people"), **typed)
    assert stale.status_code == 409
    wrong = author.post(at(report), form(2, strength="certain"), **typed)
    assert (wrong.status_code, wrong.json()["problems"]) == (422, ["Choose one of these."])
    # One act, however often it was saved while it was typed.
    assert Event.objects.filter(act="account.answered").count() == 1


def test_what_is_not_known_becomes_an_action(author: Client) -> None:
    report = begun(author.person)
    author.post(at(report, "voice"), form() | {"not_known": "on"})
    page = body(author.get(f"/reports/{report.pk}/tests/"))
    assert "We do not know: say who finds out, and by when" in page
    author.post(
        at(report, "voice"), form(1) | {"not_known": "on", "who": "The planning team", "until": "2027-01-31"}
    )
    page = body(author.get(f"/reports/{report.pk}/tests/"))
    assert "The planning team" in page
    assert "31 January 2027" in page
    wrong = author.post(at(report, "voice"), form(2) | {"not_known": "on", "until": "soon"})
    assert wrong.status_code == 422
    assert "Write the day like 2027-01-31." in body(wrong)


def test_script_in_every_field_is_text(author: Client, client: Client) -> None:
    report = begun(author.person, title=SCRIPT, public=True, author_role=SCRIPT)
    parts = {name: SCRIPT if isinstance(value, str) else value for name, value in WHO.items()}
    author.post(at(report), form(**{**parts, "strength": "data", "people": SCRIPT}))
    for address in (
        at(report),
        f"/reports/{report.pk}/tests/",
        f"/reports/{report.pk}/statement/",
        f"/reports/{report.pk}/statement/html/",
        f"/statements/{report.pk}/",
        "/statements/",
    ):
        for reader in (author, client):
            page = body(reader.get(address))
            assert SCRIPT not in page, address
            assert "alert(" in page, address


def test_an_answer_that_is_blank_is_no_answer(author: Client) -> None:
    report = begun(author.person)
    author.post(at(report), form(who=" \n ", mechanism="–"))
    report.refresh_from_db()
    assert report.quality == "none"
    assert report.answered_on is None
    assert "0 of 10 tests are answered" in body(author.get(f"/reports/{report.pk}/tests/"))


def test_two_authors_at_once_are_shown_both_texts(author: Client) -> None:
    report = begun(author.person)
    said(report, "who-benefits", OTHER, who="Their words", places=[SOLIHULL])
    response = author.post(at(report), form(0, who="My words"))
    page = body(response)
    assert response.status_code == 409
    assert "Somebody else changed this answer" in page
    assert "Their words" in page
    assert 'value="My words"' in page
    assert Response.objects.get(report=report).parts["who"] == "Their words"
    with pytest.raises(Moved):
        answering.save_response(
            report=report, key="who-benefits", parts={}, revision=0, by=author.person, now=NOW
        )
    # Sent again from the page that showed both, it is kept.
    assert author.post(at(report), form(1, who="Ours")).status_code == 302
    assert Response.objects.get(report=report).parts["who"] == "Ours"


def test_a_text_too_long_is_refused_and_still_there(author: Client) -> None:
    report = begun(author.person)
    response = author.post(at(report), form(mechanism="x" * 10_001))
    assert response.status_code == 422
    assert "may have 10,000 characters at most" in body(response)
    assert "x" * 10_001 in body(response)


def test_the_evidence_of_the_places_stands_beside_and_is_cited_with_what_was_typed(author: Client) -> None:
    report = begun(author.person)
    page = author.get(at(report))
    assert "The evidence here" in body(page)
    figure = next(e for e in page.context["page"].evidence if e.has_figure)
    assert len(page.context["page"].evidence) > 3
    sent = form(who="Young people") | {
        "key": "who-benefits",
        "figure": f"{figure.indicator}|{figure.area}|{figure.breakdown}",
    }
    response = author.post(f"/reports/{report.pk}/tests/cite/", sent, follow=True)
    assert "Cited beside this answer" in body(response)
    assert Response.objects.get(report=report).parts == {"who": "Young people"}
    [cited] = report.citations.all()
    assert cited.snapshot == accounts.sheet_of(Report.objects.get(pk=report.pk)).book.id  # type: ignore[union-attr]
    Citation.objects.update(value=cited.value + 1)
    assert "Revised since" in body(author.get(at(report)))
    nothing = {"key": "who-benefits", "figure": "no-such|E0|"}
    assert "There is no such figure" in body(
        author.post(f"/reports/{report.pk}/tests/cite/", nothing, follow=True)
    )
    author.post(f"/reports/{report.pk}/tests/uncite/", {"key": "who-benefits", "citation": cited.pk})
    assert not report.citations.exists()


def test_a_document_of_the_report_is_named_as_evidence(author: Client) -> None:
    report, other = begun(author.person), report_of(author.person)
    for n, whose in enumerate((report, other)):
        Document.objects.create(
            report=whose,
            name=f"Tender {n}.pdf",
            kind="pdf",
            size=1,
            sha256=str(n),
            added_by="x",
            added_at=NOW,
        )
    mine, theirs = (r.documents.get() for r in (report, other))
    cite = f"/reports/{report.pk}/tests/cite/"
    response = author.post(cite, {"key": "who-benefits", "document": mine.pk}, follow=True)
    assert "Named as evidence." in body(response)
    response = author.post(cite, {"key": "who-benefits", "document": theirs.pk}, follow=True)
    assert "has no such document" in body(response)
    assert author.post(cite, {"key": "no-such", "document": mine.pk}).status_code == 404
    [named] = report.document_citations.all()
    author.post(f"/reports/{report.pk}/tests/uncite/", {"key": "who-benefits", "named": named.pk})
    assert not report.document_citations.exists()


def test_what_is_carried_over_follows_the_assessment_until_it_is_saved(
    author: Client, client: Client, kingshurst: Any
) -> None:
    report = begun(author.person, proposal=kingshurst)
    assert (report.quality, report.answered_on) == ("partial", NOW.date())
    overview = body(author.get(f"/reports/{report.pk}/tests/"))
    assert "carried over from the assessment of the proposal" in overview
    page = author.get(at(report, "how-it-works"))
    assert "Carried over from the assessment" in body(page)
    sheet = accounts.sheet_of(Report.objects.get(pk=report.pk))
    assert sheet is not None
    before = sheet.carried["how-it-works"].text("mechanism")
    assert before
    assert before.splitlines()[0][:40] in page.context["form"]["a-mechanism"].value()

    assessment = sheet.assessment
    chain = assessment.answers.filter(key__startswith="chain/").first()  # type: ignore[union-attr]
    chain.parts = {**chain.parts, "activity": "Build a school instead"}
    chain.save()
    assert "Build a school instead" in body(author.get(at(report, "how-it-works")))

    author.post(at(report, "how-it-works"), form(mechanism="In our own words", **{"by-when": "2029"}))
    row = Response.objects.get(report=report)
    assert "Build a school instead" in row.carried["mechanism"]
    page = author.get(at(report, "how-it-works"))
    assert "Carried over from the assessment" not in body(page)
    assert "says something else now" not in body(page)

    chain.parts = {**chain.parts, "activity": "Build a hospital"}
    chain.save()
    page = author.get(at(report, "how-it-works"))
    assert "The assessment says something else now" in body(page)
    assert "Build a hospital" in body(page)
    assert "In our own words" in body(page)
    typed = {"headers": {"Accept": "application/json"}}
    author.post(at(report, "how-it-works"), form(1, mechanism="In our own word"), **typed)
    assert "says something else now" in body(author.get(at(report, "how-it-works")))
    author.post(at(report, "how-it-works"), form(2, mechanism="In our own words"))
    assert "says something else now" not in body(author.get(at(report, "how-it-works")))


def test_the_public_sees_what_is_carried_from_a_public_proposal_alone(
    author: Client, client: Client, kingshurst: Any
) -> None:
    type(kingshurst).objects.filter(pk=kingshurst.pk).update(public=False)
    report = begun(author.person, proposal=kingshurst, public=True)
    assert "carried over" in body(author.get(f"/reports/{report.pk}/tests/"))
    assert "carried over" not in body(client.get(f"/reports/{report.pk}/tests/"))
    assert "Not answered." in body(client.get(at(report, "how-it-works")))
    type(kingshurst).objects.filter(pk=kingshurst.pk).update(public=True)
    assert "carried over" in body(client.get(f"/reports/{report.pk}/tests/"))


def test_a_second_assessor_does_not_meet_the_first_assessment_in_a_report(
    author: Client, signed_in: Callable[..., Client], kingshurst: Any
) -> None:
    report = begun(author.person, proposal=kingshurst, public=True)
    link = f'href="/assessments/{kingshurst.assessments.filter(second=False).last().pk}/"'
    type(kingshurst).objects.filter(pk=kingshurst.pk).update(public=False)
    assert link not in body(author.get(at(report, "how-it-works")))  # an author who may not open it
    type(kingshurst).objects.filter(pk=kingshurst.pk).update(public=True)
    assert link in body(author.get(at(report, "how-it-works")))
    blind = signed_in(SecondAssessor, ScrutinyMember, name="Blind", email="blind@example.org")
    assert "carried over" in body(blind.get(f"/reports/{report.pk}/tests/"))
    start_second(proposal=kingshurst, by=blind.person, now=NOW)
    for address in (f"/reports/{report.pk}/tests/", f"/reports/{report.pk}/statement/"):
        assert "arried over" not in body(blind.get(address))
    assert "Not answered." in body(blind.get(at(report, "how-it-works")))


def test_citing_beside_what_is_carried_does_not_make_it_the_authors_own(
    author: Client, kingshurst: Any
) -> None:
    report = begun(author.person, proposal=kingshurst)
    page = author.get(at(report, "who-benefits"))
    figure = next(e for e in page.context["page"].evidence if e.has_figure)
    sheet = accounts.sheet_of(Report.objects.get(pk=report.pk))
    sent = form(**sheet.carried_parts("who-benefits")) | {  # type: ignore[union-attr]
        "key": "who-benefits",
        "figure": f"{figure.indicator}|{figure.area}|{figure.breakdown}",
    }
    author.post(f"/reports/{report.pk}/tests/cite/", sent)
    assert report.citations.count() == 1
    assert not report.responses.exists()


@pytest.mark.parametrize(
    ("day", "words", "timing"),
    [
        (dt.date(2026, 11, 20), "before options closed on 1 December 2026", "early"),
        (dt.date(2026, 12, 5), "after options closed on 1 December 2026", "late"),
        (dt.date(2026, 12, 20), "after the decision of 15 December 2026", "after"),
    ],
)
def test_when_it_was_answered_stands_against_options_and_decision(
    author: Client, day: dt.date, words: str, timing: str
) -> None:
    report = begun(author.person, options_closed=dt.date(2026, 12, 1))
    if timing == "after":
        Report.objects.filter(pk=report.pk).update(decided_on=dt.date(2026, 12, 15), decision="approved")
    said(report, "who-benefits", author.person, now=dt.datetime.combine(day, dt.time(9), dt.UTC), who="Us")
    page = body(author.get(f"/reports/{report.pk}/tests/"))
    assert words in page
    report.refresh_from_db()
    assert report.answered_on == day


def test_a_change_after_the_decision_is_dated_and_shown_with_what_stood_then(
    author: Client, client: Client
) -> None:
    report = begun(author.person, options_closed=dt.date(2026, 12, 1), public=True)
    said(report, "who-benefits", author.person, who="Tenants")
    Report.objects.filter(pk=report.pk).update(decided_on=dt.date(2026, 12, 15), decision="approved")
    after = dt.datetime(2026, 12, 20, 9, tzinfo=dt.UTC)
    said(report, "who-benefits", author.person, now=after, who="Tenants")  # nothing changed
    assert not Response.objects.get(report=report, key="who-benefits").later
    said(report, "who-benefits", author.person, now=after, who="Everybody")
    said(report, "who-benefits", OTHER, now=after + dt.timedelta(days=1), who="Everybody here")
    said(report, "voice", OTHER, now=after, who="Tenants")
    page = body(author.get(at(report)))
    assert "Changed after the decision" in page
    assert "Changed on 20 December 2026 by An author" in page
    assert "Changed on 21 December 2026 by Somebody else" in page
    assert "Tenants" in page.partition("As it stood when the report was decided")[2]
    public = body(client.get(at(report)))
    assert "Changed on 20 December 2026" in public
    assert "An author" not in public
    assert "Not answered" in body(author.get(at(report, "voice")))
    assert body(author.get(f"/reports/{report.pk}/tests/")).count("After the decision") == 2
    report.refresh_from_db()
    # The account is counted as it stood when the report was decided.
    assert report.answered_on == NOW.date()
    assert Event.objects.filter(act="account.answered", sentence__contains="after the decision").count() == 2


def test_who_may_not_read_an_exempt_report_does_not_learn_of_its_tests(
    author: Client, client: Client, signed_in: Callable[..., Client]
) -> None:
    report = begun(author.person, exempt=True, exempt_reason="Commercial", title="A secret purchase")
    said(report, "who-benefits", author.person, who="Us")
    stranger = signed_in(name="A stranger")
    member = signed_in(ScrutinyMember, name="A member")
    for address in (f"/reports/{report.pk}/tests/", at(report)):
        assert client.get(address).status_code == 404
        refused = stranger.get(address)
        assert refused.status_code == 403
        assert "read reports and accounts that are not public" in body(refused)
        assert "secret" not in body(refused)
        assert member.get(address).status_code == 200
    assert member.post(at(report), form(1, who="Them")).status_code == 403
    assert "answer the tests of a report" in body(member.post(f"/reports/{report.pk}/tests/begin/"))


def test_a_lost_session_keeps_what_was_written(author: Client, client: Client) -> None:
    report = begun(author.person)
    response = client.post(at(report), form(who="Written while signed out"))
    assert response.status_code == 401
    assert "Written while signed out" in body(response)
    typed = client.post(at(report), form(who="x"), headers={"Accept": "application/json"})
    assert (typed.status_code, typed.json()["problems"]) == (401, ["You are signed out."])
    assert client.post(f"/reports/{report.pk}/tests/cite/", {"key": "voice"}).status_code == 401
    assert not report.responses.exists()


def test_junk_in_an_address_is_not_there(author: Client) -> None:
    report = begun(author.person)
    assert author.get(at(report, "no-such")).status_code == 404
    assert author.get("/reports/999999/tests/").status_code == 404
    assert author.get(f"/reports/{report.pk}/tests/cite/").status_code == 405
    assert author.get(f"/reports/{report.pk}/tests/begin/").status_code == 405


def test_the_record_keeps_an_exempt_reports_reference_alone(author: Client) -> None:
    by = author.person  # type: ignore[attr-defined]
    report = begun(by, exempt=True, exempt_reason="A price", title="Land at the quay")
    said(report, "voice", by, mechanism="A panel.")
    acts = Event.objects.filter(act__startswith="account.", subject_id=str(report.pk))
    assert acts.count() == 2
    for event in acts:
        assert "quay" not in f"{event.sentence} {event.subject_label}"
        assert f"exempt report {report.reference}" in event.sentence
