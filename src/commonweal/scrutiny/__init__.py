"""Scrutiny: what a report says on inclusive growth, read from the document itself (on screen: Tests).

    report = read_report(path, "report.pdf")          # or Unreadable, with a sentence for whoever brought it
    account = account_of(report, vocabulary=…, figures=…, place="E08000025")
    pairs = near_duplicates({key: section.text, …})

All of it is advice with the sentence that raised it, never a verdict.
"""

from commonweal.scrutiny.advice import KINDS, PARTS, Flag, Rules, Vocabulary
from commonweal.scrutiny.duplicates import Pair, copied, near_duplicates
from commonweal.scrutiny.figures import Figure
from commonweal.scrutiny.flags import Account, account_of, flags_of
from commonweal.scrutiny.headings import DEFAULT_HEADINGS, Wanted
from commonweal.scrutiny.reading import read_report
from commonweal.scrutiny.refusals import Limits, Unreadable
from commonweal.scrutiny.report import Report
from commonweal.scrutiny.sections import Section, find_sections

__all__ = [
    "DEFAULT_HEADINGS",
    "KINDS",
    "PARTS",
    "Account",
    "Figure",
    "Flag",
    "Limits",
    "Pair",
    "Report",
    "Rules",
    "Section",
    "Unreadable",
    "Vocabulary",
    "Wanted",
    "account_of",
    "copied",
    "find_sections",
    "flags_of",
    "near_duplicates",
    "read_report",
]
