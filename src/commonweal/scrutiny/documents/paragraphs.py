"""Lines of a PDF → paragraphs and table cells, in reading order and across page breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..letters import tidy, word_set
from .lines import Line, Segment
from .looks import Paragraph, is_contents_line, number_of
from .tables import Row, table_from

_ENDS_SENTENCE = re.compile(r"[.!?:;][\"”’)\]]*$")
_BULLET = re.compile(r"(?:[•●▪■◦‣⁃∙*–—-]|\uf0b7|o)\s+\S")
_LESSER = 0.15
_HYPHENS = "-\u00ad\u2010"
_KEEPS_HYPHEN = word_set(
    "well co non self low long short high part full cross socio multi inter post pre anti re ex mid out in "
    "off up one two three four five six ten year cost evidence follow place community work lower higher so "
    "day door"
)  # stays English


def paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """All lines as paragraphs; those of tables as one paragraph a cell."""
    leading = _leading(lines)
    known = {word.text.casefold().strip(".,;:()") for line in lines for word in line.words}
    right = _right_edge(lines)
    made: list[Paragraph] = []
    held: list[Line] = []
    at = tables = 0
    while at < len(lines):
        rows, taken = table_from(lines, at, leading, tables)
        if taken:
            made += _joined(held, known)
            held = []
            made += _cells(rows, known)
            tables += 1
            at += taken
            continue
        line = lines[at]
        if held and _begins(held[-1], line, held, leading, right):
            made += _joined(held, known)
            held = []
        held.append(line)
        at += 1
    return [*made, *_joined(held, known)]


def _leading(lines: Sequence[Line]) -> float:
    """The step from line to line within a paragraph, in line heights.

    It is the lesser steps, not the usual one: in a short report most steps are between paragraphs.
    """
    steps = sorted(
        (one.middle - other.middle) / one.height
        for one, other in pairwise(lines)
        if one.page == other.page and one.height and 0 < one.middle - other.middle < 2 * one.height
    )
    return steps[int(len(steps) * _LESSER)] if steps else 1.2


def _right_edge(lines: Sequence[Line]) -> float:
    rights = sorted(line.right for line in lines)
    return rights[int(len(rights) * 0.9)] if rights else 0.0


def _begins(last: Line, line: Line, held: Sequence[Line], leading: float, right: float) -> bool:
    """Whether a line begins a new paragraph."""
    one, other = last.segments[0], line.segments[0]
    if abs(last.height - line.height) > 0.08 * last.height or _weight(last) != _weight(line):
        return True
    if _capitals(last) != _capitals(line) and not (_capitals(line) and len(line.words) < 3):
        return True
    if _BULLET.match(line.text) or _numbered(line.text) or is_contents_line(last.text):
        return True
    width = max(right - one.left, 1)
    short = last.right < right - 0.18 * width
    ends = bool(_ENDS_SENTENCE.search(last.text))
    if last.page != line.page:
        return not (line.text[:1].islower() or (not ends and not short))
    step = (last.middle - line.middle) / max(last.height, 1)
    if step > leading * 1.3 or step < 0:
        return True
    if last.right < right - 0.5 * width and line.text[:1].isupper() and _weight(line) != "bold":
        return True
    outdented = other.left < one.left - 4 and len(held) > 1
    return (ends and short) or (outdented and ends)


def _numbered(text: str) -> bool:
    """A line that begins with a paragraph's number, not with an amount that was carried over ("12
    people")."""
    number, rest = number_of(text)
    return bool(number) and bool(rest) and (len(number) > 1 or bool(re.match(r"\S+[.)]\s|\d+\s+[A-Z]", text)))


def _capitals(line: Line) -> bool:
    """All in capitals, and long enough for that to mean a heading rather than an abbreviation."""
    text = line.text
    return text.isupper() and sum(1 for c in text if c.isalpha()) > 6


def _weight(line: Line) -> str:
    words = [word for segment in line.segments for word in segment.words]
    if not words[0].bold and words[0].text.isalnum():
        return "text"
    bold = [word.bold for word in words if any(c.isalnum() for c in word.text)]
    return "bold" if bold and all(bold) else "text"


def _joined(lines: Sequence[Line], known: set[str]) -> Iterator[Paragraph]:
    if not lines:
        return
    raw = _text([line.text for line in lines], known)
    text = tidy(raw)
    if not text:
        return
    bold = all(_weight(line) == "bold" for line in lines)
    lead = lines[0].segments[0].lead
    yield Paragraph(
        text=text,
        size=round(lines[0].height, 1),
        bold=bold,
        lead="" if bold else tidy(lead),
        contents=is_contents_line(raw),
        page=lines[0].page,
    )


def _cells(rows: Sequence[Row], known: set[str]) -> Iterator[Paragraph]:
    for row in rows:
        for cell, segments, page, height in row:
            text = tidy(_text([segment.text for segment in segments], known))
            if text:
                bold = all(segment.bold for segment in segments)
                yield Paragraph(
                    text=text,
                    size=round(height, 1),
                    bold=bold,
                    lead="" if bold else tidy(_cell_lead(segments)),
                    page=page,
                    cell=cell,
                )


def _cell_lead(segments: Sequence[Segment]) -> str:
    said: list[str] = []
    for segment in segments:
        if not segment.bold:
            return " ".join([*said, segment.lead])
        said.append(segment.text)
    return " ".join(said)


def _text(parts: Sequence[str], known: set[str]) -> str:
    """Lines as one text; a word cut at a line's end is made whole."""
    text = parts[0]
    for part in parts[1:]:
        if text[-1:] in _HYPHENS and text[-2:-1].isalpha() and part[:1].islower():
            text = _whole(text, part, known)
        else:
            text += " " + part
    return text


def _whole(text: str, part: str, known: set[str]) -> str:
    """Without the hyphen where the whole word, or no hyphenated one, is known from the rest of the
    document."""
    before = re.split(r"[\s(]", text)[-1][:-1]
    after = re.split(r"[\s.,;:)]", part)[0]
    together, hyphenated = (before + after).casefold(), f"{before}-{after}".casefold()
    if together not in known and (hyphenated in known or before.casefold() in _KEEPS_HYPHEN or "-" in before):
        return f"{text[:-1]}-{part}"
    return text[:-1] + part
