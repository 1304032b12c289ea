"""The thread of a report: asked, answered, ended; recommended, responded to, done; decided in order."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from tests.web.example import NOW
from tests.web.scrutiny.register import body, committee, entered, meeting
from tests.web.scrutiny.threads import TODAY, answered, asked, days, recommended, responded, updated

from commonweal.web.audit.models import Event
from commonweal.web.scrutiny.actions import recommending, threads
from commonweal.web.scrutiny.actions import register as actions
from commonweal.web.scrutiny.forms.asked_threads import Threads
from commonweal.web.scrutiny.models import (
    DecisionMade,
    Document,
    Message,
    Query,
    Recommendation,
    Report,
)
from commonweal.web.scrutiny.roles import GovernanceOfficer, ReportAuthor, ScrutinyMember
from commonweal.web.scrutiny.selectors import threads as selectors

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def member(signed_in: Callable[..., Client]) -> Client:
    return signed_in(ScrutinyMember, name="Member of scrutiny", email="member@example.org")


@pytest.fixture
def officer(signed_in: Callable[..., Client]) -> Client:
    return signed_in(ReportAuthor, name="Author of the report", email="author@example.org")


@pytest.fixture
def governance(signed_in: Callable[..., Client]) -> Client:
    return signed_in(GovernanceOfficer, name="Governance officer", email="governance@example.org")


@pytest.fixture
def report(governance: Client) -> Report:
    by = governance.person  # type: ignore[attr-defined]
    return entered(by, "R1", public=True, meeting_id=meeting(by).pk, sponsor="Example Council")


def main(response: Any) -> str:
    """The words of a page's main part, its tags taken out."""
    whole = body(response).split("<main", 1)[1].split("</main", 1)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", whole).split())


def test_asked_answered_asked_on_accepted(
    member: Client, officer: Client, governance: Client, client: Client, report: Report
) -> None:
    here, today = f"/reports/{report.pk}/scrutiny/", timezone.localdate()
    assert "Nobody has asked or recommended anything on this report yet" in main(member.get(here))
    sent = {"about": "report:", "words": "Who gains?", "wanted_by": today + days(3)}
    answer = member.post(f"{here}ask/", sent)
    held = Query.objects.get()
    assert answer["Location"] == f"{here}#query-{held.pk}"
    page = main(officer.get(here))
    assert "Waiting for an answer" in page
    assert "1 query, which waits." in page
    assert "Asked Member of scrutiny" in page
    assert "Accept the answer" not in page

    at = f"{here}queries/{held.pk}/"
    assert officer.post(f"{at}answer/", {"words": "Adults.", "revision": 1}).status_code == 302
    page = main(member.get(here))
    assert "Answered, with the asker" in page
    assert "Answered Author of the report" in page
    assert "Accept the answer" in page
    more = {"words": "How many?", "revision": 2, "wanted_by": today + days(9)}
    assert member.post(f"{at}more/", more).status_code == 302
    assert officer.post(f"{at}answer/", {"words": "Eighty.", "revision": 3}).status_code == 302
    assert member.post(f"{at}accept/", {"words": "", "revision": 4}).status_code == 302
    held.refresh_from_db()
    assert (held.end, held.waits, held.ended_by) == ("answered", "", "Member of scrutiny")
    page = main(officer.get(here))
    assert "Ended as answered: accepted by Member of scrutiny on" in page
    assert page.index("Who gains?") < page.index("Adults.") < page.index("How many?") < page.index("Eighty.")
    assert "Nothing waits but the decision on the report." in page
    # the public has none of it, until it is published
    assert "Who gains?" not in main(client.get(here))
    assert governance.post(f"{at}publish/", {"to": "public", "revision": 5}).status_code == 302
    page = main(client.get(here))
    assert "Who gains?" in page
    assert "Asked A scrutiny member" in page
    assert "Author of the report" not in page
    assert "Member of scrutiny" not in page


