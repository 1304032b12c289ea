"""An edition in Welsh: every word that its figures make is Welsh, and English editions are as they were."""

from __future__ import annotations

import gettext
import hashlib
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest

from commonweal import words
from commonweal.editions import checks, drafting, kept, pages, pdf, resolve, tree, word
from commonweal.editions.answers import answer
from commonweal.editions.book import DRAFTED, Book, book
from commonweal.editions.edition import Edition, problems
from commonweal.editions.findings import Finding
from commonweal.editions.folder import EditionRefused, read
from commonweal.editions.grids import Grid
from commonweal.editions.pictures import Drawn
from commonweal.editions.reading import Reading
from commonweal.editions.tokens import parse
from commonweal.words import english_of, using

from . import examples as ex
from . import small

EVIDENCE = ex.evidence()
EXAMPLE = Path(__file__).parents[2] / "examples" / "editions" / "in-welsh" / "west-midlands-cymraeg"


def _book(language: str) -> Book:
    edition = small.edition(language=language)
    parts = tuple(replace(p, text="") if p.slug == "work" else p for p in edition.parts)
    return book(replace(edition, parts=parts), small.basis(), lambda spec: b"<svg/>")


@pytest.fixture(scope="module")
def welsh() -> Book:
    return _book("cy")


def texts(made: Book) -> list[str]:
    """Everything that the software said in a book, piece by piece."""
    found = [*made.facts, *made.corrections]
    for section in made.sections:
        for piece in section.pieces:
            if isinstance(piece, Grid):
                found += [
                    piece.label,
                    piece.caption,
                    piece.note,
                    *piece.header,
                    *(c for r in piece.rows for c in r),
                ]
            elif isinstance(piece, Drawn):
                found += [piece.label, piece.title, piece.said, piece.source, *piece.header]
            else:
                found += [tree.plain(run) for run in tree.runs((piece,))]
    return [t for t in found if t]


def test_nothing_that_the_software_says_is_left_in_english(welsh: Book) -> None:
    """Each message of the catalogue as a pattern: none fits what a Welsh book says."""
    mo = Path(words.__file__).parent / "locale" / "cy" / "LC_MESSAGES" / "commonweal.mo"
    with mo.open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    patterns = []
    for message, said in catalogue._catalog.items():  # type: ignore[attr-defined]
        english = (message if isinstance(message, str) else message[0]).rpartition("\x04")[2]
        bare = re.sub(r"\{\w+\}", "", english)
        # What is little more than places to fill ("{a} of {b}") fits sentences of any language.
        if english != said and len(bare) > (3 if bare == english else 9):
            patterns.append(re.compile(re.sub(r"\\\{\w+\\\}", ".+", re.escape(english))))
    assert len(patterns) > 300
    told = texts(welsh)
    assert len(told) > 100
    left = [(t, p.pattern) for t in told for p in patterns if p.fullmatch(t) and t not in PACKS]
    assert left == []
    # The test bites: the same book in English is full of them.
    assert sum(bool(p.fullmatch(t)) for t in texts(_book("en-GB")) for p in patterns) > 40


#: What the packs and the writer of the example say, which no catalogue of the software translates.
PACKS = {"Not measured", "Work", "Appendix", "Summary"}


def test_figures_pictures_and_tables_are_named_in_welsh(welsh: Book) -> None:
    assert [s.label for s in welsh.shown][:2] == ["Ffigur 1", "Tabl 1"]
    assert words._(DRAFTED) not in welsh.facts  # in Welsh, not in English
    assert "Drafftiwyd" in welsh.facts[1]
    assert "Statws: wedi'i gywiro." in welsh.facts
    assert welsh.corrections[0].startswith(
        "Cywiriad 1, 5 Mawrth 2026, 1. Work: yn lle “66.2%” ceir bellach “66.1%”"
    )


@pytest.mark.parametrize(
    ("token", "said"),
    [
        ("direction of employment-rate", "cododd"),
        ("movement of employment-rate", "cododd 0.4 pwynt canran"),
        ("direction of hle", "arhosodd heb newid o fewn cyfwng y ffigur"),
        ("gap of employment-rate", "6.1 pwynt canran"),
        ("gap-side of employment-rate", "islaw"),
        ("gap-people of employment-rate", "tua 110,000 yn fwy (people in work)"),
        ("comparator-name of employment-rate", "y DU"),
        ("comparator-movement of employment-rate", "cododd 0.3 pwynt canran"),
        ("rank of employment-rate in E08000026", "[dim ffigur: Employment rate, E08000026]"),
        ("rank of employment-rate in E08000025", "2il uchaf o 3"),
        ("place of employment-rate", "West Midlands (awdurdod cyfun)"),
        (
            "value of employment-rate at 1999",
            "[dim ffigur: Employment rate, West Midlands (awdurdod cyfun), 1999]",
        ),
    ],
)  # fmt: skip
def test_each_form_says_it_in_welsh(token: str, said: str) -> None:
    with using("cy"):
        assert answer(parse("{{" + token + "}}"), EVIDENCE, ex.SCOPE).text == said


