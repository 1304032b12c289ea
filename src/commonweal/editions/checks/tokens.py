"""Tokens that show no figure, or one that is no longer what the sentence says."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.editions.findings import Finding
from commonweal.editions.reading import Reading
from commonweal.editions.resolve import Chapter
from commonweal.editions.tokens import UNFINISHED
from commonweal.editions.tree import Text, Trouble, leaves, numbers, pictures, plain, runs
from commonweal.scrutiny.sentences import sentences
from commonweal.words import N_, _, in_both

NAME = "token"
TITLE = N_("A figure token that fails")
SUMMARY = N_(
    "A token names nothing, its figure is gone, or its direction is not the one it was written with."
)
ANY_LANGUAGE = True


def check(reading: Reading) -> Iterator[Finding]:
    for chapter in reading.chapters:
        for sentence, trouble in _troubles(chapter):
            yield Finding(
                NAME, chapter.slug, sentence, trouble.wrong, trouble.right, must=trouble.kind != "turned"
            )


def _half() -> Trouble:
    return Trouble(
        "unreadable",
        in_both("Here stand the braces of a token that is not whole."),
        _("A token begins with {{ and ends with }}, without an empty line or other braces in it."),
    )


def _troubles(chapter: Chapter) -> Iterator[tuple[str, Trouble]]:
    """Each trouble with the sentence it stands in; of a picture, the token as it is written."""
    troubled = {id(n): n.trouble for n in numbers(chapter.tree) if n.trouble}
    for run in runs(chapter.tree):
        for leaf in leaves(run):
            trouble = troubled.get(id(leaf))
            if trouble:
                yield _sentence(plain(run), plain((leaf,))), trouble
        for sentence in sentences(plain(tuple(i for i in leaves(run) if isinstance(i, Text)))):
            if UNFINISHED.search(sentence):
                yield sentence, _half()
    for picture in pictures(chapter.tree):
        if picture.trouble:
            yield picture.written, picture.trouble


def _sentence(text: str, figure: str) -> str:
    return next((s for s in sentences(text) if figure in s), text)
