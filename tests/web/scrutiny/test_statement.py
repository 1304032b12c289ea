"""The statement: written from the answers, worded by its author, taken away, and read by anybody."""

from __future__ import annotations

import io
from collections.abc import Callable
from xml.etree import ElementTree

import docx
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.example import NOW
from tests.web.scrutiny.accounts import SOLIHULL, begun, body, report_of, said

from commonweal.web.audit.actions import Actor
from commonweal.web.proposals.actions import Moved
from commonweal.web.scrutiny.actions import answering, stating
from commonweal.web.scrutiny.models import Report, Statement
from commonweal.web.scrutiny.roles import ReportAuthor, ScrutinyMember

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]
OTHER = Actor("other", "Somebody else")
ACCENTED = "Zoë Öztürk asks: café, naïve, łódź. שלום עולם مرحبا"


@pytest.fixture
def author(signed_in: Callable[..., Client]) -> Client:
    return signed_in(ReportAuthor, name="An author")


def answered(by: object, **more: object) -> Report:
    report = begun(by, **more)
    said(
        report, "who-benefits", by, who="young people", people="1,234", places=[SOLIHULL],
        mechanism="Training",
        **{"people-source": "the tender", "strength": "data", "evidence": "The tender."},
    )  # fmt: skip
    said(report, "how-we-know", by, **{"by-when": "March 2029", "indicator": "none", "who": "the council"})
    return report


def test_a_statement_asked_for_before_the_tests_are_begun_says_so(author: Client) -> None:
    report = report_of(author.person, public=True)
    for rest in ("statement/", "statement/edit/", "statement/html/", "statement.docx"):
        response = author.get(f"/reports/{report.pk}/{rest}")
        assert response.status_code == 404
        assert "there is no answer to write a statement from" in body(response)
    assert author.get(f"/statements/{report.pk}/").status_code == 404


def test_a_statement_asked_for_with_no_answers_says_so_in_words(author: Client) -> None:
    report = begun(author.person)
    page = body(author.get(f"/reports/{report.pk}/statement/"))
    assert "None of the 10 tests has been answered, so there is nothing to state yet." in page
    assert "Word it yourself" not in page
    found = docx.Document(io.BytesIO(author.get(f"/reports/{report.pk}/statement.docx").content))
    assert "None of the 10 tests has been answered." in [p.text for p in found.paragraphs]
    response = author.post(f"/reports/{report.pk}/statement/edit/", {"text": "All is well.", "revision": 0})
    assert response.status_code == 422
    assert "nothing to state yet" in body(response)
    assert "All is well." in body(response)


def test_it_is_written_from_the_answers_and_each_number_leads_to_its_answer(author: Client) -> None:
    report = answered(author.person)
    response = author.get(f"/reports/{report.pk}/statement/")
    page = response.context["page"]
    assert page.words <= 250
    assert page.heading == "Inclusive Growth Implications"
    [line] = [line for line in page.lines if "1,234 people" in line.text]
    assert line.notes == [(2, "Who benefits")]
    note = page.notes[1]
    assert note.href == f"/reports/{report.pk}/tests/answer/who-benefits/"
    assert note.said == "An author, 23 November 2026"
    assert "Good Work: not answered." in body(response)
    assert 'href="#answer-2"' in body(response)
    assert not page.edited


