"""Two texts word by word: both come back to the letter, whatever they are."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from commonweal.editions.drafted import compare

TEXT = st.text(alphabet=st.sampled_from("ab {}\n.xy"), max_size=120)


@given(TEXT, TEXT)
def test_both_texts_come_back(before: str, after: str) -> None:
    made = compare(before, after)
    assert (made.before, made.after) == (before, after)
    assert all(p.text for p in made.pieces)


@given(TEXT)
def test_a_text_beside_itself_is_kept(text: str) -> None:
    made = compare(text, text)
    assert (made.dropped, made.added) == (0, 0)


def test_a_long_chapter_with_one_change_is_quick() -> None:
    before = "\n\n".join(f"Paragraph {n} says that the figure {n * 7} rose." for n in range(3000))
    after = before.replace("Paragraph 1500 says", "Paragraph 1500 shows")
    start = time.perf_counter()
    made = compare(before, after)
    assert (made.dropped, made.added) == (1, 1)
    assert time.perf_counter() - start < 5
