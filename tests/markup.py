"""HTML as a browser reads it, by html5ever, the parser of Servo.

html5lib does the same in Python, at six times the price, and keeps to an older wording of the standard.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, TreeBuilder

from markupever import HtmlOptions, Parser

# Its nodes bare: to have each wrapped by the library takes longer than the reading.
from markupever._rustlib import Element as Tag
from markupever._rustlib import Text
from markupever._rustlib.iter import Traverse

OPTIONS = HtmlOptions(exact_errors=True)


def read(page: str) -> tuple[Element, list[str]]:
    """The tree of a whole page, and what the standard calls errors in it.

    Elements and attributes are named without their namespaces. Comments are left out. What stands in a
    ``template`` is in the tree.
    """
    parser = Parser(OPTIONS)
    parser.process(page)
    parser.finish()
    errors = parser.errors()
    tree = TreeBuilder()
    for node, closes in Traverse(parser.into_dom().root()._raw):
        kind = type(node)
        if kind is Text and not closes:
            tree.data(node.content)
        elif kind is Tag and closes:
            tree.end(node.name.local)
        elif kind is Tag:
            tree.start(node.name.local, {name.local: value for name, value in node.attrs.items()})
    return tree.close(), errors


def tree_of(page: str) -> Element:
    """The tree of a whole page, whatever is wrong with it."""
    return read(page)[0]