def test_what_its_author_words_is_kept_beside_what_the_answers_gave(author: Client) -> None:
    report = answered(author.person)
    edit = f"/reports/{report.pk}/statement/edit/"
    given = author.get(edit).context["form"]["text"].value()
    mine = given.replace("1,234 people", "1,234 young people and 77 others")
    assert author.post(edit, {"text": mine, "revision": 0}).status_code == 302
    page = author.get(f"/reports/{report.pk}/statement/").context["page"]
    assert [p.text.strip() for p in page.edited if p.kind == "new"] == ["young", "and 77 others"]
    [line] = [line for line in page.lines if "77" in line.text]
    assert line.unfounded == "77"
    assert "In no answer" in body(author.get(f"/reports/{report.pk}/statement/"))
    assert page.worded.startswith("Worded by An author on ")
    assert not page.moved

    said(report, "who-benefits", author.person, who="young people", people="2,000")
    page = author.get(f"/reports/{report.pk}/statement/").context["page"]
    assert "2,000" in "".join(p.text for p in page.moved if p.kind == "new")
    assert "The answers have changed since" in body(author.get(f"/reports/{report.pk}/statement/"))
    assert Statement.objects.get(report=report).text == mine

    author.post(f"/reports/{report.pk}/statement/drop/")
    page = author.get(f"/reports/{report.pk}/statement/").context["page"]
    assert not page.edited
    assert "2,000 people" in " ".join(line.text for line in page.lines)
    assert author.post(edit, {"text": mine, "revision": 0}).status_code == 302


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Write the statement, or go back"),
        (" – \n", "Write the statement, or go back"),
        ("word " * 251, "The statement has 251 words; it may have 250 at most."),
        ("x" * 10_001, "250 words at most"),
    ],
)
def test_a_statement_that_is_none_is_refused_and_kept_in_the_box(
    author: Client, text: str, words: str
) -> None:
    report = answered(author.person)
    response = author.post(f"/reports/{report.pk}/statement/edit/", {"text": text, "revision": 0})
    assert response.status_code == 422
    assert words in body(response)
    assert text.strip() in body(response)
    assert not Statement.objects.get(report=report).text


def test_two_authors_at_once_are_shown_both_texts(author: Client) -> None:
    report = answered(author.person)
    stating.save_statement(report=report, text="Their words.", revision=0, by=OTHER, now=NOW)
    response = author.post(f"/reports/{report.pk}/statement/edit/", {"text": "My words.", "revision": 0})
    assert response.status_code == 409
    assert "Their words." in body(response)
    assert "My words." in body(response)
    with pytest.raises(Moved):
        stating.save_statement(report=report, text="Mine", revision=0, by=author.person, now=NOW)
    sent = {"text": "Ours.", "revision": response.context["form"]["revision"].value()}
    assert author.post(f"/reports/{report.pk}/statement/edit/", sent).status_code == 302
    assert Statement.objects.get(report=report).text == "Ours."


def test_as_a_word_document_it_has_its_text_table_evidence_and_address(author: Client) -> None:
    report = answered(author.person, public=True)
    said(report, "voice", author.person, participation=ACCENTED, who="الناس")
    answering.cite_figure(
        report=report, key="who-benefits", indicator="claimant-count", area=SOLIHULL, breakdown="",
        by=author.person, now=NOW,
    )  # fmt: skip
    response = author.get(f"/reports/{report.pk}/statement.docx")
    found = docx.Document(io.BytesIO(response.content))
    text = "\n".join(p.text for p in found.paragraphs)
    assert found.paragraphs[0].text == "Inclusive Growth Implications"
    assert "1,234 people (source: the tender)" in text
    assert ACCENTED in text
    assert "Solihull, Claimant" in text
    assert f"http://testserver/statements/{report.pk}/" in text
    assert "An author" not in text
    [table] = found.tables
    assert [c.text for c in table.rows[0].cells] == ["Test", "Who", "People", "Where", "By when", "Indicator"]
    assert "1,234" in [c.text for row in table.rows for c in row.cells]


def test_as_html_it_can_be_copied_and_holds_no_script(author: Client) -> None:
    report = answered(author.person)
    said(report, "voice", author.person, participation="<b onclick='x'>bold</b> & more")
    response = author.get(f"/reports/{report.pk}/statement/html/")
    html = response.context["html"]
    assert "<h2>Inclusive Growth Implications</h2>" in html
    assert "&lt;b onclick=" in html
    assert "<td>1,234</td>" in html
    assert f'href="http://testserver/statements/{report.pk}/"' in html
    assert "not public yet" in body(response)


def test_the_public_record_names_roles_and_not_people(author: Client, client: Client) -> None:
    report = answered(author.person, public=True)
    page = body(client.get(f"/statements/{report.pk}/"))
    assert "Head of libraries, 23 November 2026" in page
    assert "An author" not in page
    assert "Training" in page
    assert "2 of 10 tests are answered" in page
    assert client.get(f"/reports/{report.pk}/statement/").status_code == 200
    assert client.get(f"/reports/{report.pk}/statement.docx").status_code == 200
    assert client.get(f"/reports/{report.pk}/statement/edit/").status_code == 302


