"""Words that know what they are in English, too: what is kept of a text by its words (a waiver, an address)
must be the same in every language, and must outlive a better translation.

    said = in_both("The text says per {base}.", base="1,000")
    said           # in the language in use
    said.english   # the same in English
"""

from __future__ import annotations

from commonweal.words.catalogues import _

__all__ = ["Both", "english_of", "in_both"]


class Both(str):
    """A text in the language in use; ``english`` is the same in English."""

    english: str

    def __new__(cls, words: str, english: str | None = None) -> Both:
        made = super().__new__(cls, words)
        made.english = english_of(words) if english is None else english
        return made

    def __add__(self, other: str) -> Both:
        return Both(f"{self}{other}", f"{self.english}{english_of(other)}")

    def __radd__(self, other: str) -> Both:
        return Both(f"{other}{self}", f"{english_of(other)}{self.english}")


def in_both(message: str, **values: object) -> Both:
    """A message with what is put in; a value that is :class:`Both` goes into the English in English."""
    words = _(message).format(**values)
    return Both(words, message.format(**{name: english_of(v) for name, v in values.items()}))


def english_of(words: object) -> str:
    """What a text is in English, where it knows; any other as it stands."""
    return str(getattr(words, "english", words))
