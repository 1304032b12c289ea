"""Markdown to a tree: CommonMark and tables, by markdown-it. HTML in it is text, never markup.

A figure token is read as one piece wherever words may stand: in paragraphs, headings, lists, table cells and
inside emphasis. Inside code it stays as it is written, so that a page may show how tokens look.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import cast

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.tree import SyntaxTreeNode

from commonweal.editions import tokens
from commonweal.editions.tree import (
    Align,
    Block,
    Cell,
    Code,
    CodeBlock,
    Emphasis,
    Heading,
    Inline,
    Item,
    LineBreak,
    Link,
    Listing,
    Number,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Strong,
    Table,
    Text,
    Tree,
    Trouble,
    plain,
)

_SAFE = re.compile(r"(?:https?://|mailto:|#|/(?!/))", re.IGNORECASE)
#: The chapter's title is the first heading, so a text's own begin one level lower.
_HIGHEST = 2


def parse(text: str) -> Tree:
    """The tree of a Markdown text; figures and pictures in it are not yet filled in. Never raises."""
    root = SyntaxTreeNode(_reader().parse(text.replace("\x00", "")))
    anchors: Counter[str] = Counter()
    return tuple(b for child in root.children for b in _blocks(child, anchors))


@lru_cache(maxsize=1)
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).enable("table")
    reader.inline.ruler.before("escape", "figure", _figure)
    return reader


def _figure(state: StateInline, silent: bool) -> bool:
    """A rule of markdown-it: one figure token at the reader's place."""
    match = tokens.WRITTEN.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        state.push("figure", "", 0).content = match[0]
    state.pos = match.end()
    return True


def _blocks(node: SyntaxTreeNode, anchors: Counter[str]) -> list[Block]:
    kind = node.type
    if kind == "heading":
        children = _run(node)
        level = min(int(node.tag[1:]) + _HIGHEST - 1, 6)
        return [Heading(level, children, _anchor(plain(children), anchors))]
    if kind == "paragraph":
        return _paragraph(_run(node))
    if kind == "blockquote":
        return [Quote(tuple(b for child in node.children for b in _blocks(child, anchors)))]
    if kind in {"bullet_list", "ordered_list"}:
        items = tuple(
            Item(tuple(b for child in item.children for b in _blocks(child, anchors)))
            for item in node.children
        )
        return [Listing(kind == "ordered_list", items, int(node.attrs.get("start", 1) or 0))]
    if kind == "table":
        rows = [row for part in node.children for row in part.children]
        head, *body = [tuple(_cell(cell) for cell in row.children) for row in rows]
        return [Table(head, tuple(body))]
    if kind in {"fence", "code_block"}:
        return [CodeBlock(node.content.rstrip("\n"))]
    return [Rule()] if kind == "hr" else [Paragraph((Text(node.content),))] if node.content else []


def _paragraph(children: tuple[Inline, ...]) -> list[Block]:
    """A paragraph; a picture's token on a line of its own is lifted out of it."""
    found: list[Block] = []
    line: list[Inline] = []

    def end_line() -> None:
        while line and isinstance(line[-1], LineBreak):
            line.pop()
        if line:
            found.append(Paragraph(tuple(line)))
        line.clear()

    for n, child in enumerate(children):
        alone = (n == 0 or isinstance(children[n - 1], LineBreak)) and (
            n + 1 == len(children) or isinstance(children[n + 1], LineBreak)
        )
        if alone and isinstance(child, Number) and child.token is not None and child.token.picture:
            end_line()
            found.append(Picture(child.written, child.token))
        elif line or not isinstance(child, LineBreak):
            line.append(child)
    end_line()
    return found


def _cell(node: SyntaxTreeNode) -> Cell:
    aligned = re.search(r"text-align:(left|center|right)", str(node.attrs.get("style", "")))
    return Cell(_run(node), cast(Align, aligned[1]) if aligned else "")


def _run(node: SyntaxTreeNode) -> tuple[Inline, ...]:
    return _joined([i for inline in node.children for child in inline.children for i in _inline(child)])


def _inline(node: SyntaxTreeNode) -> list[Inline]:
    kind = node.type
    if kind == "figure":
        return [_number(node.content)]
    if kind == "code_inline":
        return [Code(node.content)]
    if kind in {"softbreak", "hardbreak"}:
        return [LineBreak(kind == "hardbreak")]
    if kind == "image":
        # A picture from elsewhere would be a figure without its source; its words stay.
        return [Text(node.content)] if node.content else []
    if kind in {"strong", "em", "link"}:
        children = _joined([i for child in node.children for i in _inline(child)])
        if kind == "strong":
            return [Strong(children)]
        if kind == "em":
            return [Emphasis(children)]
        address = str(node.attrs.get("href", ""))
        return [Link(address, children)] if _SAFE.match(address) else list(children)
    return [Text(node.content)] if node.content else []


def _number(written: str) -> Number:
    try:
        return Number(written, tokens.parse(written))
    except tokens.TokenError as error:
        return Number(written, None, f"[{written.strip('{}')}]", trouble=Trouble("unreadable", error.wrong))


def _joined(pieces: list[Inline]) -> tuple[Inline, ...]:
    """Words that stand together as one piece."""
    found: list[Inline] = []
    for piece in pieces:
        if isinstance(piece, Text) and found and isinstance(found[-1], Text):
            found[-1] = Text(found[-1].text + piece.text)
        else:
            found.append(piece)
    return tuple(found)


def _anchor(words: str, anchors: Counter[str]) -> str:
    slug = tokens.slug_of(re.sub(r"\{\{[^}]*\}\}", "", words)) or "section"
    anchors[slug] += 1
    return slug if anchors[slug] == 1 else f"{slug}-{anchors[slug]}"
