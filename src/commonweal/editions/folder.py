"""An edition as a folder of files: ``edition.yaml`` and one Markdown file a part.

    west-midlands-example/
        edition.yaml        the values of ``editions.edition.Edition``; the parts in their order
        foreword.md         the text of the part "foreword", with figure tokens
        goal-1.md …

A part's text lies in ``<slug>.md``. A part that is made from the evidence alone (a place profile, the
appendix) may have no file. Reading refuses with every problem at once, by file and line.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from commonweal.editions import edition as values
from commonweal.editions import tokens
from commonweal.editions.edition import Contributor, Correction, Edition, GoalKey, Part, PartKind, State
from commonweal.packs import yaml_lines
from commonweal.packs.explain import explain
from commonweal.packs.models import Framework, Item
from commonweal.packs.problems import Problem
from commonweal.packs.shapes import AreaCode, Day, Identifier, Note, Text
from commonweal.words import ENGLISH, _

FILE = "edition.yaml"
MOST_YAML = 1_000_000
#: Kinds of parts that the evidence fills without a word by a writer.
MADE = frozenset({PartKind.PLACE, PartKind.APPENDIX})
_PASSED_OVER = ("README.md", "LICENSE", "LICENCE")
_PLAIN = frozenset(
    {"title", "period", "snapshot", "rule", "licence", "example", "place", "state", "language"}
)


class EditionRefused(Exception):
    """A folder is no edition; ``problems`` holds everything that is wrong with it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


class _Contributor(Item):
    role: Text
    organisation: Note = ""


class _Goal(Item):
    framework: Identifier
    goal: Identifier


class _Part(Item):
    kind: PartKind
    slug: Identifier
    title: Text
    goal: _Goal | None = None
    place: AreaCode | None = None
    indicators: tuple[Identifier, ...] = ()
    contributors: tuple[_Contributor, ...] = ()


class _Correction(Item):
    number: int
    day: Day
    part: Identifier
    was: Note
    now: Note
    reason: Text
    by: Note = ""


class _Edition(Item):
    title: Text
    period: Text
    place: AreaCode
    places: tuple[AreaCode, ...] = ()
    comparators: tuple[AreaCode, ...] = ()
    frameworks: tuple[Identifier, ...] = ()
    editor: _Contributor | None = None
    contributors: tuple[_Contributor, ...] = ()
    state: State = State.DRAFT
    snapshot: Note = ""
    rule: Identifier = "state-of-the-region-2020"
    licence: Note = ""
    example: bool = False
    language: Note = ENGLISH
    parts: tuple[_Part, ...] = Field(min_length=1)
    corrections: tuple[_Correction, ...] = ()


def read(folder: Path, frameworks: Iterable[Framework] = (), places: Iterable[str] = ()) -> Edition:
    """The edition that lies in a folder; its slug is the folder's name.

    ``frameworks`` and ``places`` (codes), where they are given, must hold every goal and place that is named.
    Raises :class:`EditionRefused` with everything that is wrong.
    """
    found: list[Problem] = []
    raw = _yaml(folder, found)
    if not isinstance(raw, yaml_lines.Mapping):
        raise EditionRefused(
            found or [_whole(folder, _("The file is empty."), _("Write the edition's fields."))]
        )
    checked: _Edition | None = None
    try:
        checked = _Edition.model_validate(dict(raw))
    except ValidationError as error:
        found += [_problem(folder, raw, *said) for said in explain(error, _Edition, raw)]
    texts = _texts(folder, raw, found)
    found += _token_problems(folder, texts)
    if checked is None:
        raise EditionRefused(found)
    made = _made(folder.resolve().name, checked, texts)
    for number, said in values.problems_by_part(made):
        found.append(_problem(folder, raw, () if number is None else ("parts", number), said, ""))
    found += _named(folder, raw, checked, tuple(frameworks), frozenset(places))
    if found:
        raise EditionRefused(found)
    return made


def _yaml(folder: Path, found: list[Problem]) -> Any:
    path = folder / FILE
    if not path.is_file():
        found.append(
            Problem(str(path), 0, "", _("There is no such file."), _("An edition's folder begins with it."))
        )
        return None
    text = _decoded(path, MOST_YAML, found)
    if text is None:
        return None

    def complain(line: int, message: str, fix: str) -> None:
        found.append(Problem(str(path), line, "", message, fix))

    return yaml_lines.load(text, complain)


def _decoded(path: Path, most: int, found: list[Problem]) -> str | None:
    content = path.read_bytes()
    if len(content) > most:
        said = _("The file has {count} bytes; {most} is the most.")
        wrong = said.format(count=f"{len(content):,}", most=f"{most:,}")
        found.append(Problem(str(path), 0, "", wrong, ""))
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        found.append(
            Problem(
                str(path),
                line,
                "",
                _("The byte {byte} is not UTF-8.").format(byte=f"{content[error.start]:#04x}"),
                _("Save it as UTF-8."),
            )
        )
        return None


