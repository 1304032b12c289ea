"""Goal 17, measured: what the record of a site says of working together. docs/methods/goal-17.md says how.

It measures working together and not outcomes. Pure: a :class:`~commonweal.partnership.record.Record` and a
day come in, rows that count and figures come out.
"""

from .evidence import DIMENSIONS, PATIENCE, rhythm
from .figures import BY_PLACE, FIGURE, MEASURES, NUMBERS, counted, figures, note_in_words, observations
from .rows import COUNTED

__all__ = [
    "BY_PLACE",
    "COUNTED",
    "DIMENSIONS",
    "FIGURE",
    "MEASURES",
    "NUMBERS",
    "PATIENCE",
    "counted",
    "figures",
    "note_in_words",
    "observations",
    "rhythm",
]
