from .drafts import Chapter, ChapterVersion, Comment, Drafted, Edition, Waiver
from .published import Correction, Frozen, FrozenPicture

__all__ = [
    "Chapter",
    "ChapterVersion",
    "Comment",
    "Correction",
    "Drafted",
    "Edition",
    "Frozen",
    "FrozenPicture",
    "Waiver",
]