def test_the_end_of_a_query_is_for_who_asked_it(
    member: Client, signed_in: Callable[..., Client], officer: Client, governance: Client, report: Report
) -> None:
    other = signed_in(ScrutinyMember, name="Another", email="another@example.org")
    held = asked(report, member.person)  # type: ignore[attr-defined]
    at = f"/reports/{report.pk}/scrutiny/queries/{held.pk}/"
    refused = other.post(f"{at}withdraw/", {"words": "", "revision": 1})
    assert refused.status_code == 409
    assert "Member of scrutiny asked this. Only who asked may do that." in body(refused)
    assert "There is no answer to accept yet." in body(
        member.post(f"{at}accept/", {"words": "", "revision": 1})
    )
    assert "It waits for an answer still." in body(member.post(f"{at}more/", {"words": "x", "revision": 1}))
    for reader, part in (
        (officer, "accept"),
        (officer, "overtake"),
        (member, "overtake"),
        (member, "answer"),
    ):
        assert reader.get(f"{at}{part}/").status_code == 403, part
    empty = governance.post(f"{at}overtake/", {"words": " ", "revision": 1})
    assert "Say what has overtaken it." in body(empty)
    told = {"words": "The report was withdrawn.", "revision": 1}
    assert governance.post(f"{at}overtake/", told).status_code == 302
    page = main(member.get(f"/reports/{report.pk}/scrutiny/"))
    assert "Ended as overtaken by Governance officer on" in page
    assert "The report was withdrawn." in page


def test_an_answer_to_a_query_withdrawn_meanwhile_is_refused_and_kept(
    member: Client, officer: Client, report: Report
) -> None:
    held = asked(report, member.person)  # type: ignore[attr-defined]
    at = f"/reports/{report.pk}/scrutiny/queries/{held.pk}/"
    assert officer.get(f"{at}answer/").status_code == 200
    assert (
        member.post(f"{at}withdraw/", {"words": "Settled in the meeting.", "revision": 1}).status_code == 302
    )
    refused = officer.post(f"{at}answer/", {"words": "A long answer.", "revision": 1})
    assert refused.status_code == 409
    assert "Member of scrutiny ended this query (withdrawn)" in body(refused)
    assert "What you wrote was not sent, and is still here." in body(refused)
    assert ">\nA long answer.</textarea>" in body(refused)
    assert "Settled in the meeting." in main(refused)
    assert not Message.objects.exists()


def test_two_who_answer_at_once(
    member: Client, officer: Client, signed_in: Callable[..., Client], report: Report
) -> None:
    held = asked(report, member.person)  # type: ignore[attr-defined]
    second = signed_in(ReportAuthor, name="Second author", email="second@example.org")
    at = f"/reports/{report.pk}/scrutiny/queries/{held.pk}/answer/"
    assert officer.post(at, {"words": "First.", "revision": 1}).status_code == 302
    late = second.post(at, {"words": "Second.", "revision": 1})
    assert late.status_code == 409
    assert "Somebody else wrote on this query after you opened this page." in body(late)
    assert "First." in main(late)
    assert ">\nSecond.</textarea>" in body(late)
    assert Message.objects.count() == 1
    again = re.search(r'name="revision" value="(\d+)"', body(late))
    assert again is not None
    assert second.post(at, {"words": "Second.", "revision": again[1]}).status_code == 302
    assert [m.words for m in held.messages.all()] == ["First.", "Second."]


def test_script_and_very_long_words_are_text(
    member: Client, officer: Client, client: Client, governance: Client, report: Report
) -> None:
    here = f"/reports/{report.pk}/scrutiny/"
    sent = {"about": "report:", "words": f"{SCRIPT}{'x' * 3_000} & “quoted”"}
    assert member.post(f"{here}ask/", sent).status_code == 302
    held = Query.objects.get()
    answered(held, officer.person, SCRIPT)  # type: ignore[attr-defined]
    made = recommended(report, member.person, words=SCRIPT, owner=SCRIPT)  # type: ignore[attr-defined]
    responded(made, officer.person, words=SCRIPT, will_do=SCRIPT)  # type: ignore[attr-defined]
    updated(made, officer.person, words=SCRIPT, evidence=SCRIPT)  # type: ignore[attr-defined]
    held.refresh_from_db()
    threads.publish(query=held, revision=held.revision, by=governance.person, now=timezone.now())  # type: ignore[attr-defined]
    for reader in (member, officer, governance, client):
        page = body(reader.get(here))
        assert SCRIPT not in page
        assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 7
    too_long = member.post(f"{here}ask/", {"about": "report:", "words": "x" * 10_001})
    assert too_long.status_code == 422
    assert "10000" in body(too_long).replace(",", "")
    assert "x" * 10_001 in body(too_long)


