"""The section of a report that stands under one of the headings looked for: where it begins, where it ends.

A section ends at the next heading of the same or a higher level. In a table it is the rest of its row (or,
where
the headings stand in the top row, its column). A heading in a table of contents is not the section.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Literal

from .documents.looks import number_of
from .english import says_none
from .headings import Match, Wanted, match, match_at_start
from .letters import plain
from .report import NO_HEADING, Block, Report

How = Literal["heading", "cell", "line", "plain"]

#: What reports put headings over; one of these ends a section even where it looks like a sub-heading.
_STANDARD = re.compile(
    r"(?:implications?|appendi(?:x|ces)|background (?:papers?|documents?|information)|recommendations?|"
    r"contact (?:officers?|details)|report authors?|consultation|conclusions?|reasons? for|"
    r"alternative options|"
    r"options considered|legal|financ\w*|equalit\w*|human resources?|procurement|property|privacy|"
    r"crime and disorder|health and safety|staffing|risk (?:management|assessment)|next steps|"
    r"environment(?:al)? (?:impact|sustainability)|climate (?:change|emergency)|sustainability|social value|"
    r"data protection|public sector equality|monitoring officer|section 151|wards? affected)\b",
    re.IGNORECASE,
)
#: Of those, the ones that end it even where they are a smaller heading than the section's own.
_ALWAYS = re.compile(
    r"\bimplications?$|^appendi(?:x|ces)\b|^background papers?\b|^recommendations?$|^contact officers?\b|"
    r"^(?:legal|finance|financial|equalities|human resources|procurement|property|privacy)$",
    re.IGNORECASE,
)
#: A word that stands for such a heading before a colon or a full stop: "Climate. None."
_TOPIC = re.compile(
    r"\W*(?:legal|law|financ(?:e|ial)|climate|environment(?:al)?|risks?|equalit(?:y|ies)|crime|property|"
    r"carbon|privacy|staffing|workforce|procurement|health|communications|ict|safeguarding|human rights|"
    r"sustainability|consultation)(?: (?:and|&) \w+)?",
    re.IGNORECASE,
)
_ELSEWHERE = (
    r"(?:(?:please\s+)?(?:see|refer\s+to)|(?:as\s+)?(?:set\s+out|described|covered|addressed|dealt\s+with|"
    r"detailed|contained|included|given|explained)\s+(?:in|at|under|below|above))\b.{0,50}"
)
#: A tick, or a pointer to where the account is: never the account itself.
_YES_OR_NO = re.compile(
    rf"(?:(?:yes|no)\b\W*)?(?:no\b\W*)?(?:{_ELSEWHERE}|\({_ELSEWHERE}\)|n/?a|[\d. ]+)?[.]?", re.IGNORECASE
)
_TICKS = re.compile(r"[☐☑☒☓□■▢✓✔✕✗✘]|\[[ xX]?\]")
_ASIDE = re.compile(
    r"sign|officer|date|lead|contact|page|ref|author|cleared|by whom|consulted", re.IGNORECASE
)
_LABEL_WORDS = 14


@dataclass(frozen=True)
class Section:
    """``heading`` as it stands in the report, ``wanted`` as it was configured, ``score`` how alike they are.

    ``how``: under a heading; in the row of a table; behind the heading on one line; under a line that looks
    like text. ``paragraphs``: the text, a table's row as one line; sub-headings are left out. ``first``,
    ``last``: the places of its blocks in the report. ``page``: of its heading.
    """

    heading: str
    wanted: str
    score: float
    how: How
    paragraphs: tuple[str, ...]
    first: int
    last: int
    page: int | None = None

    @property
    def text(self) -> str:
        return "\n".join(self.paragraphs)


def find_sections(report: Report, wanted: Wanted | None = None) -> list[Section]:
    """Every section under a heading looked for, the best first; an empty list where there is none."""
    wanted = wanted or Wanted()
    found: list[Section] = []
    covered = -1
    for block in report.blocks:
        if block.at <= covered or block.contents or _is_title(block, wanted):
            continue
        section = _section(report.blocks, block, wanted)
        if section:
            found.append(section)
            covered = section.last if section.paragraphs else block.at
    return sorted(found, key=_order)


def _order(section: Section) -> tuple[int, int, float, int]:
    """Those with an account before those with a tick, headings before lines, the likeliest first."""
    said = " ".join(_TICKS.sub(" ", section.text).split())
    ticked = not said or bool(_YES_OR_NO.fullmatch(said))
    how = {"heading": 0, "cell": 0, "line": 1, "plain": 1}[section.how]
    return (int(ticked), how, -round(section.score / 10), section.first)


def _is_title(block: Block, wanted: Wanted) -> bool:
    """A title may be about inclusive growth; it is the section only if it says so like a section."""
    if not block.title:
        return False
    found = match(block.text, wanted)
    return found is None or not re.search(r"implication|impact", block.text, re.IGNORECASE)


def _section(blocks: Sequence[Block], block: Block, wanted: Wanted) -> Section | None:
    if block.cell and (in_table := _in_table(blocks, block, wanted)):
        return in_table
    if block.heading and (found := match(block.text, wanted)):
        return _under(blocks, block, found, "heading")
    if (found := match_at_start(block.text, block.lead, wanted)) and not _mentions(found.rest):
        if block.heading and not says_none(found.rest):  # a heading with words of its own behind a dash
            return _under(blocks, block, found, "heading")
        return _on_one_line(blocks, block, found)
    if not block.heading and not block.cell and _stands_alone(blocks, block):
        found = match(block.text, wanted)
        if found and found.score >= 84:
            return _under(blocks, block, found, "plain")
    return None


def _stands_alone(blocks: Sequence[Block], block: Block) -> bool:
    """A short line without a full stop, with text under it."""
    if len(block.text.split()) > 8 or block.text.rstrip()[-1:] in ".;,":
        return False
    return block.at + 1 < len(blocks)


def _mentions(rest: str) -> bool:
    """Only a page number, or a pointer to elsewhere in a list."""
    return bool(re.fullmatch(r"(?:page\s*)?\d{1,3}", rest.strip(), re.IGNORECASE))


def _under(blocks: Sequence[Block], block: Block, found: Match, how: How) -> Section:
    own = block
    start = block.at + 1
    # A heading over two lines: "Inclusive Growth" / "Implications".
    while start < len(blocks) and _continues(own, blocks[start]):
        own = replace(own, text=f"{own.text} {blocks[start].text}")
        start += 1
    end = start
    while end < len(blocks) and not _closes(own, blocks[end]):
        end += 1
    inside = blocks[start:end]
    return Section(own.text, found.heading, found.score, how, _texts(inside), block.at, end - 1, block.page)


def _continues(own: Block, block: Block) -> bool:
    words = plain(block.text).split()
    return (
        block.rank == own.rank
        and block.heading
        and not block.number
        and len(words) <= 2
        and words[0]
        in ("implications", "implication", "impact", "impacts", "assessment", "considerations", "tests")
    )


def _on_one_line(blocks: Sequence[Block], block: Block, found: Match) -> Section:
    """ "Inclusive growth: none." goes on until the next line with a heading of its own."""
    end = block.at + 1
    while end < len(blocks):
        other = blocks[end]
        if other.heading or other.lead or other.cell or _runs_in(other.text) or other.number:
            break
        end += 1
    heading = block.text[: len(block.text) - len(found.rest)].rstrip(" :.–—-")
    texts = (found.rest, *_texts(blocks[block.at + 1 : end]))
    return Section(heading, found.heading, found.score, "line", texts, block.at, end - 1, block.page)


def _runs_in(text: str) -> bool:
    """Another "Legal implications: …" line."""
    head = re.split(r":|\s[–—-]\s|\.\s", text, maxsplit=1)[0]
    if _TOPIC.fullmatch(head):
        return True
    return (
        text[len(head) : len(head) + 1] != "."
        and len(head) < len(text)
        and len(head.split()) <= 6
        and bool(_STANDARD.search(head))
    )


def _closes(own: Block, other: Block) -> bool:
    """Whether a block ends the section of a heading."""
    if own.number and other.number[: len(own.number)] == own.number and len(other.number) > len(own.number):
        return False
    title = number_of(other.text)[1]
    if not other.heading:
        unstyled = own.rank == NO_HEADING or not other.cell
        short = len(title.split()) <= 6 and title[-1:] not in ".;,:"
        return (
            unstyled
            and short
            and (own.rank == NO_HEADING or bool(_ALWAYS.search(title)))
            and _standard(title)
        )
    if other.cell and not own.cell:
        return bool(_ALWAYS.search(title)) and len(title.split()) <= _LABEL_WORDS
    if other.rank < own.rank:
        return True
    if own.number and other.number:
        return len(other.number) <= len(own.number)
    if other.rank == own.rank:
        return not own.number or _standard(title)
    return bool(_ALWAYS.search(title))


def _standard(title: str) -> bool:
    return bool(_STANDARD.search(title))


def _in_table(blocks: Sequence[Block], block: Block, wanted: Wanted) -> Section | None:
    """The heading in one cell of a row, its text in the same cell, the cells to the right, or below."""
    assert block.cell
    text = block.text
    found = match(text, wanted) if len(text.split()) <= _LABEL_WORDS else None
    if found is None:
        if block.cell.column > 1 or not (run_in := match_at_start(text, block.lead, wanted)):
            return None
        heading = text[: len(text) - len(run_in.rest)].rstrip(" :.–—-")
        beside = _rest_of_row(blocks, block)
        if beside and run_in.rest.rstrip().endswith("?"):  # a prompt to the author, answered beside it
            return _cell_section(text, run_in, beside, block, block.at + len(beside))
        rest = [run_in.rest, *beside]
        return _cell_section(heading, run_in, rest, block, block.at + len(rest) - 1)
    table = [b for b in blocks[block.at :] if b.cell and b.cell.table == block.cell.table]
    row = [b for b in table if b.cell and b.cell.row == block.cell.row and b.at > block.at]
    if block.cell.row == 0 and _is_header(blocks, block, row):
        column = [b for b in table if b.cell and b.cell.column == block.cell.column and b.cell.row == 1]
        return _cell_section(text, found, [b.text for b in column], block, (column or [block])[-1].at)
    inside = [*row, *_rows_without_label(table, block)]
    inside = _without_asides(inside, blocks, block.cell.table)
    if not inside:  # the heading has a row to itself: the account is in the rows below
        inside = _rows_below(table, block)
    last = inside[-1].at if inside else block.at
    return _cell_section(text, found, [b.text for b in inside], block, last)


def _without_asides(inside: list[Block], blocks: Sequence[Block], table: int) -> list[Block]:
    """Without the columns of names and initials ("Sign-off") that such tables have beside the text."""
    columns: dict[int, list[Block]] = {}
    for b in blocks:
        if b.cell and b.cell.table == table and b.cell.row > 0:
            columns.setdefault(b.cell.column, []).append(b)
    own = {b.cell.column for b in inside if b.cell}
    if len(own) < 2:
        return inside
    length = {c: median(len(b.text.split()) for b in columns.get(c, [])) for c in own if columns.get(c)}
    tops = {b.cell.column: b.text for b in blocks if b.cell and b.cell.table == table and b.cell.row == 0}
    longest = max(own, key=lambda c: length.get(c, 0))
    aside = {c for c in own if c != longest and (length.get(c, 0) <= 4 or _ASIDE.search(tops.get(c, "")))}
    return [b for b in inside if b.cell and b.cell.column not in aside]


def _cell_section(heading: str, found: Match, texts: Sequence[str], block: Block, last: int) -> Section:
    said = tuple(t for t in texts if t.strip())
    return Section(heading, found.heading, found.score, "cell", said, block.at, last, block.page)


def _rest_of_row(blocks: Sequence[Block], block: Block) -> list[str]:
    assert block.cell
    key = (block.cell.table, block.cell.row)
    return [b.text for b in blocks[block.at + 1 :] if b.cell and (b.cell.table, b.cell.row) == key]


def _is_header(blocks: Sequence[Block], block: Block, row: Sequence[Block]) -> bool:
    """A top row of short labels over longer text."""
    assert block.cell
    labels = [b for b in row if len(b.text.split()) <= 6]
    below = [b for b in blocks if b.cell and b.cell.table == block.cell.table and b.cell.row == 1]
    under = [b for b in below if b.cell and b.cell.column == block.cell.column]
    others = [b for b in blocks if b.cell and b.cell.table == block.cell.table and b.cell.row == 0]
    return (
        len(others) > 1
        and len(labels) == len(row)
        and bool(under)
        and all(len(b.text.split()) <= 6 for b in others)
        and max(len(b.text.split()) for b in under) > 6
        and not any(b.cell and b.cell.row > 3 for b in below)
    )


def _rows_without_label(table: Sequence[Block], block: Block) -> list[Block]:
    """Rows below with nothing in the heading's column: the same row, cut by a page or a merged cell."""
    assert block.cell
    found: list[Block] = []
    row = block.cell.row + 1
    while inside := [b for b in table if b.cell and b.cell.row == row]:
        if any(b.cell and b.cell.column <= block.cell.column for b in inside):
            break
        found += inside
        row += 1
    return found


def _rows_below(table: Sequence[Block], block: Block) -> list[Block]:
    found = []
    for b in table:
        if b.cell and block.cell and b.cell.row > block.cell.row:
            if b.heading and b.cell.column <= block.cell.column and len(b.text.split()) <= _LABEL_WORDS:
                break
            found.append(b)
    return found


def _texts(inside: Sequence[Block]) -> tuple[str, ...]:
    """Paragraphs; the cells of one row of a table as one line. Sub-headings are left out."""
    made: list[str] = []
    row: tuple[int, int] | None = None
    for block in inside:
        if block.cell:
            key = (block.cell.table, block.cell.row)
            if key == row:
                made[-1] += f"; {block.text}"
            else:
                made.append(block.text)
            row = key
            continue
        row = None
        if not block.heading:
            made.append(block.text)
    return tuple(_without_number(text) for text in made)


def _without_number(text: str) -> str:
    """ "7.3.1 The scheme…" without its number; an amount at the start ("40 people") stays."""
    return re.sub(r"^\(?\d{1,2}(?:\.\d{1,2}){1,4}[.)]?\s+", "", text)
