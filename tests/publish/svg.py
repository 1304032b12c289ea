"""Looks into an SVG as a reader of XML does."""

import re
import xml.etree.ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"
#: Names that an element may carry: everything that could fetch, run or style stays out.
_REFUSED = re.compile(r"^(?:on|style$)|href$")


def parsed(picture: bytes | str) -> ET.Element:
    root = ET.fromstring(picture)
    assert root.tag == f"{SVG}svg"
    return root


def texts(root: ET.Element) -> list[str]:
    """The words of the picture, in the order in which they are drawn."""
    return ["".join(node.itertext()) for node in root.iter(f"{SVG}text")]


def inspect_harmless(root: ET.Element) -> None:
    """No script, no style, no outside reference: it is drawn under a strict Content-Security-Policy."""
    for node in root.iter():
        assert node.tag.removeprefix(SVG) in {"svg", "g", "path", "rect", "line", "text", "tspan", "circle"}
        for name, value in node.attrib.items():
            assert not _REFUSED.search(name.rpartition("}")[2]), (node.tag, name)
            assert "url(" not in value
            assert "://" not in value


def inspect_spoken(root: ET.Element) -> str:
    """It is one picture with a sentence for a name."""
    assert root.get("role") == "img"
    said = root.get("aria-label") or ""
    assert said[0].isalnum() or said[0] in "£"
    assert said.endswith(".")
    return said