def test_a_query_about_what_reading_raised_keeps_its_words(
    member: Client, officer: Client, report: Report
) -> None:
    found = {
        "flags": [{"kind": "generic", "sentence": "It will benefit everybody.", "why": "w", "helps": "h"}]
    }
    held = Document.objects.create(
        report=report, name="a.docx", kind="docx", size=1, sha256="0" * 64, state="read", found=found,
        added_by="x", added_at=NOW,
    )  # fmt: skip
    here = f"/reports/{report.pk}/scrutiny/"
    link = f'href="{here}ask/?about=flag:{held.pk}-0"'
    assert link in body(member.get(f"/reports/{report.pk}/documents/{held.pk}/"))
    assert link not in body(officer.get(f"/reports/{report.pk}/documents/{held.pk}/"))
    form = body(member.get(f"{here}ask/?about=flag:{held.pk}-0&words=Who+is+everybody%3F"))
    assert f'value="flag:{held.pk}-0" selected' in form
    assert ">\nWho is everybody?</textarea>" in form
    sent = {"about": f"flag:{held.pk}-0", "words": "Who is everybody?"}
    assert member.post(f"{here}ask/", sent).status_code == 302
    held.delete()
    assert "“It will benefit everybody.”" in main(member.get(here))
    nonsense = member.post(f"{here}ask/", {"about": "flag:999-0", "words": "x"})
    assert nonsense.status_code == 422


def test_late_is_seen_and_computed(member: Client, officer: Client, report: Report) -> None:
    today = timezone.localdate()
    long_ago = timezone.now() - days(30)
    held = asked(report, member.person, wanted_by=today - days(10), now=long_ago)  # type: ignore[attr-defined]
    here = f"/reports/{report.pk}/scrutiny/"
    page = main(member.get(here))
    assert "Answer late" in page
    assert "and is 10 days late." in page
    assert "1 query, which waits, and is late." in page
    answered(held, officer.person, now=timezone.now())  # type: ignore[attr-defined]
    page = main(member.get(here))
    assert "Late" in page
    assert "10 days before." in page
    with pytest.raises(ValueError, match="has passed already"):
        asked(report, member.person, wanted_by=TODAY - days(1))  # type: ignore[attr-defined]


def test_recommended_responded_done(member: Client, officer: Client, client: Client, report: Report) -> None:
    here, today = f"/reports/{report.pk}/scrutiny/", timezone.localdate()
    board = committee(member.person, "Scrutiny Board", "scrutiny-board")  # type: ignore[attr-defined]
    sent = {
        "committee": board.pk, "words": "Report on who took part.", "owner": "Cabinet member for skills",
        "made_on": today, "due": today + days(60),
    }  # fmt: skip
    assert member.post(f"{here}recommend/", sent).status_code == 302
    made = Recommendation.objects.get()
    at = f"{here}recommendations/{made.pk}/"
    assert "Waiting for a response" in main(client.get(here))
    assert officer.get(f"{at}update/").status_code == 200
    early = officer.post(f"{at}update/", {"words": "x", "day": today, "revision": 1})
    assert "Nothing of it was accepted" in body(early)
    half = officer.post(f"{at}respond/", {"answer": "partly", "words": "Yes", "day": today, "revision": 1})
    assert half.status_code == 422
    assert "Say what will be done." in body(half)
    assert "Say by when it will be done." in body(half)
    both = {"answer": "not", "words": "No", "will_do": "Much", "day": today, "revision": 1}
    assert "It is not accepted, so nothing is promised." in body(officer.post(f"{at}respond/", both))
    reply = {
        "answer": "partly", "words": "For adults only.", "will_do": "A count each term.",
        "will_by": today + days(90), "day": today, "revision": 1,
    }  # fmt: skip
    assert officer.post(f"{at}respond/", reply).status_code == 302
    page = main(client.get(here))
    assert "On course" in page
    assert "Response: accepted in part Cabinet member for skills" in page
    assert "Author of the report" not in page
    bare = officer.post(f"{at}update/", {"words": "All done.", "done": "on", "day": today, "revision": 2})
    assert "Say what shows that it is done" in body(bare)
    wrong = officer.post(
        f"{at}update/", {"words": "x", "link": "javascript:alert(1)", "day": today, "revision": 2}
    )
    assert "Give an address that begins with https://" in body(wrong)
    done = {"words": "All done.", "done": "on", "link": "/indicators/x/", "day": today, "revision": 2}
    assert officer.post(f"{at}update/", done).status_code == 302
    page = main(client.get(here))
    assert f"Done on {today:%-d %B %Y}, in time" in page
    assert 'href="/indicators/x/"' in body(client.get(here))
    assert officer.get(f"{at}withdraw/").status_code == 403
    taken = member.post(f"{at}withdraw/", {"words": "Entered twice.", "revision": 3})
    assert taken.status_code == 302
    assert "Entered twice." in main(client.get(here))
    refused = officer.post(f"{at}update/", done | {"revision": 4})
    assert "withdrew this recommendation" in body(refused)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"made_on": TODAY + days(1)}, "still to come"),
        ({"due": TODAY - days(1)}, "before the recommendation"),
        ({"owner": "—"}, "Say who is to respond"),
        ({"words": " "}, "Write what is recommended"),
    ],
)
def test_what_a_recommendation_needs(report: Report, governance: Client, changes: Any, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        recommended(report, governance.person, **changes)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"day": TODAY - days(1)}, "The committee made it on"),
        ({"day": TODAY + days(1)}, "still to come"),
        ({"answer": "perhaps"}, "Choose whether"),
        ({"will_by": None}, "Say by when"),
        ({"will_by": TODAY - days(1)}, "Say by when"),
        ({"will_do": ""}, "Say what will be done"),
        ({"words": ""}, "Give the reason"),
    ],
)
def test_what_a_response_needs(report: Report, governance: Client, changes: Any, words: str) -> None:
    made = recommended(report, governance.person)  # type: ignore[attr-defined]
    with pytest.raises(ValueError, match=words):
        responded(made, governance.person, **changes)  # type: ignore[attr-defined]


