"""Progress: trend, distance to a target, comparison; every series of every area in one pass.

    assessments = assess(observations, definitions_frame(indicators), targets_frame(indicators))

One row a rule and series says how it stands, why, and every number that the answer rests on. The rules are
the modules of ``commonweal.progress.rules``.
"""

from commonweal.progress.assess import assess
from commonweal.progress.comparison import Prepared
from commonweal.progress.definitions import definitions_frame, targets_frame
from commonweal.progress.derive import Interval, within_rounding
from commonweal.progress.rollup import PLACEMENT, goals_moved, marks, moved, roll_up
from commonweal.progress.rules import Rule
from commonweal.progress.schema import ASSESSMENT, DEFINITION, TARGET, WORST_FIRST, Reason, Status
from commonweal.progress.working import Step

__all__ = [
    "ASSESSMENT",
    "DEFINITION",
    "PLACEMENT",
    "TARGET",
    "WORST_FIRST",
    "Interval",
    "Prepared",
    "Reason",
    "Rule",
    "Status",
    "Step",
    "assess",
    "definitions_frame",
    "goals_moved",
    "marks",
    "moved",
    "roll_up",
    "targets_frame",
    "within_rounding",
]