def test_a_draft_is_in_welsh_and_keeps_its_directions_as_any_other() -> None:
    with using("cy"):
        text = drafting.draft("employment-rate", EVIDENCE, ex.SCOPE)
        made = resolve.resolved(text, EVIDENCE, ex.SCOPE)
    assert "was rose}}" in text
    assert made.troubles == ()
    assert " ".join(tree.plain(r) for r in tree.runs(made.tree)) == (
        "Yn 2023, 68.6% of people aged 16 to 64 oedd y ffigur ar gyfer “Employment rate” yn achos West "
        "Midlands (awdurdod cyfun). Cododd 0.4 pwynt canran ers 2022, ac yn achos y DU cododd 0.3 pwynt "
        "canran dros yr un cyfnod. Yn achos y DU, y ffigur oedd 74.7%: byddai angen tua 110,000 yn fwy "
        "(people in work) i gyrraedd hynny, a'r bwlch yw 6.1 pwynt canran. Ymhlith ei leoedd, yr uchaf "
        "oedd Solihull (72.4%) a'r isaf oedd Walsall (62.4%), yn 2022."
    )


def test_an_edition_kept_before_there_were_languages_reads_back_as_it_was() -> None:
    """The digest of a frozen edition does not change: English, which every old one is, is not written."""
    edition = small.edition()
    told = kept.to_json(edition)
    assert "language" not in told
    assert kept.from_json(told, {c.__name__: c for c in (Edition, *_classes())}) == edition
    assert kept.to_json(replace(edition, language="cy"))["language"] == "cy"
    english = kept.to_json(_book("en-GB"))
    assert "labelled" not in kept.canonical(english).decode()


def _classes() -> list[type]:
    from commonweal.editions import edition

    return list(kept.classes_of(edition).values())


def test_texts_of_the_packs_are_said_in_the_language_where_it_has_them() -> None:
    held = {
        ("indicator.name", "Employment rate"): "Cyfradd cyflogaeth",
        ("indicator.unit", "% of people aged 16 to 64"): "% o bobl 16 i 64 oed",
        ("people.noun", "people in work"): "pobl mewn gwaith",
        ("goal.outcome", "Work for all."): "Gwaith i bawb.",
        ("gap.why", "Nobody counts it."): "Nid oes neb yn ei gyfrif.",
    }
    basis = replace(small.basis(), definitions=lambda context, text: held.get((context, text), text))
    edition = small.edition(language="cy")
    text = (
        "{{value-in-full of employment-rate}}; {{name of employment-rate}}; {{gap-people of employment-rate}}"
    )
    parts = tuple(replace(p, text=text) if p.slug == "work" else p for p in edition.parts)
    said = texts(book(replace(edition, parts=parts), basis, lambda spec: b"<svg/>"))
    assert "68.6% o bobl 16 i 64 oed; Cyfradd cyflogaeth; tua 110,000 yn fwy (pobl mewn gwaith)" in said
    assert {"Gwaith i bawb.", "Pam: Nid oes neb yn ei gyfrif.", "Cyfradd cyflogaeth"} <= set(said)
    assert not any("Employment rate" in t for t in said)


def test_a_language_without_words_is_no_edition() -> None:
    assert any("“tlh”" in p and "cy" in p for p in problems(small.edition(language="tlh")))


def test_files_say_which_language_they_are_in(welsh: Book) -> None:
    from docx import Document
    from pypdf import PdfReader

    one = replace(welsh, sections=tuple(s for s in welsh.sections if s.slug in {"water", "credits"}))
    reader = PdfReader(io.BytesIO(pdf.pdf(one)))
    assert reader.root_object["/Lang"] == "cy"
    assert "Cynnwys" in "".join(p.extract_text() for p in reader.pages)
    written = Document(io.BytesIO(word.docx(one, as_png=lambda svg: b"")))
    assert written.core_properties.language == "cy"
    assert {"Cywiriadau", "Cynnwys"} <= {p.text for p in written.paragraphs}
    page = pages.pages(one)["index.html"].decode()
    assert '<html lang="cy">' in page
    assert "Neidio i" in page


