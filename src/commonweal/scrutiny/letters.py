"""Characters: what is taken out of a text before it is read, and how much of it is Latin."""

from __future__ import annotations

import re
import unicodedata

# Invisible: soft hyphen, zero widths, marks and overrides of direction, byte-order mark. They split words
# that
# look whole, and an override can make a line read otherwise than it is written.
_INVISIBLE = dict.fromkeys(
    [0x00AD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF]
)
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"}
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def tidy(text: str) -> str:
    """One line of text: composed (NFC), without invisible and control characters, single spaces."""
    text = _UNPRINTABLE.sub("", text.translate(_INVISIBLE).translate(_LIGATURES))
    return " ".join(unicodedata.normalize("NFC", text).split())


def plain(text: str) -> str:
    """For comparing: small letters without accents, "&" as "and", straight quotes."""
    text = text.replace("&", " and ").replace("’", "'").replace("‘", "'")
    folded = unicodedata.normalize("NFKD", text).casefold()
    return " ".join("".join(c for c in folded if not unicodedata.combining(c)).split())


def word_set(text: str) -> frozenset[str]:
    """The words of a list that is easier to read and to change as one text."""
    return frozenset(text.split())


def latin_share(text: str) -> float:
    """The share of letters that are Latin; 1.0 where there are none at all."""
    letters = [c for c in text if c.isalpha()]
    if not letters:
        return 1.0
    return sum(1 for c in letters if c < "ɐ" or "Ḁ" <= c <= "ỿ") / len(letters)
