from __future__ import annotations

import pytest

from commonweal.evidence.breakdowns import canonical, parse


@pytest.mark.parametrize(
    ("text", "one_way"),
    [
        ("", ""),
        ("sex=female", "sex=female"),
        (" Sex = Female ;AGE=16-24;", "age=16-24;sex=female"),
        ("age=65+", "age=65+"),
        ("ethnic-group=mixed", "ethnic-group=mixed"),
        ("age=under 16", "age=under 16"),
    ],
)
def test_one_way_of_writing(text: str, one_way: str) -> None:
    assert canonical(text) == one_way
    assert canonical(parse(text)) == one_way


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("women", "“women” is not of the form sex=female."),
        ("sex=", "“sex=” is not of the form sex=female."),
        ("sex=female;sex=male", "“sex” stands twice."),
    ],
)
def test_refused(text: str, why: str) -> None:
    with pytest.raises(ValueError, match="sex") as error:
        parse(text)
    assert str(error.value) == why
