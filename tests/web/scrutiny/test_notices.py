"""Notices by e-mail: to whom, once each, no word of what is not public, whatever the mail server does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client
from django.utils import timezone
from tests.web.example import NOW
from tests.web.people import somebody
from tests.web.scrutiny.register import body, entered, meeting
from tests.web.scrutiny.threads import TODAY, answered, asked, days, recommended, responded, updated
from typer.testing import CliRunner

from commonweal.cli import app
from commonweal.web.audit.actions import record
from commonweal.web.scrutiny.actions import notices
from commonweal.web.scrutiny.actions import register as actions
from commonweal.web.scrutiny.models import Notice, Query, Report
from commonweal.web.scrutiny.roles import GovernanceOfficer, ReportAuthor, ScrutinyMember
from commonweal.web.scrutiny.selectors import notices as selectors

pytestmark = pytest.mark.django_db
SECRET = "Zanzibar"


@pytest.fixture
def people(db: None) -> dict[str, Any]:
    return {
        "governance": somebody(GovernanceOfficer, name="Governance", email="governance@example.org"),
        "author": somebody(ReportAuthor, name="Author", email="author@example.org"),
        "other": somebody(ReportAuthor, name="Other author", email="other@example.org"),
        "member": somebody(ScrutinyMember, name="Member", email="member@example.org"),
        "resident": somebody(name="Resident", email="resident@example.org"),
    }


@pytest.fixture
def report(people: dict[str, Any]) -> Report:
    by = people["governance"]
    made = entered(by, "R1", public=True, title=f"{SECRET} fund", meeting_id=meeting(by).pk)
    worked(made, people["author"])
    return made


def worked(report: Report, by: Any) -> None:
    """As the record says of somebody who answered a test of a report."""
    record(
        by=by, now=NOW, act="account.answered", subject=("report", str(report.pk), "a report"),
        sentence="answered a test",
    )  # fmt: skip


def to(kind: str) -> list[str]:
    return sorted(Notice.objects.filter(kind=kind).values_list("to__email", flat=True))


def at(moment: dt.datetime) -> Callable[[], dt.datetime]:
    return lambda: moment


def test_who_is_told_of_what(report: Report, people: dict[str, Any]) -> None:
    held = asked(report, people["member"])
    assert to("query") == ["author@example.org"]
    notices.follow(report=report, person=people["other"], on=True, now=NOW)
    notices.follow(report=report, person=people["resident"], on=True, now=NOW)
    answered(held, people["author"])
    assert to("answer") == ["member@example.org", "other@example.org"]
    made = recommended(report, people["member"])
    told = ["author@example.org", "other@example.org", "resident@example.org"]
    assert to("recommendation") == told
    responded(made, people["author"])
    assert to("response") == ["member@example.org", "other@example.org", "resident@example.org"]
    updated(made, people["other"])
    assert to("update") == ["author@example.org", "member@example.org", "resident@example.org"]
    report.refresh_from_db()
    actions.save_decision(
        report=report, decided_on=TODAY, decision="approved", decision_words="", revision=report.revision,
        by=people["governance"], now=NOW,
    )  # fmt: skip
    assert to("decision") == sorted([*told, "member@example.org"])


def test_where_nobody_works_on_a_report_governance_is_told(people: dict[str, Any]) -> None:
    alone = entered(people["governance"], "ALONE")
    asked(alone, people["member"])
    assert to("query") == ["governance@example.org"]


def test_who_left_or_wants_none_has_none(report: Report, people: dict[str, Any]) -> None:
    notices.follow(report=report, person=people["other"], on=True, now=NOW)
    notices.follow(report=report, person=people["author"], on=False, now=NOW)
    asked(report, people["member"])
    assert to("query") == ["other@example.org"]
    notices.choose(person=people["other"], wanted=False, now=NOW)
    asked(report, people["member"])
    assert to("query") == ["other@example.org"]
    notices.choose(person=people["other"], wanted=True, now=NOW)
    assert [r.pk for r in selectors.followed(people["other"])] == [report.pk]
    assert selectors.followed(people["author"]) == []


def test_a_letter_of_a_public_report_names_it_and_nothing_else(
    report: Report, people: dict[str, Any]
) -> None:
    asked(report, people["member"], f"What of {SECRET}, and <b>why</b>?")
    assert notices.send(clock=at(NOW)) == (1, 0)
    [letter] = mail.outbox
    assert letter.to == ["author@example.org"]
    assert letter.subject == f"Commonweal: A query to a report: {SECRET} fund"
    held = Query.objects.get()
    assert f"/reports/{report.pk}/scrutiny/#query-{held.pk}" in letter.body
    assert "why" not in letter.body
    assert "once you have signed in" in letter.body  # the exchange is not public, though the report is
    assert "/account/notices/" in letter.body
    assert notices.send(clock=at(NOW)) == (0, 0)
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("how", ["exempt", "private", "exempt since"])
def test_a_letter_of_a_report_that_is_not_public_holds_no_word_of_it(
    people: dict[str, Any], how: str
) -> None:
    by = people["governance"]
    made = entered(
        by, f"{SECRET}/1", title=f"{SECRET} quay", exempt=SECRET if how == "exempt" else "",
        public=how == "exempt since", sponsor=SECRET, directorate=SECRET,
    )  # fmt: skip
    worked(made, people["author"])
    held = asked(made, people["member"], f"{SECRET}?")
    answered(held, people["author"], f"{SECRET}!")
    recommended(made, people["member"], words=SECRET)
    if how == "exempt since":
        made.refresh_from_db()
        actions.save_exempt(
            report=made, exempt=True, exempt_reason=SECRET, revision=made.revision, by=by, now=NOW
        )
    sent, failed = notices.send(clock=at(NOW))
    assert (sent, failed) == (3, 0)
    for letter in mail.outbox:
        assert SECRET not in str(letter.message())
        assert "once you have signed in" in letter.body


def test_who_may_not_read_it_any_more_is_not_written_to(report: Report, people: dict[str, Any]) -> None:
    notices.follow(report=report, person=people["resident"], on=True, now=NOW)
    recommended(report, people["member"])
    report.refresh_from_db()
    actions.make_private(report=report, revision=report.revision, by=people["governance"], now=NOW)
    notices.send(clock=at(NOW))
    assert [m.to for m in mail.outbox] == [["author@example.org"]]
    assert Notice.objects.get(to=people["resident"]).dropped
    people["author"].is_active = False
    people["author"].save()
    asked(report, people["member"])
    assert to("query") == ["governance@example.org"]


def test_what_is_due_and_overdue_is_told_once(report: Report, people: dict[str, Any]) -> None:
    asked(report, people["member"], wanted_by=TODAY + days(20))
    made = recommended(report, people["member"], due=TODAY + days(10))
    done = recommended(report, people["member"], due=TODAY + days(10))
    responded(done, people["author"], answer="not")
    Notice.objects.all().delete()

    def on(n: int) -> tuple[int, list[str], list[str]]:
        return notices.remind(now=NOW + days(n)), to("due"), to("overdue")

    mine = "author@example.org"
    assert on(2) == (0, [], [])
    assert on(3) == (1, [mine], [])
    assert on(4) == (0, [mine], [])
    assert on(10) == (0, [mine], [])
    assert on(11) == (1, [mine], [mine])
    assert on(12) == (0, [mine], [mine])
    assert on(13) == (1, [mine, mine], [mine])  # the query's answer
    responded(made, people["author"], will_by=TODAY + days(90), now=NOW + days(14), day=TODAY + days(14))
    assert on(15) == (0, [mine, mine], [mine])
    assert on(21) == (1, [mine, mine], [mine, mine])
    assert on(83) == (1, [mine] * 3, [mine] * 2)  # the promise
    assert on(100) == (1, [mine] * 3, [mine] * 3)
    assert on(200)[0] == 0


class Broken(BaseEmailBackend):
    """A mail server that takes nothing."""

    def send_messages(self, email_messages: Any) -> int:
        raise ConnectionRefusedError("no mail today")


def test_a_mail_server_that_fails_breaks_nothing_and_is_tried_again(
    report: Report, people: dict[str, Any], settings: Any
) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Broken"
    asked(report, people["member"])
    assert notices.send(clock=at(NOW)) == (0, 1)
    kept = Notice.objects.get()
    assert (kept.sent_at, kept.tries, kept.failed) == (None, 1, "ConnectionRefusedError: no mail today")
    assert notices.send(clock=at(NOW)) == (0, 0)  # it rests
    assert notices.send(clock=at(NOW + dt.timedelta(minutes=2))) == (0, 1)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert notices.send(clock=at(NOW + dt.timedelta(minutes=3)), again=True) == (1, 0)
    assert len(mail.outbox) == 1
    kept.refresh_from_db()
    assert kept.sent_at is not None
    assert kept.failed == ""


def test_after_many_failures_a_letter_waits_for_somebody(
    report: Report, people: dict[str, Any], settings: Any
) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Broken"
    for _ in range(6):
        asked(report, people["member"])
    assert notices.send(clock=at(NOW)) == (0, 3)  # a server that is down is not asked for each letter
    now = NOW
    for _ in range(40):
        now += days(2)
        notices.send(clock=at(now))
    assert set(Notice.objects.values_list("tries", flat=True)) == {selectors.MOST_TRIES}
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert notices.send(clock=at(now)) == (0, 0)
    assert notices.send(clock=at(now), again=True) == (6, 0)


def test_a_letter_that_another_process_has_taken_is_left_to_it(
    report: Report, people: dict[str, Any]
) -> None:
    asked(report, people["member"])
    Notice.objects.update(tries=1, next_at=NOW + dt.timedelta(minutes=5))
    assert notices.send(clock=at(NOW), again=True) == (0, 0)
    assert notices.send(clock=at(NOW + dt.timedelta(minutes=6))) == (1, 0)  # it died meanwhile


def test_the_act_goes_on_where_the_mail_server_fails(
    report: Report, people: dict[str, Any], settings: Any, client: Client,
    django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    settings.EMAIL_BACKEND = f"{__name__}.Broken"
    monkeypatch.setattr(notices, "begin", lambda: notices.send(clock=timezone.now))
    client.force_login(people["member"])
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        sent = {"about": "report:", "words": "Who gains?"}
        answer = client.post(f"/reports/{report.pk}/scrutiny/ask/", sent)
    assert answer.status_code == 302
    assert len(callbacks) == 1
    assert Query.objects.count() == 1
    assert Notice.objects.get().tries == 1


def test_an_act_that_is_undone_writes_no_letter(report: Report, people: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="Write what you ask"):
        asked(report, people["member"], " ")
    assert not Notice.objects.exists()


def test_a_title_of_several_lines_is_one_subject(report: Report, people: dict[str, Any]) -> None:
    Report.objects.filter(pk=report.pk).update(title="Two\r\nBcc: all@example.org\nlines")
    asked(report, people["member"])
    assert notices.send(clock=at(NOW)) == (1, 0)
    assert mail.outbox[0].subject == "Commonweal: A query to a report: Two Bcc: all@example.org lines"
    assert mail.outbox[0].recipients() == ["author@example.org"]


def test_a_person_follows_leaves_and_chooses(
    signed_in: Callable[..., Client], report: Report, client: Client
) -> None:
    reader = signed_in(name="A reader", email="reader@example.org")
    here = f"/reports/{report.pk}/scrutiny/"
    assert "Follow this report" in body(reader.get(here))
    assert reader.post(f"{here}follow/", {"on": "1"}).status_code == 302
    assert "Leave this report" in body(reader.get(here))
    assert f"{SECRET} fund" in body(reader.get("/account/notices/"))
    assert "You have notices by e-mail" in body(reader.get("/account/"))
    assert reader.post("/account/notices/", {}).status_code == 302
    assert "no notices by e-mail" in body(reader.get("/account/"))
    assert reader.post(f"{here}follow/", {"on": "0"}).status_code == 302
    assert f"{SECRET} fund" not in body(reader.get("/account/notices/"))
    assert "Follow this report" not in body(client.get(here))
    assert client.get("/account/notices/").status_code == 302


def test_the_command_writes_files_where_letters_go_to_a_folder(
    report: Report, people: dict[str, Any], settings: Any, tmp_path: Path
) -> None:
    """The command as it is started from a crontab, with the real backend of files: twice, and each once."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    settings.SITE_ADDRESS = "https://growth.example.gov.uk"
    long_ago = timezone.now() - days(30)
    asked(report, people["member"], now=long_ago, wanted_by=(long_ago + days(5)).date())
    for said in ("1 written, 2 sent, 0 failed and kept.", "0 written, 0 sent, 0 failed and kept."):
        ended = CliRunner().invoke(app, ["notices", "send"])
        assert ended.exit_code == 0, ended.output
        assert said in ended.output
    written = "".join(p.read_text() for p in tmp_path.iterdir())
    assert written.count("To: author@example.org") == 2
    assert "Subject: Commonweal: Something on a report is overdue" in written
    assert f"https://growth.example.gov.uk/reports/{report.pk}/scrutiny/#query-" in written
    settings.EMAIL_BACKEND = f"{__name__}.Broken"
    recommended(report, people["member"])
    failed = CliRunner().invoke(app, ["notices", "send"])
    assert failed.exit_code == 1
    assert "0 sent, 1 failed and kept." in failed.output
