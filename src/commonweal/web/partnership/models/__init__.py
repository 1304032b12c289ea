"""Who works together, and what they promise."""

from .commitments import Commitment, CommitmentUpdate, Said
from .organisations import Organisation, Partner, Partnership, Seat
from .reminders import Reminder

__all__ = [
    "Commitment",
    "CommitmentUpdate",
    "Organisation",
    "Partner",
    "Partnership",
    "Reminder",
    "Said",
    "Seat",
]
