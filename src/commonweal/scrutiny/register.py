"""A file of reports, one row a report: read, checked whole, and compared with what the register holds.

Cells are text and stay text: what looks like a formula or a script is kept as it is written and runs nowhere.
A column that the file does not have leaves what the register holds as it is; an empty cell empties it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from commonweal.evidence.delimited import read_table
from commonweal.evidence.problems import nearest, or_list
from commonweal.scrutiny.register_cells import code, day, pounds, yes_or_no
from commonweal.words import N_, _, ngettext

#: Each column, whether a file must have it, and what stands in it.
COLUMNS: dict[str, tuple[bool, str]] = {
    "reference": (True, N_("The authority's own reference. The register finds the report by it.")),
    "title": (True, N_("The report's title.")),
    "kind": (True, N_("One of the kinds listed below.")),
    "author_role": (True, N_("The role of its author, such as “Head of housing”. Never a person's name.")),
    "summary": (False, N_("What it asks for, in plain words.")),
    "committee": (False, N_("The committee's name. One that is new is named before it is set up.")),
    "meeting_date": (False, N_("The day of the meeting, such as 2026-12-03 or 03/12/2026.")),
    "meeting_title": (False, N_("The meeting's own title, only where it has one.")),
    "item": (False, N_("Its number on the agenda.")),
    "directorate": (False, N_("The directorate it comes from.")),
    "sponsor": (False, N_("The organisation that answers for it.")),
    "key_decision": (False, N_("yes or no.")),
    "exempt": (False, N_("yes or no. An exempt report leaves the public pages at once.")),
    "exempt_reason": (False, N_("Why it is exempt. Needed where exempt is yes.")),
    "cost": (False, N_("Pounds in figures, such as 5000000 or 5,000,000. Empty where not known.")),
    "places": (False, N_("Codes of the site's places, separated by ; such as E08000025;E08000026.")),
    "proposal": (False, N_("The number or the whole title of a proposal on this site.")),
    "options_closed": (False, N_("The day from which nothing of it could be changed.")),
    "decided_on": (False, N_("The day of the decision.")),
    "decision": (False, N_("One of the decisions listed below.")),
    "decision_words": (False, N_("What was decided, in its own words.")),
}
_LONGEST = {
    "reference": 80, "title": 300, "author_role": 200, "summary": 10_000, "committee": 200,
    "meeting_title": 200, "item": 20, "directorate": 200, "sponsor": 200,
    "exempt_reason": 300, "decision_words": 4_000,
}  # fmt: skip
_NEEDED = tuple(name for name, (needed, _words) in COLUMNS.items() if needed)
_DAYS = ("meeting_date", "options_closed", "decided_on")
_INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
MOST_ROWS = 50_000


@dataclass(frozen=True)
class Problem:
    """``row``: the line of the file, from 1; None for the whole file. ``stops``: the file cannot be taken."""

    row: int | None
    column: str
    value: str
    message: str
    stops: bool = True


@dataclass(frozen=True)
class Known:
    """What the register knows: kinds and decisions by code, places by code, proposals by number, by name.

    ``references`` and ``committees``: as they are written there, so that case makes no second one.
    """

    kinds: Mapping[str, str]
    decisions: Mapping[str, str]
    places: Mapping[str, str] = field(default_factory=dict)
    proposals: Mapping[int, str] = field(default_factory=dict)
    references: Collection[str] = ()
    committees: Collection[str] = ()


@dataclass(frozen=True)
class Entry:
    """One report of a file. ``values``: of each column in the file, the value as the register writes it.

    Days are ISO 8601; yes or no; pounds with two decimals; places sorted, with ";"; a proposal is its number.
    """

    row: int
    values: Mapping[str, str]

    @property
    def reference(self) -> str:
        return self.values["reference"]


@dataclass(frozen=True)
class Read:
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]

    @property
    def stops(self) -> bool:
        return any(p.stops for p in self.problems)


@dataclass(frozen=True)
class Change:
    """One report that would change: each column with what it holds and what it would hold."""

    entry: Entry
    columns: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Comparison:
    """What a file would do. ``committees`` and ``meetings`` (committee, day, title) are new ones."""

    new: tuple[Entry, ...]
    changed: tuple[Change, ...]
    same: tuple[Entry, ...]
    committees: tuple[str, ...]
    meetings: tuple[tuple[str, str, str], ...]

    @property
    def nothing(self) -> bool:
        return not self.new and not self.changed


def columns() -> list[tuple[str, bool, str]]:
    """Each column, whether a file must have it, and what stands in it, in the language in use."""
    return [(name, needed, _(words)) for name, (needed, words) in COLUMNS.items()]


def read_register(data: bytes, known: Known, *, name: str = "") -> Read:
    """Read a file of reports and find everything that is wrong with it, row by row. Never raises."""
    table, found = read_table(data, name or _("the file"), frozenset(COLUMNS))
    problems = [Problem(p.row, p.column, p.value, p.message, p.severity == "stop") for p in found]
    if table is None:
        return Read((), tuple(problems))
    columns = {c: _plain(c) for c in table.columns}
    named = {plain: c for c, plain in columns.items() if plain in COLUMNS}
    problems += _columns(columns.values())
    if any(needed not in named for needed in _NEEDED):
        return Read((), tuple(problems))
    if table.frame.height > MOST_ROWS:
        message = ngettext(
            "The file has {rows} rows; at most {most} are read at once.",
            "The file has {rows} rows; at most {most} are read at once.",
            table.frame.height,
        ).format(rows=f"{table.frame.height:,}", most=f"{MOST_ROWS:,}")
        return Read((), (*problems, Problem(None, "", "", message)))
    checker = _Checker(known, problems)
    entries = [
        Entry(int(row["row"]), values)
        for row in table.frame.iter_rows(named=True)
        if (values := checker.row(int(row["row"]), {p: row[c] or "" for p, c in named.items()}))
    ]
    problems += _twice(entries)
    return Read(tuple(entries), tuple(sorted(problems, key=lambda p: p.row or 0)))


def compare(
    entries: Iterable[Entry],
    held: Mapping[str, Mapping[str, str]],
    *,
    committees: Collection[str],
    meetings: Collection[tuple[str, str, str]],
) -> Comparison:
    """What the entries would do to a register.

    ``held``: its reports by reference, each with every column; ``committees``: the names it has;
    ``meetings``: committee, day and title of each. Order is that of the file.
    """
    new: list[Entry] = []
    changed: list[Change] = []
    same: list[Entry] = []
    for entry in entries:
        now = held.get(entry.reference)
        if now is None:
            new.append(entry)
            continue
        columns = tuple((c, now.get(c, ""), v) for c, v in entry.values.items() if now.get(c, "") != v)
        if columns:
            changed.append(Change(entry, columns))
        else:
            same.append(entry)
    used = [meeting_of(e, held, meetings) for e in [*new, *(c.entry for c in changed)]]
    called = dict.fromkeys(m for m in used if m is not None and m not in meetings)
    made = dict.fromkeys(m[0] for m in called if m[0] not in committees)
    return Comparison(tuple(new), tuple(changed), tuple(same), tuple(made), tuple(called))


def whole(entry: Entry, held: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Every column of a report as it would stand: what the file says, else what the register holds."""
    return {**dict.fromkeys(COLUMNS, ""), **held.get(entry.reference, {}), **entry.values}


