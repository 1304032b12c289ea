"""Which files are read, which are not, and that none is lost without a word."""

from __future__ import annotations

import codecs
import hashlib
import os
from pathlib import Path
from typing import Any

import pytest

from commonweal.evidence import Reading, Register, files, read

from .conftest import said

FIGURES = "indicator,area,period,value\nunemployment,E08000025,2019,5.1\n"
SERIES = (
    "areacd,areanm,geography,indicator,period,observation,measure,unit\n"
    "E08000025,Birmingham,Metropolitan District,Cats,2019,5,Count,cats\n"
)
DESCRIBED = '{"ess-beta-metadata": {"label": "Cats at home", "sourceOrg": "The office"}}'
SAVE = "figures are read from CSV, XLSX and ODS. Save them as one of these."


def write(folder: Path, *names: str, content: str = FIGURES) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content)


def names(reading: Reading) -> list[str]:
    return [s.file for s in reading.sources]


def test_what_is_passed_over_is_said(tmp_path: Path, register: Register) -> None:
    write(tmp_path, "a.csv", "b.parquet", "report.pdf", "c.csv.gz", "LICENSE.md", "deep/d.dta")
    (tmp_path / "gone.csv").symlink_to(tmp_path / "nowhere.csv")
    (tmp_path / "round").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe.csv")
    reading = read(tmp_path, register=register)
    assert names(reading) == ["a.csv"]
    nowhere = "it is a link that leads nowhere, or no file of a disk."
    assert [m for _, _, m in said(reading.problems)] == [
        f"“b.parquet” is not read: {SAVE}",
        "“c.csv.gz” is not read: it is packed. Unpack it, and bring what is in it.",
        f"“deep/d.dta” is not read: {SAVE}",
        f"“gone.csv” is not read: {nowhere}",
        f"“pipe.csv” is not read: {nowhere}",
        f"“report.pdf” is not read: {SAVE}",
        "“round” is not read: it is a link to a folder. Bring that folder itself.",
    ]
    assert {(s, r) for s, r, _ in said(reading.problems)} == {("warn", "not-read")}


def test_many_that_are_passed_over_are_said_together(tmp_path: Path, register: Register) -> None:
    write(tmp_path, "a.csv", *(f"{n:02}.pdf" for n in range(30)))
    problems = read(tmp_path, register=register).problems
    assert problems.height == 21
    assert problems["message"][-1] == (
        "10 more files are not read, among them “20.pdf”, “21.pdf” and “22.pdf”."
    )


def test_a_folder_with_nothing_to_read_says_both(tmp_path: Path, register: Register) -> None:
    write(tmp_path, "only.pdf")
    assert said(read(tmp_path, register=register).problems) == [
        ("warn", "not-read", f"“only.pdf” is not read: {SAVE}"),
        ("stop", "not-found", "There is no file of figures (CSV, XLSX, ODS) here."),
    ]


def test_what_programs_keep_for_themselves_is_no_figure(tmp_path: Path, register: Register) -> None:
    root = tmp_path / ".kept" / "release"  # what lies above the folder that was given is its own affair
    write(root, "a.csv", ".ipynb_checkpoints/a-checkpoint.csv", ".b.csv", "x/.y/z.csv", "~$a.xlsx")
    reading = read(root, register=register)
    assert names(reading) == ["a.csv"]
    assert reading.problems.is_empty()


@pytest.mark.parametrize(("figures", "metadata"), [("K20.CSV", "K20.JSON"), ("k.csv", "k.Json")])
@pytest.mark.parametrize("whole_folder", [True, False])
def test_a_suffix_may_be_in_capitals(
    tmp_path: Path, register: Register, figures: str, metadata: str, whole_folder: bool
) -> None:
    write(tmp_path, figures, content=SERIES)
    write(tmp_path, metadata, content=DESCRIBED)
    reading = read(tmp_path if whole_folder else tmp_path / figures, register=register)
    assert reading.problems.is_empty()
    assert [i.name for i in reading.new_indicators] == ["Cats at home"]


