"""What the State of the Region 2020 states, what follows from it, and the page that lists both.

Write the page anew with `.venv/bin/python -m tests.progress.stated`.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

from commonweal.progress import derive
from commonweal.progress.derive import Interval

DATA = Path(__file__).parent / "data"
PAGE = Path(__file__).resolve().parents[2] / "docs" / "methods" / "state-of-the-region-2020-figures.md"
REPORT = (
    "https://www.wmca.org.uk/documents/policies/state-of-the-region-report-2020/"
    "state-of-the-region-2020-full-report/"
)
GOALS = REPORT + "outcomes-by-sustainable-development-goals/"
ADDRESSES = {
    "Summary data": REPORT + "summary-data",
    "Key past trends": REPORT + "summary-data/key-past-trends-performance-indicators-the/",
    "SDG 1": GOALS + "1-no-poverty/",
    "SDG 2": GOALS + "2-zero-hunger",
    "SDG 3": GOALS + "3-good-health-and-wellbeing/",
    "SDG 4": GOALS + "4-quality-education",
    "SDG 5": GOALS + "5-gender-equality/",
    "SDG 7": GOALS + "7-affordable-and-clean-energy/",
    "SDG 11": GOALS + "11-sustainable-cities-and-communities",
    "SDG 13": GOALS + "13-climate-action/",
    "SDG 16": GOALS + "16-peace-and-justice/",
    "2018 skills": "https://wmca.org.uk/documents/policies/state-of-the-region-report-2018/"
    "state-of-the-region-executive-summary-2018/skills",
}
FORMULAS = {
    "gap_people_of_count": "|yardstick ÷ latest − 1| × count",
    "gap": "yardstick − latest",
    "share": "part ÷ whole × 100",
    "change": "latest − previous",
    "change_percent": "(latest ÷ previous − 1) × 100",
    "percent_of_change": "100 ÷ (latest ÷ change − 1)",
    "total": "sum",
    "implied_denominator": "count ÷ rate × per",
}


@dataclass(frozen=True)
class Stated:
    """One derived figure. ``inputs`` are (name, text as printed, unit of rounding)."""

    id: str
    figure: str
    formula: str
    inputs: tuple[tuple[str, str, float], ...]
    printed: str
    unit: float
    page: str
    reason: str = ""

    @property
    def stated(self) -> Interval:
        return Interval.rounded(float(self.printed), self.unit)

    @property
    def intervals(self) -> dict[str, Interval]:
        return {name: Interval.rounded(float(value), unit) for name, value, unit in self.inputs}

    def within(self) -> Interval:
        """Where the figure must lie, given what the inputs may have been before rounding."""
        if self.formula == "total":
            return derive.total(*self.intervals.values())
        return getattr(derive, self.formula)(**self.intervals)

    def as_printed(self) -> float:
        """The figure from the inputs as they are printed."""
        values = {name: float(value) for name, value, _ in self.inputs}
        if self.formula == "total":
            return derive.total(*values.values())
        return getattr(derive, self.formula)(**values)


def read(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def stated(name: str) -> list[Stated]:
    return [
        Stated(
            row["id"],
            row["figure"],
            row["formula"],
            tuple(_input(text) for text in row["inputs"].split("; ")),
            row["stated"],
            float(row["unit"]),
            row["page"],
            row.get("reason", ""),
        )
        for row in read(name)
    ]


def _input(text: str) -> tuple[str, str, float]:
    name, _, rest = text.partition("=")
    value, _, unit = rest.partition("/")
    return name, value, float(unit)


def number(value: float | str) -> str:
    """With thin thousands and a true minus, to two decimals where they say something."""
    digits = f"{abs(float(value)):,.2f}".rstrip("0").rstrip(".")
    return f"−{digits}" if float(value) < 0 else digits


def row(s: Stated) -> str:
    within = s.within()
    inputs = ", ".join(
        number(value) if s.formula == "total" else f"{name} {number(value)}" for name, value, _ in s.inputs
    )
    return (
        f"| {s.figure} | {FORMULAS[s.formula]}: {inputs} | {number(s.as_printed())} "
        f"| {number(within.low)} to {number(within.high)} | **{number(s.printed)}** |"
    )


def page() -> str:
    agree, disagree = (
        stated("state_of_the_region_2020.csv"),
        stated("state_of_the_region_2020_disagreeing.csv"),
    )
    untold = read("state_of_the_region_2020_untold.csv")
    of_report = [s for s in agree if not s.page.startswith("2018")]
    lines = [
        "# The derived figures of the State of the Region 2020, worked out again",
        "",
        "The report derives figures from figures that it also states: gaps in people, changes, shares, sums. "
        f"Of the 2020 report {len(of_report)} such figures agree with its own inputs to its rounding, and "
        f"{len(agree) - len(of_report)} of the report before it; {len(disagree)} cannot agree, and for "
        f"{len(untold)} the inputs are not stated.",
        "",
        "A stated input is known to its rounding only: 5.5% is anything from 5.45% to 5.55%. *Lies within* "
        "is where the figure must lie whatever the unrounded inputs were (interval arithmetic, in "
        "`commonweal.progress.derive`). A stated figure agrees when its own rounding meets that range. For "
        "gaps in people the range is wide, because a gap of 1.5 points is known to a tenth; the report "
        "worked with unrounded rates. A test writes this page and fails where it differs.",
        "",
        "## Figures that agree",
        "",
    ]
    for name in dict.fromkeys(s.page for s in agree):
        lines += [
            f"### {name}",
            "",
            f"<{ADDRESSES[name]}>",
            "",
            *_table(s for s in agree if s.page == name),
            "",
        ]
    lines += ["## Figures that cannot agree", ""]
    for s in disagree:
        lines += [f"### {s.figure}", "", f"<{ADDRESSES[s.page]}>", "", *_table([s]), "", s.reason, ""]
    lines += ["## Figures that cannot be worked out again", "", "| Figure | Stated | Where | Why not |"]
    lines += ["|---|---|---|---|"]
    lines += [f"| {u['figure']} | {u['stated']} | {u['page']} | {u['reason']} |" for u in untold]
    return "\n".join(lines) + "\n"


def _table(rows) -> list[str]:
    head = "| Figure | Worked out from | As printed | Lies within | Stated |"
    return [head, "|---|---|---|---|---|", *(row(s) for s in rows)]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
