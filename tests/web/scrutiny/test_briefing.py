"""Ten minutes before the meeting: a report on one page and two sides, a meeting on one page, and no leak."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pypdf
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from playwright.sync_api import sync_playwright
from tests.browser import ARGUMENTS, find_chromium
from tests.web.example import NOW, ROOT
from tests.web.scrutiny.accounts import SOLIHULL, begun, body, report_of, said
from tests.web.scrutiny.register import entered, meeting

from commonweal.web.scrutiny.actions import answering, recommending, stating
from commonweal.web.scrutiny.models import Committee, Document, Query, Report
from commonweal.web.scrutiny.presenters import briefing as present
from commonweal.web.scrutiny.presenters.briefing_sheet import report_pdf
from commonweal.web.scrutiny.roles import ReportAuthor, ScrutinyMember
from commonweal.web.scrutiny.selectors import briefing as selectors

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]
DAY = NOW.date()
LONG = (
    "A long sentence about who would gain, by what means, how many, where and by when it would be seen. " * 12
)


@pytest.fixture
def member(signed_in: Callable[..., Client]) -> Client:
    return signed_in(ScrutinyMember, name="A member")


@pytest.fixture
def author(signed_in: Callable[..., Client]) -> Client:
    return signed_in(ReportAuthor, name="An author", email="author@example.org")


def text_of(content: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def main(response: Any) -> str:
    page = re.sub(r"<[^>]+>", " ", body(response).split("<main")[1].split("</main")[0])
    return " ".join(page.split())


def answered(by: Any, **more: Any) -> Report:
    report = begun(by, **{"public": True, "summary": "Asks for £2 million.", "cost": 2_000_000, **more})
    said(
        report, "who-benefits", by, who="young people", people="1,234", places=[SOLIHULL],
        mechanism="Training",
        **{"people-source": "the tender", "strength": "assertion"},
    )  # fmt: skip
    said(
        report, "how-we-know", by, who="the council", indicator="claimant-count", places=[SOLIHULL],
        **{"by-when": "March 2029"},
    )  # fmt: skip
    return report


def fullest(by: Any) -> Report:
    """A report with as much as there can be of everything, all of it long."""
    report = answered(by, title=f"Title {'of many words ' * 18}"[:290], summary=LONG, key_decision=True,
                      sponsor="The same sponsor", example=LONG)  # fmt: skip
    for place in ("E08000025", "E08000026", "E08000027", "E08000028", "E08000030", "E08000031"):
        report.places.create(area=place)
    for test in ("which-goals", "social-and-environmental"):
        said(report, test, by, indicator="healthy-life-expectancy", mechanism=LONG, strength="assertion")
    for test in ("how-it-works", "good-work", "who-could-lose", "voice", "still-open", "evidence-and-gaps"):
        said(report, test, by, mechanism=LONG, unknown=LONG, who=LONG, participation=LONG)
    Document.objects.create(
        report=report, name="x" * 190 + ".docx", kind="docx", size=9, sha256="f" * 64, state="read",
        added_by="Somebody", added_at=NOW,
        found={"flags": [
            {"kind": kind, "sentence": LONG, "why": LONG, "helps": LONG}
            for kind in ("figure", "claim", "generic", "copied", "figure", "claim")
        ]},
    )  # fmt: skip
    for n in range(6):
        earlier = answered(by, title=f"Earlier report {n}: {LONG}"[:290], sponsor="The same sponsor")
        said(earlier, "how-we-know", by, indicator="claimant-count", places=[SOLIHULL], who=LONG,
             **{"by-when": "2025"})  # fmt: skip
        made = recommending.recommend(
            report=earlier, committee=Committee.objects.get(slug="cabinet"), words=LONG, owner="Sponsor",
            made_on=dt.date(2026, 1, 5), due=dt.date(2026, 2, 5), by=by, now=NOW,
        )  # fmt: skip
        recommending.respond(
            recommendation=made, answer="accepted", words=LONG, will_do=LONG, will_by=dt.date(2026, 6, 30),
            day=dt.date(2026, 2, 1), revision=made.revision, by=by, now=NOW,
        )  # fmt: skip
    stating.save_statement(report=report, text="word 4,321 " * 120, revision=0, by=by, now=NOW)
    later = NOW + dt.timedelta(days=2)
    for test in ("who-benefits", "how-it-works", "good-work"):
        said(report, test, by, now=later, who=LONG, mechanism=LONG)
    answering.cite_figure(
        report=report,
        key="which-goals",
        indicator="claimant-count",
        area=SOLIHULL,
        breakdown="",
        by=by,
        now=later,
    )
    return report


def test_a_member_reads_it_all_on_one_page(member: Client, author: Client) -> None:
    report = answered(author.person)
    page = main(member.get(f"/reports/{report.pk}/briefing/"))
    assert "Investment project, £2 million: a decision is asked for." in page
    assert "2 of 10 tests are answered." in page
    assert "Inclusive economy" in page
    assert "Solihull" in page
    assert re.search(r"claimant count ?: \d[\d.,]*% ", page, re.I)
    assert "vintage " in page
    assert "Who could lose Not answered" in page
    assert "The test “Who could lose” has no answer." in page
    assert "calls its evidence an assertion" in page


def test_a_question_becomes_a_query_in_one_click(member: Client, author: Client) -> None:
    report = answered(author.person)
    page = body(member.get(f"/reports/{report.pk}/briefing/"))
    hrefs = re.findall(rf'href="(/reports/{report.pk}/scrutiny/ask/[^"]+)"', page)
    assert hrefs
    form = body(member.get(hrefs[0].replace("&amp;", "&")))
    first = re.search(r"<ol.*?<li>(.*?) <span", page, re.S)
    assert first
    assert first[1] in form
    assert 'value="test:' in form
    assert "scrutiny/ask/" not in body(author.get(f"/reports/{report.pk}/briefing/"))
    assert not Query.objects.exists()


def test_before_the_tests_are_begun_it_says_what_it_lacks(client: Client, author: Client) -> None:
    report = report_of(author.person, public=True, key_decision=True)
    page = main(client.get(f"/reports/{report.pk}/briefing/"))
    assert "Everything: no test has been put to this report." in page
    assert "Who would gain from this, who could lose, and how do you know?" in page
    assert "The tests have not been begun for this report. It is a key decision." in page
    assert report_pdf(selectors.briefed(report, author.person, DAY), address="").startswith(b"%PDF")


def test_the_public_reads_the_same_without_what_only_members_see(
    client: Client, member: Client, author: Client
) -> None:
    report = answered(author.person)
    Document.objects.create(
        report=report, name="Draft.docx", kind="docx", size=9, sha256="a" * 64, state="read",
        added_by="Somebody", added_at=NOW + dt.timedelta(days=1),
        found={"flags": [
            {"kind": "claim", "sentence": "Young people will gain.", "why": "No means.", "helps": ""}
        ]},
    )  # fmt: skip
    seen, told = (main(c.get(f"/reports/{report.pk}/briefing/")) for c in (member, client))
    assert "Young people will gain." in seen
    assert "Draft.docx" in seen
    for secret in ("Young people will gain.", "Draft.docx", "An author", "Ask this"):
        assert secret not in told
    assert "The test “Who could lose” has no answer." in told
    open_ = text_of(client.get(f"/reports/{report.pk}/briefing.pdf").content)
    assert "Young people will gain." not in open_
    assert "Young people will gain." in text_of(member.get(f"/reports/{report.pk}/briefing.pdf").content)


def test_what_came_late_is_said_and_asked(client: Client, author: Client) -> None:
    report = answered(author.person)
    Report.objects.filter(pk=report.pk).update(options_closed=DAY - dt.timedelta(days=1))
    page = main(client.get(f"/reports/{report.pk}/briefing/"))
    assert "The account is late: its last answer came after options closed." in page
    assert "Which options were still open when the account of its impact was made?" in page
    Report.objects.filter(pk=report.pk).update(decided_on=DAY - dt.timedelta(days=1), decision="approved")
    page = main(client.get(f"/reports/{report.pk}/briefing/"))
    assert "The account is late: its last answer came after the decision." in page
    assert "approved on 22 November 2026" in page


def test_what_changed_since_the_statement_was_worded(member: Client, author: Client) -> None:
    report = answered(author.person)
    stating.save_statement(report=report, text="Young people gain.", revision=0, by=author.person, now=NOW)
    page = main(member.get(f"/reports/{report.pk}/briefing/"))
    assert "Since the statement was worded on 23 November 2026, nothing has." in page
    said(report, "voice", author.person, now=NOW + dt.timedelta(days=3), participation="Two evenings")
    page = main(member.get(f"/reports/{report.pk}/briefing/"))
    assert "26 November 2026: The answer to “Voice” was written, An author" in page


def test_what_the_same_sponsor_promised_before(client: Client, member: Client, author: Client) -> None:
    report = fullest(author.person)
    page = main(member.get(f"/reports/{report.pk}/briefing/"))
    assert "6 accepted recommendations by The same sponsor: 0 done, 6 overdue. The day to look" in page
    assert "What has become of this promise: “A long sentence" in page
    Report.objects.filter(title__startswith="Earlier report").update(public=False)
    assert "No earlier promise by The same sponsor is known here" in main(
        client.get(f"/reports/{report.pk}/briefing/")
    )


def test_the_fullest_account_fits_two_sides_and_says_what_it_leaves_out(
    member: Client, author: Client
) -> None:
    report = fullest(author.person)
    content = member.get(f"/reports/{report.pk}/briefing.pdf").content
    read = pypdf.PdfReader(io.BytesIO(content))
    assert len(read.pages) == 2
    catalogue: Any = read.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"].lower() == "en-gb"
    assert "/StructTreeRoot" in catalogue
    assert str(read.metadata.title if read.metadata else "").startswith("Briefing: Title of many words")
    assert b"pdfuaid" in content
    said_ = text_of(content)
    assert "more on the page" in said_
    found = selectors.in_full(selectors.briefed(report, member.person, DAY), member.person)
    fits = [limits for limits in present.LIMITS if f"and {len(found.goals) - limits.goals} more" in said_]
    assert fits
    page = present.briefing_page(found, may_ask=True, limits=fits[0])
    assert page.questions.rows[0].words.split()[0] in said_
    for heading in ("How they do now", "The account given", "What is missing", "What changed", "Questions"):
        assert heading.casefold() in said_.casefold()


def printed(page: str) -> bytes:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        opened = browser.new_page()
        opened.set_content(page)
        made = opened.pdf(format="A4")
        browser.close()
    return made


@pytest.mark.walk
def test_the_page_of_the_fullest_account_prints_on_two_sides(member: Client, author: Client) -> None:
    page = body(member.get(f"/reports/{fullest(author.person).pk}/briefing/"))
    style = (ROOT / "build" / "assets" / "commonweal.css").read_text(encoding="utf-8")
    bare = re.sub(r"<link\b[^>]*>|<script\b.*?</script>", "", page, flags=re.S)
    # In a thread of its own: the loop of a browser changes which connection Django takes in its thread.
    with ThreadPoolExecutor(1) as aside:
        sheet = aside.submit(printed, bare.replace("</head>", f"<style>{style}</style></head>")).result()
    assert len(pypdf.PdfReader(io.BytesIO(sheet)).pages) == 2
    assert "more on the page" in text_of(sheet)
    assert "Questions that it leaves open" in text_of(sheet)


def test_the_figures_of_the_sheet_are_those_of_the_page(client: Client, author: Client) -> None:
    report = answered(author.person)
    found = selectors.briefed(report, client.person if hasattr(client, "person") else author.person, DAY)
    page = present.briefing_page(found, may_ask=False)
    shown = main(client.get(f"/reports/{report.pk}/briefing/"))
    sheet = text_of(client.get(f"/reports/{report.pk}/briefing.pdf").content)
    assert present.figures(page)
    for row in page.goals.rows[: page.goals.most]:
        if row.figure:
            assert f": {row.figure} {row.face}" in shown
            assert f": {row.figure} ({row.face})".replace(" ", "") in sheet.replace(" ", "")
        for count in row.counts:
            assert f"{count.count} {count.status.word}" in shown
    assert (
        len(pypdf.PdfReader(io.BytesIO(client.get(f"/reports/{report.pk}/briefing.pdf").content)).pages) <= 2
    )


def test_one_page_a_meeting(client: Client, member: Client, author: Client) -> None:
    first = answered(author.person, item="10", title="The tenth item")
    answered(author.person, item="2", title="The second item")
    hidden = begun(author.person, item="3", title="Zanzibar quay", exempt=True, exempt_reason="Prices")
    address = f"/meetings/{first.meeting_id}/briefing"
    seen, told = main(member.get(f"{address}/")), main(client.get(f"{address}/"))
    assert "3 reports on the agenda; 2 give an account" in seen
    assert "2 reports on the agenda; 2 give an account of inclusive growth. Besides 1 exempt item." in told
    assert seen.index("The second item") < seen.index("Zanzibar quay") < seen.index("The tenth item")
    assert "Zanzibar" not in told
    assert "Goals Inclusive economy" in told
    own = selectors.briefed(first, member.person, DAY)
    item = next(b for b in selectors.of_meeting(first.meeting, member.person, DAY) if b.report.pk == first.pk)
    assert item.questions == own.questions
    for question in own.questions[:2]:
        assert question.words in seen
    sheet = client.get(f"{address}.pdf").content
    assert "Zanzibar" not in text_of(sheet)
    assert "Zanzibar quay (Exempt)" in text_of(member.get(f"{address}.pdf").content)
    assert " Exempt. " in text_of(member.get(f"/reports/{hidden.pk}/briefing.pdf").content)
    assert "The second item" in text_of(sheet)
    catalogue: Any = pypdf.PdfReader(io.BytesIO(sheet)).trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in sheet
    assert client.get(f"/reports/{hidden.pk}/briefing/").status_code == 404
    assert client.get(f"/reports/{hidden.pk}/briefing.pdf").status_code == 404


def test_a_meeting_without_reports_says_so(member: Client, author: Client) -> None:
    held = meeting(author.person)
    page = main(member.get(f"/meetings/{held.pk}/briefing/"))
    assert "No report that you may read is put to this meeting." in page
    assert member.get(f"/meetings/{held.pk}/briefing.pdf").content.startswith(b"%PDF")


def queries(client: Client, address: str) -> int:
    client.get(address)  # what is read once a process is read before
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.walk
def test_questions_to_the_database_grow_by_few_an_item_and_not_with_what_an_item_holds(
    member: Client, author: Client
) -> None:
    report = answered(author.person, sponsor="The same sponsor")
    plain = queries(member, f"/reports/{report.pk}/briefing/")
    meeting_one = queries(member, f"/meetings/{report.meeting_id}/briefing/")
    for n in range(4):
        answered(author.person, sponsor="The same sponsor", title=f"Item {n}")
    assert plain <= 34
    assert queries(member, f"/meetings/{report.meeting_id}/briefing/") - meeting_one <= 4 * 3
    full = fullest(author.person)
    assert queries(member, f"/reports/{full.pk}/briefing/") <= plain + 8


def test_words_that_are_markup_are_words(member: Client, author: Client) -> None:
    report = answered(
        author.person, title="<script>alert(1)</script> #typst", summary="*bold* `x` #let y = 1"
    )
    page = body(member.get(f"/reports/{report.pk}/briefing/"))
    assert "<script>alert" not in page
    sheet = text_of(member.get(f"/reports/{report.pk}/briefing.pdf").content)
    assert "<script>alert(1)</script> #typst" in sheet
    assert "#let y = 1" in sheet


def test_it_is_linked_from_the_report_and_the_meeting(client: Client, author: Client) -> None:
    report = answered(author.person)
    assert f'href="/reports/{report.pk}/briefing/"' in body(client.get(f"/reports/{report.pk}/"))
    assert f'href="/meetings/{report.meeting_id}/briefing/"' in body(
        client.get(f"/meetings/{report.meeting_id}/")
    )


def test_the_front_page_leads_members_to_their_next_meetings(
    client: Client, member: Client, author: Client
) -> None:
    report = answered(author.person)
    assert report.meeting is not None
    report.meeting.day = timezone.localdate() + dt.timedelta(days=3)
    report.meeting.save()
    link = f'href="/meetings/{report.meeting_id}/briefing/"'
    assert link in body(member.get("/"))
    assert link not in body(client.get("/"))
    assert link not in body(author.get("/"))


def test_a_report_without_a_meeting_has_a_page(client: Client, author: Client) -> None:
    report = entered(author.person, "ALONE", public=True)
    assert "a decision is asked for" in main(client.get(f"/reports/{report.pk}/briefing/"))
