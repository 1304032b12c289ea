"""The words of the pure rooms in another language: the catalogue, its plurals, dates and lists."""

from __future__ import annotations

import io
import pickle
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from commonweal import words
from commonweal.progress.schema import Status
from commonweal.publish import breakdowns, summaries, wording
from commonweal.words import Both, english_of, in_both, listed, ngettext, ordinal, using

PLACEHOLDER = re.compile(r"\{(\w+)\}")


@pytest.fixture(scope="module")
def welsh() -> Catalog:
    po = Path(words.__file__).parent / "locale" / "cy" / "LC_MESSAGES" / "commonweal.po"
    with po.open("rb") as file:
        return read_po(file, abort_invalid=True)


Key = tuple[str | None, object]
#: Where what is said must have its Welsh; what other rooms say may wait for it.
OWED = ("editions/", "publish/", "evidence/periods.py")


@pytest.fixture(scope="module")
def said() -> dict[Key, set[str]]:
    """Every message that the pure rooms mark, and where."""
    source = Path(words.__file__).parents[1]
    keywords = {**DEFAULT_KEYWORDS, "N_": None, "in_both": None}
    found: dict[Key, set[str]] = {}
    for room in sorted(p for p in source.iterdir() if p.is_dir() and p.name not in {"web", "__pycache__"}):
        for file, _line, message, _notes, context in extract_from_dir(
            room, [("**.py", "python")], keywords=keywords
        ):
            found.setdefault((context, message), set()).add(f"{room.name}/{file}")
    return found


def test_every_message_has_its_welsh_and_every_welsh_its_message(
    welsh: Catalog, said: dict[Key, set[str]]
) -> None:
    assert len(said) > 700
    kept = {(m.context, tuple(m.id) if isinstance(m.id, list | tuple) else m.id): m for m in welsh if m.id}
    assert set(said) - set(kept) == set()
    assert set(kept) - set(said) == set()
    owed = {key for key, places in said.items() if any(p.startswith(OWED) for p in places)}
    assert len(owed) > 700
    assert [m.id for key, m in kept.items() if m.fuzzy or (key in owed and not all(strings(m)))] == []


def test_welsh_puts_in_what_english_puts_in(welsh: Catalog) -> None:
    told = [m for m in welsh if m.id and any(strings(m))]
    for message in (m for m in told if not m.pluralizable):
        assert set(PLACEHOLDER.findall(message.id)) == set(PLACEHOLDER.findall(message.string)), message.id
    for message in (m for m in told if m.pluralizable):
        assert len(message.string) == 6
        allowed = {p for form in message.id for p in PLACEHOLDER.findall(form)}
        assert {p for form in message.string for p in PLACEHOLDER.findall(form)} <= allowed


def test_what_is_read_was_made_from_what_is_written(welsh: Catalog) -> None:
    mo = Path(words.__file__).parent / "locale" / "cy" / "LC_MESSAGES" / "commonweal.mo"
    made = io.BytesIO()
    write_mo(made, welsh)
    assert mo.read_bytes() == made.getvalue()


def strings(message: object) -> tuple[str, ...]:
    string = message.string  # type: ignore[attr-defined]
    return tuple(string) if isinstance(string, list | tuple) else (string,)


def test_a_language_without_words_is_refused_and_leaves_things_as_they_were() -> None:
    with pytest.raises(words.UnknownLanguage, match=r"“tlh”; there are en-GB, cy"), using("tlh"):
        pass
    assert words.current() == words.ENGLISH


def test_the_language_ends_with_its_block_whatever_happens() -> None:
    with using("cy"), using("en-GB"):
        assert words.in_english()
        assert words._("rose") == "rose"
    with using("cy"):
        assert (words.current(), words._("rose")) == ("cy", "cododd")
    with pytest.raises(KeyError), using("cy"):
        raise KeyError
    assert words.in_english()


def test_words_that_know_what_they_are_in_english() -> None:
    with using("cy"):
        way = in_both("rose")
        told = in_both("The text says “{word}”, and {what} {now}.", word="fell", what="x", now=way)
        whole = told + " " + in_both("Name the country.")
        assert (way, way.english) == ("cododd", "rose")
        assert told == "Mae'r testun yn dweud “fell”. Yn ôl y ffigur ar gyfer “x”: cododd."
    assert told.english == "The text says “fell”, and x rose."
    assert (whole, whole.english) == (f"{told} Enwch y wlad.", f"{told.english} Name the country.")
    assert ("a " + way, ("a " + way).english) == ("a cododd", "a rose")
    assert in_both("rose") == in_both("rose").english == "rose"
    assert [english_of(w) for w in (way, "as it is", 3)] == ["rose", "as it is", "3"]
    assert pickle.loads(pickle.dumps(told)).english == told.english
    assert (Both(told), Both(told).english) == (told, told.english)