def test_a_promise_that_is_moved_keeps_its_first_day(
    report: Report, officer: Client, governance: Client
) -> None:
    made = recommended(report, governance.person, now=NOW)  # type: ignore[attr-defined]
    responded(made, governance.person)  # type: ignore[attr-defined]
    responded(made, governance.person, will_by=TODAY + days(400), words="It takes longer.")  # type: ignore[attr-defined]
    page = main(officer.get(f"/reports/{report.pk}/scrutiny/"))
    assert f"(first for {TODAY + days(90):%-d %B %Y})" in page
    assert "We agree." in page
    assert "It takes longer." in page


def test_decisions_follow_each_other_and_say_whether_the_account_changed_them(
    governance: Client, client: Client, report: Report
) -> None:
    at, here = f"/reports/{report.pk}/decision/", f"/reports/{report.pk}/scrutiny/"
    first = {
        "decided_on": "2026-12-03", "decision": "called-in", "decision_words": "Called in.",
        "changed": "not-known", "revision": report.revision,
    }  # fmt: skip
    assert "later decision" not in body(governance.get(at))
    assert governance.post(at, first).status_code == 302
    report.refresh_from_db()
    assert (report.decision, report.decision_words) == ("called-in", "Called in.")
    assert "A later decision is to follow." in main(client.get(here))
    form = body(governance.get(at))
    assert "Written down last: Called in on 3 December 2026." in form
    assert re.search(r'name="later" value="yes"[^>]*checked', form)
    later = first | {"later": "yes", "decision": "amended", "revision": report.revision, "changed": "yes"}
    unsaid = governance.post(at, later | {"decided_on": "2027-01-10"})
    assert "Say what was amended because of the account." in body(unsaid)
    later |= {"changed_words": "A second intake, since the answer on places showed none in the north."}
    before = governance.post(at, later | {"decided_on": "2026-12-01"})
    assert "this one came later" in body(before)
    assert governance.post(at, later | {"decided_on": "2027-01-10"}).status_code == 302
    report.refresh_from_db()
    assert (report.decision, report.decided_on) == ("amended", dt.date(2027, 1, 10))
    page = main(client.get(here))
    assert page.index("Decision 1 Called in") < page.index("Decision 2 Approved with amendments")
    assert "The account of inclusive growth changed this decision. A second intake" in page
    assert "The thread ended on 10 January 2027, with the decision on the report." in page
    # a correction changes the last, and emptying it takes the last out
    fixed = later | {"later": "no", "decided_on": "2027-01-11", "revision": report.revision}
    assert governance.post(at, fixed).status_code == 302
    assert [d.decided_on.day for d in report.decisions.all()] == [3, 11]
    corrected = Event.objects.filter(act="report.decision").first()
    assert corrected is not None
    assert corrected.detail == {"before": {"decision": "amended", "decided_on": "2027-01-10"}}
    report.refresh_from_db()
    gone = {"decided_on": "", "decision": "", "decision_words": "", "revision": report.revision}
    assert governance.post(at, gone).status_code == 302
    report.refresh_from_db()
    assert (report.decision, report.decided_on) == ("called-in", dt.date(2026, 12, 3))