def meeting_of(
    entry: Entry, held: Mapping[str, Mapping[str, str]], meetings: Collection[tuple[str, str, str]]
) -> tuple[str, str, str] | None:
    """Committee, day and title of the meeting that a report would be put to; None for none.

    Without a column of titles a report stays at the meeting it has, or goes to the only one of that day.
    """
    values = whole(entry, held)
    committee, day_, title = (values[c] for c in ("committee", "meeting_date", "meeting_title"))
    if not committee:
        return None
    now = held.get(entry.reference, {})
    if "meeting_title" not in entry.values and (now.get("committee"), now.get("meeting_date")) != (
        committee,
        day_,
    ):
        titles = [m[2] for m in meetings if m[:2] == (committee, day_)]
        title = titles[0] if len(titles) == 1 else ""
    return committee, day_, title


def _columns(found: Iterable[str]) -> list[Problem]:
    have = list(found)
    problems = []
    for needed in _NEEDED:
        if needed not in have:
            like = nearest(needed, [h for h in have if h not in COLUMNS], count=1)
            message = _("The column “{column}” is missing.").format(column=needed)
            if like:
                hint = _("Is “{name}” it? Then name it “{column}”.")
                message += " " + hint.format(name=like[0], column=needed)
            problems.append(Problem(None, needed, "", message))
    for strange in (h for h in have if h and h not in COLUMNS):
        like = nearest(strange, [c for c in COLUMNS if c not in have], count=1)
        message = _("The column “{column}” is not known, so it was left out.").format(column=strange[:60])
        if like:
            message += " " + _("Is it “{name}”?").format(name=like[0])
        problems.append(Problem(None, strange[:60], "", message, stops=False))
    for one, other in (
        ("committee", "meeting_date"),
        ("decision", "decided_on"),
        ("exempt", "exempt_reason"),
    ):
        if (one in have) != (other in have):
            lacks = other if one in have else one
            message = _("The columns “{one}” and “{other}” go together; “{lacks}” is missing.")
            problems.append(Problem(None, lacks, "", message.format(one=one, other=other, lacks=lacks)))
    return problems


