"""Writes of the framework: an indicator placed under a goal, and everything judged again."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from commonweal.web.evidence import actions as evidence
from commonweal.web.registry import actions as registry


@transaction.atomic
def place_indicator(
    *, framework: str, goal: str, indicator: str, note: str, by: Any, now: dt.datetime
) -> None:
    """Put an indicator under a goal, so that the next page shows its mark there.

    Raises ``ValueError`` where it stands there already, or the goal is not there.
    """
    placed = registry.place_indicator(
        framework=framework, goal=goal, indicator=indicator, note=note, by=by, now=now
    )
    reason = f"{placed.indicator.name} placed under a goal"  # stays English
    evidence.judge_again(reason=reason, by=by, now=now)
