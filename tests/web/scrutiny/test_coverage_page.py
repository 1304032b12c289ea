"""Coverage as a page: each number is that of a plain second count, and the list behind it holds as many."""

from __future__ import annotations

import csv
import datetime as dt
import io
import random
import re
from collections.abc import Callable, Mapping
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.example import NOW
from tests.web.scrutiny.accounts import begun, said
from tests.web.scrutiny.register import body, entered, meeting

from commonweal.web.scrutiny.models import Committee, Meeting, Report
from commonweal.web.scrutiny.roles import ReportAuthor, ScrutinyMember
from commonweal.web.scrutiny.selectors import coverage as selectors

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]
WHO: dict[str, Any] = {"made_by": "Tests", "made_at": NOW}
DAYS = [dt.date(2024, 11, 3) + dt.timedelta(days=17 * n) for n in range(40)]
DIRECTORATES = ("", "-", "Homes & land", "homes & land", "Straße, Öffentlichkeit", "=SUM(1)", "a" * 200)


def many(number: int, seed: int) -> None:
    """Reports of every combination that the register allows, with no regard to sense."""
    chance = random.Random(seed)
    committees = Committee.objects.bulk_create(
        Committee(slug=f"committee-{n}", name=f"Committee {n}", **WHO) for n in range(3)
    )
    meetings = Meeting.objects.bulk_create(
        Meeting(committee=c, day=day, **WHO) for c in committees for day in chance.sample(DAYS, 5)
    )
    reports = []
    for n in range(number):
        day = chance.choice([None, *DAYS])
        exempt = chance.random() < 0.2
        reports.append(
            Report(
                reference=f"R{n}", title=f"Report {n}", kind=chance.choice(["project", "budget"]),
                author_role="Head", directorate=chance.choice(DIRECTORATES),
                meeting=chance.choice([None, *meetings]), exempt=exempt,
                public=not exempt and chance.random() < 0.7, key_decision=chance.random() < 0.4,
                quality=chance.choice(["none", "partial", "whole"]), answered_on=chance.choice([None, *DAYS]),
                options_closed=chance.choice([None, *DAYS]), decided_on=day,
                decision="approved" if day else "", changed_by="Tests", changed_at=NOW, **WHO,
            )
        )  # fmt: skip
    Report.objects.bulk_create(reports)


def plain(reports: list[Report]) -> dict[str, int]:
    """The numbers of a row, one report after the other."""
    found = dict.fromkeys(
        ("Reports", "Account", "In whole", "In part", "Not at all", "In time", "Late",
         "After the decision", "When is not known", "Exempt"), 0,
    )  # fmt: skip
    for r in reports:
        found["Reports"] += 1
        found["Exempt"] += r.exempt
        found[{"none": "Not at all", "partial": "In part", "whole": "In whole"}[r.quality]] += 1
        if r.quality == "none":
            continue
        found["Account"] += 1
        if r.answered_on and r.decided_on and r.answered_on > r.decided_on:
            found["After the decision"] += 1
        elif not r.answered_on or not r.options_closed:
            found["When is not known"] += 1
        else:
            found["In time" if r.answered_on <= r.options_closed else "Late"] += 1
    return found


def listed(reader: Client, href: str) -> int:
    return int(reader.get(href).context["page"].page.paginator.count)


FILTERS = (
    "",
    "?committee=committee-1",
    "?committee=-",
    "?directorate=Homes+%26+land&kind=project",
    "?directorate=-&key=yes",
    "?since=2025-Q1&until=2025-Q4",
    "?since=2026-Q1&until=2025-Q1&key=no",
    "?kind=nonsense&since=soon&until=0000-Q1&committee=%00&state=exempt",
)


