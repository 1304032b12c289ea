"""Documents of a report: kept, read, and what is found shown as advice, to those who may read it."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from tests.web.example import NOW
from tests.web.scrutiny.register import SOLIHULL, body, entered
from typer.testing import CliRunner

from commonweal import cli
from commonweal.publish.documents import Document as Written
from commonweal.publish.documents import pdf
from commonweal.web.audit.models import Event
from commonweal.web.scrutiny.actions import reading as actions
from commonweal.web.scrutiny.actions import register
from commonweal.web.scrutiny.models import Document, Report
from commonweal.web.scrutiny.selectors import reading as selectors

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
GENERIC = "The proposal will support inclusive growth across the whole of the region and benefit everybody."
WHOLE = (
    "The scheme trains 120 young people who are not in work in Solihull by 2028, through a guaranteed "
    "interview with each of its contractors. The head of skills reports the claimant count of the ward every "
    "quarter and looks again in March 2029. Nobody is known to lose by it, and carers are asked what would "
    "let them take part."
)


def word(*paragraphs: str, heading: str = "Inclusive Growth Implications") -> bytes:
    made = docx.Document()
    made.add_heading("A report made for testing", 0)
    made.add_heading("1. Purpose", 1)
    made.add_paragraph("To ask for money.")
    if heading:
        made.add_heading(heading, 1)
        for p in paragraphs:
            made.add_paragraph(p)
    made.add_heading("Legal Implications", 1)
    made.add_paragraph("None beyond the usual.")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.fixture(autouse=True)
def media(tmp_path: Path) -> Iterator[None]:
    with override_settings(MEDIA_ROOT=tmp_path / "media"):
        yield


@pytest.fixture
def governance(signed_in: Callable[..., Client]) -> Client:
    from commonweal.web.scrutiny.roles import GovernanceOfficer

    return signed_in(GovernanceOfficer, name="A governance officer")


def send(reader: Client, report: Report, content: bytes, name: str = "report.docx") -> Any:
    return reader.post(f"/reports/{report.pk}/documents/", {"file": SimpleUploadedFile(name, content)})


def sent(reader: Client, report: Report, content: bytes, name: str = "report.docx") -> Document:
    answer = send(reader, report, content, name)
    assert answer.status_code == 302, body(answer)
    return Document.objects.get(pk=int(answer["Location"].split("/")[-2]))


def read(document: Document, clock: Callable[[], dt.datetime] = lambda: NOW) -> Document:
    found = actions.read_document(document=document.pk, clock=clock)
    assert found is not None
    return found


def page_of(reader: Client, document: Document) -> str:
    return body(reader.get(f"/reports/{document.report_id}/documents/{document.pk}/"))


def test_a_document_is_kept_waits_is_read_and_shows_its_section_with_advice(governance: Client) -> None:
    report = entered(governance.person)
    assert "The report has no document yet." in body(governance.get(f"/reports/{report.pk}/documents/"))
    document = sent(governance, report, word(GENERIC))
    page = page_of(governance, document)
    assert "It waits to be read." in page
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in page
    assert "Look again" in page
    read(document)
    page = page_of(governance, document)
    assert "A section on inclusive growth stands under “Inclusive Growth Implications”" in page
    assert "General words: little that could be checked" in page
    assert f'<blockquote class="govuk-inset-text">{GENERIC}</blockquote>' in page
    assert "What would help:" in page
    assert "never a verdict" in page
    assert "http-equiv" not in page
    assert "of advice" in body(governance.get(f"/reports/{report.pk}/documents/"))
    got = governance.get(f"/reports/{report.pk}/documents/{document.pk}/file/")
    assert b"".join(got.streaming_content)[:2] == b"PK"  # type: ignore[attr-defined]
    assert {e.who_name for e in Event.objects.filter(act="report.read")} == {"The reader of documents"}


def test_a_whole_account_raises_nothing_and_an_absent_one_is_said(governance: Client) -> None:
    report = entered(governance.person)
    page = page_of(governance, read(sent(governance, report, word(WHOLE), "whole.docx")))
    assert "nothing to advise." in page
    page = page_of(governance, read(sent(governance, report, word(heading=""), "absent.docx")))
    assert "No section on inclusive growth was found; 1 piece of advice." in page
    assert "Add the section, or say in one sentence why the report needs none." in page


def test_a_figure_that_differs_from_the_evidence_is_said_with_both(governance: Client) -> None:
    report = entered(governance.person)
    register.save_places(report=report, places=[SOLIHULL], revision=1, by=governance.person, now=NOW)
    wrong = f"{WHOLE} In Solihull the claimant count was 44.4% in 2025."
    found = read(sent(governance, report, word(wrong))).found
    figures = [f for f in found["flags"] if f["kind"] == "figure"]
    assert [f["sentence"] for f in figures] == ["In Solihull the claimant count was 44.4% in 2025."]


def test_much_the_same_as_another_report_with_both_shown_and_an_exempt_one_to_nobody_else(
    governance: Client, signed_in: Callable[..., Client]
) -> None:
    other = entered(governance.person, "R2", title="The earlier one", exempt="Paragraph 3")
    earlier = read(sent(governance, other, word(WHOLE)))
    report = entered(governance.person, "R1", public=True)
    document = read(sent(governance, report, word(WHOLE.replace("120", "90"))))
    page = page_of(governance, document)
    assert "Much the same as in another report" in page
    assert "The earlier one" in page
    assert "trains 120 young people" in page
    assert "trains 90 young people" in page
    reader = signed_in(name="Somebody", email="somebody@example.org").person
    assert selectors.copies(document, reader) == []
    assert "120 young" not in str(document.found)
    assert len(selectors.copies(document, governance.person)) == 1
    # The earlier one says so too, though it was read when there was nothing like it.
    assert "Much the same as in another report" in page_of(governance, earlier)
    Document.objects.filter(pk=document.pk).delete()
    assert "Much the same as in another report" not in page_of(governance, earlier)


def test_the_command_reads_what_waits(governance: Client) -> None:
    document = sent(governance, entered(governance.person), word(WHOLE))
    bad = sent(governance, document.report, encrypted(), "locked.pdf")
    said = CliRunner().invoke(cli.app, ["reports", "read"], catch_exceptions=False).output
    assert "report.docx: read" in said
    assert "locked.pdf: The document is locked with a password." in said
    assert "2 documents were waiting." in said
    assert {Document.objects.get(pk=d.pk).state for d in (document, bad)} == {"read", "refused"}
    assert "0 documents were waiting." in CliRunner().invoke(cli.app, ["reports", "read"]).output


def encrypted() -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(Written(title="Secret", blocks=[]))))
    writer.encrypt("secret")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def with_macros() -> bytes:
    out = io.BytesIO(word(WHOLE))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"Sub AutoOpen()")
    return out.getvalue()


@pytest.mark.parametrize(
    ("make", "name", "said"),
    [
        (with_macros, "macros.docx", "The document holds macros"),
        (encrypted, "locked.pdf", "locked with a password"),
        (lambda: OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "locked"),
        (lambda: OLD_OFFICE + b" old", "old.docx", "an old Word"),
        (lambda: b"%PDF-1.7 and nothing", "cut.pdf", "damaged or was cut short"),
        (lambda: word(WHOLE)[:3000] + b"word/", "cut.docx", "damaged or was cut short"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_the_readers_words(
    governance: Client, make: Callable[[], bytes], name: str, said: str
) -> None:
    document = sent(governance, entered(governance.person), make(), name)
    assert read(document).state == "refused"
    page = page_of(governance, document)
    assert "It could not be read." in page
    assert said in page


def renamed() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("holiday.txt", "sun")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (renamed(), "zip.docx", "The file is not what its name says: it is no DOCX."),
        (b"MZ", "program.pdf", "The file is not what its name says: it is no PDF."),
        (word(WHOLE), "report.docm", "A .docm file is not taken. Send one of: docx, pdf."),
        (b"x", "report.exe", "A .exe file is not taken."),
        (b"", "empty.docx", "The file is empty."),
    ],
)
def test_what_is_no_report_is_not_kept(governance: Client, content: bytes, name: str, said: str) -> None:
    answer = send(governance, entered(governance.person), content, name)
    assert answer.status_code == 422
    assert said in body(answer)
    assert not Document.objects.exists()


@pytest.mark.walk
def test_a_file_of_200_megabytes_is_refused_with_its_size(governance: Client) -> None:
    answer = send(governance, entered(governance.person), b"%PDF-" + b"x" * 200_000_000, "large.pdf")
    assert answer.status_code == 422
    assert "The file has 201 MB. It may have 100 MB at most." in body(answer)
    answer = send(governance, Report.objects.get(), b"%PDF-" + b"x" * 60_000_000, "less.pdf")
    assert "The file has 61 MB. At most 50 MB are read. Save it with smaller pictures." in body(answer)


def test_a_reading_that_was_killed_is_begun_again(
    governance: Client, caplog: pytest.LogCaptureFixture
) -> None:
    document = sent(governance, entered(governance.person), word(WHOLE))
    address = f"/reports/{document.report_id}/documents/{document.pk}/"
    long_ago = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
    Document.objects.filter(pk=document.pk).update(state="reading", ticked_at=long_ago, done=3, total=9)
    assert "The reading was broken off. Have it read again." in page_of(governance, document)
    assert governance.post(f"{address}read/").status_code == 302
    document.refresh_from_db()
    assert document.state == "waiting"

    now = dt.datetime.now(dt.UTC)
    Document.objects.filter(pk=document.pk).update(state="reading", ticked_at=now, done=3, total=9)
    page = page_of(governance, document)
    assert "3 of 9 paragraphs are read." in page
    assert '<progress aria-label="How much is read" max="9" value="3">' in page
    assert "Read it again" not in page
    assert "It is being read right now." in body(governance.post(f"{address}read/", follow=True))

    Document.objects.filter(pk=document.pk).update(state="reading", ticked_at=long_ago)
    other = sent(governance, document.report, word(GENERIC), "other.docx")
    said: list[str] = []
    done = actions.read_waiting(clock=lambda: NOW, tick=lambda d: said.append(d.name))
    assert [d.pk for d in done] == [document.pk, other.pk]
    assert {d.state for d in done} == {"read"}
    assert said == ["report.docx", "other.docx"]
    assert actions.read_waiting(clock=lambda: NOW) == []


def test_progress_is_written_and_a_document_taken_away_meanwhile_is_left(governance: Client) -> None:
    document = sent(governance, entered(governance.person), word(*[GENERIC] * 1_200))
    seconds = iter(range(100_000))
    steps: list[int] = []

    def clock() -> dt.datetime:
        held = Document.objects.filter(pk=document.pk).first()
        steps.append(held.done if held else -1)
        if len(set(steps)) > 3:
            Document.objects.filter(pk=document.pk).delete()
        return NOW + dt.timedelta(seconds=2 * next(seconds))

    assert actions.read_document(document=document.pk, clock=clock) is None
    assert len(set(steps)) > 3
    assert actions.read_document(document=document.pk, clock=clock) is None


def test_a_reader_that_fails_says_so_and_does_not_stay_reading(
    governance: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    document = sent(governance, entered(governance.person), word(WHOLE))
    path = selectors.path_of(document)
    path.unlink()  # the file went away under it
    assert read(document).state == "refused"
    assert "the reader expects, and it gave up" in page_of(governance, document)
    assert "could not be read" in caplog.text


def test_the_same_file_twice_is_one_document_and_can_be_taken_away(governance: Client) -> None:
    report = entered(governance.person)
    first, again = (
        sent(governance, report, content := word(WHOLE)),
        sent(governance, report, content, "b.docx"),
    )
    assert first == again
    assert "is taken away" in body(
        governance.post(f"/reports/{report.pk}/documents/{first.pk}/remove/", follow=True)
    )
    assert not Document.objects.exists()


def test_documents_are_for_those_who_may_read_and_write(
    client: Client, governance: Client, signed_in: Callable[..., Client]
) -> None:
    from commonweal.web.accounts.roles import Analyst
    from commonweal.web.scrutiny.roles import ScrutinyMember

    public = entered(governance.person, public=True)
    document = sent(governance, public, word(WHOLE))
    base = f"/reports/{public.pk}/documents/"
    analyst, member = signed_in(Analyst), signed_in(ScrutinyMember)
    for address in (base, f"{base}{document.pk}/", f"{base}{document.pk}/file/"):
        assert client.get(address).status_code == 302, address
        assert analyst.get(address).status_code == 403, address
        got = member.get(address)
        assert got.status_code == 200, address
        assert not got.streaming or b"".join(got.streaming_content)
    assert send(member, public, word(GENERIC)).status_code == 403
    for act in ("read", "remove"):
        assert member.post(f"{base}{document.pk}/{act}/").status_code == 403
    other = entered(governance.person, "R9")
    assert governance.get(f"/reports/{other.pk}/documents/{document.pk}/").status_code == 404
    assert "Documents" not in body(client.get(f"/reports/{public.pk}/")).split("<main")[1]


def test_script_in_a_document_and_its_name_is_text(governance: Client) -> None:
    report = entered(governance.person)
    script = "<script>alert('x')</script>"
    document = read(sent(governance, report, word(f"{GENERIC} {script}"), f"{script}.docx"))
    for page in (page_of(governance, document), body(governance.get(f"/reports/{report.pk}/documents/"))):
        assert "<script>alert" not in page


def test_of_an_exempt_report_the_record_keeps_no_name_of_a_file(governance: Client) -> None:
    report = entered(governance.person, exempt="Paragraph 3", title="Zanzibar")
    read(sent(governance, report, word(WHOLE), "Zanzibar.docx"))
    acts = Event.objects.filter(act__in=("report.document", "report.read", "report.exempt"))
    assert acts.count() == 3
    assert not any("Zanzibar" in f"{e.sentence}{e.subject_label}" for e in acts)


def test_a_document_that_brought_its_reader_down_is_said_to_have(governance: Client) -> None:
    document = sent(governance, entered(governance.person), word(WHOLE))
    assert actions.give_up(document=document.pk, clock=lambda: NOW)
    assert "The reader was brought down by this document" in page_of(governance, document)
    assert not actions.give_up(document=document.pk, clock=lambda: NOW)
