"""Which tests are put, what an account lacks, what is carried over, and the statement that is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.appraisal.people import overlaps
from commonweal.appraisal.worksheet import Answer, Answers, claims
from commonweal.packs import read
from commonweal.packs.test_sets import Applies
from commonweal.scrutiny.carrying import Assessed, carried
from commonweal.scrutiny.questions import Facts, Test, account, applies, lacking, questions_of
from commonweal.scrutiny.statement import MOST_WORDS, Names, statement

PACK = read(Path(__file__).resolve().parents[2] / "packs" / "inclusive-growth")
[OURS], [TOOLKIT], [FRAMEWORK] = PACK.test_sets, PACK.toolkits, PACK.frameworks
SOLIHULL = "E08000029"
NAMES = Names(
    groups={g.id: g.name for g in TOOLKIT.groups},
    places={SOLIHULL: "Solihull"},
    indicators={"claimant-count": "Claimant count"},
    rungs={r.id: r.name for r in FRAMEWORK.ladder},
)


def within(a: str, b: str) -> bool:
    return a == b or b == "E12000005"


def asked(kind: str = "project") -> list[Test]:
    return questions_of(
        OURS,
        Facts(kind),
        groups=TOOLKIT.groups,
        ladder=FRAMEWORK.ladder,
        within=within,  # type: ignore[arg-type]
    )


def whole(test: Test) -> Answer:
    parts: dict[str, str | list[str]] = {}
    for f in test.fields:
        if f.kind == "one":
            parts[f.name] = f.options[-1][0]
        elif f.kind == "many":
            parts[f.name] = [f.options[0][0]]
        elif f.kind == "count":
            parts[f.name] = "1,234"
        elif f.kind == "places":
            parts[f.name] = [SOLIHULL]
        elif f.kind == "indicator":
            parts[f.name] = "claimant-count"
        else:
            parts[f.name] = "Because it does."
    return Answer(parts)


def test_ten_tests_are_put_to_a_project_and_nine_to_a_report_for_information() -> None:
    assert [t.key for t in asked()] == [q.id for q in OURS.questions]
    assert "good-work" not in [t.key for t in asked("information")]
    assert all(t.origin.provenance == "reconstructed" for t in asked())


@pytest.mark.parametrize(
    ("condition", "facts", "put"),
    [
        (Applies(), Facts("policy"), True),
        (Applies(kinds=("budget",)), Facts("policy"), False),
        (Applies(cost_from=500_000), Facts("project", cost=499_999.99), False),
        (Applies(cost_from=500_000), Facts("project", cost=500_000), True),
        (Applies(cost_from=500_000), Facts("project"), False),
        (Applies(places=("E12000005",)), Facts("project", places=(SOLIHULL,)), True),
        (Applies(places=("E08000025",)), Facts("project", places=(SOLIHULL,)), False),
        (Applies(key_decision=True), Facts("project"), False),
        (Applies(key_decision=True), Facts("project", key_decision=True), True),
        (Applies(key_decision=False, kinds=("project",)), Facts("project"), True),
    ],
)
def test_when_a_test_is_put(condition: Applies, facts: Facts, put: bool) -> None:
    assert applies(condition, facts, within) is put


def test_an_account_is_none_partial_or_whole() -> None:
    tests = asked()
    assert account(tests, {}).quality == "none"
    assert account([], {}).quality == "none"
    answers: dict[str, Answer] = {t.key: whole(t) for t in tests}
    assert lacking(tests, answers) == []
    found = account(tests, answers)
    assert (found.quality, found.count("whole")) == ("whole", 10)
    assert set(found.strength.values()) == {"evaluation"}
    answers["voice"] = Answer(not_known=True, who="The planning team", by="2027-01-31")
    assert account(tests, answers).quality == "whole"
    answers["voice"] = Answer(not_known=True)
    assert account(tests, answers).quality == "partial"
    assert [row.what for row in lacking(tests, answers)] == ["We do not know: say who finds out, and by when"]


@pytest.mark.parametrize(
    ("parts", "what"),
    [
        ({"mechanism": " \n "}, "Not answered"),
        ({"mechanism": "By rents."}, "Still to be said: Who exactly; Where; How strong the evidence is"),
        (
            {"groups": ["neet"], "places": [SOLIHULL], "mechanism": "m", "strength": "data"},
            "Still to be said: The evidence",
        ),
        ({"who": "Tenants", "places": [SOLIHULL], "mechanism": "m", "strength": "assertion"}, ""),
    ],
)
def test_what_an_answer_lacks(parts: dict[str, str | list[str]], what: str) -> None:
    [test] = [t for t in asked() if t.key == "who-could-lose"]
    assert [row.what for row in lacking([test], {test.key: Answer(parts)})] == ([what] if what else [])


def test_a_number_that_is_none_is_said() -> None:
    [test] = [t for t in asked() if t.key == "who-benefits"]
    answer = Answer({**whole(test).parts, "people": "lots"})
    assert [r.what for r in lacking([test], {test.key: answer})] == [
        "How many people: “lots” is not a whole number"
    ]


ASSESSED: Answers = {
    "fit": Answer({"priorities": ["housing"]}),
    "chain/housing": Answer(
        {
            "activity": "Build.",
            "output": "78 homes",
            "outcome": "Secure homes",
            "indicator": "affordable-homes",
            "assumed": "That people can come back.",
        }
    ),
    "claim/1": Answer(
        {
            "group": "deprived-areas",
            "way": "direct",
            "priority": "housing",
            "people": "180",
            "source": "78 × 2.3",
            "places": [SOLIHULL],
            "mechanism": "They move in.",
        }
    ),
    "claim/2": Answer(
        {
            "group": "neet",
            "way": "direct",
            "priority": "housing",
            "people": "10",
            "source": "The tender",
            "places": [SOLIHULL],
            "mechanism": "Paid training.",
        }
    ),
    "prompt/beneficiaries/lose": Answer({"words": "Tenants, while it is rebuilt."}),
    "prompt/good-work/lever": Answer(not_known=True, who="Procurement", by="2027-01-15"),
    "work/placements": Answer({"answer": "yes", "how": "Ten places.", "monitored": "Starts."}),
    "work/sick-pay": Answer(not_known=True, who="Procurement", by="2027-01-15"),
}


def test_what_an_assessment_says_is_carried_over_by_part() -> None:
    pairs = overlaps(claims(ASSESSED), ASSESSED, within)
    found = carried(asked(), Assessed(TOOLKIT, ASSESSED, pairs, (SOLIHULL,)))
    who = found["who-benefits"]
    assert who.many("groups") == ("deprived-areas", "neet")
    assert who.text("people") == ""  # two bounds are not one number
    assert who.text("unknown") == "Between 180 and 190 people: the same ones may be counted twice."
    assert found["how-it-works"].text("mechanism") == "Housing: Build → 78 homes → Secure homes."
    assert found["which-goals"].text("indicator") == "affordable-homes"
    assert found["who-could-lose"].text("mechanism") == "Tenants, while it is rebuilt."
    assert found["good-work"].text("mechanism") == "Ten places."
    assert "sick pay" in found["good-work"].text("unknown")
    assert found["still-open"].text("unknown") == "Not known yet; Procurement finds out by 2027-01-15."
    assert found["how-we-know"].many("places") == (SOLIHULL,)
    assert "voice" not in found
    settled = {**ASSESSED, "overlap/1/2": Answer({"kind": "separate", "reason": "Other ages."})}
    pairs = overlaps(claims(settled), settled, within)
    assert carried(asked(), Assessed(TOOLKIT, settled, pairs))["who-benefits"].text("people") == "190"
    assert carried(asked(), Assessed(TOOLKIT, {})) == {}


def test_a_statement_says_facts_words_and_gaps_each_with_its_test() -> None:
    answers: dict[str, Answer] = {
        "who-benefits": Answer(
            {
                "groups": ["neet"],
                "who": "of North Solihull",
                "people": "1234",
                "people-source": "the tender",
                "places": [SOLIHULL],
                "mechanism": "Paid training",
                "strength": "data",
                "evidence": "The tender.",
            }
        ),
        "voice": Answer(
            {"rung": "consulting", "who": "tenants", "participation": "Two meetings. Rents were cut."}
        ),
        "how-we-know": Answer(
            {
                "indicator": "claimant-count",
                "places": [SOLIHULL],
                "by-when": "March 2029",
                "who": "the council",
            }
        ),
        "still-open": Answer(not_known=True, who="Procurement", by="2027-01-05"),
    }
    got = statement(asked(), answers, NAMES)
    said = {s.key: s.text for s in got.sentences}
    assert said["who-benefits"] == (
        "Who benefits: 1,234 people (source: the tender): Young people not in education, employment or "
        "training; of North Solihull, in Solihull. Paid training. The evidence is data: The tender."
    )
    assert said["voice"] == (
        "Voice: Tenants. On the ladder of participation: consulting. Two meetings. Rents were cut."
    )
    assert "It would show in Claimant count. By when: March 2029." in said["how-we-know"]
    assert got.opening == "This report answers 3 of 10 tests, 1 of them in part."
    gaps = {g.key: g.text for g in got.gaps}
    assert (
        gaps["still-open"] == "What is still open: we do not know. Procurement finds out by 5 January 2027."
    )
    assert gaps["good-work"] == "Good Work: not answered."
    rows = {r.key: (r.people, r.where, r.when, r.indicator) for r in got.table}
    assert rows["who-benefits"] == ("1,234", "Solihull", "", "")
    assert rows["how-we-know"] == ("", "Solihull", "March 2029", "Claimant count")
    assert not got.shortened


def test_a_statement_without_answers_says_so() -> None:
    got = statement(asked(), {}, NAMES)
    assert got.opening == "None of the 10 tests has been answered."
    assert got.sentences == ()
    assert len(got.gaps) == 10


LONG = st.text(alphabet="abc .?!\n…é ", max_size=700)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_statement_has_at_most_250_words_whatever_is_written(data: st.DataObject) -> None:
    answers = {}
    for test in asked():
        parts = dict(whole(test).parts)
        for f in test.fields:
            if f.kind in ("text", "line"):
                parts[f.name] = data.draw(LONG) * data.draw(st.integers(1, 9))
        unknown = data.draw(st.booleans())
        answers[test.key] = Answer(parts, not_known=unknown, who=data.draw(LONG), by="2027-01-31")
    got = statement(asked(), answers, NAMES)
    assert got.words <= MOST_WORDS
    assert {s.key for s in got.sentences} | {g.key for g in got.gaps} == {t.key for t in asked()}
    for s in got.sentences:
        if "1,234" in " ".join(str(v) for v in answers[s.key].parts.values()):
            assert "1,234 people" in s.text