@pytest.mark.parametrize("everything", [False, True])
def test_every_number_is_the_plain_one_and_its_list_holds_as_many(
    client: Client, signed_in: Callable[..., Client], everything: bool
) -> None:
    many(90, seed=int(everything))
    reader = signed_in(ScrutinyMember) if everything else client
    seen: dict[str, int] = {}
    for address in FILTERS:
        page = reader.get(f"/reports/coverage/{address}").context["page"]
        whole = every_report(reader, address, everything)
        groups = {
            "By committee": committee,
            "By directorate": directorate,
            "By quarter of the meeting": quarter,
        }
        for grouping in page.groupings:
            of = groups[grouping.title]
            held: dict[str, list[Report]] = {}
            for r in whole:
                held.setdefault(of(r), []).append(r)
            shown = {row.label: row for row in grouping.rows if not row.missing}
            assert set(shown) == set(held), (address, grouping.title)
            for label, reports in held.items():
                expected = plain(reports)
                for number in shown[label].numbers:
                    assert number.text == str(expected[number.label]), (address, label, number.label)
                    assert bool(number.href) == bool(expected[number.label])
                    if number.href:
                        seen[number.href] = expected[number.label]
        for label, number in (*page.quality, *page.when):
            assert number.text == str(plain(whole)[label]), (address, label)
            if number.href:
                seen[number.href] = int(number.text)
    assert len(seen) > 200
    chosen = random.Random(1).sample(sorted(seen), 30)
    assert {href: listed(reader, href) for href in chosen} == {href: seen[href] for href in chosen}


def every_report(reader: Client, address: str, everything: bool) -> list[Report]:
    """What the filters ask for, by hand."""
    found = [
        r
        for r in Report.objects.select_related("meeting__committee")
        if everything or (r.public and not r.exempt)
    ]
    fits: Mapping[str, Callable[[Report], bool]] = {
        "": lambda r: True,
        "?committee=committee-1": lambda r: committee(r) == "Committee 1",
        "?committee=-": lambda r: r.meeting is None,
        "?directorate=Homes+%26+land&kind=project": lambda r: (
            r.directorate == "Homes & land" and r.kind == "project"
        ),
        "?directorate=-&key=yes": lambda r: directorate(r) == "None named" and r.key_decision,
        "?since=2025-Q1&until=2025-Q4": lambda r: r.meeting is not None and r.meeting.day.year == 2025,
        "?since=2026-Q1&until=2025-Q1&key=no": lambda r: (
            r.meeting is not None
            and dt.date(2025, 1, 1) <= r.meeting.day <= dt.date(2026, 3, 31)
            and not r.key_decision
        ),
    }
    return [r for r in found if fits.get(address, lambda r: not everything or r.exempt)(r)]


def committee(r: Report) -> str:
    return r.meeting.committee.name if r.meeting else "No committee yet"


def directorate(r: Report) -> str:
    return r.directorate if r.directorate not in ("", "-") else "None named"


def quarter(r: Report) -> str:
    if r.meeting is None:
        return "No meeting yet"
    first = 3 * ((r.meeting.day.month - 1) // 3) + 1
    months = [dt.date(2000, m, 1).strftime("%B") for m in (first, first + 2)]
    return f"{months[0]} to {months[1]} {r.meeting.day.year}"


def test_page_file_and_list_say_what_is_counted(client: Client, signed_in: Callable[..., Client]) -> None:
    many(60, seed=3)
    exempt = Report.objects.filter(exempt=True).count()
    public = Report.objects.filter(public=True).count()
    page = body(client.get("/reports/coverage/?committee=committee-0"))
    assert f"{exempt} reports of the whole register are exempt, and are counted nowhere here." in page
    assert "Exempt</th>" not in page
    member = signed_in(ScrutinyMember)
    page = unescape(body(member.get("/reports/coverage/")))
    assert f"exempt ones too: {public} public" in page
    assert "Exempt</th>" in page
    assert "at least one of the Inclusive Growth Tests" in page
    assert "at least one of the Inclusive Growth Tests" in unescape(
        body(client.get("/reports/?account=given"))
    )
    assert "at least one of the Inclusive" not in body(client.get("/reports/?committee=committee-0"))
    for reader in (client, member):
        text = reader.get("/reports/coverage.csv?committee=committee-0").content.decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text)))
        assert rows[0]["by"] == "all"
        assert ("Only reports that are public" in rows[0]["counted"]) == (reader is client)
        assert (rows[0]["exempt"] == "") == (reader is client)
        assert int(rows[0]["reports"]) == sum(int(r["reports"]) for r in rows if r["by"] == "directorate")
        for row in rows[1::4]:
            assert listed(reader, re.sub("^https?://[^/]+", "", row["list"])) == int(row["reports"])


