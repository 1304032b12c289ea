"""What the rules read of a pack's definitions."""

import polars as pl
from tests.progress.build import day
from tests.progress.test_rules import indicator

from commonweal.packs.models import IndicatorTarget, Target
from commonweal.progress import DEFINITION, TARGET, definitions_frame, targets_frame


def test_a_definition() -> None:
    given = indicator(
        comparator="K02000001",
        limits={"lower": 0, "upper": 100},
        people={"noun": "people", "per": 1000},
        decimals=2,
        provisional_from=day("2024-01-01"),
        breaks=[
            {"provenance": "seen", "source": "s", "period": "2019-01-01", "reason": "New definition"},
            {"provenance": "seen", "source": "s", "period": "2011-01-01", "reason": "Census"},
        ],
    )
    frame = definitions_frame([given])
    assert frame.schema == DEFINITION
    assert frame.row(0, named=True) == {
        "indicator": "rate",
        "polarity": -1,
        "comparator": "K02000001",
        "per": 1000.0,
        "lower_limit": 0.0,
        "upper_limit": 100.0,
        "decimals": 2,
        "breaks": [day("2011-01-01"), day("2019-01-01")],
        "provisional_from": day("2024-01-01"),
    }
    assert definitions_frame([indicator(people=None)])["per"].to_list() == [None]
    assert definitions_frame([]).schema == DEFINITION


def test_targets_of_the_indicator_and_of_other_packs() -> None:
    said = {"provenance": "seen", "source": "s"}
    own = indicator(targets=[{**said, "kind": "parity", "comparator": "K02000001", "by": "2030"}])
    extra = IndicatorTarget(
        indicator="rate", target=Target(**said, kind="value", value=90.0, areas=("E47000007", "E08000025"))
    )
    frame = targets_frame([own], [extra])
    assert frame.schema == TARGET
    assert frame.select("area", "kind", "value", "comparator", "by").rows() == [
        (None, "parity", None, "K02000001", "2030"),
        ("E47000007", "value", 90.0, None, None),
        ("E08000025", "value", 90.0, None, None),
    ]
    assert targets_frame([]).equals(pl.DataFrame(schema=TARGET))
