"""Tokens that show no figure, or one that is no longer what the sentence says."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.editions.findings import Finding
from commonweal.editions.reading import Reading
from commonweal.editions.resolve import Chapter
from commonweal.editions.tree import Trouble, leaves, numbers, pictures, plain, runs

NAME = "token"
TITLE = "A figure token that fails"
SUMMARY = "A token names nothing, its figure is gone, or its direction is not the one it was written with."


def check(reading: Reading) -> Iterator[Finding]:
    for chapter in reading.chapters:
        for sentence, trouble in _troubles(chapter):
            yield Finding(
                NAME, chapter.slug, sentence, trouble.wrong, trouble.right, must=trouble.kind != "turned"
            )


def _troubles(chapter: Chapter) -> Iterator[tuple[str, Trouble]]:
    """Each trouble with the sentence it stands in; of a picture, the token as it is written."""
    troubled = {id(n): n.trouble for n in numbers(chapter.tree) if n.trouble}
    for run in runs(chapter.tree):
        for leaf in leaves(run):
            trouble = troubled.get(id(leaf))
            if trouble:
                yield _sentence(plain(run), plain((leaf,))), trouble
    for picture in pictures(chapter.tree):
        if picture.trouble:
            yield picture.written, picture.trouble


def _sentence(text: str, figure: str) -> str:
    from commonweal.scrutiny.sentences import sentences

    return next((s for s in sentences(text) if figure in s), text)
