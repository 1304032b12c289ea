"""What an edition is written out as."""

from enum import StrEnum


class Kind(StrEnum):
    WEB = "web"
    PDF = "pdf"
    WORD = "word"
    DATA = "data"


ALL = tuple(Kind)