def _twice(entries: Sequence[Entry]) -> list[Problem]:
    first: dict[str, int] = {}
    found = []
    for e in entries:
        key = e.reference.casefold()
        if key and key in first:
            message = _("Row {row}: the reference “{reference}” is in row {first} already.").format(
                row=e.row, reference=e.reference, first=first[key]
            )
            found.append(Problem(e.row, "reference", e.reference, message))
        first.setdefault(key, e.row)
    return found


class _Checker:
    """One row after another; what is wrong goes into ``problems``."""

    def __init__(self, known: Known, problems: list[Problem]) -> None:
        self._known = known
        self._problems = problems
        self._references = {r.casefold(): r for r in known.references}
        self._committees = {c.casefold(): c for c in known.committees}
        self._titles = {t.casefold(): n for n, t in known.proposals.items()}
        self._title_counts = Counter(t.casefold() for t in known.proposals.values())
        self._readers: dict[str, Callable[[str], str]] = {
            "reference": lambda v: self._references.get(v.casefold(), v),
            "committee": self._committee,
            "kind": lambda v: code(v, known.kinds, N_("“{value}” is not a kind that is known.")),
            "decision": lambda v: (
                code(v, known.decisions, N_("“{value}” is not a decision that is known.")) if v else ""
            ),
            "key_decision": yes_or_no,
            "exempt": yes_or_no,
            "cost": pounds,
            "places": self._places,
            "proposal": self._proposal,
            **dict.fromkeys(_DAYS, day),
        }

    def row(self, row: int, cells: Mapping[str, str]) -> dict[str, str]:
        """The values of a row, "" where one cannot be read; nothing where the row is empty or the header."""
        if not any(c.strip() for c in cells.values()):
            return {}
        if all(_plain(v) == c for c, v in cells.items()):
            self._say(row, "", "", _("the header stands here a second time. Take this row out."))
            return {}
        values = {column: self._cell(row, column, cell) for column, cell in cells.items()}
        self._together(row, values, {c: v.strip() for c, v in cells.items()})
        return values

    def _cell(self, row: int, column: str, cell: str) -> str:
        value = cell.replace("\r\n", "\n").strip()
        if column not in ("summary", "decision_words"):
            value = " ".join(value.split())
        if _INVISIBLE.search(value):
            self._say(
                row, column, value, _("there is a character in it that cannot be seen. Type the cell anew.")
            )
            return ""
        most = _LONGEST.get(column)
        if most and len(value) > most:
            what = ngettext(
                "it has {number} characters; at most {most} are kept.",
                "it has {number} characters; at most {most} are kept.",
                len(value),
            )
            self._say(row, column, value, what.format(number=f"{len(value):,}", most=f"{most:,}"))
            return ""
        if column in _NEEDED and not any(c.isalnum() for c in value):
            self._say(row, column, value, _("it is empty, and every report needs one."))
            return ""
        try:
            return self._readers.get(column, str)(value)
        except ValueError as wrong:
            self._say(row, column, value, str(wrong))
            return ""

    def _together(self, row: int, values: Mapping[str, str], cells: Mapping[str, str]) -> None:
        said = {c: bool(v) for c, v in cells.items()}
        if said.get("committee") != said.get("meeting_date"):
            lacks = "meeting_date" if said.get("committee") else "committee"
            self._say(row, lacks, "", _("a committee needs the day of its meeting, and a day its committee."))
        if said.get("meeting_title") and not said.get("committee"):
            self._say(row, "committee", "", _("a meeting with a title needs its committee and its day."))
        if said.get("decision") != said.get("decided_on"):
            lacks = "decided_on" if said.get("decision") else "decision"
            self._say(row, lacks, "", _("a decision needs its day, and a day its decision."))
        if said.get("decision_words") and "decision" in said and not said["decision"]:
            self._say(row, "decision", "", _("there are words of a decision and no decision."))
        if values.get("exempt") == "yes" and not any(c.isalnum() for c in values.get("exempt_reason", "")):
            self._say(row, "exempt_reason", "", _("the report is exempt, and no reason is given."))
        if values.get("exempt") == "no" and said.get("exempt_reason"):
            reason = cells["exempt_reason"]
            self._say(
                row, "exempt", reason, _("there is a reason for it to be exempt, and it is not said to be.")
            )

    def _say(self, row: int, column: str, value: str, what: str) -> None:
        said = _("Row {row}, {column}: {problem}") if column else _("Row {row}: {problem}")
        shown = _INVISIBLE.sub("�", value)[:60]
        self._problems.append(Problem(row, column, shown, said.format(row=row, column=column, problem=what)))

    def _committee(self, value: str) -> str:
        """As it is written in the register, or as the file writes it first."""
        return self._committees.setdefault(value.casefold(), value) if value else ""

    def _places(self, value: str) -> str:
        codes = list(dict.fromkeys(c.strip() for c in re.split(r"[;|]", value) if c.strip()))
        names = {n.casefold(): c for c, n in self._known.places.items()}
        if strange := [c for c in codes if c not in self._known.places]:
            said = ngettext(
                "{codes} is not the code of a place of this site.",
                "{codes} are not codes of places of this site.",
                len(strange),
            ).format(codes=", ".join(f"“{s[:40]}”" for s in strange[:5]))
            if meant := [names[s.casefold()] for s in strange if s.casefold() in names]:
                said += " " + _("Write the code {code}.").format(code=or_list(meant))
            raise ValueError(said)
        return ";".join(sorted(codes))

    def _proposal(self, value: str) -> str:
        if not value:
            return ""
        if value.isascii() and value.isdigit() and int(value) in self._known.proposals:
            return str(int(value))
        if self._title_counts[value.casefold()] == 1:
            return str(self._titles[value.casefold()])
        if self._title_counts[value.casefold()] > 1:
            said = _("more than one proposal is called “{title}”. Write its number.")
            raise ValueError(said.format(title=value[:60]))
        said = _("no proposal that you may read has the number or the title “{written}”.")
        raise ValueError(said.format(written=value[:60]))


def _plain(name: str) -> str:
    """A column's name as people write it: "Meeting date" is meeting_date."""
    return re.sub(r"[\s_-]+", "_", name.strip().casefold())
