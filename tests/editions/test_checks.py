"""Each error found in the published reports, planted in our own words, is caught by the check for it.

The numbers are those of the reports; the sentences are ours. ``CLEAN`` beside each is what was right.
"""

from __future__ import annotations

import pytest

from commonweal.editions import checks, resolve
from commonweal.editions.findings import Finding
from commonweal.editions.resolve import Chapter

from . import phrases, region
from .heldout import HELD_OUT

EVIDENCE = region.evidence()


def chapters(*texts: str) -> list[Chapter]:
    return [
        resolve.resolved(text, EVIDENCE, region.SCOPE, slug=f"chapter-{n}", title=f"Chapter {n}")
        for n, text in enumerate(texts, start=1)
    ]


def findings(*texts: str, only: str = "") -> tuple[Finding, ...]:
    return checks.run(chapters(*texts), EVIDENCE, only=[only] if only else None)


TWICE = (
    "Work differs widely between ethnic groups, and the gap has narrowed for some of them over the last year "
    "while it has widened for others."
)
PLANTED: list[tuple[str, str, list[str], str]] = [
    (
        "1: one rate for the region and the country",
        "same",
        ["In April 2020 a rate of 67.2% was found in the 3 LEP area, beside 67.2% in the UK."],
        "67.2%",
    ),
    (
        "2: two chapters, two growth rates",
        "two",
        [
            "In 2019 the number of people with NVQ level 4 or above in the UK grew by 2.9%.",
            "Across the UK, people with NVQ level 4 or above grew by 2.7% in 2019.",
        ],
        "2.9%",
    ),
    (
        "3a: a rise that is none",
        "direction",
        ["In the UK part-time work among men showed a slight increase from 11.2% to 11.2%."],
        "both numbers",
    ),
    (
        "3b: two parts of one whole that both shrink",
        "total",
        [
            "Full-time work among men fell by 0.4 percentage points, and part-time work among men "
            "fell by 0.6 percentage "
            "points."
        ],
        "parts of one whole",
    ),
    (
        "4a: a pooled count beside a yearly rate",
        "implied",
        ["The infant mortality rate was 6.7 per 1,000 live births in 2018, with 779 deaths."],
        "3 times as many",
    ),
    (
        "4b: one year for three pooled",
        "period",
        ["In 2018 healthy life expectancy at birth of men in the seven councils was 59.7 years."],
        "2016 to 2018",
    ),
    (
        "4c: national without a country",
        "place",
        ["Healthy life expectancy at birth of men is 63.1% nationally."],
        "name the country",
    ),
    (
        "5a: per 100,000 for per 1,000",
        "base",
        [
            "In the West Midlands region there were 1.36 households in temporary accommodation per "
            "100,000 households in "
            "2019."
        ],
        "per 1,000",
    ),
    (
        "5b: per 100,000 for per 10,000",
        "base",
        ["There are 82 children in care per 100,000 children in the West Midlands region."],
        "per 10,000",
    ),
    (
        "5c: a base that is no number",
        "base",
        ["In one authority 109 children in care per 1000,000 were counted."],
        "not how a number is written",
    ),
    (
        "5d: a change since the figure's own period",
        "period",
        ["In 2018/19, 1,960 affordable homes for rent were completed, up 238 since 2018/19."],
        "same period",
    ),
    (
        "6a: a change that the printed numbers do not give",
        "percentage",
        ["Carbon dioxide emissions per head fell from 5.1 to 5.0 tonnes, a fall of 3.8%."],
        "2.0%",
    ),
    (
        "6b: columns that do not add up",
        "total",
        [
            "| Sector | Kilotonnes |\n|---|--:|\n| Industry | 5,431 |\n| Homes | 6,102 |\n| "
            "Transport | 9,047 |\n"
            "| Total | 21,580 |"
        ],
        "20,580",
    ),
    (
        "6c: a header left over",
        "header",
        ["| Area | N.LULUCF |\n|---|--:|\n| Solihull | 12.0 |"],
        "left over",
    ),
    (
        "7: a place that is not said",
        "implied",
        [
            "In 2019 there were 87,780 recorded offences of violence against the person, or 30.1 "
            "per 1,000 people."
        ],
        "seven metropolitan",
    ),
    ("8: a paragraph twice", "twice", [f"{TWICE}\n\nMore.\n\n{TWICE}"], "stands already"),
    (
        "9a: divided by the new value, women",
        "percentage",
        ["Among women the number fell from 166,100 to 145,300 (-14.3%)."],
        "divided by the new number",
    ),
    (
        "9b: divided by the new value, men",
        "percentage",
        ["Among men it went down from 184,400 to 163,000, a decrease of 13.1%."],
        "11.6%",
    ),
    (
        "9c: a sum that is another",
        "total",
        ["There were 166,100 women and 163,000 men, 329,800 in total."],
        "329,100",
    ),
    (
        "10: a rise across a new definition",
        "break",
        ["In Birmingham households in fuel poverty rose from 14.2% in 2018 to 21.16% in 2019."],
        "another way",
    ),
    (
        "11a: revised since, years",
        "figure",
        ["Healthy life expectancy at birth of men in the seven councils was 59.6 years in 2016-2018."],
        "revised",
    ),
    (
        "11b: revised since, pounds",
        "figure",
        ["Gross disposable household income per head in the UK was £21,109 in 2018."],
        "revised",
    ),
    (
        "12: two kinds of period",
        "period",
        ["The unemployment rate went from 5.4% in 2018 to 5.6% in 2018/19."],
        "two kinds",
    ),
    (
        "13: a gap that no rounding explains",
        "total",
        ["Against a target of 84,000 there were 31,740 starts, so 53,200 more are needed."],
        "52,260",
    ),
    (
        "14: one figure printed as two",
        "two",
        [
            "Healthy life expectancy at birth of women in the UK was 60.9% in 2022.",
            "In 2022, women in the UK had a healthy life expectancy at birth of 60.4%.",
        ],
        "60.9",
    ),
    (
        "typed: another place's figure",
        "figure",
        ["In 2019 the employment rate of the West Midlands combined authority was 72.4%."],
        "figure of the three",
    ),
    ("typed: simply wrong", "figure", ["The unemployment rate was 6.5% in 2019."], "the evidence has 5.5%"),
    (
        "an indicator by the first words of its name",
        "figure",
        ["Healthy life expectancy of men in the seven councils was 58.6 years in 2016-2018."],
        "59.7 years",
    ),
    ("a name that two areas share", "place", ["In the West Midlands 12.3% of homes are cold."], "may be"),
    (
        "a token whose direction turned",
        "token",
        ["It {{movement of unemployment-rate was fell}}."],
        "now it rose",
    ),
    ("a token to nothing", "token", ["It is {{value of happiness}}."], "There is no indicator"),
    (
        "a side that the figure is not on",
        "direction",
        ["It is {{gap of unemployment-rate}} below the UK."],
        "is above what it is compared with",
    ),
    ("a side of typed figures", "direction", ["At 5.5%, the rate is below the UK's 4.0%."], "5.5% is above"),
    ("a word before a token", "direction", ["It fell by {{change of unemployment-rate}}."], "rose"),
]