def _texts(folder: Path, raw: yaml_lines.Mapping, found: list[Problem]) -> dict[str, str]:
    """The text of each part by slug. A missing file and a file that no part names are problems."""
    entries = raw.get("parts")
    parts = [p for p in entries if isinstance(p, dict)] if isinstance(entries, list) else []
    texts: dict[str, str] = {}
    slugs = [str(p["slug"]) for p in parts if isinstance(p.get("slug"), str)]
    for number, part in enumerate(parts):
        slug = part.get("slug")
        if not isinstance(slug, str) or slug in texts or not values.SLUG.fullmatch(slug):
            continue
        path = folder / f"{slug}.md"
        if path.is_file() and not path.is_symlink():
            texts[slug] = (_decoded(path, 4 * values.MOST_TEXT, found) or "").replace("\r\n", "\n")
        elif part.get("kind") not in {str(kind) for kind in MADE}:
            message = _("The text of this part is not there: {file}.").format(file=f"{slug}.md")
            fix = _("Write it, or take the part out.")
            found.append(_problem(folder, raw, ("parts", number, "slug"), message, fix))
    for path in sorted(folder.glob("**/*")):
        name = path.relative_to(folder).as_posix()
        known = name == FILE or name in _PASSED_OVER or name.removesuffix(".md") in slugs
        if path.is_file() and not known and not name.startswith("."):
            found.append(
                Problem(str(path), 0, "", _("No part of the edition has this text."), _near(name, slugs))
            )
    return texts


def _near(name: str, slugs: list[str]) -> str:
    near = difflib.get_close_matches(name.removesuffix(".md"), slugs, n=1)
    if near:
        return _("Is it meant for the part “{part}”?").format(part=near[0])
    return _("Name it in {file}, or take it out.").format(file=FILE)


def _token_problems(folder: Path, texts: dict[str, str]) -> list[Problem]:
    """Tokens that nobody could read; whether there is a figure behind one is for the evidence to say."""
    found = []
    for slug, text in texts.items():
        for number, line in enumerate(text.split("\n"), start=1):
            for written, token in tokens.found(line):
                if isinstance(token, tokens.TokenError):
                    found.append(Problem(str(folder / f"{slug}.md"), number, written, str(token), ""))
    return found


def _named(
    folder: Path,
    raw: yaml_lines.Mapping,
    checked: _Edition,
    frameworks: tuple[Framework, ...],
    places: frozenset[str],
) -> list[Problem]:
    """Goals and places that the evidence does not know."""
    goals = {(f.id, g.id) for f in frameworks for g in f.goals}
    known = {f.id for f in frameworks}
    found = []

    def say(way: tuple[str | int, ...], message: str) -> None:
        found.append(_problem(folder, raw, way, message, ""))

    if known:
        for n, name in enumerate(checked.frameworks):
            if name not in known:
                say(
                    ("frameworks", n),
                    _("There is no framework “{name}”: there are {known}.").format(
                        name=name, known=", ".join(sorted(known))
                    ),
                )
        for n, part in enumerate(checked.parts):
            if part.goal and (part.goal.framework, part.goal.goal) not in goals:
                wrong = _("{framework} has no goal “{goal}”.")
                say(
                    ("parts", n, "goal"),
                    wrong.format(framework=part.goal.framework, goal=part.goal.goal),
                )
    if places:
        named: list[tuple[tuple[str | int, ...], str]] = [(("place",), checked.place)]
        named += [(("places", n), code) for n, code in enumerate(checked.places)]
        named += [(("comparators", n), code) for n, code in enumerate(checked.comparators)]
        named += [(("parts", n, "place"), p.place) for n, p in enumerate(checked.parts) if p.place]
        for way, code in named:
            if code not in places:
                say(way, _("There is no place with the code “{code}”.").format(code=code))
    return found


def _made(slug: str, checked: _Edition, texts: dict[str, str]) -> Edition:
    def contributor(one: _Contributor) -> Contributor:
        return Contributor(one.role, one.organisation)

    parts = tuple(
        Part(
            kind=p.kind,
            slug=p.slug,
            title=p.title,
            text=texts.get(p.slug, ""),
            goal=GoalKey(p.goal.framework, p.goal.goal) if p.goal else None,
            place=p.place or "",
            indicators=p.indicators,
            contributors=tuple(map(contributor, p.contributors)),
        )
        for p in checked.parts
    )
    return Edition(
        slug=slug,
        **{name: getattr(checked, name) for name in _PLAIN},
        places=checked.places,
        comparators=checked.comparators,
        frameworks=checked.frameworks,
        editor=contributor(checked.editor) if checked.editor else None,
        contributors=tuple(map(contributor, checked.contributors)),
        parts=parts,
        corrections=tuple(
            Correction(c.number, c.day, c.part, c.was, c.now, c.reason, c.by) for c in checked.corrections
        ),
    )


def _problem(
    folder: Path, raw: yaml_lines.Mapping, way: tuple[str | int, ...], message: str, fix: str
) -> Problem:
    return Problem(
        str(folder / FILE), yaml_lines.line_of(raw, way, 0), " › ".join(_steps(raw, way)), message, fix
    )


def _steps(raw: Any, way: tuple[str | int, ...]) -> list[str]:
    """The way in words: a part by its slug."""
    words = []
    for step in way:
        raw = yaml_lines.at(raw, (step,))
        named = raw.get("slug") if isinstance(step, int) and isinstance(raw, dict) else None
        words.append(
            step
            if isinstance(step, str)
            else named
            if isinstance(named, str)
            else _("no. {n}").format(n=step + 1)
        )
    return words


def _whole(folder: Path, message: str, fix: str) -> Problem:
    return Problem(str(folder / FILE), 0, "", message, fix)
