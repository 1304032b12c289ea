"""The figures that a pack carries are checked with it, as they are when they are brought."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.packs.folders import FIGURES, TARGETS, lay, minimal
from typer.testing import CliRunner

from commonweal.cli_pack import pack_app
from commonweal.evidence.of_packs import MOST_TOLD, wrong_figures
from commonweal.packs import read_library

TODAY = dt.date(2026, 11, 23)


def told(folder: Path) -> list[str]:
    library = read_library([folder])
    found = wrong_figures(library, [folder.name], today=TODAY)
    return [str(problem).replace(f"{folder}/", "") for problem in found]


def check(*folders: Path) -> tuple[int, str]:
    ended = CliRunner().invoke(pack_app, ["check", *map(str, folders)])
    return ended.exit_code, ended.output


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        (FIGURES, []),
        (
            FIGURES + "nosuch,E99999999,notaperiod,abc\n",
            [
                "figures/deaths.csv:3: Row 3, area: no place has the code “E99999999”.",
                "figures/deaths.csv:3: Row 3, indicator: no pack defines “nosuch”.",
                "figures/deaths.csv:3: Row 3, period: “notaperiod” cannot be read.",
                "figures/deaths.csv:3: Row 3, value: “abc” is not a number.",
            ],
        ),
        (
            FIGURES.encode() + b"life-expectancy,E08000031,2022-01-01/P1Y,8\xe9\n",
            ["figures/deaths.csv:3: Row 3 is not in UTF-8 (byte E9)."],
        ),
        (FIGURES.splitlines()[0] + "\n", ["figures/deaths.csv: The file has a header and no figures."]),
        (
            FIGURES + "life-expectancy,E08000025,2023-01-01/P1Y,850\n",
            ["figures/deaths.csv:3: Row 3, value: 850 is above 130, the highest that"],
        ),
    ],
    ids=["whole", "a row of nonsense", "Latin-1", "header alone", "beyond the limits"],
)
def test_what_stops_is_told_by_file_and_line(figures: str | bytes, said: list[str], tmp_path: Path) -> None:
    folder = lay(tmp_path / "ours")
    lay(folder, {"figures/deaths.csv": figures})
    found = told(folder)
    assert len(found) == len(said)
    assert all(a.startswith(b) for a, b in zip(found, said, strict=True)), found
    code, output = check(folder)
    assert code == bool(said)
    assert ("1 pack is sound." in output) == (not said)
    assert all(line in output for line in said)


def test_a_column_that_is_wrong_throughout_is_not_told_row_by_row(tmp_path: Path) -> None:
    rows = "".join(f"life-expectancy,E08000025,{1900 + n}-01-01/P1Y,x\n" for n in range(MOST_TOLD + 9))
    folder = lay(tmp_path / "ours")
    lay(folder, {"figures/deaths.csv": FIGURES.splitlines()[0] + "\n" + rows})
    found = told(folder)
    assert len(found) == MOST_TOLD + 1
    assert found[-1] == "figures/deaths.csv:52: 9 more rows of this file are wrong."


def test_figures_may_be_of_what_a_required_pack_defines(tmp_path: Path) -> None:
    lay(tmp_path / "ours")
    lay(
        tmp_path / "more",
        {
            "pack.yaml": minimal("more", "ours"),
            "datasets.yaml": (tmp_path / "ours" / "datasets.yaml").read_text().replace("deaths", "lives"),
            "figures/lives.csv": FIGURES.replace("2022", "2021"),
        },
    )
    assert told(tmp_path / "more") == []


def test_problems_are_counted_as_one_says_them(tmp_path: Path) -> None:
    folder = lay(tmp_path / "ours")
    lay(folder, {"targets.yaml": TARGETS.replace("kind: parity", "kind: party")})
    assert "1 problem. Nothing was loaded." in check(folder)[1]
    lay(folder, {"targets.yaml": TARGETS.replace("kind: parity", "kind: party").replace("PAIR", "PAIRS")})
    assert "2 problems. Nothing was loaded." in check(folder)[1]
