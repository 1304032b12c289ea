from __future__ import annotations

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.evidence import DIFFERENCE, KEY, OBSERVATION, difference, summary


def observations(figures: dict[tuple[str, str], tuple[float | None, str]]) -> pl.DataFrame:
    """By (area, period): value and status."""
    return (
        pl.DataFrame(
            [
                {
                    "indicator": "rate",
                    "area": a,
                    "period": p,
                    "breakdown": "",
                    "value": v,
                    "status": s,
                    "note": "",
                }
                for (a, p), (v, s) in figures.items()
            ],
            schema={c: OBSERVATION[c] for c in (*KEY, "value", "status", "note")},
        )
        .match_to_schema(OBSERVATION, missing_columns="insert")
        .select(OBSERVATION.names())
    )


OLD = {
    ("A1", "2019"): (10.0, "A"),
    ("A1", "2020"): (20.0, "A"),
    ("B1", "2019"): (None, "O"),
    ("B1", "2020"): (4.0, "P"),
}
NEW = {
    ("A1", "2019"): (10.0, "A"),
    ("A1", "2020"): (21.0, "A"),
    ("B1", "2020"): (6.0, "A"),
    ("B1", "2021"): (5.0, "A"),
}


def test_added_removed_and_revised() -> None:
    found = difference(observations(OLD), observations(NEW))
    assert found.schema == DIFFERENCE
    assert found.select(
        "change", "area", "period", "old", "new", "old_status", "new_status", "fields", "size"
    ).rows() == [
        ("revised", "B1", "2020", 4.0, 6.0, "P", "A", "value, status", 0.5),
        ("revised", "A1", "2020", 20.0, 21.0, "A", "A", "value", 0.05),
        ("removed", "B1", "2019", None, None, "O", None, "", None),
        ("added", "B1", "2021", None, 5.0, None, "A", "", None),
    ]
    assert summary(found).rows() == [("rate", 1, 1, 2, 0.5)]


def test_a_figure_from_nought() -> None:
    found = difference(observations({("A1", "2019"): (0.0, "A")}), observations({("A1", "2019"): (3.0, "A")}))
    assert found["size"].to_list() == [3.0]


def test_only_the_interval_changed() -> None:
    old = observations({("A1", "2019"): (1.0, "A")})
    found = difference(old, old.with_columns(upper=pl.lit(2.0)))
    assert found.select("change", "fields", "size").rows() == [("revised", "upper", 0.0)]


def test_other_columns_are_passed_over() -> None:
    old = observations(OLD)
    assert difference(old.with_columns(dataset=pl.lit("x")), old.reverse()).is_empty()


figures = st.dictionaries(
    st.tuples(st.sampled_from(["A1", "B1", "C1"]), st.sampled_from(["2018", "2019", "2020"])),
    st.tuples(st.one_of(st.none(), st.sampled_from([0.0, 1.0, 2.5])), st.sampled_from(["A", "P"])),
)


@settings(max_examples=60)
@given(figures, figures)
def test_against_dictionaries(
    old: dict[tuple[str, str], tuple[float | None, str]], new: dict[tuple[str, str], tuple[float | None, str]]
) -> None:
    expected = {("added", *k) for k in new.keys() - old.keys()}
    expected |= {("removed", *k) for k in old.keys() - new.keys()}
    expected |= {("revised", *k) for k in old.keys() & new.keys() if old[k] != new[k]}
    found = difference(observations(old), observations(new))
    assert set(found.select("change", "area", "period").rows()) == expected
    assert found.height == len(expected)