def test_checks_that_read_english_do_not_run_and_are_named() -> None:
    chapters = resolve.chapters(small.edition(language="cy"), EVIDENCE)
    aside = checks.not_read("cy")
    assert {"direction", "place", "period", "figure"} <= set(aside)
    assert set(checks.found()) - set(aside) == {"token", "twice"}
    assert checks.not_read("en-GB") == {}
    found = checks.run(chapters, EVIDENCE, language="cy")
    assert {f.check for f in found} <= {"token", "twice"}
    assert any(f.check == "token" for f in checks.run(
        resolve.chapters(small.edition(language="cy", place="E99999999"), EVIDENCE), EVIDENCE, language="cy"
    ))  # fmt: skip


TWICE = "Mae'r paragraff hwn ddwywaith yn yr argraffiad, gair am air, heb fod neb wedi sylwi arno hyd yma."
#: A text with a turned direction, a lost figure, a token that cannot be read, and a paragraph twice.
WRITTEN = (
    "Yma {{movement of employment-rate was fell}}.\n\nDim {{value of employment-rate at 1999}} yma.\n\n"
    f"Dim {{{{valeu of employment-rate}}}} yma.\n\n{TWICE}\n\nHanner {{{{tocyn.\n\n{TWICE}"
)


def _found(language: str) -> list[Finding]:
    edition = small.edition(language=language)
    chapter = resolve.chapter(replace(edition.part("work"), text=WRITTEN), edition, EVIDENCE)
    found = checks.run([chapter], EVIDENCE, ["token", "twice"], language=language)
    return sorted(found, key=lambda f: f.key)


def test_what_is_found_and_why_a_token_fails_are_said_in_the_editions_language() -> None:
    wrong = {f.wrong for f in _found("cy")}
    assert wrong == {
        "Ysgrifennwyd y frawddeg pan oedd hyn yn wir am “Employment rate”: gostyngodd. Erbyn hyn: cododd.",
        "Nid oes ffigur ar gyfer “1999” yn achos West Midlands (awdurdod cyfun).",
        "Nid yw “valeu” yn rhywbeth y gall tocyn ei ddangos (ai “value” a olygwyd?).",
        "Dyma fachau tocyn nad yw'n gyfan.",
        "Mae'r paragraff hwn eisoes yn y bennod hon.",
    }
    assert "Y cyfnodau diweddaraf yw 2020, 2021, 2022 a 2023." in {f.right for f in _found("cy")}
    assert {f.wrong for f in _found("en-GB")}.isdisjoint(wrong)


def test_a_finding_has_the_same_key_in_every_language() -> None:
    """Who waived it need not do so again where a translation is mended; in English, keys are as they were."""
    welsh, english = _found("cy"), _found("en-GB")
    assert [english_of(f.wrong) for f in welsh] != [str(f.wrong) for f in welsh]
    assert sorted(english_of(f.wrong) for f in welsh) == sorted(f.wrong for f in english)
    turned = next(f for f in welsh if not f.must and f.check == "token")
    beside = next(f for f in english if not f.must and f.check == "token")
    assert replace(turned, sentence=beside.sentence).key == beside.key
    assert {f.key for f in welsh if f.check == "twice"} == {f.key for f in english if f.check == "twice"}
    plain = "\0".join((beside.check, beside.chapter, beside.sentence, beside.wrong))
    assert beside.key == hashlib.sha256(plain.encode()).hexdigest()[:24]


def test_texts_are_read_by_english_names_whatever_language_asks_first() -> None:
    """The names are kept for all who ask after: an English edition is read by them, too."""
    evidence = ex.evidence()
    with using("cy"):
        named = Reading((), evidence).vocabulary.names
    assert "West Midlands (combined authority)" in named["E47000007"]
    assert named == Reading((), evidence).vocabulary.names


def test_the_example_is_an_edition_in_welsh_and_says_what_it_is(tmp_path: Path) -> None:
    edition = read(EXAMPLE)
    assert (edition.language, edition.example) == ("cy", True)
    assert "Nid oes siaradwr Cymraeg wedi darllen" in edition.part("rhagair").text
    for file in EXAMPLE.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "edition.yaml").write_text(
        (EXAMPLE / "edition.yaml").read_text().replace("language: cy", "language: xx")
    )
    with pytest.raises(EditionRefused, match="xx"):
        read(tmp_path)
