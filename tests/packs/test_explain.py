"""Every shape and every kind of mistake has words of our own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from commonweal.packs import shapes
from commonweal.packs.explain import SHAPES
from commonweal.packs.pack import Pack

from .folders import whole_but


def patterns(schema: Any) -> Iterator[str]:
    """Every pattern of a JSON schema, those of the keys of a mapping among them."""
    if isinstance(schema, dict):
        if isinstance(schema.get("pattern"), str):
            yield schema["pattern"]
        yield from schema.get("patternProperties", ())
        for part in schema.values():
            yield from patterns(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from patterns(part)


def test_every_shape_of_a_pack_is_said_in_words() -> None:
    found = set(patterns(Pack.model_json_schema()))
    assert len(found) >= 12
    assert {shapes.AREA_CODE, shapes.CARRIED, shapes.LANGUAGE, shapes.NODE} <= found
    assert found - {shapes.PRINTABLE} == set(SHAPES)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "indicators/health.yaml",
            "unit: years",
            "unit: years\n  decimals: 1.5",
            "decimals: “1.5” is not a whole number. Write a whole number, as 2.",
        ),
        (
            "indicators/health.yaml",
            "unit: years",
            f"unit: years\n  decimals: {'9' * 5000}",
            "decimals: “" + "9" * 57 + "…” has too many digits for a number. Write a smaller one.",
        ),
        (
            "site.yaml",
            "framework_areas:",
            "tiles:\n  PAIR: [1]\nframework_areas:",
            "tiles › PAIR › no. 2: Number 2 of this list is missing. Add it here.",
        ),
        (
            "site.yaml",
            "framework_areas:",
            "tiles:\n  PAIR: [1, 1, 3]\nframework_areas:",
            "tiles › PAIR: The list has 3 items. Write at most 2.",
        ),
    ],
    ids=["no whole number", "too many digits", "too few", "too many"],
)
def test_no_word_is_left_to_the_machine(file: str, old: str, new: str, said: str, tmp_path: Path) -> None:
    from commonweal.packs import check

    [problem] = check([whole_but(tmp_path, file, old, new)])
    assert str(problem).endswith(f" › {said}"), problem
