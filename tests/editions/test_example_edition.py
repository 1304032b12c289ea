"""The example edition: nothing in it is lost or found wrong, and its PDF says what the evidence says."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pikepdf
import pypdf
import pytest
from tools import libreoffice

from commonweal.editions import checks, packed, pdf, pdfcheck, pdftree
from commonweal.editions.basis import Basis
from commonweal.editions.book import Book, book
from commonweal.editions.edition import Edition, PartKind
from commonweal.editions.folder import read
from commonweal.editions.tree import Used, plain, runs
from commonweal.progress.snapshot import Snapshot

#: Forms whose figure is one number of the evidence, as a file of the packs has it.
PLAIN = {"value", "value-in-full"}


@pytest.fixture(scope="module")
def snapshot(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folders = sorted(p.parent for p in (root / "packs").glob("*/pack.yaml"))
    return packed.snapshot(folders, tmp_path_factory.mktemp("store"))


@pytest.fixture(scope="module")
def edition(root: Path, snapshot: Snapshot) -> Edition:
    folder = root / "examples" / "editions" / "west-midlands-example"
    return read(folder, snapshot.definitions.frameworks, snapshot.places)


@pytest.fixture(scope="module")
def made(edition: Edition, snapshot: Snapshot) -> Book:
    return book(
        edition, Basis.of(snapshot, edition), lambda spec: b'<svg xmlns="http://www.w3.org/2000/svg"/>'
    )


@pytest.fixture(scope="module")
def printed(made: Book) -> bytes:
    return pdf.pdf(made)


@pytest.fixture(scope="module")
def texts(printed: bytes) -> list[str]:
    """The words of each page, as PDFium reads them."""
    return libreoffice.texts(printed)


def test_it_has_the_chapters_of_2020_and_the_eight_fundamentals(edition: Edition) -> None:
    goals = Counter(p.goal.framework for p in edition.parts if p.goal)
    assert goals == {"sustainable-development": 17, "inclusive-growth": 8}
    assert {p.kind for p in edition.parts} == set(PartKind)
    assert sum(p.kind is PartKind.PLACE for p in edition.parts) == len(edition.places) == 7
    assert edition.example


def test_no_token_is_lost_and_the_checks_raise_no_alarm(made: Book, snapshot: Snapshot) -> None:
    chapters = [s.chapter for s in made.sections if s.chapter]
    assert [(c.slug, c.troubles) for c in chapters if c.troubles] == []
    assert sum(len(c.used) for c in chapters) > 500
    assert [str(f) for f in checks.run(chapters, Basis.of(snapshot, made.edition).evidence)] == []
    said = " ".join(plain(run) for c in chapters for run in runs(c.tree))
    assert "[no " not in said


def test_every_picture_is_drawn_from_figures(made: Book) -> None:
    assert len(made.pictures) > 50
    assert all(p.rows and p.said for p in made.pictures)


def test_it_says_that_it_is_an_example_on_its_face(texts: list[str]) -> None:
    assert words("This is an example edition made by Commonweal") in words(texts[0])
    assert all("An example made by Commonweal" in text for text in texts[1:])


def test_the_pdf_is_tagged_and_every_place_is_one_page(made: Book, printed: bytes) -> None:
    assert [str(fault) for fault in pdfcheck.check(printed)] == []
    with pikepdf.open(io.BytesIO(printed)) as tagged:
        kinds = Counter(e.role for e in pdftree.read(tagged).elements)
    assert kinds["Figure"] == len(made.pictures)
    assert kinds["TOCI"] == len(made.sections)
    opened = pypdf.PdfReader(io.BytesIO(printed))
    starts = {
        str(o.title): opened.get_destination_page_number(o) for o in opened.outline if not isinstance(o, list)
    }
    after = dict(zip(list(starts), list(starts.values())[1:], strict=False))
    for section in made.sections:
        if section.kind == PartKind.PLACE:
            assert after[section.title] - starts[section.title] == 1, section.title


def test_each_place_alone_is_one_page(made: Book) -> None:
    places = [s.slug for s in made.sections if s.kind == PartKind.PLACE]
    assert {slug: len(pypdf.PdfReader(io.BytesIO(pdf.pdf(made.alone(slug)))).pages) for slug in places} == (
        dict.fromkeys(places, 1)
    )


def test_the_figures_in_the_pdf_are_those_of_the_files(root: Path, made: Book, texts: list[str]) -> None:
    """A second reading, from the CSV of the packs with nothing but ``csv``: each figure in a sentence is in
    the text of the PDF, in its order, and where it is one number of a file it is that number, rounded.
    """
    held = dict(stated(root))
    text = words(" ".join(texts))
    at = compared = 0
    for section in made.sections:
        for used in section.chapter.used if section.chapter else ():
            found = text.find(words(used.text), at)
            assert found >= 0, (section.slug, used.text)
            at = found
            if used.form in PLAIN:
                value = held[used.indicator, used.place, used.period, used.breakdown]
                assert number(used) == rounded(value, used.decimals), used
                compared += 1
    assert compared > 150


def stated(root: Path) -> Iterator[tuple[tuple[str, str, str, str], str]]:
    for path in sorted((root / "packs" / "west-midlands" / "figures").glob("*.csv")):
        with path.open(newline="") as file:
            for row in csv.DictReader(file):
                yield (row["indicator"], row["area"], row["period"], row["breakdown"]), row["value"]


def number(used: Used) -> str:
    match = re.search(r"[−-]?[\d,]+(?:\.\d+)?", used.text)
    assert match, used.text
    return match[0].replace(",", "").replace("−", "-")


def rounded(value: str, decimals: int) -> str:
    return str(Decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def words(text: str) -> str:
    """Without what a line's end does to words."""
    return re.sub(r"\s+", "", text)
