"""Krippendorff's alpha: the published example first, then a plain second implementation, then properties."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from commonweal.appraisal import agreement, differences

# Krippendorff (2011), section C: four observers, twelve units, "." where none was given.
OBSERVERS = {
    "A": "1 2 3 3 2 1 4 1 2 . . .",
    "B": "1 2 3 3 2 2 4 1 2 5 . 3",
    "C": ". 3 3 3 2 3 4 2 2 5 1 .",
    "D": "1 2 3 3 2 4 4 1 2 5 1 .",
}
PUBLISHED = {"nominal": 0.743, "ordinal": 0.815, "interval": 0.849, "ratio": 0.797}
SCALE = ("requires improvement", "satisfactory", "good")


def frame(table: dict[str, list[float | None]]) -> pl.DataFrame:
    rows = [
        (f"unit {i:03}", rater, value) for rater, values in table.items() for i, value in enumerate(values, 1)
    ]
    return pl.DataFrame(
        rows, schema={"item": pl.String, "rater": pl.String, "value": pl.Float64}, orient="row"
    )


def published() -> pl.DataFrame:
    return frame(
        {rater: [None if v == "." else float(v) for v in line.split()] for rater, line in OBSERVERS.items()}
    )


def plainly(ratings: pl.DataFrame, level: str) -> float:
    """Written from the definition: means over pairs of ratings, with no coincidence matrix."""
    kept: dict[str, list[float]] = {}
    for item, _, value in ratings.drop_nulls().rows():
        kept.setdefault(item, []).append(value)
    kept = {item: values for item, values in kept.items() if len(values) > 1}
    everything = [value for values in kept.values() for value in values]

    def squared(a: float, b: float) -> float:
        if level == "nominal":
            return float(a != b)
        if level == "interval":
            return (a - b) ** 2
        if level == "ratio":
            return 0.0 if a == b else ((a - b) / (a + b)) ** 2
        low, high = min(a, b), max(a, b)
        between = sum(1 for v in everything if low <= v <= high)
        ends = (everything.count(a) + everything.count(b)) / 2
        return 0.0 if a == b else (between - ends) ** 2

    observed = sum(
        sum(squared(a, b) for a, b in itertools.permutations(values, 2)) / (len(values) - 1)
        for values in kept.values()
    ) / len(everything)
    expected = sum(squared(a, b) for a, b in itertools.permutations(everything, 2)) / (
        len(everything) * (len(everything) - 1)
    )
    return 1 - observed / expected


@pytest.mark.parametrize(("level", "alpha"), PUBLISHED.items())
def test_the_published_example(level: str, alpha: float) -> None:
    found = agreement(published(), level=level)
    assert found.alpha == pytest.approx(alpha, abs=0.0005)
    assert (found.items, found.raters, found.ratings, found.reason) == (11, 4, 40, "")
    assert found.lower is not None
    assert found.upper is not None
    assert found.lower < found.alpha <= found.upper <= 1


tables = st.integers(2, 4).flatmap(
    lambda raters: st.lists(
        st.lists(st.one_of(st.none(), st.integers(0, 4)), min_size=raters, max_size=raters),
        min_size=2,
        max_size=9,
    )
)


@given(tables, st.sampled_from(["nominal", "ordinal", "interval", "ratio"]))
def test_the_plain_second_implementation_agrees(rows: list[list[int | None]], level: str) -> None:
    ratings = frame(
        {
            f"rater {r}": [None if row[r] is None else float(row[r]) for row in rows]
            for r in range(len(rows[0]))
        }
    )
    found = agreement(ratings, level=level, draws=0)
    if found.alpha is not None:
        assert found.alpha == pytest.approx(plainly(ratings, level), abs=1e-9)
        assert found.alpha <= 1 + 1e-12
        turned = agreement(ratings.reverse(), level=level, draws=0)
        assert turned.alpha == pytest.approx(found.alpha, abs=1e-12)
    else:
        assert found.reason


def test_words_are_as_their_places_in_the_order() -> None:
    words = published().filter(pl.col("value") <= 3)
    numbers = agreement(words, level="ordinal")
    spoken = words.with_columns(
        pl.col("value").replace_strict(dict(zip([1.0, 2.0, 3.0], SCALE, strict=True)))
    )
    assert agreement(spoken, level="ordinal", order=SCALE) == numbers


def test_one_rater() -> None:
    found = agreement(frame({"A": [1, 2, 3]}), level="ordinal")
    assert (found.alpha, found.lower, found.reason) == (None, None, "one rater")


def test_two_raters_who_never_met() -> None:
    found = agreement(frame({"A": [1, None], "B": [None, 2]}), level="ordinal")
    assert (found.alpha, found.reason, found.items) == (None, "nothing rated twice", 0)


def test_one_category_is_not_perfect_agreement() -> None:
    found = agreement(frame({"A": [2, 2, 2], "B": [2, 2, 2]}), level="ordinal")
    assert (found.alpha, found.reason, found.items) == (None, "one category", 3)


def test_nothing_at_all() -> None:
    assert agreement(frame({}), level="nominal").alpha is None
    assert differences(frame({"A": [1.0]}), level="nominal").height == 0


def test_all_agree_and_all_differ() -> None:
    assert agreement(frame({"A": [1, 2, 3], "B": [1, 2, 3]}), level="ordinal").alpha == 1
    against = agreement(frame({"A": [1, 3, 1, 3], "B": [3, 1, 3, 1]}), level="ordinal").alpha
    assert against is not None
    assert against < 0


def test_a_single_item_has_no_interval() -> None:
    found = agreement(frame({"A": [1], "B": [2]}), level="interval")
    assert found.alpha == pytest.approx(0)
    assert (found.lower, found.upper) == (None, None)


def test_the_same_seed_gives_the_same_interval() -> None:
    assert agreement(published(), level="ordinal", seed=4) == agreement(published(), level="ordinal", seed=4)
    assert agreement(published(), level="ordinal", seed=4) != agreement(published(), level="ordinal", seed=5)


def test_differences_are_ranked_and_carry_the_whole_disagreement() -> None:
    found = differences(published(), level="interval")
    assert found["item"][0] == "unit 006"  # 1, 2, 3 and 4
    assert found["difference"][0] == pytest.approx(20 / 6)
    assert found["difference"].is_sorted(descending=True)
    both = (found["ratings"] * found["difference"]).sum()
    alpha = agreement(published(), level="interval").alpha
    assert alpha is not None
    values = [v for item, v in published().drop_nulls().select("item", "value").rows() if item != "unit 012"]
    expected = sum((a - b) ** 2 for a, b in itertools.permutations(values, 2)) / (len(values) - 1)
    assert 1 - both / expected == pytest.approx(alpha)


def test_differences_of_words() -> None:
    rows = [
        ("p1", "A", "good"),
        ("p1", "B", "requires improvement"),
        ("p2", "A", "good"),
        ("p2", "B", "good"),
    ]
    found = differences(
        pl.DataFrame(rows, schema=["item", "rater", "value"], orient="row"), level="ordinal", order=SCALE
    )
    assert_frame_equal(
        found.select("item", "ratings"),
        pl.DataFrame({"item": ["p1", "p2"], "ratings": [2, 2]}, schema_overrides={"ratings": pl.UInt32}),
    )
    assert found["difference"].to_list()[1] == 0


@pytest.mark.parametrize(
    ("rows", "level", "order", "told"),
    [
        ([("p1", "A", 1.0), ("p1", "A", 2.0)], "ordinal", (), "rated twice by the same rater: 'p1' by 'A'"),
        ([("p1", "A", float("nan")), ("p1", "B", 2.0)], "interval", (), "not a number: 'p1' by 'A'"),
        ([("p1", "A", float("inf")), ("p1", "B", 2.0)], "interval", (), "not a number: 'p1' by 'A'"),
        ([("p1", "A", -1.0), ("p1", "B", 2.0)], "ratio", (), "negative rating on a ratio scale: 'p1' by 'A'"),
        ([("p1", "A", "fine"), ("p1", "B", "good")], "ordinal", SCALE, "outside the scale: 'p1' by 'A'"),
        ([("p1", "A", "good")], "ordinal", (), "Words have no distances"),
        ([("p1", "A", "good")], "interval", SCALE, "Words have no distances"),
        ([("p1", "A", 1.0)], "ordinal", SCALE, "An order is for words"),
        ([("p1", "A", 1.0)], "cardinal", (), "No such level"),
    ],
)
def test_bad_ratings_are_named(rows: list[tuple], level: str, order: tuple[str, ...], told: str) -> None:
    ratings = pl.DataFrame(rows, schema=["item", "rater", "value"], orient="row")
    with pytest.raises(ValueError, match=told):
        agreement(ratings, level=level, order=order)


def test_the_interval_covers_the_truth_about_as_often_as_it_says() -> None:
    """Two assessors, three words, 60 proposals, 300 times; the truth is alpha of 200,000 proposals."""
    chance = np.random.default_rng(2020)

    def drawn(items: int) -> pl.DataFrame:
        true = chance.choice(3, size=items, p=[0.3, 0.4, 0.3])
        table = {}
        for rater in "AB":
            slip = chance.choice([-1, 0, 1], size=items, p=[0.15, 0.7, 0.15])
            table[rater] = np.clip(true + slip, 0, 2).astype(float)
        item = np.char.add("p", np.arange(items).astype(str))
        return pl.concat(
            pl.DataFrame({"item": item, "rater": [rater] * items, "value": table[rater]}) for rater in "AB"
        )

    truth = agreement(drawn(200_000), level="ordinal", draws=0).alpha
    assert truth is not None
    covered = 0
    for _ in range(300):
        found = agreement(drawn(60), level="ordinal", draws=500)
        assert found.lower is not None
        assert found.upper is not None
        covered += found.lower <= truth <= found.upper
    # 95% of 300 is 285, give or take 4; the percentile bootstrap falls a little short on 60 items.
    assert 270 <= covered <= 297


def test_the_page_of_the_method_works_its_own_example() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "methods" / "agreement.md").read_text("utf-8")
    block = re.search(r"^```ratings\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert block
    ratings = frame(
        {
            rater: [None if v == "." else float(v) for v in values.split()]
            for rater, values in (line.split(": ") for line in block[1].splitlines())
        }
    )
    stated = re.findall(r"^\| (nominal|ordinal|interval|ratio) \| ([\d.]+) \|$", page, re.MULTILINE)
    assert len(stated) == 4
    for level, alpha in stated:
        found = agreement(ratings, level=level).alpha
        assert found is not None
        assert f"{found:.3f}" == alpha, level
