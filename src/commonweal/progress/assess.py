"""Judge every series of every area by every rule, in one pass."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import polars as pl

from commonweal.progress import rules as found_rules
from commonweal.progress.comparison import Prepared, prepare
from commonweal.progress.definitions import definitions_frame, targets_frame
from commonweal.progress.rules import Rule
from commonweal.progress.schema import ASSESSMENT

__all__ = ["assess", "definitions_frame", "targets_frame"]


def assess(
    observations: pl.DataFrame,
    definitions: pl.DataFrame,
    targets: pl.DataFrame,
    *,
    rules: Iterable[str] | None = None,
) -> pl.DataFrame:
    """One row for each rule and series, in the layout of ``schema.ASSESSMENT``.

    ``observations``, ``definitions`` and ``targets`` have the layouts of ``evidence.schema.OBSERVATION``,
    ``schema.DEFINITION`` and ``schema.TARGET``. ``rules`` names the rules to judge by; all that are found
    when it is ``None``. Rows come by rule, then area, indicator and breakdown. No number in them is infinite
    or not a number. Raises ``KeyError`` for a rule that is not there.
    """
    known = found_rules.found()
    chosen = [known[name] for name in (known if rules is None else rules)]
    if observations.is_empty() or not chosen:
        return ASSESSMENT.to_frame()
    prepared = prepare(observations, definitions, targets)
    with ThreadPoolExecutor(len(chosen)) as pool:  # most steps of one rule leave a processor to another
        return pl.concat(pool.map(partial(_judged, prepared=prepared), chosen))


def _judged(rule: Rule, prepared: Prepared) -> pl.DataFrame:
    answered = rule.judge(prepared).with_columns(rule=pl.lit(rule.NAME))
    return answered.select(_finite(name, kind) for name, kind in ASSESSMENT.items())


def _finite(name: str, kind: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    return pl.when(column.is_finite()).then(column).alias(name) if kind == pl.Float64 else column.cast(kind)