def test_the_database_keeps_its_rules(report: Report, governance: Client) -> None:
    by = governance.person  # type: ignore[attr-defined]
    made, held = recommended(report, by), asked(report, by)
    wrong: list[Callable[[], Any]] = [
        lambda: Query.objects.filter(pk=held.pk).update(end="answered"),
        lambda: Query.objects.filter(pk=held.pk).update(waits=""),
        lambda: Query.objects.filter(pk=held.pk).update(published_by="x"),
        lambda: Recommendation.objects.filter(pk=made.pk).update(response="not"),
        lambda: Recommendation.objects.filter(pk=made.pk).update(due=TODAY - days(1)),
        lambda: Recommendation.objects.filter(pk=made.pk).update(withdrawn_by="x"),
        lambda: DecisionMade.objects.create(
            report=report, decision="approved", decided_on=TODAY, changed="yes", by="x", at=NOW
        ),
    ]
    for act in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


def test_decisions_that_were_there_before_are_taken_into_the_record(governance: Client) -> None:
    by = governance.person  # type: ignore[attr-defined]
    old = entered(by, "OLD")
    Report.objects.filter(pk=old.pk).update(
        decision="approved", decided_on=TODAY, decision_words="Agreed.", changed_by="Somebody", changed_at=NOW
    )
    entered(by, "UNDECIDED")
    moved = import_module("commonweal.web.scrutiny.migrations.0006_decisions_made")
    moved.write_down(apps, None)
    moved.write_down(apps, None)
    row = DecisionMade.objects.get()
    assert (row.report_id, row.decision, row.decided_on, row.words, row.changed, row.by) == (
        old.pk, "approved", TODAY, "Agreed.", "not-known", "Somebody",
    )  # fmt: skip


def listed(who: Client, **wanted: Any) -> list[str]:
    found = selectors.listed(who.person, Threads(**wanted), timezone.localdate())  # type: ignore[attr-defined]
    return [r.reference for r in found]


def test_the_list_is_filtered_by_what_waits_is_late_or_is_mine(
    member: Client, officer: Client, governance: Client, report: Report, client: Client
) -> None:
    by, today, before = governance.person, timezone.localdate(), timezone.now() - days(40)  # type: ignore[attr-defined]
    second, third, fourth = (entered(by, f"R{n}", public=True) for n in (2, 3, 4))
    entered(by, "SILENT", public=True)
    asked(report, member.person, "Where is Tipton?", wanted_by=today - days(1), now=before)  # type: ignore[attr-defined]
    mine = asked(second, member.person, now=before)  # type: ignore[attr-defined]
    answered(mine, officer.person, "In Sandwell.", now=before)  # type: ignore[attr-defined]
    made = recommended(third, by, made_on=today - days(30), due=today + days(30), now=timezone.now())
    responded(made, by, answer="not", words="Zebra.", day=today - days(20), now=timezone.now())
    actions.save_decision(
        report=third, decided_on=today, decision="approved", decision_words="", revision=third.revision,
        by=by, now=NOW,
    )  # fmt: skip
    actions.save_decision(
        report=fourth, decided_on=today, decision="deferred", decision_words="", revision=fourth.revision,
        by=by, now=NOW,
    )  # fmt: skip
    assert listed(member)[0] == "R1"
    assert set(listed(member)) == {"R1", "R2", "R3", "R4"}
    assert set(listed(member, state="open")) == {"R1", "R2", "R4"}
    assert listed(member, state="late") == ["R1"]
    assert listed(member, state="ended") == ["R3"]
    assert listed(member, mine=True) == ["R2"]
    assert listed(officer, mine=True) == []  # who answered on R2 works on it, and it waits for the asker
    assert listed(governance, mine=True) == ["R1"]
    assert listed(member, committee="scrutiny-board") == ["R3"]
    assert listed(member, committee="investment-board") == ["R1"]
    assert listed(member, words="tipton") == ["R1"]
    assert listed(member, words="sandwell") == ["R2"]
    assert listed(member, words="zebra") == ["R3"]
    page = main(member.get("/scrutiny/?state=late"))
    assert "1 thread fits what you asked; in it something is late." in page
    assert "1 query" in page
    # the public knows recommendations and decisions, and no query, whatever it asks for
    page = main(client.get("/scrutiny/"))
    assert "2 reports have a thread of scrutiny; nothing is late." in page
    assert "Report R1" not in page
    for words in ("tipton", "sandwell"):
        assert "No thread fits" in main(client.get(f"/scrutiny/?words={words}"))
    assert "Report R3" in main(client.get("/scrutiny/?words=zebra&mine=1"))
    assert client.get("/scrutiny/?page=zzz&state=%00&committee=%27%3B--&mine=x").status_code == 200


