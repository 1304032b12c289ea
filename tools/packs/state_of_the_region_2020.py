"""Write the stated figures of the State of the Region 2020 in our own layout.

    .venv/bin/python tools/packs/state_of_the_region_2020.py STATED.csv packs/west-midlands

STATED.csv is the table of figures as they were read from the report's pages (columns indicator, sdg_goal,
geography, period, value, unit, breakdown, comparator, source_title, source_url, note). Which of its lines
becomes what stands in ``state_of_the_region_table.py``; every line of the report is either there or left
out there with a reason, else nothing is written. Derived figures have the status E and a note that says
from what.
"""

import csv
import re
import sys
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from figures_from_ons import FIGURE_COLUMNS
from state_of_the_region_table import ENGLAND, FIGURES, LEFT_OUT, SEVEN_MET, THREE_LEPS, UK, Stated

REPORT = "WMCA State of the Region 2020 Full Report - "
FILE = Path("figures/state-of-the-region-2020.csv")
PAGES = {"Key Past Trends": "Page of key past trends", "Summary Data": "Page of summary data"}
AREAS = {
    "WMCA (3 LEP)": THREE_LEPS,
    "WM 7 Met": SEVEN_MET,
    "UK": UK,
    "England": ENGLAND,
    "West Midlands region": "E12000005",
    "Black Country LEP": "E37000001",
    "Coventry and Warwickshire LEP": "E37000006",
    "Greater Birmingham and Solihull LEP": "E37000012",
    "Birmingham": "E08000025",
    "Warwick": "E07000222",
    "Stratford-on-Avon": "E07000221",
    "Scotland": "S92000003",
    "Wales": "W92000004",
    "Northern Ireland": "N92000002",
    "North East": "E12000001",
    "North West": "E12000002",
    "Yorkshire & The Humber": "E12000003",
    "East Midlands": "E12000004",
    "East": "E12000006",
    "London": "E12000007",
    "South East": "E12000008",
    "South West": "E12000009",
}
UNITS = {"pp": "points", "GBP": "pounds", "%": "per cent", "kt CO2": "kt"}
Row = dict[str, str]


