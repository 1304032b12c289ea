"""Write the register of places from the files behind ONS's Explore Local Statistics.

    .venv/bin/python tools/packs/places_from_ons.py FOLDER packs/united-kingdom/places.csv

FOLDER holds one folder a topic, each with a CSV whose columns ``areacd``, ``areanm``, ``geography`` and
``notes`` are read (their case and the order of columns differ between files). Standard library only.
What each column of the result means, and what is inferred, is said in packs/united-kingdom/README.md.
"""

import csv
import io
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

WITHIN = Path(__file__).with_name("england_within.csv")
ESTABLISHED = Path(__file__).with_name("established.csv")
COLUMNS = ("code", "name", "level", "parent", "valid_from", "valid_to", "successor", "source")
SOURCE = "ons-explore-local-statistics"

#: GSS entity (or ITL length) → the level in plain words, most official first where names are shared.
LEVELS = {
    "K02": "country",
    "K03": "country",
    "K04": "country",
    "E92": "nation",
    "W92": "nation",
    "S92": "nation",
    "N92": "nation",
    "E08": "local authority district",
    "E09": "local authority district",
    "E07": "local authority district",
    "W06": "local authority district",
    "S12": "local authority district",
    "N09": "local authority district",
    "E06": "county or unitary authority",
    "E10": "county or unitary authority",
    "E12": "region",
    "E47": "combined authority",
    "E61": "combined authority",
    "E11": "metropolitan county",
    "E13": "part of a region",
    "E67": "authorities taken together",
    "W42": "city region",
    "N34": "city region",
    "E23": "police force area",
    "W15": "police force area",
    "TL1": "ITL 1 area",
    "TL2": "ITL 2 area",
    "TL3": "ITL 3 area",
    "95": "super output area",
    "K99": "not one place",
}
ORDER = {level: position for position, level in enumerate(dict.fromkeys(LEVELS.values()))}
NATION = {"E": "E92000001", "W": "W92000004", "S": "S92000003", "N": "N92000002"}
#: ITL areas of England begin with TLC to TLK.
ITL_NATION = {"L": "W92000004", "M": "S92000003", "N": "N92000002"}
UNITED_KINGDOM = "K02000001"
AUTHORITIES = ("E06", "E07", "E08", "E09", "E10", "E11", "S12", "W06", "N09")

CODE = re.compile(r"\b(?:[EWSN]\d{8}|TL[A-Z][0-9A-Z]{0,2})\b")
OBSOLETE = re.compile(r"Obsolete code since (\d{4}) \(replaced by (.+)\)")


@dataclass
class Area:
    code: str
    names: Counter[str] = field(default_factory=Counter)
    obsolete: Counter[tuple[int, tuple[str, ...]]] = field(default_factory=Counter)

    @property
    def name(self) -> str:
        return self.names.most_common(1)[0][0]

    @property
    def kind(self) -> str:
        """The key of LEVELS that this code belongs to."""
        if self.code.startswith("TL"):
            return f"TL{len(self.code) - 2}"
        return "95" if self.code.startswith("95") else self.code[:3]

    @property
    def level(self) -> str:
        return LEVELS[self.kind]

    @property
    def replaced(self) -> tuple[int, tuple[str, ...]] | None:
        """Year since which the code is obsolete, and what replaced it.

        A few codes have two notes that differ: North of Tyne ends in 2018 in some files and in 2024 in
        others, and five rows of Perth and Kinross name North Lanarkshire. The latest year counts, and of
        its notes the one on most rows.
        """
        return max(self.obsolete, key=lambda note: (note[0], self.obsolete[note]), default=None)


def read_areas(folder: Path) -> dict[str, Area]:
    """Every area of the CSV files below ``folder``; rows without a code ("na") are passed over."""
    areas: dict[str, Area] = {}
    for path in sorted(folder.glob("*/*.csv")):
        for row in rows_of(path):
            code = row["areacd"].strip()
            if code in ("", "na"):
                continue
            area = areas.setdefault(code, Area(code))
            area.names[" ".join(row["areanm"].split())] += 1
            if note := OBSOLETE.search(row.get("notes") or ""):
                area.obsolete[int(note[1]), tuple(CODE.findall(note[2]))] += 1
    return areas


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """Some files begin with a byte-order mark, one with a blank line; one writes its columns in capitals."""
    text = path.read_text(encoding="utf-8-sig").lstrip("\r\n")
    reader = csv.reader(io.StringIO(text))
    names = [name.strip().lower() for name in next(reader)]
    for cells in reader:
        row: dict[str, str] = {}
        for name, cell in zip(names, cells, strict=False):
            row.setdefault(name, cell)  # one file has the column "notes" twice
        yield row


