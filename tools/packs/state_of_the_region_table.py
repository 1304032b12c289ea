"""Which stated figure of the State of the Region 2020 becomes which observation; which are left out and why.

Numbers are lines of the table of stated figures (its header is line 1). What the fields of ``Stated`` mean
is said there; how they become rows, in ``state_of_the_region_2020.py``.
"""

from dataclasses import dataclass

UK, ENGLAND = "K02000001", "E92000001"
THREE_LEPS, SEVEN_MET = "WM-3LEP", "WM-7MET"

FOR_ENGLAND = "The page says national; England is taken."
FOR_UK = "The page says national; its figure equals the UK's, which is taken."
SCHOOL_YEAR = "Printed as 2018/19; the school year from September is taken."
SURVEY_YEAR = "Printed as 2018/19; the survey's year from mid-November is taken."
FROM_MAY = "Printed as May 2018/19; the survey's year from mid-May is taken."
POOLED = "Printed as 2018; it is 2016 to 2018, three years together."
YEAR_TAKEN = "The page does not say since when it changed; the year before is taken."
FITS_POOLED = (
    "Printed for the WMCA and one year; deaths and rate fit three years together in the seven metropolitan "
    "authorities."
)
FITS_SEVEN = "The page names no area; count and rate fit the people of the seven metropolitan authorities."
YEAR_UNNAMED = "The page does not name this year; it stands beside 2018."
NAME_INFERRED = "The name of the line is a picture on the page; it is inferred from the figures."


@dataclass(frozen=True)
class Stated:
    """One figure, and what else the report says of it. Each ``int`` is a line of the stated figures.

    ``count`` is the number of people (the numerator) behind a rate, ``plus`` a second one to be added to it,
    ``of`` the stated denominator; where there is none it is ``count`` / value × ``per``. ``change`` is what
    the value changed by since ``since`` (an ISO period), in its own unit or, with ``per_cent``, in per cent;
    ``count_change`` the same for the count. ``area`` and ``period`` are given where the printed ones need
    reading. ``note`` is for every row made, ``since_note`` for the earlier one only.
    """

    indicator: str
    value: int = 0
    breakdown: str = ""
    area: str = ""
    period: str = ""
    count: int = 0
    plus: int = 0
    of: int = 0
    per: int = 100
    change: int = 0
    since: str = ""
    per_cent: bool = False
    count_change: int = 0
    note: str = ""
    since_note: str = ""


Y2014, Y2016, Y2017, Y2018 = (f"{year}-01-01/P1Y" for year in (2014, 2016, 2017, 2018))
APRIL_2020 = "2020-04-01/P1M"
FISCAL_2017, FISCAL_2018 = "2017-04-01/P1Y", "2018-04-01/P1Y"
ACADEMIC_2017, ACADEMIC_2018 = "2017-08-01/P1Y", "2018-08-01/P1Y"
PUPILS_2018, ADULTS_2018 = "2018-09-01/P1Y", "2018-11-16/P1Y"
MAY_2017, MAY_2018 = "2017-05-16/P1Y", "2018-05-16/P1Y"

WOMEN, MEN = "sex=female", "sex=male"

