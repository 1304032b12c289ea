"""Write the West Midlands' figures from ONS's Explore Local Statistics in our own layout, one file a topic.

    .venv/bin/python tools/packs/figures_from_ons.py ROWS.csv FOLDER packs/west-midlands

ROWS.csv holds the chosen rows (columns of the topics' own CSV files, and ``source_folder``, the topic);
FOLDER holds the topics' JSON files, for title, organisation, address and date of release, and their CSV
files: where an indicator's comparator is not among the chosen rows, its rows are taken from there. Which
series carries which indicator is read from the ``evidence`` of the packs beside the one written to. Figures
are carried as the text they are, so that no digit changes. Rows that repeat another in full are left out
and counted; a series that no indicator names stops the run.
"""

import csv
import json
import re
import sys
from collections import defaultdict
from pathlib import Path

import yaml
from places_from_ons import rows_of

from commonweal.packs import read_library
from commonweal.packs.models import Indicator
from commonweal.packs.tables import FIGURE_COLUMNS

#: The Government Statistical Service's shorthand → SDMX CL_OBS_STATUS.
STATUS = {"x": "O", "c": "Q", "z": "M", "u": "U"}
NOTES = {
    "This data has been aggregated and may show differences to other published figures": (
        "Added up by ONS from smaller areas; it may differ from figures published elsewhere."
    ),
}
LICENCE = "Open Government Licence v3.0"
SOURCE = "ons-explore-local-statistics"
Row = dict[str, str]
#: (topic, series, measure) → the indicator whose figures the series carries, and the breakdown.
Carriers = dict[tuple[str, str, str], tuple[Indicator, str]]


def carriers(packs: Path) -> Carriers:
    library = read_library([packs / "inclusive-growth", packs / "sustainable-development"])
    return {
        (key.dataset, key.series, key.measure): (indicator, key.breakdown)
        for pack in library.packs
        for indicator in pack.indicators
        for key in indicator.evidence
    }


def observation(row: Row, indicator: Indicator, breakdown: str) -> Row:
    """One row in our own layout."""
    told = row["status"]
    note = row["notes"].strip().rstrip(".")
    return {
        "indicator": indicator.id,
        "area": row["areacd"],
        "period": row["period"],
        "breakdown": breakdown,
        "value": row["observation"],
        "lower": row["lci_95"],
        "upper": row["uci_95"],
        "numerator": "",
        "denominator": "",
        "status": STATUS[told] if told else default_status(row, indicator),
        "note": NOTES[note] if note else "",
    }


def default_status(row: Row, indicator: Indicator) -> str:
    """P where the indicator says that figures from a day on are provisional, else A."""
    begins = row["period"][:10]
    from_day = indicator.provisional_from
    return "P" if from_day and begins >= from_day.isoformat() else "A"


def carrier(row: Row, carried: Carriers) -> tuple[Indicator, str]:
    key = (row["source_folder"], row["indicator"])
    found = carried.get((*key, row["measure"])) or carried.get((*key, ""))
    if found is None:
        sys.exit(f"no indicator names the series {key}: add it to the evidence of one")
    return found


def comparators(rows: list[Row], carried: Carriers, folder: Path) -> list[Row]:
    """Rows of the comparators that the indicators name and ``rows`` do not hold."""
    areas: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    wanted: dict[tuple[str, str], str] = {}
    for row in rows:
        key = (row["source_folder"], row["indicator"])
        areas[key].add(row["areacd"])
        wanted[key] = carrier(row, carried)[0].comparator or row["areacd"]
    missing = {key: area for key, area in wanted.items() if area not in areas[key]}
    return [
        {**row, "source_folder": topic}
        for topic in sorted({topic for topic, _ in missing})
        for row in rows_of(folder / topic / f"{topic}.csv")
        if missing.get((topic, row["indicator"])) == row["areacd"]
    ]


def by_topic(rows: list[Row], carried: Carriers) -> dict[str, list[Row]]:
    topics: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        topics[row["source_folder"]].append(observation(row, *carrier(row, carried)))
    return dict(topics)


def without_repeats(rows: list[Row]) -> list[Row]:
    """In order of indicator, breakdown, area and period; rows alike in everything once."""
    order = ("indicator", "breakdown", "area", "period")
    unique = {tuple(row.values()): row for row in rows}
    return sorted(unique.values(), key=lambda row: [row[name] for name in order])


def dataset(topic: str, folder: Path) -> dict[str, str]:
    """An item of datasets.yaml, from the topic's JSON."""
    content = json.loads((folder / topic / f"{topic}.json").read_text(encoding="utf-8-sig"))
    told = content["ess-beta-metadata"]
    shared = told if "label" in told else told["shared"]
    days = [f"{y}-{m}-{d}" for d, m, y in re.findall(r"(\d{2})/(\d{2})/(\d{4})", shared["sourceDate"])]
    words = topic.replace("-", " ")
    return {
        "id": topic,
        "title": (shared.get("label") or words[:1].upper() + words[1:]),
        "organisation": ", ".join(shared["sourceOrg"].split("|")),
        "address": shared["sourceURL"].split("|")[0],
        "licence": LICENCE,
        "released": max(days),
        "file": f"figures/{topic}.csv",
        "provenance": "seen",
        "source": SOURCE,
    }


def write_datasets(made: list[dict[str, str]], path: Path) -> None:
    """Those made here, and after them those that stand in the file and are not ours."""
    before = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else []
    ours = {item["id"] for item in made}
    others = [item for item in before if item["id"] not in ours]
    items = [
        yaml.safe_dump([item], sort_keys=False, allow_unicode=True, width=1000) for item in [*made, *others]
    ]
    path.write_text("\n".join(items), encoding="utf-8")


def main(rows_file: Path, folder: Path, pack: Path) -> None:
    with rows_file.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    carried = carriers(pack.parent)
    added = comparators(rows, carried, folder)
    topics = by_topic(rows + added, carried)
    written = 0
    for topic, found in topics.items():
        kept = without_repeats(found)
        written += len(kept)
        with (pack / "figures" / f"{topic}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, FIGURE_COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(kept)
    write_datasets([dataset(topic, folder) for topic in sorted(topics)], pack / "datasets.yaml")
    repeats = len(rows) + len(added) - written
    print(f"{len(rows)} rows read and {len(added)} of comparators; {repeats} repeats left out")
    print(f"{written} rows written in {len(topics)} files")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit("usage: python tools/packs/figures_from_ons.py ROWS.csv FOLDER packs/west-midlands")
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
