"""Trends worked out beforehand from Eurostat's rules (see data/README.md)."""

import csv
from pathlib import Path

import pytest
from tests.progress.build import EUROSTAT, figure, judged, target

with (Path(__file__).parent / "data" / "eurostat_trend.csv").open(newline="") as file:
    ORACLE = list(csv.DictReader(file))


@pytest.mark.parametrize("case", ORACLE, ids=lambda c: f"{c['y0']} to {c['y1']}, {c['exp_status']}")
def test_statistic_and_grade(case: dict[str, str]) -> None:
    aims = [target(value=float(case["target"]), by=case["target_year"])] if case["target"] else []
    figures = [figure(case["t0"], float(case["y0"])), figure(case["t1"], float(case["y1"]))]
    row = judged(figures, *aims, rule=EUROSTAT, polarity=int(case["direction"]))
    assert row["grade"] == case["exp_status"]
    if case["exp_value"]:
        assert row["statistic"] == pytest.approx(float(case["exp_value"]), rel=1e-9, abs=1e-12)
    else:
        assert row["statistic"] is None


def test_all_cases_are_there() -> None:
    assert len(ORACLE) == 12
    assert len({c["exp_status"] for c in ORACLE}) == 8
