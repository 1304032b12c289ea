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
    ("percentage", "Out of 2,400 firms, 310 (15.2%) had closed within a year."),
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
]