@pytest.mark.parametrize(("name", "check", "texts", "words"), PLANTED, ids=[p[0] for p in PLANTED])
def test_a_planted_error_is_caught(name: str, check: str, texts: list[str], words: str) -> None:
    found = findings(*texts)
    mine = [f for f in found if f.check == check]
    assert mine, f"{name}: {found}"
    assert any(words.casefold() in f"{f.wrong} {f.right}".casefold() for f in mine), mine
    assert all(f.sentence and f.chapter and f.wrong for f in found)


#: The same errors said in other ways, written after the checks were.
OTHER_WAYS: list[tuple[str, str]] = [
    ("percentage", "Employment among women dropped by 14.3%, from 166,100 to 145,300."),
    ("percentage", "145,300 women were counted (down 14.3% from 166,100)."),
    ("percentage", "The number of women fell to 145,300 from 166,100, or by 14.3%."),
    ("percentage", "Women: 166,100 → 145,300 (−14.3%)."),
    ("percentage", "Some 109,500 of the 1,991,000 economically active people (5.9%) had no work."),
    ("percentage", "Starts were 31,740, an increase of 2,540 (8.0%) on the year before."),
    ("percentage", "Starts rose 2,540 (8.0%) to 31,740."),
    ("percentage", "The claimant count rose from 171,245 in April to 207,635 in May, or 17.5%."),
    (
        "percentage",
        "| Group | 2017 | 2018 | Change |\n|---|--:|--:|--:|\n| Women | 166,100 | 145,300 | -14.3% |",
    ),
    ("percentage", "Of 145,300 women, 40,000 (30.1%) were under 25."),
    ("same", "The rate was 67.2% here, and 67.2% in the UK."),
    ("same", "67.2% in the UK and 67.2% in the 3 LEP area were in work."),
    ("same", "The 3 LEP area (67.2%) and the UK (67.2%) had a rate in April."),
    (
        "two",
        "People with NVQ level 4 or above grew by 2.9% in the UK.\n\nMore here.\n\nIn the UK people "
        "with NVQ level 4 or above were up 2.7%.",
    ),
    (
        "two",
        "In 2018 the unemployment rate in the UK was 4.3%.\n\nThe UK's unemployment rate in 2018 "
        "stood at 4.1%.",
    ),
    ("direction", "The rate went up slightly, from 11.2% to 11.2%."),
    ("direction", "A small rise from 5.5% in 2018 to 5.4% in 2019 was seen."),
    ("direction", "The rate improved: it increased from 72.4% to 71.7%."),
    (
        "total",
        "Men in full-time work were down 0.4 percentage points; men in part-time work were down 0.6 "
        "percentage points.",
    ),
    ("total", "Altogether 329,800 people had none: 166,100 women and 163,000 men."),
    ("total", "A total of 500 homes were built, of which 300 were for sale and 150 for rent."),
    ("total", "The rate was 72.4%, up 0.9 percentage points from 71.7%."),
    ("implied", "779 infants died, an infant mortality rate of 6.7 per 1,000 live births."),
    ("implied", "Violence against the person: 87,780 offences in 2019 (30.1 per 1,000 people)."),
    ("implied", "The unemployment rate was 5.5% in 2019: 80,000 people."),
    ("base", "Households in temporary accommodation: 5.47 per 100,000 households in Birmingham."),
    (
        "base",
        "Temporary accommodation is used for households in temporary accommodation at 1.36 for "
        "every 100,000 households.",
    ),
    ("base", "Children in care number 82 per 100,000."),
    ("period", "Affordable homes for rent completed were 1,960 in 2018/19 (+238 since 2018/19)."),
    (
        "period",
        "Healthy life expectancy at birth for women in the seven councils stood at 59.8 years in 2018.",
    ),
    ("period", "The employment rate rose from 71.7% in 2018 to 72.4% in the year to March 2020."),
    (
        "break",
        "Fuel poverty: households in fuel poverty in Birmingham were 14.2% in 2018 and 21.2% in "
        "2019, a steep rise.",
    ),
    ("break", "Since 2018 households in fuel poverty have gone up to 21.2% (2019) in Birmingham."),
    (
        "figure",
        "Household budgets: gross disposable household income per head in the UK stood at £21,109 (2018).",
    ),
    ("figure", "With 74.4% in 2019, the employment rate is higher than before."),
    ("figure", "| Place | Employment rate, 2019 |\n|---|--:|\n| United Kingdom | 76.5% |"),
    ("figure", "| Place | Employment rate, 2019 (%) |\n|---|--:|\n| United Kingdom | 76.5 |"),
    ("place", "Nationally the employment rate is 75.6%."),
    ("place", "Compared with the national average of 75.6%, the employment rate was 72.4%."),
    ("place", "In the West Midlands the employment rate was 72.4% in 2019."),
    ("place", "WMCA's employment rate was 72.4% in 2019."),
    ("header", "| Area | 3. Homes |\n|---|--:|\n| a | 1 |"),
    ("header", "| Area | LULUCF |\n|---|--:|\n| a | 1 |"),
]


