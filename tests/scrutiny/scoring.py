"""How often the reader is right: precision and recall over documents whose right answers stand beside them.

.venv/bin/python -m tests.scrutiny.scoring    # prints the tables, and what was wrong
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from commonweal.scrutiny.advice import KINDS, Kind, Vocabulary
from commonweal.scrutiny.aliases import INDICATORS
from commonweal.scrutiny.duplicates import near_duplicates
from commonweal.scrutiny.figures import Figure
from commonweal.scrutiny.flags import Account, account_of, flags_of
from commonweal.scrutiny.reading import read_report
from commonweal.scrutiny.refusals import Unreadable

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = CORPUS, HELD_OUT, HELD_OUT_2 = tuple(
    ROOT / "tests" / "scrutiny" / name for name in ("reports", "heldout", "heldout2")
)
FOUND, WHOLE = "section found", "section found whole"


@dataclass
class Count:
    """``right``: said and true; ``wrong``: said and not true; ``missed``: true and not said."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


@dataclass
class Score:
    counts: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    mistakes: list[str] = field(default_factory=list)
    documents: int = 0

    def add(self, what: str, file: str, *, said: bool, true: bool, more: str = "") -> None:
        count = self.counts[what]
        if said and true:
            count.right += 1
        elif said or true:
            count.wrong += said
            count.missed += true
            self.mistakes.append(f"{file}: {what} {'said wrongly' if said else 'missed'} {more}".rstrip())

    def table(self) -> str:
        lines = ["| what | right | wrong | missed | precision | recall |", "|---|---|---|---|---|---|"]
        for what in (FOUND, WHOLE, *KINDS):
            c = self.counts[what]
            if c == Count():
                continue
            numbers = f"{c.right} | {c.wrong} | {c.missed} | {c.precision:.2f} | {c.recall:.2f}"
            lines.append(f"| {what if what in (FOUND, WHOLE) else f'flag: {what}'} | {numbers} |")
        return "\n".join(lines)


@cache
def vocabulary() -> Vocabulary:
    """The names of the packs: the toolkit's groups, the indicators, the places that have figures."""
    pack = ROOT / "packs" / "inclusive-growth"
    toolkit = yaml.safe_load((pack / "toolkits" / "inclusive-growth.yaml").read_text())
    groups = {g["id"]: (g["name"], *(s["name"] for s in g.get("sub_groups", ()))) for g in toolkit["groups"]}
    indicators = {
        i["id"]: (i["name"], *INDICATORS.get(i["id"], ()))
        for path in sorted((pack / "indicators").glob("*.yaml"))
        for i in yaml.safe_load(path.read_text())
    }
    wanted = {f.place for f in figures()}
    with (ROOT / "packs" / "united-kingdom" / "places.csv").open(newline="") as file:
        places = {row["code"]: (row["name"],) for row in csv.DictReader(file) if row["code"] in wanted}
    places["E47000007"] = (
        "West Midlands (combined authority)",
        "West Midlands",
        "West Midlands Combined Authority",
    )
    return Vocabulary(groups, places, indicators)


@cache
def figures() -> tuple[Figure, ...]:
    """All figures of the West Midlands' pack that have no breakdown."""
    pack = ROOT / "packs" / "inclusive-growth" / "indicators"
    units = {i["id"]: i["unit"] for p in sorted(pack.glob("*.yaml")) for i in yaml.safe_load(p.read_text())}
    found = []
    for path in sorted((ROOT / "packs" / "west-midlands" / "figures").glob("*.csv")):
        with path.open(newline="") as file:
            for row in csv.DictReader(file):
                if not row["breakdown"] and row["value"] and row["indicator"] in units:
                    unit = units[row["indicator"]]
                    found.append(
                        Figure(row["indicator"], row["area"], row["period"], float(row["value"]), unit)
                    )
    return tuple(found)


def score(folder: Path) -> Score:
    """Read every document of a folder and compare with its answers.yaml."""
    answers: list[dict[str, Any]] = yaml.safe_load((folder / "answers.yaml").read_text(encoding="utf-8"))
    made = Score(documents=len(answers))
    accounts: dict[str, Account] = {}
    for answer in answers:
        try:
            report = read_report(folder / answer["file"], answer["file"])
        except Unreadable as refused:
            if refused.why != answer.get("refused"):
                made.mistakes.append(f"{answer['file']}: refused: {refused}")
                made.add(FOUND, answer["file"], said=False, true=bool(answer["section"]))
            continue
        account = account_of(report, vocabulary=vocabulary(), figures=figures(), place=answer["place"])
        accounts[answer["file"]] = account
        _section(made, answer, account)
        _flags(made, answer, account)
    _copies(made, answers, accounts)
    return made


