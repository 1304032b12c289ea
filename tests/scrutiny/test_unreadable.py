"""A document that cannot or must not be read is refused in a sentence; none of them brings the reader
down."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pypdf
import pytest
import typst
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.scrutiny.reading import read_report
from commonweal.scrutiny.refusals import SENTENCES, Limits, Unreadable
from commonweal.scrutiny.sections import find_sections

LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">'
    + b"".join(
        b'<!ENTITY l%d "%s">' % (n, b"&%s;" % (b"lol" if n == 1 else b"l%d" % (n - 1)) * 10)
        for n in range(1, 10)
    )
    + b"]><document>&l9;</document>"
)


SMALL = Limits(unpacked_bytes=20_000_000, part_bytes=6_000_000)


def word(*paragraphs: str) -> bytes:
    document = Document()
    for text in paragraphs or ("Inclusive Growth Implications", "None."):
        document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def pdf(source: str) -> bytes:
    made = typst.compile(source.encode(), ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return made


def archive(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in members.items():
            new.writestr(name, content)
    return buffer.getvalue()


def changed(data: bytes, change: Callable[[str, bytes], bytes], **more: bytes) -> bytes:
    """A DOCX with its parts changed and more of them added."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        members = {name: change(name, old.read(name)) for name in old.namelist()}
    return archive(**(members | more))


def locked() -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf("= Inclusive growth\nNone.")))
    writer.encrypt("secret", algorithm="AES-256")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def same(_: str, content: bytes) -> bytes:
    return content


def with_laughs(name: str, content: bytes) -> bytes:
    return LAUGHS if name == "word/document.xml" else content


def with_file_of_the_machine(name: str, content: bytes) -> bytes:
    if name != "word/styles.xml":
        return content
    return (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
        + content.split(b"?>", 1)[1]
    )


def in_utf_16(name: str, content: bytes) -> bytes:
    return LAUGHS.decode().encode("utf-16") if name == "word/document.xml" else content


def in_utf_7(name: str, content: bytes) -> bytes:
    return b'<?xml version="1.0" encoding="utf-7"?>+ADw-a/+AD4-' if name == "word/document.xml" else content


