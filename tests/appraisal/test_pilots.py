"""What a pilot shows of the tool: worked on its page, and by hand."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from commonweal.appraisal.pilots import Given, Spent, findings, flagged, kinds, recommended, to_be_taught

PAGE = Path(__file__).resolve().parents[2] / "docs" / "methods" / "pilots.md"
CASES = re.findall(r"^```effort\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
STAGES = ("fit", "evaluation", "beneficiaries", "good-work")
ORDERS = dict.fromkeys(STAGES, ("no", "not-yet", "yes"))
NO_RATINGS = pl.DataFrame(schema=dict.fromkeys(("stage", "question", "item", "rater", "value"), pl.String))


def found(**more: Any) -> Any:
    given: dict[str, Any] = {
        "stages": STAGES,
        "assessments": {1: True, 2: False},
        "spent": (),
        "given": (),
        "ratings": NO_RATINGS,
        "orders": ORDERS,
        "changes": {},
    }
    return findings(**(given | more))


@pytest.mark.parametrize("case", CASES)
def test_the_page_says_what_an_assessment_takes(case: str) -> None:
    lines = dict(line.split(": ", 1) for line in case.splitlines())
    spent = [
        Spent(n, stage, None if minutes == "." else float(minutes), None)
        for n, who in enumerate(("first", "second"))
        for stage, minutes in zip(STAGES, lines[who].split(), strict=True)
    ]
    got = found(spent=spent, hourly_cost=float(lines["hourly cost"]), a_year=int(lines["a year"]))
    said = {"hours": got.hours, "cost": got.cost, "year hours": got.year_hours, "year cost": got.year_cost}
    for name, value in said.items():
        places = len(lines[name].partition(".")[2])
        assert round(value, places) == float(lines[name]), name


def test_the_page_works_two_cases() -> None:
    assert len(CASES) == 2


def test_what_is_not_known_gives_no_number() -> None:
    got = found()
    assert (got.hours, got.cost, got.year_hours, got.year_cost) == (None, None, None, None)
    assert got.small
    got = found(spent=[Spent(1, s, 30.0, None) for s in STAGES])
    assert (got.hours, got.cost) == (2.0, None)
    assert got.whole.measured is None


def test_entered_and_measured_minutes_are_never_mixed() -> None:
    spent = [Spent(1, s, 30.0, 10.0) for s in STAGES] + [Spent(2, s, 50.0, None) for s in STAGES]
    got = found(spent=spent)
    assert (got.whole.median, got.whole.n) == (160.0, 2)
    assert (got.whole.measured, got.whole.measured_n) == (40.0, 1)
    assert [e.low for e in got.stages] == [30.0] * 4


def given(key: str, n: int, state: str = "answered", value: str = "", clarity: int | None = None) -> Given:
    return Given(n, key, "good-work", key.title(), state, value, clarity)


def test_questions_that_do_not_work_and_what_to_do_about_them() -> None:
    rows = [
        *(given("unclear", n, clarity=c) for n, c in enumerate((2, 3, 2))),
        *(given("unknown", n, "not known" if n else "answered") for n in range(2)),
        *(given("skipped", n, "left out" if n else "answered") for n in range(3)),
        *(given("same", n, value="Yes") for n in range(3)),
        *(given("fine", n, value="Yes" if n else "No", clarity=4) for n in range(3)),
        *(given("few", n, value="Yes") for n in range(2)),
    ]
    got = found(given=rows)
    against = {q.key: kinds(q) for q in got.questions}
    assert against == {
        "unclear": ("unclear",),
        "unknown": ("unknown",),
        "skipped": ("skipped",),
        "same": ("same",),
        "fine": (),
        "few": (),
    }
    for q in got.questions:
        assert bool(recommended(q)) == bool(q.flags) == (q in flagged(got))
    assert [q.key for q in to_be_taught(got)] == ["unclear"]
    said = {q.key: q.flags for q in got.questions}
    assert said["unclear"] == ("not clear: 2.3 of 5 (n = 3)",)
    assert said["same"] == ("always the same answer: Yes",)


def test_a_question_on_which_assessors_differ_is_disputed() -> None:
    values = [("a", "yes", "no"), ("b", "no", "yes"), ("c", "yes", "no"), ("d", "no", "no")]
    ratings = pl.DataFrame(
        [
            ("good-work", "work/pay", f"{item}: pay", rater, value)
            for item, *both in values
            for rater, value in zip(("one", "two"), both, strict=True)
        ],
        schema=NO_RATINGS.schema,
        orient="row",
    )
    got = found(given=[given("work/pay", n) for n in range(4)], ratings=ratings)
    [q] = got.questions
    assert q.alpha is not None
    assert q.alpha < 0
    assert kinds(q) == ("disputed",)
    few = found(given=[given("work/pay", n) for n in range(2)], ratings=ratings.head(4))
    assert few.questions[0].alpha is None


def test_what_it_changed() -> None:
    got = found(changes={1: 2, 2: 0, 3: 1}, decided={1, 2})
    assert (got.changes, got.improved, got.proposals) == (3, 2, 3)
    assert (got.decided, got.decided_improved) == (2, 1)
