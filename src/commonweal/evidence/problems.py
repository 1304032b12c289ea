"""Problems: said in words for an analyst, gathered, never raised one at a time."""

from __future__ import annotations

import difflib
import string
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any, Literal, NamedTuple

import polars as pl

from commonweal.words import _, listed, ngettext

from .schema import PROBLEM

#: Listed of one rule and file: more than a person reads, and few enough to be kept in memory.
MOST = 10_000

Severity = Literal["stop", "warn"]


class Problem(NamedTuple):
    """One row of the PROBLEM frame."""

    file: str
    row: int | None
    column: str
    value: str
    rule: str
    severity: Severity
    message: str


def frame(problems: Iterable[Problem]) -> pl.DataFrame:
    """The problems as a frame of schema PROBLEM, in the order given."""
    return pl.DataFrame(list(problems), schema=PROBLEM, orient="row")


def whole_file(
    file: str, rule: str, message: str, *, severity: Severity = "stop", column: str = "", value: str = ""
) -> Problem:
    """A problem that belongs to no row."""
    return Problem(file, None, column, value, rule, severity, message)


def and_more(file: str, row: int, column: str, rule: str, severity: Severity, n: int) -> Problem:
    """Said of ``n`` problems of one rule that are not listed, the first of them in ``row``."""
    message = ngettext(
        "One more row has the same problem and is not listed: row {row}. Mend those that are listed, and "
        "bring the file again.",
        "{n} more rows have the same problem and are not listed, from row {row} on. Mend those that are "
        "listed, and bring the file again.",
        n,
    )
    return Problem(file, row, column, "", rule, severity, message.format(n=f"{n:,}", row=row))


def listed_of(rows: pl.DataFrame, by: str, say: Callable[[dict[str, Any]], Problem]) -> list[Problem]:
    """What ``say`` says of each of ``rows``, of which ``by`` tells the file: of each at most MOST, and then
    how many more there are.
    """
    nth = rows.select(nth=pl.int_range(pl.len()).over(by), of=pl.len().over(by))
    found = []
    for row in rows.hstack(nth).filter(pl.col("nth") <= MOST).iter_rows(named=True):
        said = say(row)
        if row["nth"] == MOST:
            said = and_more(said.file, row["row"], said.column, said.rule, said.severity, row["of"] - MOST)
        found.append(said)
    return found


def nearest(word: str, known: Collection[str], *, count: int = 3, likeness: float = 0.6) -> list[str]:
    """The known words most like this one, best first; letters' case is no difference."""
    lowered: dict[str, str] = {}
    for k in sorted(known):
        lowered.setdefault(k.lower(), k)
    found = difflib.get_close_matches(word.lower(), list(lowered), n=count, cutoff=likeness)
    return [lowered[f] for f in found]


def or_list(words: Sequence[str]) -> str:
    """ "a", "a or b", "a, b or c"."""
    return listed(words, _("or"))


def filled(message: str, **parts: pl.Expr | pl.Series | str) -> pl.Expr:
    """A message with its named places filled row by row, from columns by their names or from expressions.

    Null where one of them is null. A translation may put them in another order.
    """
    pieces = list(string.Formatter().parse(message))
    template = "".join(text if name is None else f"{text}{{}}" for text, name, _spec, _how in pieces)
    return pl.format(template, *(parts[name] for _text, name, _spec, _how in pieces if name is not None))
