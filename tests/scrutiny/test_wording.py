"""A statement as text: what changed in it word by word, and which answer each number comes from."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.scrutiny.test_account import NAMES, SOLIHULL, asked

from commonweal.appraisal.worksheet import Answer
from commonweal.scrutiny.statement import statement
from commonweal.scrutiny.wording import as_text, difference, differing, trace

ANSWERS = {
    "who-benefits": Answer(
        {"who": "young people", "people": "1,234", "people-source": "the tender", "places": [SOLIHULL]}
    ),
    "how-we-know": Answer({"indicator": "claimant-count", "by-when": "March 2029"}),
    "still-open": Answer(not_known=True, who="Procurement", by="2027-01-05"),
}
WRITTEN = statement(asked(), ANSWERS, NAMES)
WORDS = st.text(alphabet="ab 1,.\né€\u05d0", max_size=60)


def test_the_text_has_the_words_that_are_counted_and_a_line_for_each_test() -> None:
    text = as_text(WRITTEN)
    assert len(text.split()) == WRITTEN.words
    assert len(text.split("\n")) == 1 + len(asked())
    nothing = as_text(statement(asked(), {}, NAMES))
    assert nothing.startswith("None of the 10 tests has been answered.\n")


@given(WORDS, WORDS)
def test_both_texts_can_be_read_out_of_the_difference(old: str, new: str) -> None:
    pieces = difference(old, new)
    assert "".join(p.text for p in pieces if p.kind != "new") == old
    assert "".join(p.text for p in pieces if p.kind != "old") == new
    assert all(p.kind == "same" for p in pieces) == (old == new)


def test_a_difference_is_by_word() -> None:
    pieces = difference("Between 180 and 190 people.", "Between 180 and 200 people.")
    assert [(p.text.strip(), p.kind) for p in pieces] == [
        ("Between 180 and", "same"),
        ("190", "old"),
        ("200", "new"),
        ("people.", "same"),
    ]


def test_every_number_of_what_the_answers_give_leads_to_an_answer() -> None:
    for line in trace(as_text(WRITTEN), WRITTEN, asked(), ANSWERS):
        assert line.unfounded == ()
        assert line.keys or line.text == WRITTEN.opening


def test_numbers_of_an_authors_own_words_are_looked_for_in_every_answer() -> None:
    text = "We help 1234 people, by 2029.\nVoice: 77 came; 1,234 gain.\nNothing else.\nIt answers 2 of 10."
    [free, voice, plain, counts] = trace(text, WRITTEN, asked(), ANSWERS)
    assert free.keys == ("who-benefits", "how-we-know")
    assert (voice.keys, voice.unfounded) == (("voice", "who-benefits"), ("77",))
    assert (plain.keys, plain.unfounded) == ((), ())
    assert counts.unfounded == ()


@given(WORDS)
def test_any_text_can_be_traced(text: str) -> None:
    lines = trace(text, WRITTEN, asked(), ANSWERS)
    assert [line.text for line in lines] == [line for line in text.split("\n") if line.strip()]


def test_a_line_that_was_the_opening_counts_what_was_answered_then() -> None:
    old = "This report answers 7 of 10 tests, 4 of them in part."
    [line] = trace(old, WRITTEN, asked(), ANSWERS, old)
    assert (line.keys, line.unfounded) == ((), ())
    assert trace(old, WRITTEN, asked(), ANSWERS)[0].unfounded == ("7", "4")


@given(st.lists(st.sampled_from("abc"), max_size=6), st.lists(st.sampled_from("abc"), max_size=6))
def test_lines_that_differ_are_all_that_differs(old: list[str], new: list[str]) -> None:
    ours, theirs = differing("\n".join(old), "\n".join(new))
    assert (ours == theirs == "") == (old == new or {*old, *new} <= {""})
    assert all(line in old for line in ours.split("\n") if line)
    assert all(line in new for line in theirs.split("\n") if line)