def test_what_waits_in_the_list_is_what_stands_in_the_thread(governance: Client) -> None:
    """Every way that a recommendation can go, by the list's own conditions and by the pure rule."""
    by, today, then = governance.person, timezone.localdate(), timezone.now() - days(100)  # type: ignore[attr-defined]
    ways: list[tuple[int, Any, Any]] = [
        (due, reply, update)
        for due in (-5, 0, 5)
        for reply in (None, "not", -2, 0, 3)
        for update in (None, False, True)
        if not (update is not None and reply in (None, "not"))
    ]
    for n, (due, reply, update) in enumerate(ways):
        report = entered(by, f"W{n}")
        made = recommended(report, by, made_on=today - days(50), due=today + days(due), now=then + days(60))
        if reply == "not":
            responded(made, by, answer="not", day=today - days(40), now=timezone.now())
        elif reply is not None:
            responded(made, by, will_by=today + days(reply), day=today - days(40), now=timezone.now())
        if update is not None:
            updated(made, by, done=update, evidence="A count.", day=today - days(1), now=timezone.now())
    late, opened = set(listed(governance, state="late")), set(listed(governance, state="open"))
    for made in Recommendation.objects.select_related("report"):
        found = selectors.tracked(made, today).stands.standing
        assert (made.report.reference in late) == (found in ("late", "overdue")), found
        assert (made.report.reference in opened) == (found in selectors.OPEN), found


def test_the_list_asks_a_few_questions_however_many_reports(
    governance: Client, member: Client, django_assert_max_num_queries: Any
) -> None:
    by = governance.person  # type: ignore[attr-defined]
    for n in range(12):
        held = entered(by, f"Q{n}", public=True)
        answered(asked(held, member.person), by)  # type: ignore[attr-defined]
        recommended(held, by)
    with django_assert_max_num_queries(14):
        member.get("/scrutiny/")
    with django_assert_max_num_queries(30):
        member.get(f"/reports/{held.pk}/scrutiny/")


def test_promises_of_the_same_sponsor_or_proposal(
    governance: Client, member: Client, signed_in: Callable[..., Client], report: Report
) -> None:
    by = governance.person  # type: ignore[attr-defined]
    other = entered(by, "OTHER", public=True, sponsor="example council")
    hidden = entered(by, "HIDDEN", exempt="A price", sponsor="Example Council")
    foreign = entered(by, "FOREIGN", public=True, sponsor="Somebody else")
    for held in (other, hidden, foreign, report):
        responded(recommended(held, by), by)
    responded(recommended(other, by), by, answer="not")
    recommended(other, by)
    stranger = signed_in(name="Nobody", email="nobody@example.org")

    def told(who: Client, on: dt.date = TODAY) -> list[tuple[str, str]]:
        found = selectors.promises_of(report, who.person, on)  # type: ignore[attr-defined]
        return [(p.report.reference, p.stands.standing.value) for p in found]

    assert sorted(told(member)) == [("HIDDEN", "on-course"), ("OTHER", "on-course")]
    assert told(stranger) == [("OTHER", "on-course")]
    assert told(member, TODAY - days(1)) == []
    assert {s for _, s in told(member, TODAY + days(91))} == {"overdue"}
    assert selectors.promises_of(foreign, by, TODAY) == []
    assert len(selectors.open_of(other, TODAY)[1]) == 2