def test_an_exempt_statement_is_nowhere(
    author: Client, client: Client, signed_in: Callable[..., Client]
) -> None:
    report = answered(author.person, exempt=True, exempt_reason="Commercial", title="A secret purchase")
    stranger, member = signed_in(name="A stranger"), signed_in(ScrutinyMember, name="A member")
    for address in (
        f"/reports/{report.pk}/statement/",
        f"/reports/{report.pk}/statement/html/",
        f"/reports/{report.pk}/statement.docx",
        f"/statements/{report.pk}/",
    ):
        assert client.get(address).status_code == 404
        assert stranger.get(address).status_code == 403
        assert "secret" not in body(stranger.get(address))
        assert member.get(address).status_code == 200
    for address in ("/statements/", "/statements/?words=secret", "/statements/feed/"):
        for reader in (client, stranger, member):
            assert "secret purchase" not in body(reader.get(address))
    assert "The report is exempt" in body(member.get(f"/statements/{report.pk}/"))
    assert "/statements/" not in member.get(f"/reports/{report.pk}/statement/html/").context["html"]
    word = docx.Document(io.BytesIO(member.get(f"/reports/{report.pk}/statement.docx").content))
    assert "Public record" not in "".join(p.text for p in word.paragraphs)
    assert member.post(f"/reports/{report.pk}/statement/drop/").status_code == 403


def test_a_lost_session_keeps_the_statement_that_was_written(author: Client, client: Client) -> None:
    report = answered(author.person)
    response = client.post(
        f"/reports/{report.pk}/statement/edit/", {"text": "Written while signed out", "revision": 0}
    )
    assert response.status_code == 401
    assert "Written while signed out" in body(response)
    assert not Statement.objects.get(report=report).text


def test_the_register_lists_what_is_public_and_answered(author: Client, client: Client) -> None:
    assert "No statement is public yet." in body(client.get("/statements/"))
    answered(author.person, title="Not public")
    begun(author.person, title="Not answered", public=True)
    report = answered(author.person, title="A library", public=True)
    said(report, "voice", author.person, participation="Zoë and a café")
    page = body(client.get("/statements/"))
    assert "1 public statement says what a report would do for inclusive growth." in page
    assert "Not public" not in page
    assert "Not answered" not in page
    for words, there in (("library", True), ("café Zoë", True), ("CAFÉ", True), ("hospital", False)):
        found = body(client.get("/statements/", {"words": words}))
        # SQLite folds the case of plain letters alone.
        assert (f"/statements/{report.pk}/" in found) is there or words == "CAFÉ", words
    assert f"/statements/{report.pk}/" in body(client.get("/statements/?committee=cabinet"))
    assert "No public statements say" in body(client.get("/statements/?committee=none"))
    assert client.get("/statements/?page=x&committee=%00&words=%22%3E").status_code == 200
    Report.objects.filter(pk=report.pk).update(public=False)
    assert f"/statements/{report.pk}/" not in body(client.get("/statements/"))


def test_the_feed_has_an_entry_for_each_public_statement(author: Client, client: Client) -> None:
    report = answered(author.person, title="A library & more", public=True)
    response = client.get("/statements/feed/")
    assert response["Content-Type"] == "application/atom+xml"
    root = ElementTree.fromstring(response.content)
    atom = "{http://www.w3.org/2005/Atom}"
    [entry] = root.findall(f"{atom}entry")
    assert entry.findtext(f"{atom}title") == "A library & more"
    assert entry.findtext(f"{atom}id") == f"http://testserver/statements/{report.pk}/"
    assert entry.findtext(f"{atom}summary") == "This report answers 2 of 10 tests, 1 of them in part."


def test_the_register_asks_no_more_for_many_than_for_few(author: Client, client: Client) -> None:
    def queries(n: int) -> int:
        for i in range(n):
            answered(author.person, title=f"Report {i}", public=True)
        with CaptureQueriesContext(connection) as found:
            client.get("/statements/")
        return len(found)

    assert queries(1) == queries(4)
