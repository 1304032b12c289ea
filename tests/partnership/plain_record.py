"""Goal 17 counted again from an export, with nothing but the language: the oracle of the fast one.

Written from docs/methods/goal-17.md. It reads the CSV files of ``commonweal record export``, row by row, and
shares no code with the package.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

Row = dict[str, str]
#: (indicator, area, year, breakdown) → (value, numerator, denominator); the denominator of a number is None.
Found = dict[tuple[str, str, int, str], tuple[float | None, int, int | None]]


def recount(folder: Path, day: dt.date, *, examples: bool) -> Found:
    """Every figure of an export as of a day, with what was made up or without it."""
    return Plain(folder, day, examples=examples).figures()


def date(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


class Plain:
    def __init__(self, folder: Path, day: dt.date, *, examples: bool) -> None:
        self.day = day
        self.t: dict[str, list[Row]] = {}
        for path in folder.glob("*.csv"):
            with path.open(encoding="utf-8", newline="") as file:
                self.t[path.stem] = list(csv.DictReader(file))
        if not examples:
            self._forget_examples()
        self.area = self.t["site"][0]["area"]
        self.found: Found = {}

    def _forget_examples(self) -> None:
        t = self.t
        for rows in t.values():
            rows[:] = [r for r in rows if r.get("example") != "true"]
        organisations = {o["organisation"] for o in t["organisations"]}
        partnerships = {p["partnership"] for p in t["partnerships"]}
        t["commitments"] = [c for c in t["commitments"] if c["organisation"] in organisations]
        t["seats"] = [
            s
            for s in t["seats"]
            if s["partnership"] in partnerships and s["organisation"] in organisations | {""}
        ]
        for child, parent, key in (
            ("memberships", "organisations", "organisation"),
            ("commitment_updates", "commitments", "commitment"),
            ("assessments", "proposals", "proposal"),
            ("recommendations", "reports", "report"),
        ):
            known = {r[key] for r in t[parent]}
            t[child] = [r for r in t[child] if r[key] in known]

    def end(self, year: int) -> dt.date:
        return min(dt.date(year, 12, 31), self.day)

    def figures(self) -> Found:
        self.seats()
        self.active()
        self.met()
        self.nobody()
        self.reports()
        self.proposals()
        self.recommendations()
        self.evidence()
        self.cited()
        return self.found

    # What is done with the rows that were looked at: (year, counts or None, areas)

    def share(
        self, name: str, looked: Iterable[tuple[int, bool | None, list[str]]], breakdown: str = ""
    ) -> None:
        rows = list(looked)
        if not rows:
            return
        for year in range(min(r[0] for r in rows), self.day.year + 1):
            self._put(name, self.area, year, breakdown, [r[1] for r in rows if r[0] == year], whole=True)
            for place in {r["place"] for r in self.t["places"]}:
                mine = [r[1] for r in rows if r[0] == year and self.touches(r[2], place)]
                self._put(name, place, year, breakdown, mine, whole=False)

    def _put(
        self, name: str, area: str, year: int, breakdown: str, counts: list[bool | None], *, whole: bool
    ) -> None:
        below = sum(c is not None for c in counts)
        above = sum(c is True for c in counts)
        if below:
            self.found[name, area, year, breakdown] = (100 * above / below, above, below)
        elif whole and year < self.day.year:
            self.found[name, area, year, breakdown] = (None, 0, 0)

    def touches(self, areas: list[str], place: str) -> bool:
        return any(r["area"] in areas and r["place"] == place for r in self.t["located"])

    # Partners

    def begins(self, row: Row, known_on: str) -> dt.date:
        """The first day; where it is not known, the day of entry, or the last day where that was before."""
        known, last = date(known_on), date(row["until"])
        assert known is not None
        return date(row["since"]) or (min(known, last) if last else known)

    def there(self, organisation: str, day: dt.date) -> bool:
        periods = [m for m in self.t["memberships"] if m["organisation"] == organisation]
        return any((date(m["since"]) or day) <= day <= (date(m["until"]) or day) for m in periods)

    def seats(self) -> None:
        partnerships = {p["partnership"]: p for p in self.t["partnerships"]}
        taken = [s for s in self.t["seats"] if s["organisation"]]
        if not taken:
            return
        begun = False  # a part of which nothing has begun yet is not used
        first = min(self.begins(s, s["known_on"]) for s in taken)
        for year in range(first.year, self.day.year + 1):
            end, who = self.end(year), set()
            for s in taken:
                board = partnerships[s["partnership"]]
                last = [date(s["until"]), date(board["until"])]
                opens = date(board["since"])
                if self.begins(s, s["known_on"]) > end or (opens is not None and opens > end):
                    continue
                begun = True
                over = any(d is not None and d < end for d in last)
                if not over and self.there(s["organisation"], end):
                    who.add(s["organisation"])
            if not begun:
                continue
            self.found["organisations-with-a-seat", self.area, year, ""] = (float(len(who)), len(who), None)

    def active(self) -> None:
        whose = {c["commitment"]: c["organisation"] for c in self.t["commitments"]}
        acts = [(c["organisation"], date(c["made_on"])) for c in self.t["commitments"]]
        acts += [(whose[u["commitment"]], date(u["day"])) for u in self.t["commitment_updates"]]
        for year in self.years_of_commitments():
            looked = []
            for o in self.t["organisations"]:
                acted = any(
                    who == o["organisation"] and day and day.year == year and day <= self.end(year)
                    for who, day in acts
                )
                here = any(
                    self.begins(m, o["known_on"]) <= self.end(year)
                    and (date(m["until"]) or self.end(year)).year >= year
                    for m in self.t["memberships"]
                    if m["organisation"] == o["organisation"]
                )
                if acted or here:
                    looked.append(acted)
            self._put("partners-active", self.area, year, "", [*looked], whole=True)

    def years_of_commitments(self) -> list[int]:
        made = [d for c in self.t["commitments"] if (d := date(c["made_on"]))]
        if not made or min(made) > self.day:
            return []
        return list(range(min(made).year, self.day.year + 1))

    # Commitments

    def said(self, commitment: Row, end: dt.date) -> list[Row]:
        own = [u for u in self.t["commitment_updates"] if u["commitment"] == commitment["commitment"]]
        return [u for u in sorted(own, key=lambda u: int(u["nth"])) if (date(u["day"]) or end) <= end]

    def met(self) -> None:
        looked = []
        for c in self.t["commitments"]:
            due, gone = date(c["due"]), date(c["withdrawn_on"])
            assert due is not None
            if due >= self.day:
                continue
            end = self.end(due.year)
            said = self.said(c, end)
            on_time: bool | None = False
            if gone and gone <= due:
                on_time = None
            elif not (gone and gone <= end) and said and said[-1]["kind"] == "done":
                done = date(said[-1]["day"])
                on_time = done is not None and done <= due
            looked.append((due.year, on_time, [c["area"]]))
        self.share("commitments-met-on-time", looked)

    def works(self, c: Row, year: int) -> bool:
        """Whether somebody works on it at the end of a year, or met it in the year."""
        end = self.end(year)
        made, gone = date(c["made_on"]), date(c["withdrawn_on"])
        if made is None or made > end or (gone and gone <= end) or not self.there(c["organisation"], end):
            return False
        said, due = self.said(c, end), date(c["due"])
        for u in said:
            if u["kind"] == "changed":
                due = date(u["until"])
        last = said[-1] if said else None
        if last and last["kind"] == "done":
            return last["day"][:4] == str(year)
        if last and last["kind"] == "stopped":
            return False
        assert due is not None
        return (end - due).days <= 90

    def nobody(self) -> None:
        own = self.t["site"][0]["framework"]
        for year in self.years_of_commitments():
            at_work = [c for c in self.t["commitments"] if self.works(c, year)]
            for framework in {g["framework"] for g in self.t["goals"]}:
                goals = [g for g in self.t["goals"] if g["framework"] == framework]
                looked = [
                    not any((c["framework"], c["goal"]) == (framework, g["goal"]) for c in at_work)
                    for g in goals
                ]
                breakdown = "" if framework == own else f"framework={framework}"
                self._put("goals-without-a-partner", self.area, year, breakdown, [*looked], whole=True)
            places = [
                not any(self.touches([c["area"]], p["place"]) for c in at_work) for p in self.t["places"]
            ]
            self._put("places-without-a-partner", self.area, year, "", [*places], whole=True)

    # Decisions

    def places_of(self, table: str, key: str, number: str) -> list[str]:
        return [r["area"] for r in self.t[table] if r[key] == number]

    def reports(self) -> None:
        looked = []
        for r in self.t["reports"]:
            met = date(r["meeting_on"])
            if met is None or met > self.day:
                continue
            answered, closed, decided = (date(r[n]) for n in ("answered_on", "options_closed", "decided_on"))
            early = r["quality"] in ("partial", "whole") and answered is not None
            early = early and closed is not None and answered <= closed  # type: ignore[operator]
            early = early and not (decided is not None and answered > decided)  # type: ignore[operator]
            looked.append((met.year, early, self.places_of("report_places", "report", r["report"])))
        self.share("reports-accounting-before-options-closed", looked)

    def proposals(self) -> None:
        looked = []
        for p in self.t["proposals"]:
            done = [a for a in self.t["assessments"] if a["proposal"] == p["proposal"]]
            done = sorted((a for a in done if (date(a["completed_on"]) or self.day) <= self.day), key=_nth)
            for year in {int(a["completed_on"][:4]) for a in done}:
                last = [a for a in done if int(a["completed_on"][:4]) == year][-1]
                before, now = self.rated(done[0]["assessment"]), self.rated(last["assessment"])
                pairs = [(before[k], now[k]) for k in before if k in now and before[k][1] == now[k][1]]
                better = any(b[0] < n[0] for b, n in pairs) and not any(b[0] > n[0] for b, n in pairs)
                places = self.places_of("proposal_places", "proposal", p["proposal"])
                looked.append((year, better, places))
        self.share("proposals-improved-after-assessment", looked)

    def rated(self, assessment: str) -> dict[tuple[str, str], tuple[int, int]]:
        return {
            (r["stage"], r["item"]): (int(r["rank"]), int(r["steps"]))
            for r in self.t["ratings"]
            if r["assessment"] == assessment
        }

    def recommendations(self) -> None:
        looked: list[tuple[int, bool | None, list[str]]] = []
        for r in self.t["recommendations"]:
            due, said, gone = date(r["due"]), date(r["responded_on"]), date(r["withdrawn_on"])
            assert due is not None
            if due < self.day:
                in_time = None if gone and gone <= due else bool(said and said <= due)
                looked.append((due.year, in_time, self.places_of("report_places", "report", r["report"])))
        self.share("recommendations-answered-in-time", looked)

    # Evidence

    def evidence(self) -> None:
        latest: dict[str, str] = {}
        for row in self.t["indicators"]:
            if row["as_at"] <= self.day.isoformat():
                latest[row["as_at"][:4]] = max(latest.get(row["as_at"][:4], ""), row["as_at"])
        held = [
            i
            for i in self.t["indicators"]
            if i["as_at"] in latest.values()
            and (i["placed"], i["figures"], i["own"]) == ("true", "true", "false")
        ]
        for word, names in (
            ("sex", ("sex", "gender")),
            ("age", ("age", "age-group")),
            ("ethnic-group", ("ethnic-group", "ethnicity")),
            ("disability", ("disability", "disabled")),
        ):
            self.share(f"indicators-by-{word}", [(*_when(i), self.divided(i, names), []) for i in held])
        self.share("indicators-by-place", [(*_when(i), self.places_with(i) >= 2, []) for i in held])
        self.share("indicators-up-to-date", [(*_when(i), self.fresh(i), []) for i in held])

    def divided(self, i: Row, names: tuple[str, ...]) -> bool:
        groups = {
            g["group"]
            for g in self.t["indicator_groups"]
            if (g["as_at"], g["indicator"]) == (i["as_at"], i["indicator"]) and g["dimension"] in names
        }
        return len(groups) >= 2 or (len(groups) == 1 and i["whole"] == "true")

    def places_with(self, i: Row) -> int:
        rows = self.t["indicator_places"]
        return sum((p["as_at"], p["indicator"]) == (i["as_at"], i["indicator"]) for p in rows)

    def fresh(self, i: Row) -> bool | None:
        months, released, at = _months(i["release"]), date(i["released"]), date(i["as_at"])
        if months is None or released is None or at is None:
            return None
        year, month, day = released.year, released.month + months, released.day
        while month > 12:
            year, month = year + 1, month - 12
        while True:  # the thirty-first of a shorter month is its last day
            try:
                expected = dt.date(year, month, day)
                break
            except ValueError:
                day -= 1
        return (at - expected).days <= 31

    def cited(self) -> None:
        cites = []
        for c in self.t["citations"]:
            day = date(c["cited_on"])
            if c["organisation"].strip() and day and day <= self.day:
                cites.append((c["organisation"].strip().lower(), c["indicator"], day))
        looked: list[tuple[int, bool | None, list[str]]] = []
        for year in {day.year for _, _, day in cites}:
            for indicator in {i for _, i, day in cites if day.year == year}:
                who = {o for o, i, day in cites if i == indicator and day.year <= year}
                looked.append((year, len(who) > 1, []))
        self.share("evidence-used-by-several-organisations", looked)


def _nth(row: Row) -> int:
    return int(row["nth"])


def _when(row: Row) -> tuple[int]:
    return (int(row["as_at"][:4]),)


def _months(words: str) -> int | None:
    """The rhythm in a pack's words, as far as our packs name one."""
    tests: list[tuple[Callable[[str], Any], int]] = [
        (lambda w: "monthly" in w, 1),
        (lambda w: "quarterly" in w, 3),
        (lambda w: "several times a year" in w, 6),
        (lambda w: "every two years" in w, 24),
        (lambda w: "yearly" in w, 12),
    ]
    return next((months for fits, months in tests if fits(words.lower())), None)