def test_a_file_that_cannot_be_read_is_a_problem_of_its_own(tmp_path: Path, register: Register) -> None:
    write(tmp_path, "a.csv", "c.csv")
    (tmp_path / "b.csv").symlink_to("/proc/self/mem")  # a file that even an administrator reads in vain
    reading = read(tmp_path, register=register)
    assert names(reading) == ["a.csv", "b.csv", "c.csv"]
    assert reading.rows["file"].to_list() == ["a.csv", "c.csv"]
    [(severity, rule, message)] = said(reading.problems)
    assert (severity, rule) == ("stop", "not-readable")
    assert message.startswith("“b.csv” cannot be read: ")
    assert message.endswith(". Copy it to another place, and bring it from there.")


def test_figures_whose_metadata_cannot_be_read_wait_for_it(tmp_path: Path, register: Register) -> None:
    write(tmp_path, "a.csv")
    (tmp_path / "a.json").symlink_to("/proc/self/mem")
    [problem] = read(tmp_path, register=register).problems.rows(named=True)
    assert (problem["file"], problem["rule"], problem["severity"]) == ("a.csv", "not-readable", "stop")
    assert problem["message"].startswith("“a.json” cannot be read: ")


def test_a_file_that_vanishes_after_it_was_listed(
    tmp_path: Path, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "a.csv", "b.csv")
    listed = files.find

    def find_and_lose(*told: Any) -> object:
        found = listed(*told)
        (tmp_path / "b.csv").unlink()
        return found

    monkeypatch.setattr(files, "find", find_and_lose)
    reading = read(tmp_path, register=register)
    message = "“b.csv” was there, and was gone when it was to be read. Bring it again."
    assert said(reading.problems) == [("stop", "not-readable", message)]
    assert reading.rows["file"].to_list() == ["a.csv"]


def test_what_may_not_be_read_says_so() -> None:
    said = files.not_readable("a.csv", PermissionError(13, "Permission denied"))
    assert said.message == "“a.csv” may not be read from this account. Allow that, and bring it again."


@pytest.mark.parametrize("whole_folder", [True, False])
def test_a_name_that_is_not_utf_8(tmp_path: Path, register: Register, whole_folder: bool) -> None:
    bad = tmp_path / os.fsdecode(b"caf\xe9.csv")
    write(tmp_path, bad.name, "good.csv")
    reading = read(tmp_path if whole_folder else [bad, tmp_path / "good.csv"], register=register)
    message = "The name of “caf\ufffd.csv” is not in UTF-8, and it names the dataset. Rename the file."
    assert said(reading.problems) == [("stop", "not-readable", message)]
    assert names(reading) == ["good.csv"]


def test_files_come_in_the_order_of_their_names_however_large_they_are(
    tmp_path: Path, register: Register
) -> None:
    write(tmp_path, "a.csv", "c.csv")
    write(tmp_path, "b.csv", content=FIGURES + "unemployment,E08000026,2019,6.1\n" * 500)
    done: list[tuple[int, int]] = []
    reading = read(tmp_path, register=register, progress=lambda _file, n, of: done.append((n, of)))
    assert names(reading) == ["a.csv", "b.csv", "c.csv"]
    assert done == [(1, 3), (2, 3), (3, 3)]


def test_the_register_may_be_made_while_files_are_read_and_is_asked_for_once(
    tmp_path: Path, register: Register
) -> None:
    write(tmp_path, "a.csv", "b.csv")
    asked = []

    def made() -> Register:
        asked.append(1)
        return register

    reading = read(tmp_path, register=made)
    assert asked == [1]
    assert reading.rows.equals(read(tmp_path, register=register).rows)


def test_a_file_is_known_by_all_its_bytes_the_mark_before_them_too(
    tmp_path: Path, register: Register
) -> None:
    content = codecs.BOM_UTF8 + FIGURES.encode()
    (tmp_path / "a.csv").write_bytes(content)
    (tmp_path / "b.csv").write_bytes(codecs.BOM_UTF8)
    reading = read(tmp_path, register=register)
    assert reading.sources[0].sha256 == hashlib.sha256(content).hexdigest()
    assert reading.rows.height == 1
    assert ("stop", "empty-file", "The file is empty.") in said(reading.problems)