def _section(made: Score, answer: Mapping[str, Any], account: Account) -> None:
    true, found = answer["section"], account.section
    if true is None or found is None:
        made.add(FOUND, answer["file"], said=found is not None, true=true is not None)
        made.add(WHOLE, answer["file"], said=found is not None, true=true is not None)
        return
    wanted, got = _bare(" ".join(true["text"])), _bare(found.text)
    begins = got[:30] == wanted[:30]
    for what, right in ((FOUND, begins), (WHOLE, got == wanted)):
        more = f"“{found.heading}”: “{found.text[:60]} … {found.text[-60:]}”"
        if right:
            made.add(what, answer["file"], said=True, true=True)
        else:
            made.add(what, answer["file"], said=True, true=False, more=more)
            made.counts[what].missed += 1


def _flags(made: Score, answer: Mapping[str, Any], account: Account) -> None:
    for kind in KINDS:
        if kind == "copied":
            continue
        true = [f.get("sentence", "") for f in answer["flags"] if f["kind"] == kind]
        said = [f.sentence for f in account.flags if f.kind == kind]
        _matched(made, answer["file"], kind, true, said)


def _matched(made: Score, file: str, kind: Kind, true: list[str], said: list[str]) -> None:
    left = list(said)
    for fragment in true:
        hit = next((s for s in left if _bare(fragment) in _bare(s)), None)
        if hit is not None:
            left.remove(hit)
        made.add(kind, file, said=hit is not None, true=True, more=f"“{fragment}”")
    for sentence in left:
        made.add(kind, file, said=True, true=False, more=f"“{sentence}”")


def _copies(made: Score, answers: Iterable[Mapping[str, Any]], accounts: Mapping[str, Account]) -> None:
    """Pairs of reports, whichever file of a report they were found in."""
    ids = {a["file"]: a["id"] for a in answers}
    texts = {file: a.section.text for file, a in accounts.items() if a.section}
    pairs = ((ids[p.one], ids[p.other]) for p in near_duplicates(texts))
    said = {frozenset(pair) for pair in pairs if pair[0] != pair[1]}
    true = {frozenset((a["id"], f["other"])) for a in answers for f in a["flags"] if f["kind"] == "copied"}
    for pair in said | true:
        made.add("copied", " and ".join(sorted(pair)), said=pair in said, true=pair in true)


def _bare(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def score_texts(path: Path) -> Score:
    """Sections as text alone: how many flags of each kind are right."""
    entries: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    made = Score(documents=len(entries))
    for entry in entries:
        said = Counter(f.kind for f in flags_of(entry["text"], vocabulary=vocabulary(), figures=figures()))
        true = Counter(entry["flags"])
        for kind in KINDS:
            for n in range(max(said[kind], true[kind])):
                made.add(kind, entry["text"][:60], said=n < said[kind], true=n < true[kind])
    return made


def tables() -> dict[str, Score]:
    """What is measured, by the name under which it stands in a README."""
    return {
        "reports": score(CORPUS),
        "heldout": score(HELD_OUT),
        "sections": score_texts(HELD_OUT / "sections.yaml"),
        "sections-2": score_texts(HELD_OUT / "sections-2.yaml"),
        "heldout2": score(HELD_OUT_2),
        "sections-3": score_texts(HELD_OUT_2 / "sections.yaml"),
        "sections-4": score_texts(HELD_OUT_2 / "sections-2.yaml"),
        "sections-5": score_texts(HELD_OUT_2 / "sections-3.yaml"),
    }


def with_tables(text: str, scores: Mapping[str, Score]) -> str:
    """A README with its tables as they are now, each between two marks."""
    for name, made in scores.items():
        pattern = rf"(<!-- {name} -->\n).*?(<!-- end -->)"
        text = re.sub(pattern, lambda m, s=made: f"{m[1]}{s.table()}\n{m[2]}", text, flags=re.DOTALL)
    return text


def main(arguments: list[str]) -> None:
    scores = tables()
    for name, made in scores.items():
        print(f"\n{name}: {made.documents}\n{made.table()}", *made.mistakes, sep="\n")
    if "--write" in arguments:
        for folder in FOLDERS:
            path = folder / "README.md"
            path.write_text(with_tables(path.read_text(encoding="utf-8"), scores), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
