"""What an edition is: every problem at once, and findings that are settled."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from commonweal.editions.edition import (
    MOST_PARTS,
    NEXT_STATES,
    Contributor,
    Correction,
    Edition,
    GoalKey,
    Part,
    PartKind,
    State,
    problems,
)
from commonweal.editions.findings import Finding, Waiver, settle

GOOD = Edition(
    slug="state-of-the-region-example",
    title="State of the Region, example",
    period="2026",
    place="E47000007",
    places=("E08000025", "E08000029"),
    parts=(
        Part(PartKind.FOREWORD, "foreword", "Foreword"),
        Part(PartKind.GOAL, "no-poverty", "No poverty", goal=GoalKey("sustainable-development", "1")),
        Part(PartKind.PLACE, "birmingham", "Birmingham", place="E08000025"),
    ),
)


def test_a_whole_edition_has_no_problem() -> None:
    assert problems(GOOD) == []
    assert GOOD.part("birmingham").place == "E08000025"
    assert str(Contributor("Lead author", "Example Institute")) == "Lead author, Example Institute"


def test_every_problem_is_told_at_once() -> None:
    wrong = replace(
        GOOD,
        slug="State of",
        title=" ",
        period="",
        place="",
        state=State.PUBLISHED,
        parts=(
            Part(PartKind.GOAL, "a", "A goal"),
            Part(PartKind.PLACE, "a", "A place"),
            Part(PartKind.CASE_STUDY, "B!", ""),
            Part(PartKind.SUMMARY, "long", "Long", text="x" * 200_001),
        ),
        corrections=(Correction(2, dt.date(2026, 11, 25), "a", "1", "2", "a slip"),),
    )
    told = " ".join(problems(wrong))
    for words in (
        "has no title",
        "what period",
        "is no address",
        "which place",
        "2 parts have the address “a”",
        "names no goal",
        "names no place",
        "200,001 characters",
        "names the snapshot",
        "numbered 1, 2, 3",
    ):
        assert words in told, words


def test_an_edition_of_300_chapters_is_refused_in_words() -> None:
    many = tuple(Part(PartKind.CASE_STUDY, f"part-{n}", f"Part {n}") for n in range(300))
    assert problems(replace(GOOD, parts=many)) == [
        f"The edition has 300 parts; {MOST_PARTS} is the most it can have."
    ]


def test_a_draft_is_not_corrected_and_what_is_published_is_no_draft_again() -> None:
    slip = Correction(1, dt.date(2026, 11, 25), "foreword", "1", "2", "a slip")
    assert "Only a published edition is corrected" in problems(replace(GOOD, corrections=(slip,)))[0]
    assert State.DRAFT not in NEXT_STATES[State.PUBLISHED]
    assert replace(GOOD, state=State.CORRECTED).frozen


FOUND = Finding("figure", "one", "It was 5.5%.", "The evidence has 5.4%.", "Write 5.4%.")
AT = dt.datetime(2026, 11, 25, tzinfo=dt.UTC)


def waiver(finding: Finding, reason: str = "Another survey.") -> Waiver:
    return Waiver(finding.key, reason, "editor", AT)


def test_a_waiver_with_a_reason_settles_its_finding_and_no_other() -> None:
    other = replace(FOUND, sentence="It was 5.5% then.")
    settled = settle([FOUND, other, FOUND], [waiver(FOUND)])
    assert settled.open == (other,)
    assert [f for f, _ in settled.waived] == [FOUND]
    assert settled.stops


def test_a_waiver_without_a_reason_counts_for_nothing() -> None:
    assert settle([FOUND], [waiver(FOUND, " ")]).open == (FOUND,)


def test_a_waiver_ends_when_its_sentence_or_its_figure_changes() -> None:
    for changed in (
        replace(FOUND, sentence="It was 5.6%."),
        replace(FOUND, wrong="The evidence has 5.3%."),
        replace(FOUND, chapter="two"),
    ):
        settled = settle([changed], [waiver(FOUND)])
        assert settled.open == (changed,)
        assert settled.idle == (waiver(FOUND),)
    # Blanks and line ends are no change.
    assert settle([replace(FOUND, sentence="It  was\n5.5%.")], [waiver(FOUND)]).open == ()


def test_what_must_be_mended_cannot_be_waived() -> None:
    broken = replace(FOUND, check="token", must=True)
    settled = settle([broken], [waiver(broken)])
    assert settled.open == (broken,)
    assert settled.waived == ()
