"""Looks into an SVG as a reader of XML does."""

import re
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping

from tests.publish.typefaces import FACES

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


def reaches(root: ET.Element, face: str) -> list[tuple[str, float, float]]:
    """Each line of words in the picture, with where it begins and ends from the left, drawn in ``face``."""
    return list(_reaches(root, 0.0, face))


def _reaches(node: ET.Element, x: float, face: str) -> Iterator[tuple[str, float, float]]:
    moved = re.match(r"translate\(([-\d.e]+)", node.get("transform", ""))
    x += float(moved[1]) if moved else 0.0
    if node.tag == f"{SVG}text":
        plain, bold = FACES[face]
        advances = bold if node.get("font-weight") == "bold" else plain
        size = float(node.get("font-size", "").removesuffix("px"))
        for line in ["".join(span.itertext()) for span in node] or [node.text or ""]:
            wide = sum(_advance(character, advances) for character in line) * size / 1000
            left = x - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[node.get("text-anchor", "start")]
            yield line, left, left + wide
    for inside in node:
        yield from _reaches(inside, x, face)


def _advance(character: str, advances: Mapping[str, int]) -> int:
    return advances[unicodedata.normalize("NFD", character)[0]]