def last_day(area: Area, year: int) -> str:
    """Authorities change on 1 April, so the old code lasts to 31 March; other codes to the year's end."""
    return f"{year}-03-31" if area.kind in AUTHORITIES else f"{year - 1}-12-31"


def first_days(areas: dict[str, Area]) -> dict[str, str]:
    """The first day of the codes that replaced others, where all their predecessors ended together."""
    ends: defaultdict[str, set[tuple[str, int]]] = defaultdict(set)
    for area in areas.values():
        if area.replaced:
            year, successors = area.replaced
            for code in successors:
                ends[code].add((last_day(area, year)[4:], year))
    return {
        code: f"{year}-04-01" if end == "-03-31" else f"{year}-01-01"
        for code, found in ends.items()
        if len(found) == 1
        for end, year in found
    }


def established() -> dict[str, str]:
    """The first day of authorities that an act or an order set up, which no note of ONS's says."""
    rows = csv.DictReader(ESTABLISHED.read_text(encoding="utf-8").splitlines())
    return {code: row["valid_from"] for row in rows for code in row["codes"].split()}


def parents(areas: dict[str, Area]) -> dict[str, str]:
    """What each area lies within, as far as its code or a published table says."""
    spans = list(csv.DictReader(WITHIN.read_text(encoding="utf-8").splitlines()))
    found = {}
    for code, area in areas.items():
        within = next((s["within"] for s in spans if s["first"] <= code <= s["last"]), "")
        parent = within if within in areas else by_code(area, areas)
        if parent:
            found[code] = parent
    return found


def by_code(area: Area, areas: dict[str, Area]) -> str:
    code = area.code
    if area.kind == "K99" or code == UNITED_KINGDOM:
        return ""
    if code.startswith("95"):
        return NATION["N"]
    if code.startswith("TL"):
        larger = next((code[:n] for n in range(len(code) - 1, 2, -1) if code[:n] in areas), "")
        return larger or ITL_NATION.get(code[2], NATION["E"])
    if area.level in ("country", "nation"):
        return UNITED_KINGDOM
    return NATION[code[0]]


def told_apart(areas: Iterable[Area]) -> dict[str, str]:
    """A name that several codes bear stays plain for one of them; the others say what they are."""
    bearers: defaultdict[str, list[Area]] = defaultdict(list)
    for area in areas:
        bearers[area.name.casefold()].append(area)
    names = {}
    for group in bearers.values():
        group.sort(key=lambda a: (a.level.startswith("ITL"), bool(a.replaced), ORDER[a.level], a.code))
        for position, area in enumerate(group):
            names[area.code] = area.name if position == 0 else f"{area.name} ({word_for(area)})"
        names |= confusable(group)
    return names


def word_for(area: Area) -> str:
    word = area.level.removesuffix(" area") if area.level.startswith("ITL") else area.level
    return f"{word}, until {last_day(area, area.replaced[0])[:4]}" if area.replaced else word


def confusable(group: list[Area]) -> dict[str, str]:
    """A region and a combined authority with one name: neither keeps it plain."""
    levels = {area.level for area in group if not area.replaced}
    if not {"region", "combined authority"} <= levels:
        return {}
    return {a.code: f"{a.name} region" for a in group if a.level == "region"}


def main(folder: Path, out: Path) -> None:
    areas = read_areas(folder)
    within, begins, names = parents(areas), first_days(areas) | established(), told_apart(areas.values())
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        for code, area in sorted(areas.items(), key=lambda item: (ORDER[item[1].level], item[0])):
            year, successors = area.replaced or (0, ())
            writer.writerow(
                {
                    "code": code,
                    "name": names[code],
                    "level": area.level,
                    "parent": within.get(code, ""),
                    "valid_from": begins.get(code, ""),
                    "valid_to": last_day(area, year) if year else "",
                    "successor": " ".join(s for s in successors if s in areas),
                    "source": SOURCE,
                }
            )
    print(f"{out}: {len(areas)} places")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python tools/packs/places_from_ons.py FOLDER packs/united-kingdom/places.csv")
    main(Path(sys.argv[1]), Path(sys.argv[2]))
