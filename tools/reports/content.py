"""An invented report as a list of items, in the order of a real council's layout.

The orders are those described in publicly known reports of Birmingham, Brighton & Hove, Maidstone,
Gloucester and
Belfast, and the order of WMCA's headings as remembered and not verified. All words are ours.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

MARK = "Made for testing by Commonweal; not a report of any council"
FINANCE = (
    "The cost of £{n}4,000 is met from the approved budget. Nothing further is asked for.",
    "Spending falls in the coming year and is within the capital programme that members agreed in February.",
    "There are no financial implications arising from this report.",
    "A contingency of one tenth is included. The section 151 officer has been consulted.",
)
LEGAL = (
    "The council may do this under its general power of competence. There is no duty to do it.",
    "The contract would be awarded under the procurement rules in force. Legal services will draw it up.",
    "None.",
)
EQUALITY = (
    "An equality analysis was made. Disabled people will benefit from level access at the main entrance.",
    "There are no equality implications.",
    "Women and older people answered the consultation more often than others; their views are in the "
    "appendix.",
    "Not applicable.",
)
OTHER = (
    "The risks are delay and cost. Both are on the register and are looked at monthly.",
    "Staff were told in March. No posts are lost.",
    "Carbon falls slightly, since less is driven.",
)


@dataclass
class Report:
    """``items``: ("title" | "line" | "heading" | "text" | "table" | "contents" | "break", …) in order."""

    key: str
    layout: str
    title: str
    section: dict[str, Any] | None
    background: list[str]
    n: int
    contents: bool = False
    items: list[tuple[Any, ...]] = field(default_factory=list)


def load(path: Path) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def made(entry: dict[str, Any], n: int) -> Report:
    report = Report(
        entry["id"],
        entry["layout"],
        entry["title"],
        entry["section"],
        entry["background"],
        n,
        bool(entry.get("contents")),
    )
    LAYOUTS[report.layout](report)
    return report


def _fill(pool: tuple[str, ...], n: int) -> str:
    return pool[n % len(pool)].replace("{n}", str(n % 8 + 1))


def _account(report: Report, level: int, number: str = "", sub: str = "") -> None:
    """The heading looked for and its text; ``sub``: paragraphs are numbered "7.4.1"."""
    if report.section is None:
        return
    heading = f"{number} {report.section['heading']}".strip()
    report.items.append(("heading", level, heading))
    for n, text in enumerate(report.section["text"], start=1):
        report.items.append(("text", f"{sub}.{n}  {text}" if sub else text))


def _numbered(report: Report, number: int, heading: str, texts: list[str], style: str = "{n}") -> None:
    report.items.append(("heading", 1, f"{style.format(n=number)} {heading}"))
    report.items += [("text", f"{number}.{n}  {text}") for n, text in enumerate(texts, start=1)]


def birmingham(report: Report) -> None:
    report.items += [("line", "Report to: Cabinet"), ("line", "Date: 14 October")]
    report.items.append(
        (
            "table",
            "details",
            [
                ["Subject:", report.title],
                ["Report of:", "Director of Place"],
                ["Relevant Cabinet Member:", "Cabinet Member, Growth"],
                ["Relevant O&S Chair(s):", "Chair, Economy and Skills"],
                ["Are specific wards affected?", "Yes – see section 3"],
                ["Is this a key decision?", "No"],
                ["Is the decision eligible for call-in?", "Yes"],
                ["Does the report contain confidential or exempt information?", "No"],
            ],
        )
    )
    if report.contents:
        report.items.append(("contents",))
    _numbered(
        report, 1, "Executive Summary", [f"This report asks for a decision on: {report.title.lower()}."]
    )
    _numbered(
        report,
        2,
        "Recommendations",
        ["That the proposal be approved.", "That the director be given authority to carry it out."],
    )
    _numbered(report, 3, "Background", report.background)
    _numbered(
        report,
        4,
        "Options Considered and Recommended Proposal",
        ["Doing nothing was considered and is not recommended."],
    )
    _numbered(report, 5, "Consultation", ["Ward members were written to. Two answered, both in favour."])
    _numbered(report, 6, "Risk Management", [_fill(OTHER, 0)])
    report.items.append(("heading", 1, "7 Compliance Issues:"))
    blocks = [
        (
            "How are the recommended decisions consistent with the council's priorities and plans?",
            "They follow the plan for the city.",
        ),
        ("Legal Implications", _fill(LEGAL, report.n)),
        ("Financial Implications", _fill(FINANCE, report.n)),
    ]
    for at, (heading, text) in enumerate(blocks, start=1):
        report.items += [("heading", 2, f"7.{at} {heading}"), ("text", f"7.{at}.1  {text}")]
    _account(report, 2, "7.4", "7.4")
    report.items += [
        ("heading", 2, "7.5 Human Resources Implications"),
        ("text", f"7.5.1  {_fill(OTHER, 1)}"),
    ]
    report.items += [
        ("heading", 2, "7.6 Public Sector Equality Duty"),
        ("text", f"7.6.1  {_fill(EQUALITY, report.n)}"),
    ]
    _numbered(report, 8, "Appendices", ["Plan of the site"])
    _numbered(report, 9, "Background Documents", ["Minutes of the board, June"])


def brighton(report: Report) -> None:
    report.items += [
        ("title", report.title),
        ("line", "Date of Meeting: 6 November"),
        ("line", "Report of: Executive Director"),
        ("line", "Ward(s) affected: All"),
        ("line", "FOR GENERAL RELEASE"),
    ]
    _numbered(
        report,
        1,
        "PURPOSE OF THE REPORT AND POLICY CONTEXT",
        [f"The committee is asked to decide on: {report.title.lower()}."],
        "{n}.",
    )
    _numbered(report, 2, "RECOMMENDATIONS:", ["That the committee agrees the proposal."], "{n}.")
    _numbered(report, 3, "CONTEXT/ BACKGROUND INFORMATION", report.background, "{n}.")
    _numbered(
        report,
        4,
        "ANALYSIS & CONSIDERATION OF ANY ALTERNATIVE OPTIONS",
        ["A smaller scheme would cost nearly as much."],
        "{n}.",
    )
    _numbered(
        report, 5, "COMMUNITY ENGAGEMENT & CONSULTATION", ["Two meetings were held; 41 people came."], "{n}."
    )
    _numbered(report, 6, "CONCLUSION", ["The proposal is recommended."], "{n}.")
    report.items.append(("heading", 1, "7. FINANCIAL & OTHER IMPLICATIONS:"))
    report.items += [("heading", 2, "Financial Implications:"), ("text", f"7.1  {_fill(FINANCE, report.n)}")]
    report.items += [("heading", 2, "Legal Implications:"), ("text", f"7.2  {_fill(LEGAL, report.n)}")]
    report.items += [
        ("heading", 2, "Equalities Implications:"),
        ("text", f"7.3  {_fill(EQUALITY, report.n)}"),
    ]
    if report.section:
        report.items.append(("heading", 2, report.section["heading"]))
        report.items += [("text", f"7.{n}  {text}") for n, text in enumerate(report.section["text"], start=4)]
    report.items += [("heading", 2, "Sustainability Implications:"), ("text", f"7.9  {_fill(OTHER, 2)}")]
    report.items += [
        ("heading", 1, "SUPPORTING DOCUMENTATION"),
        ("heading", 2, "Appendices:"),
        ("text", "1. Map of the area"),
    ]


def maidstone(report: Report) -> None:
    report.items += [
        ("title", report.title),
        (
            "table",
            "details",
            [
                ["Final Decision-Maker", "Policy Committee"],
                ["Lead Head of Service", "Head of Policy"],
                ["Classification", "Public"],
                ["Wards affected", "All"],
            ],
        ),
    ]
    report.items += [
        ("heading", 1, "Executive Summary"),
        ("text", f"This report concerns {report.title.lower()}."),
        ("heading", 1, "Purpose of Report"),
        ("text", "Decision"),
    ]
    rows = [["Issue", "Implications", "Sign-off"]]
    rows.append(
        [
            "Impact on Corporate Priorities",
            "The recommendations will materially improve the council's ability to achieve its priorities.",
            "Head of Policy",
        ]
    )
    rows += [
        [
            "Cross Cutting Objectives",
            "The report supports the objective that heritage is respected.",
            "Head of Policy",
        ],
        ["Risk Management", _fill(OTHER, 0), "Head of Policy"],
    ]
    rows += [
        ["Financial", _fill(FINANCE, report.n), "Section 151 Officer"],
        ["Staffing", _fill(OTHER, 1), "Head of Policy"],
        ["Legal", _fill(LEGAL, report.n), "Legal Team"],
    ]
    if report.section:
        rows.append([report.section["heading"], "\n".join(report.section["text"]), "Head of Policy"])
    rows += [
        ["Equalities", _fill(EQUALITY, report.n), "Equalities Officer"],
        ["Biodiversity and Climate Change", _fill(OTHER, 2), "Climate Officer"],
    ]
    report.items += [("heading", 1, "1. CROSS-CUTTING ISSUES AND IMPLICATIONS"), ("table", "ruled", rows)]
    report.items += [
        ("heading", 1, "2. INTRODUCTION AND BACKGROUND"),
        *[("text", f"2.{n}  {t}") for n, t in enumerate(report.background, 1)],
    ]
    report.items += [
        ("heading", 1, "3. AVAILABLE OPTIONS"),
        ("text", "3.1  To agree, or not to."),
        ("heading", 1, "4. RISK"),
        ("text", "4.1  The risks are in the table."),
    ]
    report.items += [("heading", 1, "5. BACKGROUND PAPERS"), ("text", "None")]


def gloucester(report: Report) -> None:
    report.items += [
        ("title", report.title),
        (
            "table",
            "details",
            [
                ["Meeting:", "Cabinet"],
                ["Date:", "3 December"],
                ["Subject:", report.title],
                ["Report Of:", "Cabinet Member for Performance"],
                ["Wards Affected:", "All"],
                ["Key Decision:", "No"],
            ],
        ),
    ]
    _numbered(report, 1, "Purpose of Report", [f"To ask for a decision on: {report.title.lower()}."], "{n}.0")
    _numbered(
        report, 2, "Recommendations", ["Cabinet is asked to RESOLVE that the proposal be approved."], "{n}.0"
    )
    _numbered(report, 3, "Background and Key Issues", report.background, "{n}.0")
    _numbered(
        report,
        4,
        "Social Value Considerations",
        ["Bidders were asked what they would do for the city."],
        "{n}.0",
    )
    _numbered(report, 5, "Alternative Options Considered", ["None that would meet the need."], "{n}.0")
    number = 6
    if report.section:
        _numbered(report, number, report.section["heading"], report.section["text"], "{n}.0")
        number += 1
    for heading, text in (
        ("Financial Implications", _fill(FINANCE, report.n)),
        ("Legal Implications", _fill(LEGAL, report.n)),
        ("Risk & Opportunity Management Implications", _fill(OTHER, 0)),
        ("People Impact Assessment (PIA) and Safeguarding:", _fill(EQUALITY, report.n)),
    ):
        _numbered(report, number, heading, [text], "{n}.0")
        number += 1
    report.items += [
        ("heading", 1, f"{number}.0 Community Safety Implications"),
        ("text", f"{number}.1  None."),
        ("line", "Background Documents: None"),
    ]


def belfast(report: Report) -> None:
    report.items += [
        (
            "table",
            "details",
            [
                ["Subject:", report.title],
                ["Date:", "9 September"],
                ["Reporting Officer:", "Director of City Operations"],
                ["Is this report restricted?", "No"],
                ["Is the decision eligible for Call-in?", "Yes"],
            ],
        )
    ]
    rows: list[list[str]] = [
        ["1.0", "#Purpose of Report/Summary of Main Issues"],
        ["1.1", f"To ask the committee for a decision on {report.title.lower()}."],
        ["2.0", "#Recommendation"],
        ["2.1", "The committee is asked to agree."],
        ["3.0", "#Main Report"],
        ["", "#Key Issues"],
    ]
    at = 1
    for text in report.background:
        rows.append([f"3.{at}", text])
        at += 1
    headings = [("Financial and Resource Implications", [_fill(FINANCE, report.n)])]
    if report.section:
        headings.append((report.section["heading"], report.section["text"]))
    headings.append(
        ("Equality or Good Relations Implications/Rural Needs Assessment", [_fill(EQUALITY, report.n)])
    )
    for heading, texts in headings:
        rows.append(["", f"#{heading}"])
        for text in texts:
            rows.append([f"3.{at}", text])
            at += 1
    rows += [["4.0", "#Appendices – Documents Attached"], ["", "None"]]
    report.items.append(("table", "numbers", rows))


def wmca(report: Report) -> None:
    report.items += [
        ("title", report.title),
        (
            "table",
            "details",
            [
                ["Portfolio Lead", "Portfolio Lead for Economy"],
                ["Accountable Chief Executive", "Chief Executive"],
                ["Accountable Employee", "Head of Policy"],
                ["Report has been considered by", "Programme Board"],
            ],
        ),
    ]
    if report.contents:
        report.items.append(("contents",))
    report.items += [
        ("heading", 1, "Recommendation(s) for action or decision:"),
        ("text", "The board is recommended to approve the proposal."),
    ]
    parts: list[tuple[str, list[str]]] = [
        ("Purpose", [f"To seek approval of: {report.title.lower()}."]),
        ("Background", report.background),
        ("Financial Implications", [_fill(FINANCE, report.n)]),
        ("Legal Implications", [_fill(LEGAL, report.n)]),
        ("Equalities Implications", [_fill(EQUALITY, report.n)]),
    ]
    if report.section:
        parts.append((report.section["heading"], report.section["text"]))
    parts += [
        ("Geographical Area of Report's Implications", ["The whole of the area."]),
        ("Other Implications", ["None."]),
        ("Schedule of Background Papers", ["None."]),
    ]
    for n, (heading, texts) in enumerate(parts, start=1):
        _numbered(report, n, heading, texts, "{n}.")


def oneline(report: Report) -> None:
    report.items += [
        ("title", report.title),
        ("heading", 1, "Summary"),
        *[("text", t) for t in report.background],
        ("heading", 1, "Implications"),
    ]
    report.items += [
        ("lead", "Financial implications:", _fill(FINANCE, report.n)),
        ("lead", "Legal implications:", _fill(LEGAL, report.n)),
    ]
    if report.section:
        report.items.append(("lead", report.section["heading"] + ":", " ".join(report.section["text"])))
    report.items += [
        ("lead", "Equality implications:", _fill(EQUALITY, report.n)),
        ("heading", 1, "Contact"),
        ("text", "Policy team"),
    ]


def plain(report: Report) -> None:
    report.items += [
        ("text", report.title),
        ("text", "Background"),
        *[("text", t) for t in report.background],
        ("text", "Financial Implications"),
        ("text", _fill(FINANCE, report.n)),
    ]
    if report.section:
        report.items += [("text", report.section["heading"]), *[("text", t) for t in report.section["text"]]]
    report.items += [
        ("text", "Equality Implications"),
        ("text", _fill(EQUALITY, report.n)),
        ("text", "Appendices"),
        ("text", "None"),
    ]


def appendix(report: Report) -> None:
    report.items += [("title", report.title)]
    _numbered(report, 1, "Purpose", ["To set the fares for the coming year."], "{n}.")
    _numbered(report, 2, "Background", report.background, "{n}.")
    _numbered(
        report,
        3,
        "Implications",
        ["Those for inclusive growth are in Appendix 2.", _fill(FINANCE, report.n)],
        "{n}.",
    )
    report.items += [
        ("break",),
        ("heading", 1, "Appendix 1: Table of fares"),
        (
            "table",
            "ruled",
            [["Ticket", "Now", "From January"], ["Single", "£2.80", "£2.90"], ["Day", "£4.60", "£4.60"]],
        ),
    ]
    report.items.append(("break",))
    _account(report, 1)
    report.items += [
        ("heading", 1, "Appendix 3: Answers to the consultation"),
        ("text", "The answers were counted by subject. Two hundred were about trams that are full."),
    ]


def matrix(report: Report) -> None:
    report.items += [
        ("title", report.title),
        ("heading", 1, "Background"),
        *[("text", t) for t in report.background],
        ("heading", 1, "Implications"),
    ]
    assert report.section
    report.items.append(
        (
            "table",
            "ruled",
            [
                ["Legal", report.section["heading"], "Climate"],
                [_fill(LEGAL, 0), " ".join(report.section["text"]), _fill(OTHER, 2)],
            ],
        )
    )
    report.items += [("heading", 1, "Conclusion"), ("text", "The proposal is recommended.")]


LAYOUTS: dict[str, Callable[[Report], None]] = {
    f.__name__: f
    for f in (birmingham, brighton, maidstone, gloucester, belfast, wmca, oneline, plain, appendix, matrix)
}
LAYOUTS["scan"] = birmingham