def test_texts_of_packs_are_asked_of_whoever_keeps_them() -> None:
    def lookup(context: str, text: str) -> str:
        return {("place.name", "England"): "Lloegr"}.get((context, text), text)

    assert words.defined("place.name", "England") == "England"
    with using("cy", lookup):
        assert words.defined("place.name", "England") == "Lloegr"
        with using("cy"):
            assert words.defined("place.name", "England") == "Lloegr"
        with using("en-GB"):
            assert words.defined("place.name", "England") == "England"


@pytest.mark.parametrize(
    ("n", "welsh"),
    [
        (0, "0 pwynt"),
        (1, "1 pwynt"),
        (2, "2 bwynt"),
        (3, "3 phwynt"),
        (4, "4 pwynt"),
        (6, "6 phwynt"),
        (10, "10 pwynt"),
    ],
)
def test_a_noun_behind_a_number_mutates(n: int, welsh: str) -> None:
    with using("cy"):
        assert ngettext("{n} point", "{n} points", n).format(n=n) == welsh


@pytest.mark.parametrize(
    ("period", "span", "during", "short"),
    [
        ("2023", "2023", "yn 2023", "2023"),
        ("2024-05-15", "15 Mai 2024", "ar 15 Mai 2024", "15 Mai 2024"),
        ("2023-07", "mis Gorffennaf 2023", "ym mis Gorffennaf 2023", "Gorff 2023"),
        (
            "2018-04-01/P1Y", "y flwyddyn hyd at fis Mawrth 2019", "yn y flwyddyn hyd at fis Mawrth 2019",
            "2018/19",
        ),
        ("2011-01-01/P3Y", "y tair blynedd 2011 i 2013", "yn y tair blynedd 2011 i 2013", "2011–13"),
        ("2023-01-01/P3M", "Ionawr i Fawrth 2023", "yn Ionawr i Fawrth 2023", "Ch1 2023"),
    ],
)  # fmt: skip
def test_periods_in_welsh(period: str, span: str, during: str, short: str) -> None:
    before = wording.span(period)
    with using("cy"):
        assert (wording.span(period), wording.during(period), wording.short_period(period)) == (
            span,
            during,
            short,
        )
    assert wording.span(period) == before  # what is kept is kept by language


def test_lists_and_ordinals_in_welsh() -> None:
    with using("cy"):
        assert listed(["Walsall"]) == "Walsall"
        assert listed(["Dudley", "Walsall"]) == "Dudley a Walsall"
        assert listed(["Walsall", "Abertawe"]) == "Walsall ac Abertawe"
        assert listed(["Lloegr", "Cymru", "y DU"]) == "Lloegr, Cymru a'r DU"
        assert listed(["3 heb wella", "8 heb ddata"]) == "3 heb wella ac 8 heb ddata"
        assert [ordinal(n) for n in (1, 2, 3, 5, 7, 11, 20, 21, 40)] == [
            "1af", "2il", "3ydd", "5ed", "7fed", "11eg", "20fed", "21ain", "40fed"
        ]  # fmt: skip
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert [ordinal(n) for n in (1, 2, 3, 11, 22)] == ["1st", "2nd", "3rd", "11th", "22nd"]


def test_groups_and_counts_of_indicators_in_welsh() -> None:
    counts = {Status.IMPROVING: 19, Status.SLOW: 11, Status.AWAY: 16, Status.UNJUDGED: 9, Status.NO_DATA: 12}
    with using("cy"):
        assert breakdowns.words("age=16-24;sex=female") == "menywod 16 i 24 oed"
        assert summaries.site_summary(counts) == (
            "O'r 46 dangosydd y gellir eu barnu, mae 19 yn gwella ac yn cau'r bwlch, 11 yn gwella'n rhy araf "
            "ac 16 heb wella; 9 na ellir eu barnu a 12 heb ddata."
        )


def test_two_contexts_speak_two_languages() -> None:
    def heard() -> Iterator[str]:
        import contextvars

        def welsh() -> str:
            with using("cy"):
                return words._("rose")

        yield contextvars.copy_context().run(welsh)
        yield words._("rose")

    assert list(heard()) == ["cododd", "rose"]