def test_a_quarter_without_a_report_is_missing_and_not_nought(
    client: Client, signed_in: Callable[..., Client]
) -> None:
    by = signed_in(ReportAuthor).person
    for n, day in enumerate((dt.date(2026, 1, 5), dt.date(2026, 8, 5))):
        entered(by, f"R{n}", public=True, meeting_id=meeting(by, day).pk)
    page = client.get("/reports/coverage/").context["page"]
    assert page.multiples == []
    rows = {r.label: r for r in page.groupings[2].rows}
    assert rows["April to June 2026"].missing
    assert not rows["January to March 2026"].missing
    assert page.trend_sentence.endswith("in 1 quarter between there was no report.")
    picture = client.get(page.picture).content.decode()
    assert picture.count("×") >= 1
    assert "0 of 1 (0%) in January to March 2026" in picture
    assert "None of 2 public reports accounts" in page.sentence
    entered(by, "R9", public=True, meeting_id=meeting(by, dt.date(2026, 8, 6), name="B", slug="b").pk)
    first, second = client.get("/reports/coverage/").context["page"].multiples
    assert [first.name, second.name] == ["B", "Investment Board"]
    drawn = client.get(first.picture).content.decode()
    assert drawn.count("×") >= 2  # on the quarters of all, of which it has the last alone
    assert "Q1 2026" in client.get(second.picture).content.decode()
    wide = client.get("/reports/coverage/?since=0100-Q1&until=9000-Q4&committee=b").context["page"]
    assert len(wide.groupings[2].rows) == 3
    assert "October to December 2031" in body(client.get("/reports/?since=2031-Q4"))


def test_of_no_report_there_is_no_share(client: Client) -> None:
    page = client.get("/reports/coverage/")
    assert "There are no public reports to count yet." in body(page)
    assert client.get("/reports/coverage/trend.svg").status_code == 200
    assert "no share" not in body(page)
    many(5, seed=9)
    assert "that fit what you asked to count." in body(client.get("/reports/coverage/?committee=nowhere"))


def test_what_is_kept_is_of_this_state_and_for_this_reader(
    client: Client, signed_in: Callable[..., Client], settings: Any
) -> None:
    """A second saving by the same author moves the account, and the page with it."""
    settings.PAGES_KEPT = 3
    selectors._KEPT.clear()
    author = signed_in(ReportAuthor)
    member = signed_in(ScrutinyMember)
    report = begun(author.person, public=True, options_closed=dt.date(2026, 12, 1))
    assert "does not account" in body(client.get("/reports/coverage/"))
    said(report, "which-goals", author.person, mechanism="Homes near stations.")
    assert "The one public report accounts for its" in body(client.get("/reports/coverage/"))
    said(report, "which-goals", author.person)
    assert "does not account" in body(client.get("/reports/coverage/"))
    Report.objects.filter(pk=report.pk).update(public=False, exempt=True)
    said(report, "which-goals", author.person, mechanism="Homes again.")
    assert "no public reports" in body(client.get("/reports/coverage/"))
    assert "The one report accounts for its" in body(member.get("/reports/coverage/"))
    with CaptureQueriesContext(connection) as again:
        member.get("/reports/coverage/")
    assert not any("quality" in q["sql"] for q in again)
    selectors._KEPT.clear()
