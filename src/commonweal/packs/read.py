"""Read one pack, or a library of packs that stand on each other; refuse with every problem at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from commonweal.words import _

from . import shapes
from .circles import Circle
from .draft import Draft, Found, draft
from .models import AreaSet, Dataset, Framework, Indicator, Place, Site, Source, Target
from .pack import Pack
from .problems import PackRefused, Problem
from .references import between, inside
from .test_sets import TestSet
from .toolkits import Toolkit


@dataclass(frozen=True)
class Library:
    """Packs that were read together. ``packs`` begins with those that others require; ``folders`` by id.

    ``declared`` says where an item is defined, by its kind and id: to be named where it cannot stand.
    """

    packs: tuple[Pack, ...]
    folders: Mapping[str, Path]
    declared: Mapping[tuple[str, str], Found] = field(default_factory=dict)

    @cached_property
    def frameworks(self) -> dict[str, Framework]:
        return {framework.id: framework for pack in self.packs for framework in pack.frameworks}

    @cached_property
    def toolkits(self) -> dict[str, Toolkit]:
        return {toolkit.id: toolkit for pack in self.packs for toolkit in pack.toolkits}

    @cached_property
    def test_sets(self) -> dict[str, TestSet]:
        return {test_set.id: test_set for pack in self.packs for test_set in pack.test_sets}

    @cached_property
    def circles(self) -> dict[str, Circle]:
        return {circle.id: circle for pack in self.packs for circle in pack.circles}

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        return {indicator.id: indicator for pack in self.packs for indicator in pack.indicators}

    @cached_property
    def targets(self) -> dict[str, tuple[Target, ...]]:
        """By indicator: those of its own definition, then those that other packs set for it."""
        gathered = {id_: list(indicator.targets) for id_, indicator in self.indicators.items()}
        for pack in self.packs:
            for entry in pack.targets:
                gathered[entry.indicator].append(entry.target)
        return {id_: tuple(targets) for id_, targets in gathered.items() if targets}

    @cached_property
    def places(self) -> dict[str, Place]:
        return {place.code: place for pack in self.packs for place in pack.places}

    @cached_property
    def area_sets(self) -> dict[str, AreaSet]:
        return {area_set.code: area_set for pack in self.packs for area_set in pack.area_sets}

    @cached_property
    def datasets(self) -> dict[str, Dataset]:
        return {dataset.id: dataset for pack in self.packs for dataset in pack.datasets}

    @cached_property
    def figures(self) -> dict[str, Path]:
        """By dataset: the file of its figures."""
        return {d.id: self.folders[pack.id] / d.file for pack in self.packs for d in pack.datasets}

    @cached_property
    def sources(self) -> dict[tuple[str, str], Source]:
        """By pack and source: two packs may name different sources alike."""
        return {(pack.id, source.id): source for pack in self.packs for source in pack.manifest.sources}

    @cached_property
    def sites(self) -> dict[str, Site]:
        """By pack."""
        return {pack.id: pack.site for pack in self.packs if pack.site}

    def pack(self, id_: str) -> Pack:
        """The pack of that id. Raises ``KeyError``."""
        return {pack.id: pack for pack in self.packs}[id_]


def read(path: Path) -> Pack:
    """One pack by itself. Raises :class:`PackRefused` with every problem of it.

    What it names in a pack that it requires is not looked for here: :func:`read_library` does that. A pack
    that requires none is checked whole.
    """
    made = draft(path)
    inside(made)
    between([made])
    if made.problems:
        raise PackRefused(made.problems)
    return made.pack()


def read_library(paths: Iterable[Path]) -> Library:
    """Packs with all that they require. Raises :class:`PackRefused` with every problem of all of them.

    A required pack that is not among ``paths`` is looked for beside the one that requires it.
    """
    drafts, problems = _drafts(paths)
    problems += [problem for made in drafts for problem in made.problems]
    if problems:
        raise PackRefused(problems)
    ordered = _in_order(drafts)
    declared = {
        (found.kind, found.name): found
        for made in ordered
        for all_ in made.found.values()
        for found in all_
        if found.name
    }
    folders = {made.id: made.path for made in ordered}
    return Library(tuple(made.pack() for made in ordered), folders, declared)


def problems_of(paths: Iterable[Path]) -> list[Problem]:
    """Everything for which :func:`read_library` would refuse, by file and line."""
    drafts, problems = _drafts(paths)
    return sorted({*problems, *(problem for made in drafts for problem in made.problems)})


def notices_of(paths: Iterable[Path]) -> list[Problem]:
    """What stops nothing and is worth knowing, by file and line: translations of texts that were changed."""
    return sorted(notice for path in paths for notice in draft(path).notices)


def _drafts(paths: Iterable[Path]) -> tuple[list[Draft], list[Problem]]:
    """The packs of ``paths`` and what they require, checked; and the problems of those not found."""
    drafts = [draft(path) for path in {path.resolve(): path for path in paths}.values()]
    known = {made.id for made in drafts}
    problems: list[Problem] = []
    missing: set[str] = set()
    for made in drafts:  # the list grows: what is required may itself require
        for position, need in enumerate(made.requires):
            if need in known or need in missing:
                continue
            if not re.fullmatch(shapes.IDENTIFIER, need):  # "../x" would lead anywhere; it is told as no id
                missing.add(need)
                continue
            here = made.path if made.path.name not in ("", "..") else made.path.resolve()
            beside = here.parent / need
            other = draft(beside) if beside.is_dir() else None
            if other is not None and other.id == need:
                drafts.append(other)
                known.add(need)
            elif made.manifest:
                missing.add(need)
                message = _("The pack '{name}' is neither given nor beside this one.").format(name=need)
                fix = _("Give its folder too, or put it at {place}.").format(place=beside)
                problems.append(made.manifest.problem(("requires", position), message, fix))
    for made in drafts:
        inside(made)
    between(drafts, missing)
    return drafts, problems


def _in_order(drafts: Iterable[Draft]) -> list[Draft]:
    """Each pack after those that it requires, otherwise by id. The drafts have no circle."""
    waiting = {made.id: made for made in sorted(drafts, key=lambda made: made.id)}
    ordered: list[Draft] = []
    while waiting:
        ready = next(made for made in waiting.values() if not any(need in waiting for need in made.requires))
        ordered.append(waiting.pop(ready.id))
    return ordered
