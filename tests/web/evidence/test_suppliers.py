"""A figure has one supplier, among all datasets that would stand side by side."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from commonweal.web.audit.actions import COMMAND_LINE
from commonweal.web.evidence import actions, models, selectors

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]

ROOT = Path(__file__).resolve().parents[3]
NOW = dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)
HEADER = "indicator,area,period,breakdown,value\n"
TURNOUT = "local-election-turnout,E08000025,2023-05-04,{of_whom},{value}\n"
FREE_MEALS = "persistent-absences-for-pupils-eligible-for-free-school-meals"


def bring(folder: Path, **files: str) -> models.Import:
    folder.mkdir()
    for name, rows in files.items():
        (folder / f"{name}.csv").write_text(HEADER + rows)
    return actions.bring(paths=[folder], title=folder.name, by=COMMAND_LINE, now=NOW)


def turnout(value: float, of_whom: str = "") -> str:
    return TURNOUT.format(value=value, of_whom=of_whom)


def stopped(brought: models.Import) -> list[tuple[str, int, str]]:
    rows = selectors.problems(brought).filter(severity="stop", rule="another-supplier")
    return rows.select("file", "row", "message").rows()


def said(what: str, other: str) -> str:
    return (
        f"The figures of “{what}” come from the dataset “{other}”. Two datasets cannot supply the same "
        "figures: take these rows out of one of them."
    )


def test_what_another_dataset_in_force_supplies(tmp_path: Path) -> None:
    brought = bring(tmp_path / "x", another="gdhi-per-head,E08000025,2023-01-01/P1Y,,20000\n")
    [(file, row, message)] = stopped(brought)
    assert (file, row) == ("another.csv", 2)
    assert message.startswith("The figures of “gdhi-per-head” come from the dataset “")
    assert brought.candidate_snapshot == ""


def test_two_files_of_one_import_are_both_stopped(tmp_path: Path) -> None:
    brought = bring(tmp_path / "x", one=turnout(5), two=turnout(7))
    what = "local-election-turnout"
    assert stopped(brought) == [("one.csv", 2, said(what, "two")), ("two.csv", 2, said(what, "one"))]
    assert brought.candidate_snapshot == ""
    assert [(f.dataset, f.stops) for f in brought.files.all()] == [("one", 1), ("two", 1)]


def test_of_two_in_one_import_the_one_stays_whose_figures_they_are(tmp_path: Path) -> None:
    first = bring(tmp_path / "first", two=turnout(5))
    actions.publish(brought=first, by=COMMAND_LINE, now=NOW)
    brought = bring(tmp_path / "second", one=turnout(6), two=turnout(7))
    assert stopped(brought) == [("one.csv", 2, said("local-election-turnout", "two"))]
    actions.publish(brought=brought, by=COMMAND_LINE, now=NOW)
    assert "one" not in selectors.vintages_in_force()
    snapshot = selectors.snapshot()
    assert snapshot is not None
    assert snapshot.observations("local-election-turnout")["value"].to_list() == [7.0]


def test_figures_may_pass_from_one_dataset_to_another(tmp_path: Path) -> None:
    first = bring(tmp_path / "first", one=turnout(5), two=turnout(5, "sex=female"))
    assert stopped(first) == []
    actions.publish(brought=first, by=COMMAND_LINE, now=NOW)
    assert stopped(bring(tmp_path / "second", one=turnout(6, "sex=male"), two=turnout(7))) == []


def test_what_is_held_back_still_supplies_its_old_figures(tmp_path: Path) -> None:
    """The file that no longer has them is stopped by something else: its figures in force stay."""
    first = bring(tmp_path / "first", one=turnout(5))
    actions.publish(brought=first, by=COMMAND_LINE, now=NOW)
    brought = bring(tmp_path / "second", one=turnout(500, "sex=male"), two=turnout(7))
    assert stopped(brought) == [("two.csv", 2, said("local-election-turnout", "one"))]


def test_another_group_of_the_same_indicator_may_come_from_another_dataset(tmp_path: Path) -> None:
    brought = bring(
        tmp_path / "x", one=turnout(5), two=turnout(7, "sex=female"), three=turnout(8, "sex=female")
    )
    what = "local-election-turnout, sex=female"
    assert stopped(brought) == [("three.csv", 2, said(what, "two")), ("two.csv", 2, said(what, "three"))]
    actions.publish(brought=brought, by=COMMAND_LINE, now=NOW)
    assert {"one", "two", "three"} & set(selectors.vintages_in_force()) == {"one"}


def test_a_file_whose_indicator_has_figures_of_another_dataset_can_be_brought_alone() -> None:
    """Our own pack takes persistent absence of all pupils from one dataset, and of a group from another."""
    file = ROOT / "packs" / "west-midlands" / "figures" / f"{FREE_MEALS}.csv"
    brought = actions.bring(paths=[file], title="alone", by=COMMAND_LINE, now=NOW)
    assert brought.stops == 0
    assert [f.dataset for f in brought.files.all()] == [FREE_MEALS]