OTHER_WAYS += [
    ("figure", "A year earlier, in 2018, the UK's unemployment rate had been 4.9%."),
    ("figure", "Among regions, the 3 LEP area had 34.9% of people with NVQ level 4 or above in 2019."),
    ("figure", "Solid growth took gross disposable household income per head to £18,752 in 2018."),
    ("percentage", "Homes for rent went up from 1,722 to 1,960, that is by 12.1%."),
    ("percentage", "Of the 602,900 people who do not look for work, 106,700, or 21.7%, want a job."),
    ("percentage", "With 145,300 women in 2018 against 166,100 in 2017, the fall was 14.3%."),
    ("total", "Industry emits 5,431 kt, homes 6,102 kt and transport 9,047 kt, altogether 21,580 kt."),
    ("total", "| Age | Men | Women | All |\n|---|--:|--:|--:|\n| 16 to 24 | 1,204 | 1,101 | 2,405 |"),
    ("direction", "Unemployment dropped from 5.4% to 5.5% within a year."),
    ("direction", "A fall was seen in the UK, from 4.0% to 4.3%."),
    ("break", "Households in fuel poverty in Birmingham increased by half between 2018 and 2019, to 21.16%."),
    ("base", "Birmingham had 5.47 households in temporary accommodation for each 10,000 households."),
    ("period", "Apprenticeship starts were 31,740 in 2018/19, 2,540 more than in 2018/19."),
    ("place", "The national unemployment rate was 4.0% in 2019."),
    ("place", "The West Midlands had an employment rate of 70.0%."),
    ("same", "In 2019, 5.5% were unemployed in the 3 LEP area. In the UK, 5.5% were."),
    (
        "two",
        "In 2019 the unemployment rate of the UK was 4.0%.\n\nWe note that in 2019, in the UK, "
        "4.4% was the unemployment rate.",
    ),
    ("implied", "Birmingham counted 87,780 offences of violence against the person, 30.1 per 1,000 people."),
]


