"""A tree as HTML: every word escaped, links of safe kinds only, each figure marked and linked."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from commonweal.editions.tree import (
    Block,
    Cell,
    Code,
    CodeBlock,
    Emphasis,
    Heading,
    Inline,
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
    Used,
)

#: The address of a figure's own page; empty: it is not linked.
Address = Callable[[Used], str]
#: HTML of a picture, trusted as it is.
Drawn = Callable[[Picture], str]


def html(tree: Tree, *, address: Address | None = None, drawn: Drawn | None = None, anchors: str = "") -> str:
    """HTML of a chapter's text, without its title. ``anchors`` stands before the anchor of each heading.

    A figure is ``<data class="cw-figure" value="…">`` in a link where ``address`` gives one; a figure with a
    trouble has the class ``cw-figure-trouble`` besides and its title says what is wrong.
    """
    writer = _Writer(address or (lambda _: ""), drawn or _named, anchors)
    return "\n".join(writer.block(b) for b in tree)


def _named(picture: Picture) -> str:
    words = escape(f"[{picture.token.form}: {picture.token.indicator}]")
    return f'<p class="govuk-body cw-picture">{words}</p>'


class _Writer:
    def __init__(self, address: Address, drawn: Drawn, anchors: str) -> None:
        self._address, self._drawn, self._anchors = address, drawn, anchors

    def block(self, block: Block, *, tight: bool = False) -> str:
        if isinstance(block, Heading):
            level = block.level
            size = {2: "m", 3: "s"}.get(level, "s")
            anchor = f' id="{escape(self._anchors + block.anchor)}"' if block.anchor else ""
            return f'<h{level}{anchor} class="govuk-heading-{size}">{self.run(block.children)}</h{level}>'
        if isinstance(block, Paragraph):
            words = self.run(block.children)
            return words if tight else f'<p class="govuk-body">{words}</p>'
        if isinstance(block, Listing):
            return self._listing(block)
        if isinstance(block, Quote):
            inner = "\n".join(self.block(b) for b in block.blocks)
            return f'<blockquote class="govuk-inset-text">{inner}</blockquote>'
        if isinstance(block, Table):
            return self._table(block)
        if isinstance(block, CodeBlock):
            return f"<pre><code>{escape(block.text)}</code></pre>"
        if isinstance(block, Rule):
            return '<hr class="govuk-section-break govuk-section-break--m govuk-section-break--visible">'
        return self._drawn(block)

    def run(self, children: tuple[Inline, ...]) -> str:
        return "".join(self._inline(c) for c in children)

    def _inline(self, inline: Inline) -> str:
        if isinstance(inline, Text):
            return escape(inline.text)
        if isinstance(inline, Strong):
            return f"<strong>{self.run(inline.children)}</strong>"
        if isinstance(inline, Emphasis):
            return f"<em>{self.run(inline.children)}</em>"
        if isinstance(inline, Code):
            return f"<code>{escape(inline.text)}</code>"
        if isinstance(inline, Link):
            # A link in a link is none: figures in it are marked and not linked.
            words = _Writer(lambda _: "", self._drawn, self._anchors).run(inline.children)
            return f'<a class="govuk-link" href="{escape(inline.address)}">{words}</a>'
        if isinstance(inline, LineBreak):
            return "<br>" if inline.hard else "\n"
        return self._number(inline)

    def _number(self, number: Number) -> str:
        text = escape(number.text or number.written)
        trouble = number.trouble
        marks = " cw-figure-trouble" if trouble else ""
        title = f' title="{escape(trouble.wrong)}"' if trouble else ""
        used = number.used
        if used is None:
            return f'<span class="cw-figure{marks}"{title}>{text}</span>'
        value = escape(repr(used.value) if used.value is not None else used.text)
        data = f'<data class="cw-figure{marks}" value="{value}"{title}>{text}</data>'
        address = self._address(used)
        return (
            f'<a class="govuk-link cw-figure-link" href="{escape(address)}">{data}</a>' if address else data
        )

    def _listing(self, listing: Listing) -> str:
        tag, kind = ("ol", "number") if listing.ordered else ("ul", "bullet")
        start = f' start="{listing.start}"' if listing.ordered and listing.start != 1 else ""
        items = []
        for item in listing.items:
            tight = sum(isinstance(b, Paragraph) for b in item.blocks) <= 1
            items.append("<li>" + "\n".join(self.block(b, tight=tight) for b in item.blocks) + "</li>")
        return f'<{tag} class="govuk-list govuk-list--{kind}"{start}>{"".join(items)}</{tag}>'

    def _table(self, table: Table) -> str:
        head = "".join(self._cell(c, "th", "header", ' scope="col"') for c in table.header)
        rows = "".join(
            '<tr class="govuk-table__row">' + "".join(self._cell(c, "td", "cell") for c in row) + "</tr>"
            for row in table.rows
        )
        return (
            f'<table class="govuk-table"><thead class="govuk-table__head"><tr class="govuk-table__row">{head}'
            f'</tr></thead><tbody class="govuk-table__body">{rows}</tbody></table>'
        )

    def _cell(self, cell: Cell, tag: str, kind: str, more: str = "") -> str:
        if tag == "th" and not cell.children:
            tag, more = "td", ""  # a corner without words is no header
        right = f" govuk-table__{kind}--numeric" if cell.align == "right" else ""
        return f'<{tag} class="govuk-table__{kind}{right}"{more}>{self.run(cell.children)}</{tag}>'
