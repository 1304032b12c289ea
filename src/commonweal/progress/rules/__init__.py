"""The rules that judge, one module each, found by being here.

A rule is a module of this package that has the names of :class:`Rule`. Adding one is adding a file.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping, Sequence
from functools import cache
from types import ModuleType
from typing import Any, Protocol, cast, runtime_checkable

import polars as pl

from commonweal.packs.models import Indicator
from commonweal.progress.comparison import Prepared
from commonweal.progress.working import Step
from commonweal.words import _


@runtime_checkable
class Rule(Protocol):
    """``NAME`` stands in addresses and in the column ``rule``; ``SOURCE`` says whose method it is.

    They are in English; :func:`in_words` says them in the language in use. ``CLOSES``: whether what it calls
    improving is nearer its yardstick as well, so that the mark may say so.
    """

    NAME: str
    TITLE: str
    SUMMARY: str
    SOURCE: str
    CLOSES: bool

    def judge(self, prepared: Prepared) -> pl.DataFrame:
        """Answer for every series: ``prepared.compared(…)`` with ``status, reason, statistic, grade``.

        One row for each row of ``prepared.series``, in its order. ``status`` and ``reason`` are values of
        ``schema.Status`` and ``schema.Reason``.
        """
        ...

    def work(self, row: Mapping[str, Any], indicator: Indicator) -> Sequence[Step]:
        """How one answer came about, step by step, with its own numbers; ``row`` is one of ``ASSESSMENT``."""
        ...


class Worded:
    """A rule that says its title, its summary and its source in the language in use."""

    def __init__(self, rule: Rule) -> None:
        self.rule, self.NAME, self.CLOSES = rule, rule.NAME, rule.CLOSES
        self.judge, self.work = rule.judge, rule.work

    @property
    def TITLE(self) -> str:  # noqa: N802 – a rule's own name for it
        return _(self.rule.TITLE)

    @property
    def SUMMARY(self) -> str:  # noqa: N802
        return _(self.rule.SUMMARY)

    @property
    def SOURCE(self) -> str:  # noqa: N802
        return _(self.rule.SOURCE)


def in_words() -> dict[str, Worded]:
    """What :func:`found` gives, for a page. The language is asked when a text is: the rules may be kept."""
    return {name: Worded(rule) for name, rule in found().items()}


def found() -> dict[str, Rule]:
    """Every rule by name, in the order of the names.

    Raises ``TypeError`` for a module that is no rule, ``ValueError`` for two rules of one name.
    """
    rules: dict[str, Rule] = {}
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda m: m.name):
        rule = _as_rule(importlib.import_module(f"{__name__}.{module.name}"))
        if rule.NAME in rules:
            raise ValueError(f"two rules are called {rule.NAME!r}")  # stays English
        rules[rule.NAME] = rule
    return dict(sorted(rules.items()))


@cache
def closes(name: str) -> bool:
    """Whether a rule's improving says that the gap is narrower; of no rule of this name, yes."""
    rule = found().get(name)
    return rule is None or rule.CLOSES


def _as_rule(module: ModuleType) -> Rule:
    if not isinstance(module, Rule):
        raise TypeError(
            f"{module.__name__} is no rule: it needs NAME, TITLE, SUMMARY, SOURCE, CLOSES, judge and work"
        )
    return cast(Rule, module)