@pytest.mark.parametrize(("check", "text"), OTHER_WAYS)
def test_the_same_error_said_in_other_ways_is_caught(check: str, text: str) -> None:
    assert check in {f.check for f in findings(text)}


CLEAN = [
    "In April 2020 a rate of 67.2% was found in the 3 LEP area, beside 66.1% in the UK.",
    "In 2019, 33.5% of people in the 3 LEP area, and 40.2% in the UK, were people with NVQ level 4 or above.",
    "In the UK part-time work among men was 11.2% in 2018 and 11.2% in 2019.",
    "Full-time work among men fell by 0.4 percentage points, and part-time work among men rose by "
    "0.4 percentage points.",
    "The infant mortality rate was 6.7 per 1,000 live births in 2018, with 259 deaths.",
    "In 2016-2018 healthy life expectancy at birth of men in the seven councils was 59.7 years.",
    "Healthy life expectancy at birth of men is 63.1 years in the UK in 2016-2018.",
    "In the West Midlands region there were 1.36 households in temporary accommodation per 1,000 "
    "households in 2019.",
    "There are 82 children in care per 10,000 children in the West Midlands region.",
    "In 2018/19, 1,960 affordable homes for rent were completed, up 238 since 2017/18.",
    "Carbon dioxide emissions per head fell from 5.1 to 5.0 tonnes, a fall of 2.0%.",
    # Rounding: the sectors sum to 20,580.
    "| Sector | Kilotonnes |\n|---|--:|\n| Industry | 5,431 |\n| Homes | 6,102 |\n| Transport | "
    "9,047 |\n| Total | 20,581 |",
    "In the seven councils there were 87,780 recorded offences of violence against the person in "
    "2019, or 30.1 per "
    "1,000 people.",
    "Among women the number fell from 166,100 to 145,300 (-12.5%).",
    "Among men it went down from 184,400 to 163,000, a decrease of 11.6%.",
    "There were 166,100 women and 163,000 men, 329,100 in total.",
    "Households in fuel poverty were 21.16% in Birmingham in 2019; the definition changed, so this "
    "is not comparable.",
    "Gross disposable household income per head in the UK was £20,407 in 2018.",
    "The unemployment rate went from 5.4% in 2018 to 5.5% in 2019.",
    # A gap rounded to hundreds.
    "Against a target of 84,000 there were 31,740 starts, so 52,300 more are needed.",
    "In 2019 the employment rate of the 3 LEP area was 72.4%, an employment rate of 69.1% in the "
    "combined authority.",
    TWICE,
    # Arithmetic of the report that was right.
    "There were 207,635 claimants in May 2020, up 36,390 (21.3%) on April.",
    "Of 602,900 people who are not looking for work, 106,700 (17.7%) want a job.",
    "Full-time pay of women rose by £1,036 (4.4%) to £24,462.",
    "Starts rose by 2,540 (8.7%) to 31,740.",
    "The population aged 16 to 64 is 2,583,000, and 18% of those aged 65 and over live alone.",
    "{{name of employment-rate}} was {{value of employment-rate}} and {{comparator-name of "
    "employment-rate}} had "
    "{{comparator of employment-rate}}.",
    "It rose by {{change of unemployment-rate was rose}}.",
]


