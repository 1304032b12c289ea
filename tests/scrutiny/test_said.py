"""Reports that say true figures of our own packs in many ways are not flagged; wrong ones are."""

from __future__ import annotations

import random
from itertools import islice
from pathlib import Path

import pytest
from tests.editions import said

from commonweal.publish import numbers
from commonweal.scrutiny.advice import Vocabulary
from commonweal.scrutiny.figures import Figure, disagreeing


def test_true_figures_are_not_flagged_and_wrong_ones_are(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    held = said.on_our_packs(root)
    # What was stated in 2020 and revised since is rightly flagged, and is no true figure.
    ids = [id_ for id_, i in held.indicators.items() if "as stated" not in i.name]
    store = [
        Figure(id_, area, row["period"], row["value"], held.indicators[id_].unit)
        for id_ in ids
        for (area, breakdown), rows in held.series(id_).items()
        if not breakdown
        for row in rows
        if numbers.known(row["value"])
    ]
    names = Vocabulary(
        places={code: said.names_of(code, held) for code in held.places},
        indicators={id_: (held.indicators[id_].name,) for id_ in ids},
    )
    choose = random.Random(2019)
    made = (c for c in said.cases(held, choose, ids) if not c.way.startswith("|"))

    def found(text: str) -> list[str]:
        return [flag.why for flag in disagreeing(text, names, store)]

    with capsys.disabled():
        n, alarms, missed = said.measured(
            islice(made, 200), choose, found, f"Reports, said in {len(said.WAYS) - 1} ways"
        )
    assert n > 150
    assert alarms == {}
    assert len(missed) / n <= 0.15, missed
