"""Figure tokens: the grammar, there and back, and what each form says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.editions import resolve, tokens
from commonweal.editions.answers import answer
from commonweal.editions.tokens import (
    FORMS,
    MOVING,
    MOVING_FORMS,
    PICTURES,
    STANDING,
    STANDING_FORMS,
    Form,
    PictureKind,
    Token,
    TokenError,
)

from . import examples as ex

EVIDENCE = ex.evidence()


def said(written: str) -> str:
    return answer(tokens.parse(written), EVIDENCE, ex.SCOPE).text


def trouble(written: str) -> tuple[str, str]:
    found = answer(tokens.parse(written), EVIDENCE, ex.SCOPE).trouble
    assert found is not None
    return found.kind, found.wrong


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("{{value of employment-rate}}", "68.6%"),
        ("{{value of employment-rate at 2019}}", "67.0%"),
        ("{{value of employment-rate at latest}}", "68.6%"),
        ("{{value of employment-rate at 2019-01-01/P1Y in E08000025/birmingham}}", "65.0%"),
        ("{{value-in-full of employment-rate}}", "68.6% of people aged 16 to 64"),
        ("{{earlier of employment-rate}}", "68.2%"),
        ("{{earlier of employment-rate since 2019}}", "67.0%"),
        ("{{change of employment-rate}}", "0.4 percentage points"),
        ("{{change-points of employment-rate since 2014}}", "3.6 percentage points"),
        ("{{change-percent of gdhi}}", "3.8%"),
        ("{{change of gdhi}}", "£652"),
        ("{{direction of employment-rate}}", "rose"),
        ("{{direction of hle}}", "was unchanged within its interval"),
        ("{{movement of hle since 2021}}", "fell by 1.3 years"),
        ("{{movement of gdhi}}", "rose by £652 (3.8%)"),
        ("{{rank of employment-rate in E08000029}}", "highest of 3"),
        ("{{rank of employment-rate in E08000030 at 2022}}", "lowest of 3"),
        ("{{highest of employment-rate}}", "Solihull (72.4%)"),
        ("{{lowest of employment-rate}}", "Walsall (62.4%)"),
        ("{{gap of employment-rate}}", "6.1 percentage points"),
        ("{{gap of gdhi}}", "£3,357 per head"),
        ("{{gap-side of employment-rate}}", "below"),
        ("{{gap-people of employment-rate}}", "about 110,000 more people in work"),
        ("{{comparator of employment-rate}}", "74.7%"),
        ("{{comparator of employment-rate at 2020}}", "73.8%"),
        ("{{comparator-name of employment-rate}}", "the UK"),
        ("{{comparator of employment-rate beside E08000029}}", "72.7%"),
        ("{{comparator-movement of employment-rate since 2019}}", "rose by 1.2 percentage points"),
        ("{{period of employment-rate}}", "2023"),
        ("{{earlier-period of employment-rate since 2019}}", "2019"),
        ("{{place of employment-rate}}", "the West Midlands (combined authority)"),
        ("{{name of employment-rate}}", "the employment rate"),
        ("{{source of employment-rate}}", "Office for National Statistics"),
        ("{{direction of density}}", "rose"),
    ],
)
def test_each_form_says_its_figure(written: str, text: str) -> None:
    assert said(written) == text


def test_a_record_tells_everything_of_a_figure() -> None:
    used = answer(tokens.parse("{{change of employment-rate since 2019}}"), EVIDENCE, ex.SCOPE).used
    assert used is not None
    assert (used.indicator, used.place, used.period, used.since) == (
        "employment-rate", ex.CA, "2023-01-01/P1Y", "2019-01-01/P1Y")  # fmt: skip
    assert (used.value, used.decimals, used.unit) == (1.6, 1, "% of people aged 16 to 64")
    assert (used.organisation, used.dataset, used.vintage, used.direction) == (
        "Office for National Statistics", "aps", "ab12", "rose")  # fmt: skip


@pytest.mark.parametrize(
    ("written", "kind", "words"),
    [
        ("{{value of employmnt-rate}}", "unknown", "There is no indicator “employmnt-rate”."),
        ("{{value of employment-rate in E09000001}}", "unknown", "no place with the code “E09000001”"),
        ("{{value of employment-rate in E08000025/walsall}}", "unknown", "E08000025 is Birmingham"),
        ("{{value of employment-rate at 2031}}", "unknown", "no figure for “2031”"),
        ("{{value of employment-rate for sex=female}}", "unknown", "no figure for the employment rate"),
        ("{{value of claimants in E08000025}}", "lost", "no figure for the claimant rate in Birmingham"),
        ("{{change of claimants}}", "lost", "no earlier figure"),
        ("{{gap of claimants}}", "lost", "neither a target nor a comparator"),
        ("{{comparator of claimants}}", "unfit", "compared with no other place"),
        ("{{change of fuel-poverty in E08000025 since 2018}}", "break", "another definition"),
        ("{{movement of fuel-poverty}}", "break", "across a break in the series"),
        ("{{change-percent of employment-rate}}", "unfit", "told in points"),
        ("{{change-points of gdhi}}", "unfit", "has no points"),
        ("{{rank of employment-rate}}", "unfit", "not among the edition's places"),
        ("{{target of employment-rate}}", "unfit", "no target"),
        ("{{change of employment-rate at 2019 since 2021}}", "unfit", "2021 is not before 2019"),
        ("{{movement of employment-rate was fell}}", "turned", "when the employment rate fell; now it rose"),
        ("{{gap of employment-rate was above}}", "turned", "now it was below its yardstick"),
    ],
)  # fmt: skip
def test_a_token_that_fails_says_why(written: str, kind: str, words: str) -> None:
    found = trouble(written)
    assert found[0] == kind
    assert words in found[1]


def test_a_change_on_this_side_of_a_break_is_told() -> None:
    assert said("{{movement of fuel-poverty in E08000025}}") == "fell by 0.8 percentage points"


def test_what_fails_is_never_blank() -> None:
    assert (
        said("{{value of claimants in E08000025 at 2019}}") == "[no figure: Claimant rate, Birmingham, 2019]"
    )


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("{{}}", "empty"),
        ("{{valu of x}}", "did you mean “value”?"),
        ("{{value}}", "does not say of what"),
        ("{{value of Employment-Rate}}", "no indicator's id"),
        ("{{value of x on 2019}}", "no small word"),
        ("{{value of x at}}", "Nothing stands behind “at”"),
        ("{{value of x at 2019 at 2020}}", "said twice"),
        ("{{value of x in birmingham}}", "no place's code"),
        ("{{value of x was rose}}", "has no direction"),
        ("{{change of x was below}}", "no direction of “change”"),
    ],
)
def test_what_cannot_be_read_is_said(written: str, words: str) -> None:
    with pytest.raises(TokenError, match=r"\S") as caught:
        tokens.parse(written)
    assert words in str(caught.value)


def test_each_form_has_words_for_a_picker() -> None:
    assert set(FORMS) == set(Form)
    assert set(PICTURES) == set(PictureKind)


CODES = st.from_regex(r"[A-Z0-9][A-Z0-9-]{1,12}", fullmatch=True)
SLUGS = st.from_regex(r"[a-z0-9]{1,6}(?:-[a-z0-9]{1,6}){0,2}", fullmatch=True)


@st.composite
def any_token(draw: st.DrawFn) -> Token:
    form = draw(st.sampled_from([*Form, *PictureKind]))
    ways = MOVING if form in MOVING_FORMS else STANDING if form in STANDING_FORMS else ()
    place = draw(st.one_of(st.just(""), CODES))
    return Token(
        form,
        draw(SLUGS),
        place,
        draw(st.one_of(st.just(""), SLUGS)) if place else "",
        draw(st.sampled_from(["", "sex=female", "age=16-24;sex=male", "ethnic-group=black african"])),
        draw(st.sampled_from(["", "2019", "2018/19", "2018-04-01/P1Y", "the year to March 2025"])),
        draw(st.sampled_from(["", "2014", "2014-07-01/P1M"])),
        draw(st.one_of(st.just(""), CODES)),
        draw(st.sampled_from([None, *sorted(ways)])),
    )


@given(any_token())
def test_a_token_is_read_as_it_was_written(token: Token) -> None:
    assert tokens.parse(str(token)) == token
    assert tokens.WRITTEN.fullmatch(str(token))


@given(st.text(alphabet=st.sampled_from("{}|*_# \nvalueof-x<>\"'[](),.09%"), max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    chapter = resolve.resolved(text, EVIDENCE, ex.SCOPE)
    assert all(n.text for n in resolve.numbers(chapter.tree))


def test_a_saved_text_keeps_the_direction_of_its_day() -> None:
    text = (
        "It {{movement of employment-rate}}, {{gap of employment-rate}} away ({{value of employment-rate}})."
    )
    kept = resolve.stamped(text, EVIDENCE, ex.SCOPE)
    assert kept == (
        "It {{movement of employment-rate was rose}}, {{gap of employment-rate was below}} away "
        "({{value of employment-rate}})."
    )
    assert resolve.stamped(kept, EVIDENCE, ex.SCOPE) == kept
    assert (
        resolve.stamped("{{valu of x}} {{change of nothing}}", EVIDENCE, ex.SCOPE)
        == "{{valu of x}} {{change of nothing}}"
    )


def test_a_newer_figure_that_is_missing_is_said() -> None:
    late = ex.series(
        {"2021": 5.0, "2022": 5.2, "2023": None}, "claimants", area=ex.WALSALL, statuses={"2023": "L"}
    )
    held = ex.evidence(late)
    made = answer(tokens.parse("{{value of claimants in E08000030}}"), held, ex.SCOPE)
    assert made.text == "5.2%"
    assert made.used is not None
    assert made.used.remarks == ("the figure for 2023 is not published",)
    gone = answer(tokens.parse("{{value of claimants in E08000030 at 2023}}"), held, ex.SCOPE)
    assert gone.used is None
    assert gone.trouble is not None
    assert gone.trouble.kind == "lost"


def test_a_change_of_an_indicator_without_a_yardstick_may_lie_within_its_interval() -> None:
    alone = ex.series({"2022": 4.0, "2023": 4.1}, "claimants", area=ex.SOLIHULL, half_width=0.3)
    held = ex.evidence(alone)
    said = answer(tokens.parse("{{movement of claimants in E08000029}}"), held, ex.SCOPE).text
    assert said == "was unchanged within its interval (the figure rose by 0.1 percentage points)"
