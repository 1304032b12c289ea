"""A pack as it is being read: every item with the line it stands on, whether or not it is right yet.

Items that are wrong in themselves still count as declared, so that one typing error is one problem and not
one more for every place that names the item.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from commonweal.words import N_, _

from . import circles, models, pack, tables, test_sets, toolkits, translations, yaml_lines
from .explain import Way, explain
from .folder import MAX_CSV, MAX_YAML, Folder
from .problems import Problem
from .yaml_lines import Mapping, Sequence

#: What each list file of a pack holds: the word for one item, its model and the field that names it.
LISTS: dict[str, tuple[str, type[BaseModel], str]] = {
    "indicators/": (N_("indicator"), models.Indicator, "id"),
    "targets.yaml": (N_("target"), models.IndicatorTarget, ""),
    "area_sets.yaml": (N_("area set"), models.AreaSet, "code"),
    "datasets.yaml": (N_("dataset"), models.Dataset, "id"),
}
SINGLES: dict[str, tuple[str, type[BaseModel], str]] = {
    "pack.yaml": (N_("pack"), models.Manifest, "id"),
    "site.yaml": (N_("site"), models.Site, ""),
    "frameworks/": (N_("framework"), models.Framework, "id"),
    "toolkits/": (N_("toolkit"), toolkits.Toolkit, "id"),
    "test-sets/": (N_("test set"), test_sets.TestSet, "id"),
    "circles/": (N_("circle"), circles.Circle, "id"),
}

_PLACE, _LOCALE = N_("place"), N_("locale")
#: The files that alone hold all of a kind.
_WHOLE_FILES = {
    "places.csv": _PLACE,
    "area_sets.yaml": "area set",
    "datasets.yaml": "dataset",
}  # stays English

MAX_PROBLEMS = 2_000


@dataclass(frozen=True)
class Found:
    """One item where it stands. ``item`` is None when it is wrong; ``name`` is "" when it has none.

    ``kind`` is the English word: a key, said in the language in use where a problem says where it is.
    """

    kind: str
    name: str
    file: str
    line: int
    raw: Any
    item: BaseModel | None = None

    def problem(self, way: Way, message: str, fix: str) -> Problem:
        line = yaml_lines.line_of(self.raw, way, self.line)
        head = _("{kind} {name}").format(kind=_(self.kind), name=self.name).strip()
        return Problem(self.file, line, " › ".join((head, *_steps(self.raw, way))), message, fix)


def _steps(raw: Any, way: Way) -> Iterator[str]:
    """The way in words: an item of a list by its id or code, or else by its number from 1."""
    for step in way:
        raw = yaml_lines.at(raw, (step,))
        if isinstance(step, str):
            yield step
        else:
            named = raw.get("id") or raw.get("code") if isinstance(raw, Mapping) else None
            yield named if isinstance(named, str) else _("no. {number}").format(number=step + 1)


@dataclass
class Draft:
    """What was found in one folder. ``lost`` names the kinds of which a file could not be read at all.

    ``notices`` stop nothing: a translation of a text that was changed since is read in English.
    """

    path: Path
    problems: list[Problem] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)
    found: dict[str, list[Found]] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    figures: set[str] = field(default_factory=set)

    @property
    def manifest(self) -> Found | None:
        return next(iter(self.found.get("pack", ())), None)

    @property
    def id(self) -> str:
        return self.manifest.name if self.manifest else ""

    @property
    def requires(self) -> list[str]:
        """Ids of the packs that this one needs, as far as they are text."""
        raw = self.manifest.raw.get("requires") if self.manifest else None
        return [r for r in raw if isinstance(r, str)] if isinstance(raw, Sequence) else []

    @property
    def sources(self) -> set[str] | None:
        """Ids of the sources; None where they cannot be told, so that nothing is said about them."""
        raw = self.manifest.raw.get("sources") if self.manifest else None
        if not isinstance(raw, Sequence):
            return None
        return {str(source.get("id")) for source in raw if isinstance(source, Mapping)}

    def items(self, kind: str) -> list[Any]:
        """The items of a kind that are right in themselves, in the order of the files."""
        return [found.item for found in self.found.get(kind, ()) if found.item is not None]

    def names(self, kind: str) -> set[str]:
        return {found.name for found in self.found.get(kind, ()) if found.name}

    def say(self, found: Found, way: Way, message: str, fix: str) -> None:
        self.complain(found.problem(way, message, fix))

    def complain(self, problem: Problem) -> None:
        """Keep the problem, unless there are so many that no one will read them."""
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(problem)
        elif len(self.problems) == MAX_PROBLEMS:
            message = _("There are more problems than these {n}.").format(n=f"{MAX_PROBLEMS:,}")
            self.problems.append(Problem(str(self.path), 0, "", message, _("Mend these first.")))

    def loose(self, relative: str, message: str, fix: str) -> None:
        """A problem of a file of the pack as a whole."""
        self.complain(Problem(str(self.path / relative), 0, "", message, fix))

    def pack(self) -> pack.Pack:
        """The pack. Only to be asked for when there are no problems."""
        site = self.items("site")
        return pack.Pack(  # stays English
            manifest=self.items("pack")[0],
            frameworks=tuple(self.items("framework")),
            toolkits=tuple(self.items("toolkit")),
            test_sets=tuple(self.items("test set")),
            circles=tuple(self.items("circle")),
            indicators=tuple(self.items("indicator")),
            targets=tuple(self.items("target")),
            places=tuple(self.items("place")),
            area_sets=tuple(self.items("area set")),
            datasets=tuple(self.items("dataset")),
            site=site[0] if site else None,
            locales=tuple(self.items("locale")),
        )


def draft(path: Path) -> Draft:
    """Read the folder of a pack; every item is checked by itself, none against another."""
    made = Draft(path)
    folder = Folder(path, made.complain)
    if not path.is_dir():
        message, fix = _("There is no such folder."), _("Give the folder of a pack.")
        folder.complain(Problem(str(path), 0, "", message, fix))
        return made
    files = folder.files()
    for relative, kind in _WHOLE_FILES.items():
        if relative not in files and os.path.lexists(path / relative):
            made.lost.add(kind)  # a folder or a link, which was told: what it should hold is not missed
    for relative in files:
        if relative.endswith(".yaml"):
            _read_yaml(made, folder, relative)
        elif relative == "places.csv":
            _read_places(made, folder)
        elif relative.endswith(".po"):
            _read_locale(made, folder, relative)
        else:
            _read_header(made, folder, relative)
    _nothing_foreign(made)
    if not os.path.lexists(path / "pack.yaml"):  # what is there and is no file has been told
        fix = _("Write its id, title, version, licence, summary and sources there.")
        folder.say("pack.yaml", 0, _("A pack begins with this file, and it is missing."), fix)
    return made


def _read_yaml(made: Draft, folder: Folder, relative: str) -> None:
    key = relative if "/" not in relative else relative.partition("/")[0] + "/"
    many = key in LISTS
    kind, model, name = (LISTS if many else SINGLES)[key]
    text = folder.text(relative, MAX_YAML)
    value: Any = yaml_lines.UNREADABLE
    if text is not None:
        value = yaml_lines.load(text, lambda line, say, fix: folder.say(relative, line, say, fix))
    refusal = _refusal(value, many)
    if value is yaml_lines.UNREADABLE or refusal:
        made.lost.add(kind)
        if refusal:
            folder.say(relative, getattr(value, "line", 0), *refusal)
        return
    items = zip(value, value.lines, strict=True) if many else iter([(value, value.line)])
    for raw, line in items:
        _take(made, kind, model, _named(raw, name), folder.name(relative), line, raw)


def _refusal(value: Any, many: bool) -> tuple[str, str] | None:
    if value is yaml_lines.UNREADABLE:
        return None
    if value is None:
        return _("The file is empty."), _("Write what belongs here, or take the file out.")
    if many and not isinstance(value, Sequence):
        return _("This file holds a list."), _("Begin each item with '- '.")
    if not many and not isinstance(value, Mapping):
        return _("This file holds the fields of one thing."), _("Write each field as 'name: value'.")
    return None


def _named(raw: Any, name: str) -> str:
    value = raw.get(name) if isinstance(raw, Mapping) else None
    return value if isinstance(value, str) else ""


def _read_places(made: Draft, folder: Folder) -> None:
    text = folder.text("places.csv", MAX_CSV)
    if text is None:
        made.lost.add(_PLACE)
        return

    def complain(line: int, message: str, fix: str) -> None:
        made.lost.add(_PLACE)
        folder.say("places.csv", line, message, fix)

    for row in tables.rows(text, complain):
        _take(made, _PLACE, models.Place, row.get("code", ""), folder.name("places.csv"), row.line, row)


def _read_locale(made: Draft, folder: Folder, relative: str) -> None:
    language = relative.removeprefix("locale/").removesuffix(".po")
    text = folder.text(relative, MAX_YAML)
    if text is None:
        return
    try:
        locale, lines, unsure = translations.read_locale(language, text.encode())
    except ValueError as wrong:
        fix = wrong.args[2] if len(wrong.args) > 2 else _("Write it anew: commonweal pack messages.")
        folder.say(relative, wrong.args[1], wrong.args[0], fix)
        return
    for m in unsure:
        say = _("“{words}” is marked as one to look at (fuzzy).").format(words=m.text)
        fix = _("Look at it, and take the mark away.")
        folder.say(relative, lines[m.context, m.text], say, fix, m.context)
    made.found.setdefault(_LOCALE, []).append(
        Found(_LOCALE, language, folder.name(relative), 0, lines, locale)
    )


def _nothing_foreign(made: Draft) -> None:
    """Which translations are of a text that the pack does not have: it was changed, or never there."""
    if made.problems:
        return
    items = [f.item for kind, found in made.found.items() if kind != _LOCALE for f in found if f.item]
    known = set(translations.texts(*items))
    for found in made.found.get(_LOCALE, ()):
        for key, line in found.raw.items():
            if key not in known:
                message = _("The pack has no text “{words}” of this kind: nobody reads its translation.")
                fix = _("Bring the catalogue up to date: commonweal pack messages.")
                made.notices.append(Problem(found.file, line, key[0], message.format(words=key[1]), fix))


def _read_header(made: Draft, folder: Folder, relative: str) -> None:
    made.figures.add(relative)
    text = folder.beginning(relative, MAX_CSV)
    if text is None:
        return

    def complain(line: int, message: str, fix: str) -> None:
        folder.say(relative, line, message, fix)

    columns = tables.first_row(text, complain)
    if columns is not None:
        tables.check_header(columns, tables.FIGURE_COLUMNS, tables.FIGURE_REQUIRED, complain)


def _take(made: Draft, kind: str, model: type[BaseModel], name: str, file: str, line: int, raw: Any) -> None:
    item: BaseModel | None = None
    said: Iterable[tuple[Way, str, str]] = ()
    try:
        item = model.model_validate(raw)
    except ValidationError as error:
        said = explain(error, model, raw)
    found = Found(kind, name, file, line, raw, item)
    made.found.setdefault(kind, []).append(found)
    for way, message, fix in said:
        made.say(found, way, message, fix)