def read_stated(path: Path) -> dict[int, Row]:
    """The report's lines by their number in the file (no cell of which spans lines)."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = dict(enumerate(csv.DictReader(file), start=2))
    return {line: row for line, row in rows.items() if row["source_title"].startswith(REPORT)}


def lines_of(stated: Stated) -> set[int]:
    named = (stated.value, stated.count, stated.plus, stated.of, stated.change, stated.count_change)
    return {line for line in named if line}


def account(rows: dict[int, Row]) -> None:
    """Stop unless every line of the report is used or left out, and none is both."""
    used = set().union(*(lines_of(stated) for stated in FIGURES))
    left = {line for lines in LEFT_OUT.values() for line in lines}
    unknown, twice, forgotten = (used | left) - set(rows), used & left, set(rows) - used - left
    if unknown or twice or forgotten:
        sys.exit(f"not lines of the report: {unknown}; used and left out: {twice}; forgotten: {forgotten}")


def observations(stated: Stated, rows: dict[int, Row]) -> list[Row]:
    """The stated figure, and before it the earlier one that follows from the stated change."""
    row = rows[stated.value]
    value = number(row)
    count = number(rows[stated.count]) if stated.count else None
    notes = [f"{page(row)}."]
    if stated.plus and count is not None:
        count += number(rows[stated.plus])
        notes.append("The count is the sum of the stated women and men.")
    if stated.of:
        notes.append("Denominator as stated.")
    elif count is not None:
        notes.append("Denominator derived from the stated count and rate.")
    notes.append(stated.note)
    latest = observation(stated, row, stated.period or year(row), value, count, rows)
    latest |= {"status": "A", "note": " ".join(filter(None, notes))}
    return [*earlier(stated, rows, value, count), latest]


def earlier(stated: Stated, rows: dict[int, Row], value: Decimal, count: Decimal | None) -> list[Row]:
    if not stated.change:
        return []
    row, told = rows[stated.value], rows[stated.change]
    change = number(told)
    if stated.per_cent:
        before = (value / (1 + change / 100)).quantize(Decimal(1), ROUND_HALF_UP)
    else:
        before = value - change
    unit = UNITS.get(told["unit"], told["unit"])
    notes = [f"{page(told)}.", f"Derived from the stated change ({change:+} {unit}) and the later figure."]
    count_before = None
    if stated.count_change and count is not None:
        count_before = count - number(rows[stated.count_change])
        notes.append("Count and denominator derived likewise.")
    notes += [stated.note, stated.since_note]
    found = observation(stated, row, stated.since, before, count_before, rows)
    return [found | {"status": "E", "note": " ".join(filter(None, notes))}]


def observation(
    stated: Stated, row: Row, period: str, value: Decimal, count: Decimal | None, rows: dict[int, Row]
) -> Row:
    found = dict.fromkeys(FIGURE_COLUMNS, "")
    found |= {
        "indicator": f"sotr2020-{stated.indicator}",
        "area": stated.area or AREAS[row["geography"]],
        "period": period,
        "breakdown": stated.breakdown,
        "value": str(value),
    }
    if count is not None:
        of = number(rows[stated.of]) if stated.of else count / value * stated.per
        found |= {"numerator": str(count), "denominator": str(of.quantize(Decimal(1), ROUND_HALF_UP))}
    return found


def number(row: Row) -> Decimal:
    return Decimal(row["value"])


def year(row: Row) -> str:
    if not re.fullmatch(r"\d{4}", row["period"]):
        sys.exit(f"the period {row['period']!r} of {row['indicator']!r} needs reading: say it in the table")
    return f"{row['period']}-01-01/P1Y"


def page(row: Row) -> str:
    title = row["source_title"].removeprefix(REPORT)
    goal = re.fullmatch(r"SDG (\d+)", title)
    return f"Page of goal {goal[1]}" if goal else PAGES[title]


def sums(made: list[Row]) -> list[Row]:
    """Two figures that the report does not print and that follow from two which it does."""

    def value(indicator: str, period: str, breakdown: str) -> Decimal:
        key = (f"sotr2020-{indicator}", THREE_LEPS, period, breakdown)
        names = ("indicator", "area", "period", "breakdown")
        return next(Decimal(row["value"]) for row in made if tuple(row[n] for n in names) == key)

    def derived(indicator: str, period: str, found: Decimal, note: str) -> Row:
        row = dict.fromkeys(FIGURE_COLUMNS, "")
        return row | {
            "indicator": f"sotr2020-{indicator}",
            "area": THREE_LEPS,
            "period": period,
            "value": str(found),
            "status": "E",
            "note": note,
        }

    before, latest = "2018-01-01/P1Y", "2019-01-01/P1Y"
    gap = value("full-time-pay", before, "sex=male") - value("full-time-pay", before, "sex=female")
    people = sum(value("people-in-employment", latest, f"sex={sex}") for sex in ("female", "male"))
    rate = next(r for r in made if r["indicator"] == "sotr2020-employment-rate" and r["period"] == before)
    return [
        derived(
            "gender-pay-gap",
            before,
            gap,
            "Page of goal 5. Derived from the stated changes of men's and women's pay.",
        ),
        derived(
            "people-in-employment",
            latest,
            Decimal(people),
            "Page of goal 5. The sum of the stated women and men.",
        ),
        derived(
            "people-in-employment",
            before,
            Decimal(rate["numerator"]),
            "Page of key past trends. Derived from the stated change (+25500 people) and that sum.",
        ),
    ]


def main(stated_file: Path, pack: Path) -> None:
    rows = read_stated(stated_file)
    account(rows)
    made = [row for stated in FIGURES for row in observations(stated, rows)]
    made += sums(made)
    names = ("indicator", "breakdown", "area", "period")
    keys = [tuple(row[name] for name in names) for row in made]
    if len(set(keys)) != len(keys):
        sys.exit(f"twice: {sorted({key for key in keys if keys.count(key) > 1})}")
    with (pack / FILE).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, FIGURE_COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(made, key=lambda row: [row[name] for name in names]))
    left = sum(len(lines) for lines in LEFT_OUT.values())
    derived = sum(row["status"] == "E" for row in made)
    print(f"{len(rows)} stated figures: {left} left out; {len(made)} rows written, {derived} of them derived")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python tools/packs/state_of_the_region_2020.py STATED.csv packs/west-midlands")
    main(Path(sys.argv[1]), Path(sys.argv[2]))
