"""Properties: true sentences never raise a finding, and a planted error always does."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from commonweal.editions import checks, drafting, resolve
from commonweal.editions.answers import answer
from commonweal.editions.findings import Finding
from commonweal.editions.html import html
from commonweal.editions.tokens import Form, Token
from commonweal.publish import numbers, placenames, wording

from . import examples as ex
from . import region

MADE, REAL = ex.evidence(), region.evidence()
PROSE = [
    "In {place} {name} was {value} in {period}.",
    "{name}: {value-in-full} ({period}).",
    "It {movement} on {earlier-period}, when it was {earlier}.",
    "Since {earlier-period} {name} in {place} {movement}, and in {comparator-name} it {comparator-movement}.",
    "{comparator-name} stood at {comparator}, {gap} away; this is {gap-side} it.",
    "{name} went from {earlier} to {value}.",
    "It was {value} in {period}, after {earlier} in {earlier-period}: it {direction}.",
    "To match {comparator-name} would take {gap-people}.",
    "Highest in {highest}, lowest in {lowest}; {place} is {rank}.",
    "{gap-sentence}",
    "**{value}** beside *{comparator}*, says {source}.",
    "The change was {change}, in {comparator-name} {comparator-change}.",
    "At {value}, {name} in {place} compares with {comparator} in {comparator-name}.",
    "| Place | {name}, {period} |\n|---|--:|\n| {place} | {value} |\n| {comparator-name} | {comparator} |",
]


def written(template: str, token: Token, evidence: object, scope: object) -> str | None:
    """The template with tokens of one series; None where the evidence does not answer one of them."""
    text = template
    for form in sorted(Form, key=len, reverse=True):
        if f"{{{form}}}" in text:
            made = Token(form, token.indicator, token.place, "", token.breakdown, token.period, token.since)
            if answer(made, evidence, scope).used is None:  # type: ignore[arg-type]
                return None
            text = text.replace(f"{{{form}}}", str(made))
    return text


def pool(evidence: object) -> list[Token]:
    found = []
    for id_ in evidence.indicators:  # type: ignore[attr-defined]
        for (area, breakdown), rows in evidence.series(id_).items():  # type: ignore[attr-defined]
            periods = ["", *(r["period"] for r in rows)]
            found += [Token(Form.VALUE, id_, area, "", breakdown, p) for p in periods]
    return found


WORLDS = [(MADE, ex.SCOPE, pool(MADE)), (REAL, region.SCOPE, pool(REAL))]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_true_sentences_from_tokens_never_raise(data: st.DataObject) -> None:
    evidence, scope, tokens = data.draw(st.sampled_from(WORLDS))
    texts: dict[str, str] = {}
    for _ in range(data.draw(st.integers(1, 4))):
        token = data.draw(st.sampled_from(tokens))
        text = written(data.draw(st.sampled_from(PROSE)), token, evidence, scope)
        kept = resolve.stamped(text, evidence, scope) if text is not None else ""
        if kept:
            # By what a reader sees: the latest period may also be named.
            texts[html(resolve.resolved(kept, evidence, scope).tree)] = kept
    assume(texts)
    chapter = resolve.resolved("\n\n".join(texts.values()), evidence, scope, slug="one", title="One")
    assert checks.run([chapter], evidence) == (), texts


def test_drafts_of_all_kinds_raise_nothing() -> None:
    for evidence, scope in ((MADE, ex.SCOPE), (REAL, region.SCOPE)):
        texts = [drafting.draft(i, evidence, scope) for i in evidence.indicators]
        chapter = resolve.resolved("\n\n".join(texts), evidence, scope, slug="one", title="One")
        assert checks.run([chapter], evidence) == ()


def found(text: str, check: str) -> list[Finding]:
    chapter = resolve.resolved(text, REAL, region.SCOPE, slug="one", title="One")
    return [f for f in checks.run([chapter], REAL) if f.check == check]


#: Series of percentages and pounds for everyone, in places whose name says which.
SERIES = [
    (id_, area, row)
    for id_, indicator in REAL.indicators.items()
    if numbers.is_percentage(indicator) or numbers.is_money(indicator)
    for (area, breakdown), rows in REAL.series(id_).items()
    if not breakdown and area in (region.UK, region.BIRMINGHAM)
    for row in rows
]
SAYS = [
    "In {year} {name} in {place} was {figure}.",
    "{figure} was {name} in {place} in {year}.",
    "{Place} had {figure} for {name} in {year}, we read.",
]


@given(st.sampled_from(SERIES), st.sampled_from(SAYS), st.integers(-400, 400))
def test_a_typed_figure_raises_exactly_when_it_is_not_the_evidences(
    series: tuple[str, str, dict[str, object]], says: str, steps: int
) -> None:
    id_, area, row = series
    indicator = REAL.indicators[id_]
    true = float(row["value"])  # type: ignore[arg-type]
    printed = round(true, indicator.decimals) + steps * 10.0**-indicator.decimals
    assume(printed > 0)
    assume(not (id_ == "gdhi" and abs(printed - 21_109) < 1))
    where = placenames.in_sentence(area, REAL.places)
    text = says.format(
        year=str(row["period"])[:4],
        name=wording.subject(indicator),
        place=where,
        Place=where[0].upper() + where[1:],
        figure=numbers.value(printed, indicator),
    )
    assert bool(found(text, "figure")) == (steps != 0), text


@given(st.integers(100, 99_999), st.integers(100, 99_999))
def test_a_percentage_raises_when_it_was_divided_by_the_new_number(a: int, b: int) -> None:
    a, b = a * 10 + 1, b * 10 + 3  # no noughts at the end: every place counts
    right, by_new = abs(b - a) / a * 100, abs(b - a) / b * 100
    assume(abs(right - by_new) > 0.2)
    way = "rose" if b > a else "fell"
    true = f"The number {way} from {a:,} to {b:,} ({numbers.percent(right)})."
    wrong = f"The number {way} from {a:,} to {b:,} ({numbers.percent(by_new)})."
    assert found(true, "percentage") == []
    [caught] = found(wrong, "percentage")
    assert "divided by the new number" in caught.wrong


@given(st.lists(st.integers(101, 99_999), min_size=2, max_size=6), st.integers(-300, 300))
def test_a_total_raises_exactly_when_it_is_out_by_more_than_rounding(parts: list[int], off: int) -> None:
    total = sum(parts) + off
    assume(total > 0)
    rows = "".join(f"| Part {chr(65 + n)} | {p:,} |\n" for n, p in enumerate(parts))
    text = f"| Part | Number |\n|---|--:|\n{rows}| Total | {total:,} |"
    # Each of the parts and the total may have been rounded by a half.
    assert bool(found(text, "total")) == (abs(off) > (len(parts) + 1) / 2)


@given(st.sampled_from([100, 1_000, 10_000, 100_000, 1_000_000]))
def test_another_base_than_the_indicators_raises(base: int) -> None:
    text = (
        f"In England 2.66 households in temporary accommodation per {base:,} households were counted in 2019."
    )
    assert bool(found(text, "base")) == (base != 1_000)


@given(st.floats(1, 60), st.floats(1, 60))
def test_a_direction_raises_exactly_when_the_numbers_have_another(a: float, b: float) -> None:
    a, b = round(a, 1), round(b, 1)
    for word, way in (("rose", 1), ("fell", -1), ("increased", 1), ("declined", -1)):
        right = (b > a) if way > 0 else (b < a)
        assert bool(found(f"The rate {word} from {a}% to {b}%.", "direction")) == (not right)


WORDS = [
    "work",
    "homes",
    "people",
    "the",
    "of",
    "growth",
    "is",
    "shared",
    "health",
    "region",
    "more",
    "and",
    "less",
]


@pytest.mark.parametrize("seed", range(10))
def test_a_paragraph_printed_twice_is_found_wherever_it_stands(seed: int) -> None:
    rng = random.Random(seed)
    paragraphs = [" ".join(rng.choices(WORDS, k=rng.randint(30, 60))) + "." for _ in range(12)]
    assert found("\n\n".join(paragraphs), "twice") == []
    at = rng.randrange(12)
    twin = paragraphs[at].replace("people", "persons", 1) if seed % 2 else paragraphs[at]
    twice = "\n\n".join([*paragraphs, twin])
    [caught] = found(twice, "twice")
    assert caught.sentence == twin


def test_each_check_is_found_by_its_name() -> None:
    known = checks.found()
    assert len(known) == 14
    for name, check in known.items():
        assert name == check.NAME
        assert check.TITLE
        assert check.SUMMARY.endswith(".")
    with pytest.raises(KeyError):
        checks.run([], REAL, only=["nothing"])


@pytest.mark.parametrize(
    "text",
    [
        "the unemployment rate was 5.5% in 2019, ",
        "1 2 3 4 5 6 7 8 9 ",
        "5.5%,",
        "from 1 to ",
        "1 per ",
        "rose by ",
        "(",
        "A. ",
        "{{value of unemployment-rate}} and ",
        "| 1,234 ",
    ],
)
def test_a_text_of_one_thing_a_thousand_times_is_read_in_a_moment(text: str) -> None:
    start = time.perf_counter()
    found(text * 500, "figure")
    assert time.perf_counter() - start < 10
