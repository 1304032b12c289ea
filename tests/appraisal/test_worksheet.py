"""Which questions are put, what is missing, what changed: on the toolkit of this repository."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.appraisal.changed import changed, rated
from commonweal.appraisal.missing import missing, stopping
from commonweal.appraisal.results import results
from commonweal.appraisal.worksheet import (
    Answer,
    Answers,
    Field,
    Question,
    claims,
    next_claim,
    no_outcome,
    people,
    question,
    questions,
    ticked,
)
from commonweal.packs import read

OURS = read(Path(__file__).resolve().parents[2] / "packs" / "inclusive-growth").toolkits[0]


def whole(q: Question) -> Answer:
    """An answer that leaves nothing out."""
    parts: dict[str, str | list[str]] = {}
    for f in q.fields:
        if f.kind == "one":
            parts[f.name] = f.options[0][0]
        elif f.kind == "many":
            parts[f.name] = [f.options[0][0]]
        elif f.kind == "count":
            parts[f.name] = "12"
        elif f.kind == "places":
            parts[f.name] = ["E08000029"]
        elif f.kind != "tick":
            parts[f.name] = "Because."
    return Answer(parts)


def filled(start: Answers) -> Answers:
    """Answers to every question, those that an answer brings up included."""
    answers = dict(start)
    for _ in range(5):
        for q in questions(OURS, answers):
            answers.setdefault(q.key, whole(q))
    return answers


NOT_REACHED = {f"group/{g.id}": Answer({"reach": "not", "why": "Too far away."}) for g in OURS.groups}
TWO = {"fit": Answer({"priorities": ["housing", "employment"]})}


def test_stage_two_is_asked_only_for_the_priorities_that_are_ticked() -> None:
    none = {q.key for q in questions(OURS, {})}
    two = [q.key for q in questions(OURS, TWO)]
    assert not {k for k in none if k.startswith(("how/", "chain/", "rating/"))}
    assert [k for k in two if k.startswith("rating/")] == ["rating/employment", "rating/housing"]
    assert {q.stage for q in questions(OURS, {})} == {"fit", "beneficiaries", "good-work"}
    assert len([k for k in none if k.startswith("work/")]) == len(OURS.stage("good-work").criteria)


def test_what_is_read_beside_another_answer_is_no_question_of_its_own() -> None:
    keys = {q.key for q in questions(OURS, TWO)}
    assert "prompt/fit/how-delivered" not in keys
    found = question(OURS, TWO, "how/housing")
    assert found is not None
    assert [p.id for p in found.beside] == ["how-delivered"]
    assert "prompt/beneficiaries/lose" in keys


def test_no_direct_outcome_is_valid_and_leads_to_good_work() -> None:
    answers: Answers = {"fit": Answer({"none": "yes", "why": "A payroll system.", "priorities": ["skills"]})}
    assert no_outcome(answers)
    assert ticked(OURS, answers) == ()
    for q in questions(OURS, answers):
        if q.stage in ("good-work", "fit") and q.key != "fit":
            answers = {**answers, q.key: whole(q)}
    found = stopping(missing(OURS, questions(OURS, answers), answers))
    assert found == []
    assert results(OURS, questions(OURS, answers), answers, [], found)["none"]


def test_a_new_assessment_lacks_every_required_answer_and_says_which() -> None:
    asked = questions(OURS, {})
    found = missing(OURS, asked, {})
    assert {m.key for m in found} == {q.key for q in asked if q.required}
    assert {m.what for m in found} == {"Not answered"}


def test_a_whole_assessment_lacks_nothing() -> None:
    answers = filled({**TWO, **NOT_REACHED})
    assert stopping(missing(OURS, questions(OURS, answers), answers, cited=[])) == []


@pytest.mark.parametrize("blank", ["", "   ", "\n\t ", "…", "--- !!"])
def test_a_justification_of_blanks_is_none(blank: str) -> None:
    answers = dict(filled({**TWO, **NOT_REACHED}))
    answers["rating/housing"] = Answer({"rating": "good", "justification": blank})
    [found] = stopping(missing(OURS, questions(OURS, answers), answers))
    assert (found.key, found.what) == ("rating/housing", "Still to be filled in: Why this rating")


def test_a_word_outside_the_scale_is_no_rating() -> None:
    answers = dict(filled({**TWO, **NOT_REACHED}))
    answers["rating/housing"] = Answer({"rating": "excellent", "justification": "It is."})
    [found] = stopping(missing(OURS, questions(OURS, answers), answers))
    assert found.what == "Still to be filled in: Rating"


def test_not_known_needs_a_name_and_a_day() -> None:
    answers = dict(filled({**TWO, **NOT_REACHED}))
    answers["how/housing"] = Answer(not_known=True)
    [found] = stopping(missing(OURS, questions(OURS, answers), answers))
    assert "who finds out" in found.what
    answers["how/housing"] = Answer(not_known=True, who="The housing team", by="2027-01-31")
    assert stopping(missing(OURS, questions(OURS, answers), answers)) == []


def test_a_group_that_is_reached_needs_a_claim_and_a_claim_its_parts() -> None:
    answers = dict(filled({**TWO, **NOT_REACHED}))
    answers["group/neet"] = Answer({"reach": "direct", "why": "Apprenticeships on site."})
    [found] = stopping(missing(OURS, questions(OURS, answers), answers))
    assert found.key == "group/neet"
    assert "add a claim" in found.what
    answers["claim/1"] = Answer({"group": "neet", "people": "40"})
    [found] = [m for m in stopping(missing(OURS, questions(OURS, answers), answers)) if m.key == "claim/1"]
    for part in ("reached", "priority", "number comes from", "live", "mechanism"):
        assert part in found.what
    assert next_claim(answers) == "claim/2"


def test_more_people_than_live_there_are_refused() -> None:
    answers = {"claim/1": Answer({"group": "neet", "people": "300,000", "places": ["E08000029"]})}
    found = missing(OURS, questions(OURS, answers), answers, residents={"E08000029": 216_200})
    assert any("300,000 people are claimed, and 216,200 live there" in m.what for m in found)
    assert not any("live there" in m.what for m in missing(OURS, questions(OURS, answers), answers))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("40", 40),
        (" 1,200 ", 1200),
        ("-5", None),
        ("12.5", None),
        ("many", None),
        ("9" * 12, None),
        ("", None),
    ],
)
def test_a_number_of_people_is_whole_and_not_negative(text: str, number: int | None) -> None:
    assert people(text.strip()) == number


def test_what_changed_says_the_direction_on_each_scale() -> None:
    first = {**TWO, "rating/housing": Answer({"rating": "requires-improvement", "justification": "Hope."})}
    later = {
        **TWO,
        "rating/housing": Answer({"rating": "good", "justification": "Named and counted."}),
        "work/living-wage": Answer({"answer": "yes"}),
        "claim/1": Answer({"group": "neet", "people": "40"}),
    }
    found = changed(questions(OURS, first), first, questions(OURS, later), later)
    by_label = {(c.key, c.what): c for c in found}
    assert by_label["rating/housing", "rating"].direction == "up"
    assert by_label["rating/housing", "rating"].after == "Good"
    assert by_label["claim/1", "number"].before == ""
    assert by_label["claim/1", "number"].after == "40"
    assert by_label["work/living-wage", "good-work"].after == "Yes"
    back = changed(questions(OURS, later), later, questions(OURS, first), first)
    assert {(c.key, c.label, c.after, c.before) for c in back} == {
        (c.key, c.label, c.before, c.after) for c in found
    }


def test_two_assessors_are_compared_on_every_stage() -> None:
    answers = filled({**TWO, **NOT_REACHED})
    rows = rated(OURS, questions(OURS, answers), answers)
    assert {stage for stage, *_ in rows} == {"fit", "evaluation", "beneficiaries", "good-work"}
    assert ("fit", "fit/housing", "nominal", "yes") in rows
    assert ("fit", "fit/skills", "nominal", "no") in rows
    criteria = next(p for p in OURS.priorities if p.id == "housing").criteria
    assert len([r for r in rows if r[1].startswith("criterion/housing/")]) == len(criteria)
    assert all(value is None for *_, value in rated(OURS, questions(OURS, {}), {}))


@given(st.sets(st.sampled_from([p.id for p in OURS.priorities])), st.booleans())
def test_stages_and_results_add_up(chosen: set[str], skip: bool) -> None:
    answers = dict(filled({"fit": Answer({"priorities": sorted(chosen)}), **NOT_REACHED}))
    if skip:
        answers.pop("work/living-wage")
    asked = questions(OURS, answers)
    assert len({q.key for q in asked}) == len(asked)
    lacking = missing(OURS, asked, answers)
    out = results(OURS, asked, answers, [], lacking)
    assert sum(s["asked"] for s in out["stages"].values()) == len(asked)
    assert sum(s["answered"] for s in out["stages"].values()) == len(asked) - skip - (not chosen)
    assert set(out["ratings"]) == chosen
    assert out["missing"] == (skip + (not chosen))


def test_claims_without_a_group_are_not_yet_claims() -> None:
    assert (
        claims({"claim/2": Answer({"people": "3"}), "claim/10": Answer({"group": "neet"})})[0].key
        == "claim/10"
    )


def test_a_word_that_is_no_longer_in_the_scale_is_shown_as_it_was_called() -> None:
    def asked(*words: str) -> list[Question]:
        options = tuple((w, w.capitalize()) for w in words)
        return [
            Question(
                "rating/x", "evaluation", "X", (Field("rating", "Rating", "one", options=options),), OURS
            )
        ]

    was, now = {"rating/x": Answer({"rating": "fair"})}, {"rating/x": Answer({"rating": "good"})}
    [found] = changed(asked("poor", "fair"), was, asked("poor", "good"), now)
    assert (found.before, found.after, found.direction) == ("Fair", "Good", "")
