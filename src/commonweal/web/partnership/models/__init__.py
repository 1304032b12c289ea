"""Who works together, what they promise, what they roll out and which strategies they follow."""

from .commitments import Commitment, CommitmentUpdate, Said
from .counts import LastCount
from .organisations import Membership, Organisation, Partner, Partnership, Seat
from .reminders import Reminder
from .rollouts import Adaptation, Brought, Effect, Lesson, Recorded, RollOut, Stage, Training
from .strategies import Alignment, Strategy, StrategyPart, StrategyVersion

__all__ = [
    "Adaptation",
    "Alignment",
    "Brought",
    "Commitment",
    "CommitmentUpdate",
    "Effect",
    "LastCount",
    "Lesson",
    "Membership",
    "Organisation",
    "Partner",
    "Partnership",
    "Recorded",
    "Reminder",
    "RollOut",
    "Said",
    "Seat",
    "Stage",
    "Strategy",
    "StrategyPart",
    "StrategyVersion",
    "Training",
]
