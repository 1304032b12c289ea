"""Observation status: SDMX CL_OBS_STATUS, and the shorthand and words that files use for it.

The shorthand is that of the Government Statistical Service: x not available, c confidential, z not
applicable, u low reliability, r revised.
"""

from __future__ import annotations

from .schema import STATUS_WORDS

_SHORTHAND = {"x": "O", "c": "Q", "z": "M", "r": "A", "w": "O", "low": "U"}
_WORDS = {
    "not available": "O",
    "confidential": "Q",
    "suppressed": "Q",
    "not applicable": "M",
    "revised": "A",
    "estimate": "E",
    "break": "B",
    "final": "A",
}
KNOWN = (
    {code.lower(): code for code in STATUS_WORDS}
    | {words: code for code, words in STATUS_WORDS.items()}
    | {words.removeprefix("missing: "): code for code, words in STATUS_WORDS.items() if ":" in words}
    | _SHORTHAND
    | _WORDS
)


def code_of(text: str) -> str | None:
    """The code that a status text means; None for one that means none."""
    return KNOWN.get(" ".join(text.strip(" []()").lower().split()))


def is_sentence(text: str) -> bool:
    """Whether a status is a remark that belongs in the note ("Value for … combined")."""
    return code_of(text) is None and len(text.split()) >= 3
