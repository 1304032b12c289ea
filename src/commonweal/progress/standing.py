"""How an indicator stands in an area: one answer for one mark, whatever its breakdowns.

Where there is a series for everyone, that is the answer. Where there are only groups (men and women), the
answer is the worst of theirs: a goal is for all of them, and an average would hide the one left behind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from commonweal.packs.models import Framework, Goal, Indicator
from commonweal.progress.schema import WORST_FIRST, Reason, Status
from commonweal.progress.snapshot import Row, Snapshot


@dataclass(frozen=True)
class Standing:
    """``row`` is the series that gives the mark; ``rows`` are all series, the one for everyone first."""

    indicator: Indicator
    area: str
    status: Status
    row: Row | None
    rows: tuple[Row, ...]

    @property
    def reason(self) -> Reason:
        return Reason(self.row["reason"] or "") if self.row else Reason.NONE

    @property
    def grade(self) -> str:
        return str(self.row["grade"] or "") if self.row else ""

    @property
    def breakdown(self) -> str:
        return str(self.row["breakdown"]) if self.row else ""


@dataclass(frozen=True)
class GoalStanding:
    framework: Framework
    goal: Goal
    area: str
    standings: tuple[Standing, ...]

    @property
    def counts(self) -> Counter[Status]:
        """How many indicators have each status; a goal without indicators counts one ``no_indicator``."""
        if not self.standings:
            return Counter({Status.NO_INDICATOR: 1})
        return Counter(s.status for s in self.standings)


def standing(snapshot: Snapshot, rule: str, indicator: str, area: str) -> Standing:
    """Raises ``KeyError`` for an indicator that the snapshot does not define."""
    definition = snapshot.indicators[indicator]
    rows = snapshot.series_of_area(rule, area).get(indicator, ())
    if not rows:
        return Standing(definition, area, Status.NO_DATA, None, ())
    chosen = rows[0] if rows[0]["breakdown"] == "" else min(rows, key=_badness)
    return Standing(definition, area, Status(chosen["status"]), chosen, rows)


def goal_standing(snapshot: Snapshot, rule: str, framework: Framework, goal: Goal, area: str) -> GoalStanding:
    placed = (i for i in snapshot.placed(framework, goal) if i in snapshot.indicators)
    return GoalStanding(framework, goal, area, tuple(standing(snapshot, rule, i, area) for i in placed))


def framework_standing(
    snapshot: Snapshot, rule: str, framework: Framework, area: str
) -> tuple[GoalStanding, ...]:
    return tuple(goal_standing(snapshot, rule, framework, goal, area) for goal in framework.goals)


def count(goals: Iterable[GoalStanding]) -> Counter[Status]:
    """Counts over goals, each indicator once, even where two goals share it."""
    seen: dict[str, Status] = {}
    empty = 0
    for goal in goals:
        empty += not goal.standings
        seen.update({s.indicator.id: s.status for s in goal.standings})
    counts = Counter(seen.values())
    if empty:
        counts[Status.NO_INDICATOR] = empty
    return counts


def widest_gaps(standings: Sequence[Standing], n: int) -> list[Standing]:
    """The ``n`` widest gaps behind the yardstick: in people where known, then by share of the yardstick."""
    behind = [s for s in {s.indicator.id: s for s in standings}.values() if _behind(s)]
    return sorted(behind, key=_width, reverse=True)[:n]


def _behind(s: Standing) -> bool:
    if s.row is None or s.row["gap"] is None or not s.indicator.polarity:
        return False
    return bool(s.row["gap"] * s.indicator.polarity > 0)


def _width(s: Standing) -> tuple[float, float]:
    row = s.row or {}
    yardstick = abs(row.get("yardstick") or 0.0)
    return (row.get("gap_people") or 0.0, abs(row.get("gap") or 0.0) / yardstick if yardstick else 0.0)


def _badness(row: Row) -> int:
    return WORST_FIRST.index(Status(row["status"]))
