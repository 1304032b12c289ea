"""A digest names definitions: the same for the same, and for nothing else."""

from __future__ import annotations

from pathlib import Path

from commonweal.packs import digest, files_digest, read
from commonweal.packs.models import Limits, People

from .folders import lay


def test_the_same_definitions_have_the_same_name(tmp_path: Path) -> None:
    first, second = read(lay(tmp_path / "a")), read(lay(tmp_path / "b"))
    assert digest(first) == digest(second)
    assert digest(*first.indicators) == digest(*second.indicators)
    assert len(digest()) == 64


def test_any_change_changes_the_name(tmp_path: Path) -> None:
    (indicator,) = read(lay(tmp_path / "a")).indicators
    (target,) = indicator.targets
    moved = indicator.model_copy(update={"targets": (target.model_copy(update={"value": 86.0}),)})
    names = {
        digest(indicator),
        digest(moved),
        digest(target),
        digest(indicator, target),
        digest(target, indicator),
    }
    assert len(names) == 5


def test_what_is_alike_in_form_is_not_the_same() -> None:
    assert digest(Limits()) != digest(Limits(), Limits())
    assert digest(Limits()) != digest(People(noun="people"))


def test_the_name_is_what_it_was() -> None:
    """A changed digest would give every snapshot another id: this value is not to be changed lightly."""
    assert digest(Limits(lower=0, upper=100)) == (
        "655d3cd6d6cc01d7a731d17cd61ae6e817df4b6299537f58ab45aab8cbfb1268"
    )


def test_a_folder_has_another_name_when_any_file_of_it_has_changed(tmp_path: Path) -> None:
    folder = lay(tmp_path / "a")
    before = files_digest(folder)
    assert files_digest(lay(tmp_path / "b")) == before
    assert files_digest(lay(folder, {".DS_Store": "x"})) == before
    (folder / "site.yaml").rename(folder / "sites.yaml")
    renamed = files_digest(folder)
    (folder / "sites.yaml").rename(folder / "site.yaml")
    large = files_digest(lay(folder, {"README.md": "x" * 2_500_000}))
    assert len({before, renamed, large, files_digest(lay(folder, {"README.md": "x" * 2_500_001}))}) == 4
