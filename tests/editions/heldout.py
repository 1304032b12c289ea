"""Sentences that the checks were never mended for: what is wrong in each, or "" for a true one.

Written after the last change to ``editions.checks``. Whoever changes a check for one of them moves it to
``test_checks.py`` and writes another here. The figures are those of ``region``.
"""

HELD_OUT: list[tuple[str, str]] = [
    # True.
    ("", "Just over seven in ten people aged 16 to 64 (72.4%) were in work in the 3 LEP area in 2019."),
    ("", "Of every 100 adults, 34 held a degree or its equal; twenty years ago it was 18."),
    ("", "The gap to the UK narrowed from 3.3 to 3.2 percentage points between 2018 and 2019."),
    (
        "",
        "Unemployment among the young is a third higher, and 4,200 more people were out of work "
        "than a year before.",
    ),
    ("", "Fuel poverty cannot be told beside earlier years, as a new definition came in 2019."),
    (
        "",
        "Birmingham houses 5.47 in every 1,000 of its households in temporary homes, against 2.66 "
        "in England.",
    ),
    ("", "Starts grew by 2,540 to 31,740 in 2018/19, which is 8.7% more than the 29,200 of 2017/18."),
    ("", "For each £1 that the fund gave, partners added £2.40, so that £12 million became £40.8 million."),
    ("", "The seven councils counted 30.1 offences of violence against the person per 1,000 people in 2019."),
    ("", "The employment rate of the UK was 75.6% in 2019 and 75.0% in 2018."),
    ("", "Emissions have come down since 2016: 5.2 tonnes a head then, 5.0 tonnes in 2017."),
    ("", "Nine of the ten wards with the lowest incomes lie within 3 miles of the centre."),
    ("", "Men born in the seven councils in 2016-2018 can expect 59.7 years in good health, women 59.8."),
    ("", "Half of all journeys are shorter than 5 km, and 40% of those are made by car."),
    ("", "Income a head was £17,752 in 2018; a household of two had on average £35,504."),
    ("", "Three grants of £150,000, £220,000 and £95,000 were made, £465,000 in all."),
    (
        "",
        "From 2018 to 2019 the unemployment rate rose by 0.1 points, to 5.5%, and that of the UK "
        "fell by 0.3.",
    ),
    ("", "In the region as a whole, 82 of every 10,000 children were in care in 2019."),
    ("", "The plan covers 2021 to 2026 and is looked at again every 2 years."),
    ("", "Over 60% of those who answered said that they would move again."),
    # Wrong.
    ("figure", "The unemployment rate, 5.8% in 2019, was the highest of all regions."),
    ("figure", "By 2019 the employment rate had reached 73.1% in the 3 LEP area."),
    ("figure", "For the UK, an employment rate of 74.6% was published for 2019."),
    ("percentage", "Claims went from 171,245 to 207,635, which is 17.5% more."),
    ("percentage", "Membership stood at 1,450 after 1,200 the year before: growth of 17.2%."),
    ("percentage", "Pay rose to £24,462, up £1,036 or 4.8%."),
    ("same", "At 40.2%, the share in the 3 LEP area is 6.7 points lower than the UK, which has 40.2%."),
    ("base", "Per 10,000 live births, 6.7 died in their first year: the infant mortality rate of 2018."),
    ("base", "Children in care: 82 per 1,000."),
    ("implied", "With 109,500 people out of work, the unemployment rate was 3.5% in 2019."),
    (
        "implied",
        "There were 12,000 offences of violence against the person in Birmingham, a rate of 30.1 "
        "per 1,000 people.",
    ),
    ("total", "The fund gave £150,000, £220,000 and £95,000, making £495,000."),
    ("total", "| Sector | Jobs |\n|---|--:|\n| Making | 120,400 |\n| Care | 98,300 |\n| All | 228,700 |"),
    ("total", "It fell by 0.5 points, from 4.3% to 4.0%."),
    ("place", "In WMCA the employment rate is 2 points below that of the country."),
    ("place", "National figures put the unemployment rate at 4.0%."),
    (
        "break",
        "Compared with 2018, when it was 14.2%, many more households in fuel poverty are counted "
        "in Birmingham in 2019.",
    ),
    (
        "two",
        "The UK's unemployment rate was 4.0% in 2019.\n\nIn 2019, 3.8% was the unemployment rate in the UK.",
    ),
    ("direction", "Rates improved, falling from 4.0% to 4.3%."),
    ("direction", "The rate climbed to 71.7% from 72.4%."),
    ("period", "In 2017 healthy life expectancy at birth of women in the seven councils was 59.8 years."),
    ("period", "Compared with 2018/19, affordable homes for rent completed rose by 238 in 2018/19."),
    # Written on 26 November 2026, after phrases.py.
    (
        "",
        "Across the 3 LEP area 72.4% of people aged 16 to 64 had a job in 2019: the employment "
        "rate was three points below the UK's 75.6%.",
    ),
    ("", "Our employment rate is 72.4%."),
    (
        "",
        "The number of affordable homes for rent completed in the 3 LEP area has grown from 1,722 "
        "(2017/18) to 1,960 (2018/19).",
    ),
    ("", "Income per head grew faster here: by 3.8%, against 2.0% in the UK."),
    ("", "Each of the 7 authorities gave £25,000, so that £175,000 could be spent."),
    ("", "In England, 2.66 in every 1,000 households were in temporary accommodation in 2019."),
    ("", "Emissions per head have fallen by 3.8% in a year and must fall by 100% by 2041."),
    (
        "",
        "Half as many again: violence against the person went up 24% in the seven metropolitan authorities.",
    ),
    ("", "Two thirds of firms (66.7%, or 400 of 600) pay the living wage."),
    ("", "The unemployment rate for the UK was 4.3% in 2018, then 4.0% in 2019."),
    ("", "Of 1,200 replies, 300 (25%) came from Solihull and 420 (35%) from Birmingham."),
    ("", "Employment stood still at 72.4% in the 3 LEP area."),
    ("", "Participation doubled, from 1,100 in 2018 to 2,200 in 2019, a rise of 100%."),
    ("", "A fifth fewer: 4,000 in 2019, and 5,000 in 2018 (-20%)."),
    ("", "The 2019 index put 12 wards in the most deprived 1% of England."),
    ("", "Budgets of £3.5m, £2.5m and £4m add up to £10m."),
    ("figure", "In the UK the employment rate was just 72.6% in 2019."),
    ("figure", "Healthy life expectancy at birth of women in the UK in 2016-18: 66.3 years."),
    ("figure", "There were 2,690 affordable homes for rent completed in the 3 LEP area in 2018/19."),
    ("percentage", "Participation doubled, from 1,100 in 2018 to 2,200 in 2019, a rise of 50%."),
    ("percentage", "A fifth fewer: 4,000 in 2019, and 5,000 in 2018 (-25%)."),
    ("percentage", "Two thirds of firms (76.7%, or 400 of 600) pay the living wage."),
    ("percentage", "Visits were up to 45,000 from 36,000, growth of 20%."),
    ("total", "There are 12 schools: 7 primary and 6 secondary."),
    ("total", "1,450 men and 1,380 women took part, 2,930 people in total."),
    ("same", "Income per head was £17,752 in the 3 LEP area. In the UK it was £17,752."),
    ("same", "UK 3.9 deaths per 1,000 live births; 3 LEP area 3.9 deaths per 1,000 live births."),
    ("base", "Children in care: 82 in every 1,000 children in the West Midlands region."),
    ("base", "There are 30.1 cases of violence against the person for every 10,000 people."),
    ("break", "From 14.2% households in fuel poverty in Birmingham went to 21.16%."),
    ("break", "Households in fuel poverty in Birmingham: up 6.96 points between 2018 and 2019."),
    ("direction", "The UK's unemployment rate crept up from 4.3% to 4.0%."),
    ("direction", "Affordable homes for rent completed declined from 1,722 to 1,960."),
    ("period", "Starts increased by 2,540 in 2018/19 when compared with 2018/19."),
    (
        "period",
        "For men in the seven metropolitan authorities, healthy life expectancy at birth in 2017 "
        "was 59.7 years.",
    ),
    ("place", "Nationally the unemployment rate is 4.0%."),
    ("place", "The West Midlands has 5.47 households in temporary accommodation per 1,000 households."),
    ("implied", "With an unemployment rate of 5.5%, 215,000 people are out of work in the 3 LEP area."),
    (
        "two",
        "The UK's employment rate rose to 75.6% in 2019.\n\nIn 2019 the UK had an employment rate of 76.5%.",
    ),
    (
        "same",
        "The claimant rate was 67.2% in both the WMCA area and the UK in April 2020: WMCA 67.2%, UK 67.2%.",
    ),
    (
        "two",
        "Level 4 qualifications in the UK grew by 2.9% in 2019.\n\nIn the UK, people with NVQ "
        "level 4 or above grew by 2.7% in 2019.",
    ),
    (
        "figure",
        "Men in the seven metropolitan authorities could expect 59.6 years of healthy life in 2016-18.",
    ),
    (
        "two",
        "Healthy life expectancy of women in the UK is 63.6 years in 2016-18.\n\nUK women can "
        "expect 63.1 years of healthy life in 2016-18.",
    ),
]
