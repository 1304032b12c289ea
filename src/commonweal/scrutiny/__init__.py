"""Scrutiny: what a report says on inclusive growth, read from the document itself (on screen: Tests).

    report = read_report(path, "report.pdf")          # or Unreadable, with a sentence for whoever brought it
    account = account_of(report, vocabulary=…, figures=…, place="E08000025")
    pairs = near_duplicates({key: section.text, …})

All of it is advice with the sentence that raised it, never a verdict.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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

#: In which module each name stands. It is brought in when it is asked for: the readers of Word and PDF take
#: half a second, and every process of the web has a part of this package.
_WHERE = {
    "Account": "flags",
    "DEFAULT_HEADINGS": "headings",
    "Figure": "figures",
    "Flag": "advice",
    "KINDS": "advice",
    "Limits": "refusals",
    "PARTS": "advice",
    "Pair": "duplicates",
    "Report": "report",
    "Rules": "advice",
    "Section": "sections",
    "Unreadable": "refusals",
    "Vocabulary": "advice",
    "Wanted": "headings",
    "account_of": "flags",
    "copied": "duplicates",
    "find_sections": "sections",
    "flags_of": "flags",
    "near_duplicates": "duplicates",
    "read_report": "reading",
}


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"commonweal.scrutiny has no {name}")  # stays English
    return getattr(import_module(f"commonweal.scrutiny.{_WHERE[name]}"), name)  # stays English