FIGURES = (
    # 1 No poverty
    Stated("household-income-after-housing-costs", 2, change=5, since=Y2016),
    Stated(
        "household-income-after-housing-costs",
        3,
        area=ENGLAND,
        change=6,
        per_cent=True,
        since=Y2016,
        note=FOR_ENGLAND,
    ),
    Stated("unemployment-rate", 7, count=8, change=10, count_change=11, since=Y2018),
    Stated("unemployment-rate", 9, change=12, since=Y2018),
    Stated("unemployed-people", 8, change=11, since=Y2018),
    Stated("inactive-who-want-a-job", 16, count=15, of=14, change=17, since=Y2018),
    Stated("full-time-earnings", 18, change=330, per_cent=True, since=Y2018),
    Stated(
        "full-time-earnings",
        19,
        change=330,
        per_cent=True,
        since=Y2018,
        since_note="The page says that the UK grew at the region's rate.",
    ),
    Stated("paid-above-living-wage", 22, change=24, since=Y2018, since_note=YEAR_TAKEN),
    Stated("paid-above-living-wage", 23, change=25, since=Y2018, since_note=YEAR_TAKEN),
    Stated("claimants", 26, "age=16+", period="2020-05-01/P1M", change=27, since=APRIL_2020),
    Stated("claimants", 34, "age=18-64", period=APRIL_2020),
    Stated("youth-claimants", 30, period="2020-05-01/P1M", change=31, since=APRIL_2020),
    # 2 Zero hunger
    Stated("gdhi-per-head", 37, change=39, per_cent=True, since=Y2014),
    Stated("gdhi-per-head", 38, change=40, per_cent=True, since=Y2014),
    Stated("free-school-meals", 42, count=44),
    Stated("free-school-meals", 43, count=45),
    Stated("free-school-meals", 46),
    Stated("free-school-meals", 47),
    Stated("overweight", 48, "age=reception", period=PUPILS_2018, count=49, note=SCHOOL_YEAR),
    Stated("overweight", 50, "age=reception", period=PUPILS_2018, note=SCHOOL_YEAR),
    Stated("overweight", 51, "age=year-6", period=PUPILS_2018, count=52, note=SCHOOL_YEAR),
    Stated("overweight", 53, "age=year-6", period=PUPILS_2018, note=SCHOOL_YEAR),
    Stated("overweight", 54, "age=adult", period=ADULTS_2018, note=SURVEY_YEAR),
    Stated("overweight", 55, "age=adult", period=ADULTS_2018, note=SURVEY_YEAR),
    *(Stated("food-parcels", line, period=FISCAL_2018) for line in range(56, 80, 2)),
    *(Stated("food-parcels-share", line, period=FISCAL_2018) for line in range(57, 80, 2)),
    Stated("food-parcels", 80, period=FISCAL_2018),
    # 3 Good health and wellbeing
    Stated("infant-mortality", 84, count=88, per=1000, note=FITS_POOLED),
    Stated("infant-mortality", 87, count=89, per=1000, note=FITS_POOLED),
    Stated("infant-mortality", 85, area=ENGLAND, note=FOR_ENGLAND),
    Stated("infant-mortality", 86),
    Stated("healthy-life-expectancy", 90, MEN, change=93, since=Y2017, note=POOLED),
    Stated("healthy-life-expectancy", 91, MEN, area=UK, change=94, since=Y2017, note=f"{FOR_UK} {POOLED}"),
    Stated("healthy-life-expectancy", 95, WOMEN, change=98, since=Y2017, note=POOLED),
    Stated("healthy-life-expectancy", 96, WOMEN, area=UK, change=99, since=Y2017, note=f"{FOR_UK} {POOLED}"),
    Stated(
        "physical-inactivity",
        100,
        period=MAY_2018,
        count=101,
        change=102,
        count_change=103,
        since=MAY_2017,
        note=FROM_MAY,
    ),
    Stated(
        "physical-inactivity",
        104,
        area=ENGLAND,
        period=MAY_2018,
        change=105,
        since=MAY_2017,
        note=f"{FOR_ENGLAND} {FROM_MAY}",
    ),
    Stated("physically-inactive-people", 101, period=MAY_2018, change=103, since=MAY_2017, note=FROM_MAY),
    # 4 Quality education
    Stated("progress-8", 107),
    Stated("progress-8", 108),
    Stated("progress-8", 337),
    Stated("apprenticeship-starts", 116, period=ACADEMIC_2018, change=117, since=ACADEMIC_2017),
    Stated("persistent-absence", 124, "school=primary"),
    Stated("persistent-absence", 125, "school=primary", area=ENGLAND, note=FOR_ENGLAND),
    Stated("persistent-absence", 126, "school=secondary"),
    Stated("persistent-absence", 127, "school=secondary", area=ENGLAND, note=FOR_ENGLAND),
    Stated("nvq4", 132, count=128),
    Stated("nvq4", 133),
    Stated("nvq4-people", 128, change=130, since=Y2018),
    Stated("no-qualifications", 135, count=136),
    Stated("no-qualifications", 137, count=138),
    Stated("no-qualifications", 146),
    Stated("no-qualifications-people", 136),
    Stated("no-qualifications-people", 138),
    Stated("no-qualifications-people", 140, WOMEN),
    Stated("no-qualifications-people", 141, WOMEN),
    Stated("no-qualifications-people", 143, MEN),
    Stated("no-qualifications-people", 144, MEN),
    Stated("neet", 335, note=NAME_INFERRED),
    # 5 Gender equality
    Stated("full-time-pay", 148, MEN, change=155, since=Y2018),
    Stated("full-time-pay", 149, WOMEN, change=157, since=Y2018),
    Stated("full-time-pay", 152, MEN),
    Stated("full-time-pay", 153, WOMEN),
    Stated("gender-pay-gap", 150),
    Stated("gender-pay-gap", 151),
    Stated("employment-rate", 343, count=159, plus=162, change=325, count_change=326, since=Y2018),
    Stated("employment-rate", 328, change=327, since=Y2018),
    Stated("employment-rate", 158, WOMEN, count=159, change=160, since=Y2018),
    Stated("employment-rate", 161, MEN, count=162, change=163, since=Y2018),
    *(Stated("employment-rate", line) for line in (344, 345, 346)),
    Stated("people-in-employment", 159, WOMEN),
    Stated("people-in-employment", 162, MEN),
    Stated("part-time-share", 164, WOMEN, count=165, of=159, change=166, since=Y2018),
    Stated("part-time-share", 167, WOMEN, change=168, since=Y2018),
    Stated("part-time-share", 169, MEN, count=170, of=162, change=171, since=Y2018),
    Stated("part-time-share", 172, MEN, note="The page calls 11.2% to 11.2% a slight increase."),
    Stated("part-time-share", 173, MEN, note="The page calls 11.2% to 11.2% a slight increase."),
    Stated("full-time-share", 174, WOMEN, count=175, of=159, change=176, since=Y2018),
    Stated("full-time-share", 177, WOMEN, change=178, since=Y2018),
    Stated(
        "full-time-share",
        179,
        MEN,
        count=180,
        of=162,
        change=181,
        since=Y2018,
        note="Both shares of men are printed as falling, which cannot be.",
    ),
    Stated("full-time-share", 182, MEN),
    # 7 Affordable and clean energy
    Stated("fuel-poverty", 187, count=186),
    Stated("fuel-poverty", 190, count=189),
    Stated("fuel-poverty", 188),
    Stated("fuel-poor-households", 186),
    Stated("fuel-poor-households", 189),
    Stated("renewable-electricity", 191, change=195, since=Y2017),
    Stated("renewable-electricity", 192, "technology=photovoltaics"),
    Stated("renewable-share", 197),
    # 8 Decent work and economic growth
    *(
        Stated(name, line, period=Y2018, note=NAME_INFERRED)
        for name, line in (
            ("gva-growth", 313),
            ("gva-growth", 314),
            ("gva-per-head-growth", 316),
            ("gva-per-head-growth", 318),
            ("gva-per-head-shortfall", 319),
            ("business-births", 323),
            ("business-births", 324),
        )
    ),
    # 9 Infrastructure
    Stated("fast-broadband", 200, count=201, change=202, since=Y2018),
    Stated("broadband-data-use", 203),
    Stated("metro-punctuality", 204, period="2019-12-01/P1M"),
    Stated("metro-punctuality", 205, period="2018-12-01/P1M"),
    # 10 Reduced inequality
    Stated("employment-rate-by-ethnic-group", 208, "ethnic-group=indian", change=213, since=Y2018),
    Stated("employment-rate-by-ethnic-group", 209, "ethnic-group=white"),
    Stated(
        "employment-rate-by-ethnic-group",
        210,
        "ethnic-group=pakistani-or-bangladeshi",
        change=217,
        since=Y2018,
    ),
    Stated("healthy-life-gap", 219, MEN, change=220, since=Y2017, note=POOLED),
    Stated("healthy-life-gap", 221, WOMEN, change=222, since=Y2017, note=POOLED),
    Stated("neighbourhoods-most-deprived-20", 223),
    Stated("neighbourhoods-most-deprived-10", 224, note="The year is inferred: it stands beside 2015."),
    Stated("neighbourhoods-most-deprived-20", 225),
    Stated("neighbourhoods-most-deprived-10", 226),
    # 11 Sustainable cities and communities
    *(Stated("election-turnout", line) for line in (230, 231, 232)),
    Stated("road-collisions", 233, change=235, since=Y2017),
    Stated("affordable-homes", 236, period=FISCAL_2018, change=237, since=FISCAL_2017),
    Stated(
        "affordable-homes",
        238,
        "tenure=rented",
        period=FISCAL_2018,
        change=239,
        since=FISCAL_2017,
        since_note="The page says since 2018/19; since 2017/18 is taken.",
    ),
    # 12 Consumption and production
    Stated("authority-waste", 257, period=FISCAL_2018, change=259, since=FISCAL_2017),
    Stated("household-waste", 258, period=FISCAL_2018, change=260, since=FISCAL_2017),
    Stated("authority-recycling", 261, period=FISCAL_2017),
    Stated("authority-recycling", 263, period=FISCAL_2018),
    Stated("household-recycling", 262, period=FISCAL_2017),
    Stated("household-recycling", 264, period=FISCAL_2018),
    # 13 Climate action
    Stated("poor-air-days", 265, change=266, since=Y2018),
    Stated("co2", 267, change=271, since=Y2016),
    *(Stated("co2", line) for line in (280, 286, 292)),
    *(
        Stated("co2", first + offset, f"sector={sector}")
        for first in (276, 282, 288, 294)
        for offset, sector in enumerate(("industry-and-commercial", "domestic", "transport", "land-use"))
    ),
    *(
        Stated(
            "co2-per-head",
            line,
            note="A fall of 3.8% is printed, which 5.1 to 5.0 is not.",
        )
        for line in (268, 273)
    ),
    *(Stated("co2-per-head", line) for line in (269, 275, 281, 287, 293)),
    # 16 Peace and justice
    Stated("violence", 307, area=SEVEN_MET, count=304, per=1000, note=FITS_SEVEN),
    Stated("violence", 308),
    Stated("violent-offences", 304, area=SEVEN_MET, change=305, per_cent=True, since=Y2018, note=FITS_SEVEN),
    Stated("first-time-entrants", 309),
    Stated("first-time-entrants", 310),
    Stated("first-time-entrants", 311, note=YEAR_UNNAMED),
    Stated("first-time-entrants", 312, note=YEAR_UNNAMED),
)