#: True sentences written after the checks were.
TRUE: list[str] = [
    "At 5.5%, the rate is above the UK's 4.0%, and 70% of homes live below 60% of the median.",
    "It is {{gap of unemployment-rate}} above the UK.",
    "The combined authority spent £2.4 million on 1,200 places, of which 800 (66.7%) went to women.",
    "Between 2018 and 2019 the unemployment rate rose slightly, to 5.5%, while in the UK it fell to 4.0%.",
    "In the 3 LEP area 33.5% of those aged 16 to 64 were people with NVQ level 4 or above in 2019.",
    "Birmingham's households in temporary accommodation stood at 5.47 per 1,000 households in "
    "2019, twice the 2.66 of England.",
    "The programme will reach 5,000 people by 2030, 20% more than planned.",
    "By 2041 emissions must fall by 100%, from 5.0 tonnes a head in 2017 to nothing.",
    "Healthy life expectancy at birth in the seven councils was 59.7 years for men and 59.8 for "
    "women in 2016-2018.",
    "About 110,000 people were out of work in 2019, an unemployment rate of 5.5%.",
    "The target is 84,000 starts a year; 31,740 were made in 2018/19, which leaves about 52,000 to go.",
    "Between them the three areas have 4 million residents, 1.1 million of them in Birmingham.",
    "Employment fell in two areas and rose in five; the employment rate in the 3 LEP area was 72.4% in 2019.",
    "In 2019 the employment rate was 72.4%. The UK's was 75.6%. A year earlier they were 71.7% and 75.0%.",
    "Gross disposable household income per head, at £17,752 in 2018, was £2,655 below the UK's £20,407.",
    "The UK's rate of 4.0% in 2019 is 1.5 percentage points below the 5.5% here.",
    "| Place | 2018 | 2019 |\n|---|--:|--:|\n| 3 LEP area | 71.7% | 72.4% |\n| UK | 75.0% | 75.6% |",
    "| Age | Men | Women | All |\n|---|--:|--:|--:|\n| 16 to 24 | 1,204 | 1,101 | 2,305 |\n| 25 "
    "to 49 | 3,310 | 3,302 | 6,612 |",
    "| Group | Share |\n|---|--:|\n| Work | 33.3% |\n| School | 33.3% |\n| Other | 33.3% |\n| "
    "Total | 100.0% |",
    "There is no figure for 2020, when 60% of surveys were made by telephone instead of 80% at the door.",
    "More homes for rent, 1,960, were completed in 2018/19 than in 2017/18, when there were "
    "1,722: a rise of 238 (13.8%).",
    "The rate was the same in the region and in the UK: 67.2%.",
    "Fuel poverty is measured another way from 2019, so the 21.16% of Birmingham has no earlier "
    "figure to be held against.",
    "Our national partners gave £3 million.",
    "WMCA invests £1.5 billion a year in transport.",
    "Carbon dioxide emissions per head fell by 0.2 tonnes, from 5.2 in 2016 to 5.0 in 2017.",
    "Wages for men and women both grew, by 1.5% and 4.4%.",
    "In 7 of 10 wards, over 65s make up more than 20% of residents, and under 16s fewer than 15%.",
    "The figure of 32,000 is up from 31,740, by 0.8%.",
    "Page 12 says 72.4%; chapter 3 says the same of the employment rate in the 3 LEP area in 2019.",
]


@pytest.mark.parametrize(("want", "text"), phrases.WRONG)
def test_an_error_is_found_however_it_is_said(want: str, text: str) -> None:
    assert want in {f.check for f in findings(text)}


@pytest.mark.parametrize("text", [*CLEAN, *TRUE, *phrases.TRUE])
def test_what_is_right_raises_nothing(text: str) -> None:
    assert findings(text) == ()


def test_a_clean_draft_raises_nothing_as_a_whole() -> None:
    assert findings("\n\n".join(CLEAN[: len(CLEAN) // 2]), "\n\n".join(CLEAN[len(CLEAN) // 2 :])) == ()


def test_sentences_never_mended_for_measure_the_checks(capsys: pytest.CaptureFixture[str]) -> None:
    """How many errors of a list held out are caught, and how many of its true sentences raise anything."""
    found = [(want, {f.check for f in findings(text)}) for want, text in HELD_OUT]
    wrong = [want in names for want, names in found if want]
    true = [bool(names) for want, names in found if not want]
    with capsys.disabled():
        print(
            f"\nHeld out: {sum(wrong)} of {len(wrong)} errors caught, {sum(true)} of {len(true)} true raise"
        )
    assert sum(wrong) / len(wrong) >= 0.8
    assert sum(true) / len(true) <= 0.05
