"""English words by which an account is told from general words: written for this, from no document.

Cues are grammatical where that is possible ("by" and a verb that can be seen to be done, an obligation on
somebody), and lists of things where it is not. Words that any report could say of any proposal are the vague
ones: they count for nothing. What the lists miss is missed: docs/methods/reading-reports.md says how often.
"""

from __future__ import annotations

import re

from ..letters import word_set
from .means import names_mechanism
from .measures import names_follow_up, names_indicator, names_number, names_place
from .nothing import gives_reason, is_placeholder, left_over, says_none
from .people import names_group, says_gain

__all__ = [
    "gives_reason",
    "is_english",
    "is_placeholder",
    "left_over",
    "names_follow_up",
    "names_group",
    "names_indicator",
    "names_mechanism",
    "names_number",
    "names_place",
    "says_gain",
    "says_none",
]

_FUNCTION_WORDS = word_set(
    "the of and to in a is that for it as was with be by on not he this are or his from at which but have "
    "an had they you were their one all we can her has there been if more when will would who so no out up "
    "into them then what our than some could these two may other its any"
)  # stays English


def is_english(text: str) -> bool:
    """Whether enough of the words are those that any English text is held together by."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    return not words or sum(1 for w in words if w in _FUNCTION_WORDS) >= 0.12 * len(words)
