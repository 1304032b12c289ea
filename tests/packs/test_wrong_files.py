"""A file that is wrong as a whole: its name, size, encoding, syntax or header."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from commonweal.packs import PackRefused, read
from commonweal.packs.folder import MAX_CSV, MAX_YAML

from .folders import AREA_SETS, DATASETS, INDICATORS, PLACES, TARGETS, WHOLE, lay, what_is_wrong

EMPTY = ["targets.yaml: The file is empty. Write what belongs here, or take the file out."]
COMMAS = "Save the file with commas between the columns."

#: What stands in the whole of a file, and what is said of it and nothing else.
FILES: list[tuple[str, str | bytes, list[str]]] = [
    ("targets.yaml", "", EMPTY),
    ("targets.yaml", "# soon\n", EMPTY),
    ("targets.yaml", "a: b\n", ["targets.yaml:1: This file holds a list. Begin each item with '- '."]),
    (
        "targets.yaml",
        "- just text\n",
        [
            "targets.yaml:1: target: Here should be a mapping of fields, and this is a single value. "
            "Write each field as 'name: value'."
        ],
    ),
    (
        "site.yaml",
        "\n- a\n",
        ["site.yaml:2: This file holds the fields of one thing. Write each field as 'name: value'."],
    ),
    (
        "targets.yaml",
        TARGETS.replace("target:", "target: # é").encode("latin-1"),
        ["targets.yaml:2: The byte 0xe9 is not UTF-8. Save the file in the encoding UTF-8."],
    ),
    (
        "targets.yaml",
        TARGETS.encode("utf-16"),
        ["targets.yaml: The file is UTF-16. Save the file in the encoding UTF-8."],
    ),
    (
        "targets.yaml",
        TARGETS.replace("  target:\n    kind", "  target:\n\tkind"),
        ["targets.yaml:3: There is a tab in the indentation. Indent with spaces."],
    ),
    (
        "targets.yaml",
        TARGETS + "    kind: value\n",
        [
            "targets.yaml:7: 'kind' is written twice in the same place. "
            "The first is on line 3: keep one of the two."
        ],
    ),
    (
        "places.csv",
        PLACES.replace(",", ";"),
        [f"places.csv:1: The columns are separated by semicolons. {COMMAS}"],
    ),
    (
        "places.csv",
        "",
        [
            "places.csv:1: There is no header. "
            "Begin with the line: code,name,level,parent,valid_from,valid_to,successor,source"
        ],
    ),
    (
        "places.csv",
        PLACES.replace("Birmingham", '"Birmingham"x'),
        ["places.csv:3: This is not CSV: ',' expected after '\"'. Double every quote inside a quoted cell."],
    ),
    (
        "places.csv",
        PLACES.replace("Birmingham", "Birmingham" * 20_000),
        [
            "places.csv:3: This is not CSV: field larger than field limit (131072). "
            "Double every quote inside a quoted cell."
        ],
    ),
    (
        "places.csv",
        PLACES.replace("name,level", "title,level"),
        [
            "places.csv:1: The column 'name' is missing. The columns are: code, name, level, parent, "
            "valid_from, valid_to, successor, source.",
            "places.csv:1: There is no column 'title'. The columns are: code, name, level, parent, "
            "valid_from, valid_to, successor, source.",
        ],
    ),
    (
        "figures/deaths.csv",
        "indicator\tarea\tperiod\tvalue\n",
        [f"figures/deaths.csv:1: The columns are separated by tabs. {COMMAS}"],
    ),
    (
        "figures/deaths.csv",
        b"",
        [
            "figures/deaths.csv:1: There is no header. Begin with the line: indicator,area,period,breakdown,"
            "value,lower,upper,numerator,denominator,status,note"
        ],
    ),
    (
        "figures/deaths.csv",
        "indicator,area,period,value,\n".encode("utf-16"),
        ["figures/deaths.csv: The file is UTF-16. Save the file in the encoding UTF-8."],
    ),
    (
        "figures/more.csv",
        "indicator,area,period,value\n",
        ["figures/more.csv: No dataset names this file. Add a dataset with it to datasets.yaml."],
    ),
    (
        "indicators/more.yml",
        INDICATORS,
        ["indicators/more.yml: Nothing reads this file. Call it indicators/more.yaml."],
    ),
    (
        "notes.txt",
        "x",
        [
            "notes.txt: Nothing reads this file. Take it out, or call it what it is: pack.yaml, site.yaml, "
            "targets.yaml, area_sets.yaml, datasets.yaml, places.csv, frameworks/*.yaml, toolkits/*.yaml, "
            "test-sets/*.yaml, circles/*.yaml, indicators/*.yaml, figures/*.csv, "
            "locale/*.po."
        ],
    ),
    (
        "area_sets.yaml",
        "- {code: PAIR\n  name: x\n",
        ["area_sets.yaml:2: A list in brackets is not closed, or lacks a comma. Write it as [one, two]."],
    ),
    (
        "area_sets.yaml",
        AREA_SETS.replace("name: The two", "name: 'The two"),
        ["area_sets.yaml:2: A quote is opened here and never closed. Close it."],
    ),
    (
        "area_sets.yaml",
        AREA_SETS.replace("name: The two", "name: cities: two"),
        [
            "area_sets.yaml:2: There is a colon too many, or the indentation is off. Put a text that has "
            "': ' in it in quotes, and give the fields of one item the same indentation."
        ],
    ),
]


@pytest.mark.parametrize(("file", "content", "said"), FILES, ids=[f"{f[0]} {i}" for i, f in enumerate(FILES)])
def test_a_file_that_is_wrong_as_a_whole(
    tmp_path: Path, file: str, content: str | bytes, said: list[str]
) -> None:
    assert what_is_wrong(lay(tmp_path / "ours", {**WHOLE, file: content})) == said


def test_a_pack_without_its_first_file(tmp_path: Path) -> None:
    folder = lay(tmp_path / "ours", {k: v for k, v in WHOLE.items() if k != "pack.yaml"})
    assert what_is_wrong(folder) == [
        "pack.yaml: A pack begins with this file, and it is missing. "
        "Write its id, title, version, licence, summary and sources there."
    ]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(PackRefused, match=r"There is no such folder\. Give the folder of a pack\."):
        read(tmp_path / "nowhere")


def test_files_that_are_too_big_are_not_opened(tmp_path: Path) -> None:
    folder = lay(tmp_path / "ours", {**WHOLE, "datasets.yaml": DATASETS + "# \n"})
    os.truncate(folder / "datasets.yaml", MAX_YAML + 1)
    os.truncate(folder / "figures/deaths.csv", 500_000_000)  # a hole: it takes no room on the disc
    assert what_is_wrong(folder) == [
        "datasets.yaml: The file has 5.0 MB; the most is 5 MB. Divide it into several files.",
        "figures/deaths.csv: The file has 500.0 MB; the most is 50 MB. Divide it into several files.",
    ]
    assert MAX_CSV == 50_000_000


def test_links_and_pipes_are_not_followed(tmp_path: Path) -> None:
    folder = lay(tmp_path / "ours")
    (tmp_path / "elsewhere.yaml").write_text(TARGETS)
    (folder / "targets.yaml").unlink()
    (folder / "targets.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    os.mkfifo(folder / "indicators/pipe.yaml")  # reading it would wait for ever
    assert what_is_wrong(folder) == [
        "indicators/pipe.yaml: This is a link or a device. Put the file itself here.",
        "targets.yaml: This is a link or a device. Put the file itself here.",
    ]