def test_what_is_published_ends_where_it_was_published(
    member: Client, officer: Client, governance: Client, client: Client, report: Report
) -> None:
    by = governance.person  # type: ignore[attr-defined]
    held = asked(report, member.person)  # type: ignore[attr-defined]
    answered(held, officer.person, "In public.")  # type: ignore[attr-defined]
    held.refresh_from_db()
    here = f"/reports/{report.pk}/scrutiny/"
    at = f"{here}queries/{held.pk}/publish/"
    stale = governance.post(at, {"to": "public", "revision": held.revision - 1})
    assert stale.status_code == 409
    assert "Somebody else wrote on this query" in body(stale)
    assert officer.post(at, {"to": "public", "revision": held.revision}).status_code == 403
    assert governance.post(at, {"to": "public", "revision": held.revision}).status_code == 302
    answered(held, officer.person, "Only for members.", now=timezone.now() + days(1))  # type: ignore[attr-defined]
    held.refresh_from_db()
    threads.accept(
        query=held, revision=held.revision, words="Thanks, quietly.", by=member.person,  # type: ignore[attr-defined]
        now=timezone.now() + days(2),
    )  # fmt: skip
    page = main(client.get(here))
    assert "In public." in page
    assert "Only for members." not in page
    assert "Thanks, quietly." not in page
    assert "What was said after it was published is not shown here." in page
    assert "1 later part is not." in main(member.get(here))
    assert "No thread fits" in main(client.get("/scrutiny/?words=members"))
    held.refresh_from_db()
    assert governance.post(at, {"to": "private", "revision": held.revision}).status_code == 302
    assert "In public." not in main(client.get(here))
    # an exempt report's thread is published by nothing
    report.refresh_from_db()
    actions.save_exempt(
        report=report, exempt=True, exempt_reason="A price", revision=report.revision, by=by, now=NOW
    )
    held.refresh_from_db()
    refused = governance.post(at, {"to": "public", "revision": held.revision})
    assert "nothing of its thread can be" in body(refused)
    assert client.get(here).status_code == 404


def test_an_exempt_reports_thread_by_its_address(
    member: Client, officer: Client, governance: Client, client: Client, signed_in: Callable[..., Client]
) -> None:
    by = governance.person  # type: ignore[attr-defined]
    shut = entered(by, "X1", exempt="A price")
    held, made = asked(shut, member.person), recommended(shut, by)  # type: ignore[attr-defined]
    nobody = signed_in(name="Nobody", email="nobody@example.org")
    here = f"/reports/{shut.pk}/scrutiny/"
    at, advised = f"{here}queries/{held.pk}/", f"{here}recommendations/{made.pk}/"
    assert client.get(here).status_code == 404
    assert nobody.get(here).status_code == 403
    assert "Who gains" in main(member.get(here))
    for address in (
        f"{here}ask/", f"{here}recommend/", f"{at}answer/", f"{at}more/", f"{at}accept/", f"{at}withdraw/",
        f"{at}overtake/", f"{advised}respond/", f"{advised}update/", f"{advised}withdraw/",
    ):  # fmt: skip
        assert nobody.get(address).status_code == 403, address
        assert client.get(address).status_code == 302, address  # to sign in
    for address in (f"{at}publish/", f"{here}follow/"):
        assert nobody.post(address).status_code == 403, address
    assert member.get(f"{here}queries/9999/more/").status_code == 404
    other = entered(by, "X2", public=True)
    assert member.get(f"/reports/{other.pk}/scrutiny/queries/{held.pk}/more/").status_code == 404
    assert member.get(f"/reports/{other.pk}/scrutiny/recommendations/{made.pk}/withdraw/").status_code == 404
    # what is kept of it in the record of acts names no title
    for event in Event.objects.filter(act__startswith="scrutiny.", subject_id=str(shut.pk)):
        assert "Report X1" not in event.sentence + event.subject_label
        assert "Who gains" not in event.sentence + str(event.detail)


def test_every_act_is_in_the_record(report: Report, member: Client, officer: Client) -> None:
    held = asked(report, member.person)  # type: ignore[attr-defined]
    answered(held, officer.person)  # type: ignore[attr-defined]
    made = recommended(report, member.person)  # type: ignore[attr-defined]
    responded(made, officer.person)  # type: ignore[attr-defined]
    updated(made, officer.person)  # type: ignore[attr-defined]
    made.refresh_from_db()
    recommending.take_back(
        recommendation=made,
        words="Twice.",
        revision=made.revision,
        by=member.person,
        now=NOW,  # type: ignore[attr-defined]
    )
    acts = list(
        Event.objects.filter(act__startswith="scrutiny.").order_by("id").values_list("act", flat=True)
    )
    assert acts == [
        f"scrutiny.{v}" for v in ("asked", "answered", "recommended", "responded", "updated", "withdrawn")
    ]
