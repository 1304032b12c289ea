"""What packs say of figures is what evidence makes of them, although packs lie below and cannot ask it."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from commonweal.evidence import breakdowns
from commonweal.packs.explain import SHAPES
from commonweal.packs.models import Place
from commonweal.packs.shapes import Breakdown
from commonweal.packs.tables import PLACE_COLUMNS, PLACE_REQUIRED


def test_the_columns_of_places_are_the_fields_of_a_place() -> None:
    assert tuple(Place.model_fields) == PLACE_COLUMNS
    assert tuple(n for n, field in Place.model_fields.items() if field.is_required()) == PLACE_REQUIRED


def test_every_example_has_the_shape_that_it_is_an_example_of() -> None:
    for pattern, (_, examples) in SHAPES.items():
        for example in examples.replace(" or ", ", ").split(", "):
            assert re.fullmatch(pattern, example), (pattern, example)


@given(st.text("ab=; -1A", max_size=14))
def test_a_breakdown_of_a_pack_is_in_the_one_way_of_evidence(written: str) -> None:
    try:
        accepted = TypeAdapter(Breakdown).validate_python(written)
    except ValidationError:
        return
    assert breakdowns.canonical(accepted) == accepted
