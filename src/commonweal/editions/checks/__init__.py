"""What is looked for in an edition before it is published: one module a check, found by being here.

    for finding in checks.run(chapters, evidence): …

A check is a module of this package that has the names of :class:`Check`. Adding one is adding a file; what it
does, with worked sentences, stands in ``docs/methods/edition-checks.md``.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Sequence
from types import ModuleType
from typing import Protocol, cast, runtime_checkable

from commonweal.editions.evidence import Evidence
from commonweal.editions.findings import Finding
from commonweal.editions.reading import Reading
from commonweal.editions.resolve import Chapter
from commonweal.words import ENGLISH, using


@runtime_checkable
class Check(Protocol):
    """``NAME`` stands in findings and waivers; ``TITLE`` says what is wrong where it finds something.

    Whoever shows ``TITLE`` and ``SUMMARY`` says ``_`` of them. ``words.in_both`` makes what is ``wrong``.
    """

    NAME: str
    TITLE: str
    SUMMARY: str

    def check(self, reading: Reading) -> Iterable[Finding]:
        """Everything that this check finds in all chapters; it changes nothing and asks nobody."""
        ...


def found() -> dict[str, Check]:
    """Every check by name.

    Raises ``TypeError`` for a module that is none, ``ValueError`` for two of one name.
    """
    checks: dict[str, Check] = {}
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda m: m.name):
        check = _as_check(importlib.import_module(f"{__name__}.{module.name}"))
        if check.NAME in checks:
            raise ValueError(f"two checks are called {check.NAME!r}")  # stays English
        checks[check.NAME] = check
    return dict(sorted(checks.items()))


def run(
    chapters: Sequence[Chapter],
    evidence: Evidence,
    only: Iterable[str] | None = None,
    *,
    language: str = ENGLISH,
) -> tuple[Finding, ...]:
    """The findings of every check, or of those named, in the order of the chapters; each once.

    ``language``: of the edition; findings are told in it, and a check that reads English does not run on
    another (:func:`not_read`). Raises ``KeyError`` for a check that is not there.
    """
    known = found()
    aside = not_read(language)
    reading = Reading(tuple(chapters), evidence)
    order = {chapter.slug: n for n, chapter in enumerate(chapters)}
    with using(language):
        findings = dict.fromkeys(
            f
            for name in (known if only is None else only)
            if name not in aside
            for f in known[name].check(reading)
        )
    return tuple(sorted(findings, key=lambda f: order.get(f.chapter, len(order))))


def not_read(language: str) -> dict[str, Check]:
    """The checks that read English words, by name, where the edition is in another language; else none.

    A check that reads only tokens, figures or whether words are the same says so by ``ANY_LANGUAGE``.
    """
    if language == ENGLISH:
        return {}
    return {name: check for name, check in found().items() if not getattr(check, "ANY_LANGUAGE", False)}


def _as_check(module: ModuleType) -> Check:
    if not isinstance(module, Check):
        raise TypeError(f"{module.__name__} is no check: it needs NAME, TITLE, SUMMARY and check")
    return cast(Check, module)
