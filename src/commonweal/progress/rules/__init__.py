"""The rules that judge, one module each, found by being here.

A rule is a module of this package that has the names of :class:`Rule`. Adding one is adding a file.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping, Sequence
from types import ModuleType
from typing import Any, Protocol, cast, runtime_checkable

import polars as pl

from commonweal.packs.models import Indicator
from commonweal.progress.comparison import Prepared
from commonweal.progress.working import Step


@runtime_checkable
class Rule(Protocol):
    """``NAME`` stands in addresses and in the column ``rule``; ``SOURCE`` says whose method it is."""

    NAME: str
    TITLE: str
    SUMMARY: str
    SOURCE: str

    def judge(self, prepared: Prepared) -> pl.DataFrame:
        """Answer for every series: ``prepared.compared(…)`` with ``status, reason, statistic, grade``.

        One row for each row of ``prepared.series``, in its order. ``status`` and ``reason`` are values of
        ``schema.Status`` and ``schema.Reason``.
        """
        ...

    def work(self, row: Mapping[str, Any], indicator: Indicator) -> Sequence[Step]:
        """How one answer came about, step by step, with its own numbers; ``row`` is one of ``ASSESSMENT``."""
        ...


def found() -> dict[str, Rule]:
    """Every rule by name, in the order of the names.

    Raises ``TypeError`` for a module that is no rule, ``ValueError`` for two rules of one name.
    """
    rules: dict[str, Rule] = {}
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda m: m.name):
        rule = _as_rule(importlib.import_module(f"{__name__}.{module.name}"))
        if rule.NAME in rules:
            raise ValueError(f"two rules are called {rule.NAME!r}")
        rules[rule.NAME] = rule
    return dict(sorted(rules.items()))


def _as_rule(module: ModuleType) -> Rule:
    if not isinstance(module, Rule):
        raise TypeError(
            f"{module.__name__} is no rule: it needs NAME, TITLE, SUMMARY, SOURCE, judge and work"
        )
    return cast(Rule, module)