CASES: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "nothing at all": (lambda: b"", "report.docx", "nothing"),
    "a picture called a PDF": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(99), "report.pdf", "name"),
    "a web page called a document": (lambda: b"<!DOCTYPE html><p>Hello", "report.docx", "name"),
    "rich text called a document": (lambda: b"{\\rtf1 hello}", "report.docx", "name"),
    "a PDF called a document": (lambda: pdf("Hello"), "report.docx", "name"),
    "a document called a PDF": (word, "report.pdf", "name"),
    "a zip called a document": (lambda: archive(**{"holiday.jpg": b"x" * 99}), "report.docx", "name"),
    "a workbook called a document": (
        lambda: archive(**{"[Content_Types].xml": b"<a/>", "xl/workbook.xml": b"<a/>"}),
        "report.docx",
        "name",
    ),
    "plain text": (lambda: b"Inclusive growth: none", "report.txt", "kind"),
    "an old Word file": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "report.doc", "old-word"),
    "a locked document": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        "report.docx",
        "encrypted",
    ),
    "a locked PDF": (locked, "report.pdf", "encrypted"),
    "macros, by what it is called": (word, "report.docm", "macros"),
    "macros, by a part": (
        lambda: changed(word(), same, **{"word/vbaProject.bin": b"x"}),
        "report.docx",
        "macros",
    ),
    "macros, by its type": (
        lambda: changed(
            word(), lambda n, c: c.replace(b"document.main+xml", b"document.macroEnabled.main+xml")
        ),
        "report.docx",
        "macros",
    ),
    "a billion laughs": (lambda: changed(word(), with_laughs), "report.docx", "entities"),
    "a billion laughs in UTF-16": (lambda: changed(word(), in_utf_16), "report.docx", "entities"),
    "an entity that fetches a file": (
        lambda: changed(word(), with_file_of_the_machine),
        "report.docx",
        "entities",
    ),
    "an encoding that hides one": (lambda: changed(word(), in_utf_7), "report.docx", "entities"),
    "a zip bomb": (
        lambda: changed(word(), same, **{"word/media/a.bin": bytes(25_000_000)}),
        "report.docx",
        "unpacks-too-large",
    ),
    "a part too large": (
        lambda: changed(word(), same, **{"word/notes.xml": b"<a>" + bytes(7_000_000)}),
        "report.docx",
        "unpacks-too-large",
    ),
    "thousands of members": (
        lambda: changed(word(), same, **{f"word/{n}.txt": b"" for n in range(5_001)}),
        "report.docx",
        "unpacks-too-large",
    ),
    "half a document": (lambda: word()[: len(word()) // 2], "report.docx", "broken"),
    "half a PDF": (lambda: pdf("Hello")[:700], "report.pdf", "broken"),
    "a document whose text is no XML": (
        lambda: changed(word(), lambda n, c: c[:-40] if n == "word/document.xml" else c),
        "report.docx",
        "broken",
    ),
    "a document without its text": (
        lambda: changed(word(), lambda n, c: b"" if n == "word/document.xml" else c),
        "report.docx",
        "broken",
    ),
    "a document with no words": (lambda: word(""), "report.docx", "no-text"),
    "a PDF with no words": (lambda: pdf("#rect()"), "report.pdf", "no-text"),
    "a scan": (
        lambda: (Path(__file__).parent / "reports" / "24-scanned-report.pdf").read_bytes(),
        "report.pdf",
        "scanned",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_each_is_refused_in_its_own_words(case: str) -> None:
    make, name, why = CASES[case]
    with pytest.raises(Unreadable) as refused:
        read_report(make(), name, limits=SMALL)
    assert refused.value.why == why, str(refused.value)
    sentence = str(refused.value)
    assert sentence.endswith(".")
    assert "{" not in sentence
    assert len(sentence) > 25


def test_each_refusal_has_a_case() -> None:
    tried = {why for _, _, why in CASES.values()} | {"file-too-large", "too-many-pages", "too-long"}
    assert tried == set(SENTENCES)


def test_limits_are_said_with_their_numbers() -> None:
    with pytest.raises(Unreadable, match=r"has 3 MB; at most 2 MB are read"):
        read_report(bytes(3_000_000), "report.pdf", limits=Limits(file_bytes=2_000_000))
    with pytest.raises(Unreadable, match=r"has 3 pages; at most 2 are read"):
        read_report(pdf("a #pagebreak() b #pagebreak() c"), "report.pdf", limits=Limits(pages=2))
    with pytest.raises(Unreadable, match=r"more than 4 paragraphs"):
        read_report(word(*"abcdef"), "report.docx", limits=Limits(blocks=4))


def test_a_zip_that_lies_about_its_size_is_refused() -> None:
    """The directory says 10 bytes; what unpacks is counted."""
    data = bytearray(changed(word(), same, **{"word/media/a.bin": bytes(25_000_000)}))
    at = data.rfind(b"PK\x01\x02")
    while data[at + 46 : at + 62] != b"word/media/a.bin":
        at = data.rfind(b"PK\x01\x02", 0, at)
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    with pytest.raises(Unreadable) as refused:
        read_report(bytes(data), "report.docx", limits=SMALL)
    assert refused.value.why == "unpacks-too-large"


def test_a_pdf_locked_only_against_printing_is_read() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf("= Inclusive growth\nNone at all.")))
    writer.encrypt("", owner_password="owner", algorithm="AES-256")
    buffer = io.BytesIO()
    writer.write(buffer)
    assert "None at all." in read_report(buffer.getvalue(), "report.pdf").text


def test_two_thousand_pages_are_read_with_progress() -> None:
    """One page two thousand times, and the section on the last. What full pages take is in the benchmark."""
    page = pypdf.PdfReader(io.BytesIO(pdf("The committee is asked to note the position."))).pages[0]
    end = pypdf.PdfReader(io.BytesIO(pdf("= Inclusive growth\nNone at all."))).pages[0]
    writer = pypdf.PdfWriter()
    for _ in range(2_000):
        writer.add_page(page)
    writer.add_page(end)
    buffer = io.BytesIO()
    writer.write(buffer)
    seen: list[tuple[int, int]] = []
    watch = partial(_seen, seen)
    report = read_report(buffer.getvalue(), "long.pdf", limits=Limits(pages=2_001), progress=watch)
    assert report.pages == len(seen) == 2_001
    assert seen[0] == (1, 2_001)
    assert seen[-1] == (2_001, 2_001)
    assert [s.text for s in find_sections(report)] == ["None at all."]
    with pytest.raises(Unreadable, match="has 2,001 pages; at most 2,000 are read"):
        read_report(buffer.getvalue(), "long.pdf")


def _seen(seen: list[tuple[int, int]], done: int, of: int) -> None:
    seen.append((done, of))


def test_a_reading_can_be_stopped() -> None:
    class StoppedError(Exception):
        pass

    def stop(_done: int, _of: int) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        read_report(pdf("Hello"), "report.pdf", progress=stop)
    with pytest.raises(StoppedError):
        read_report(word("Hello"), "report.docx", progress=stop)
    assert read_report(pdf("Hello"), "report.pdf").text == "Hello"  # and the next one is read


def assert_read_or_refused(data: bytes, name: str) -> None:
    """A report with something in it, in the order of the document, or a sentence that says why not."""
    said = ""
    found = None
    try:
        found = read_report(data, name)
    except Unreadable as refused:
        said = str(refused)
    if found is None:
        assert said[0].isupper()
        assert said.endswith(".")
    else:
        assert found.blocks
        assert [block.at for block in found.blocks] == list(range(len(found.blocks)))


@settings(max_examples=60)
@given(
    st.binary(max_size=400),
    st.sampled_from(["a.docx", "a.pdf", "a", "a.doc", "мир.PDF"]),
    st.sampled_from([b"", b"PK\x03\x04", b"%PDF-1.7\n"]),
)
def test_any_bytes_are_read_or_refused(data: bytes, name: str, start: bytes) -> None:
    assert_read_or_refused(start + data, name)


DOCUMENT, PRINTED = word("Inclusive growth", "None, because."), pdf("= Inclusive growth\nNone, because.")


@settings(max_examples=60)
@given(st.integers(0, 1 << 20), st.integers(0, 255), st.sampled_from(["a.docx", "a.pdf"]))
def test_a_damaged_document_is_read_or_refused(at: int, byte: int, name: str) -> None:
    data = bytearray(DOCUMENT if name == "a.docx" else PRINTED)
    data[at % len(data)] = byte
    assert_read_or_refused(bytes(data), name)


@settings(max_examples=20)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60), max_size=8))
def test_any_words_come_through_a_document(texts: list[str]) -> None:
    report = read_report(word("Beginning", *texts), "a.docx")
    assert report.blocks[0].text == "Beginning"
    assert [b.at for b in report.blocks] == list(range(len(report.blocks)))