#: Lines left out → the reason. A line that is neither here nor above stops the run.
LEFT_OUT = {
    "follows from figures that are carried": (
        4, 13, 20, 21, 28, 32, 41, 92, 97, 106, 118, 129, 134, 139, 142, 145, 147, 154, 156, 193, 194,
        234, 270, 272, 317, 320, 321, 329, 333, 336, 338, 360, 390,
    ),
    "a change in per cent or points of something whose level is not stated": (
        29, 33, 35, 36, 119, 120, 121, 122, 123, 131, 196, 211, 212, 214, 215, 216, 218, 274, 306, 322,
        331, 334, 359,
    ),
    "no period is stated": (
        183, 184, 185, 198, 199, 227, 228, 229, *range(240, 257), 302, 303, 339, 340, 341, 342, 347, 348,
        *range(349, 359),
    ),
    "half a year, which beside a whole year would be taken for a fall": (81, 82, 83),
    "a word, not a number": tuple(range(109, 116)),
    "of a train operator, which is no place": (206,),
    "a target; it stands in targets.yaml or in the note of one": (207, 298, 299, 300, 301, 315, 332),
    "the infographic of 100 people: no indicator": tuple(range(361, 387)),
    "a forecast or a share of the chapters on Covid-19: no indicator": (
        387, 388, 389, 391, *range(392, 397),
    ),
}  # fmt: skip
