"""How wide words are drawn: for each character the wider of Arial's and DejaVu Sans's advance.

A chart asks for Helvetica or Arial. A machine that has neither draws it in another face, most often DejaVu
Sans, which is a tenth wider: room that was reckoned for Arial alone would cut the words there.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

#: Advances in thousandths of the size of the type, rounded up to ten, each with the characters that have it.
_REGULAR = {  # stays English
    280: "'ijl", 300: "I", 320: " ,.\xa0‘’", 340: "/:;·", 360: "f", 370: "-", 400: "()[]t", 410: "!²³",
    420: "r", 460: '"', 500: "*J°", 520: "“”", 530: "sz", 550: "c", 560: "?L_–", 580: "k", 600: "vxy",
    620: "FTaeo", 640: "$0123456789bdghnpqu£€", 670: "EKPSY", 690: "ABVXZ", 730: "CR", 740: "U", 750: "N",
    760: "H", 780: "&DG", 790: "OQ", 820: "w", 840: "#+<=>×−≤≥", 870: "M", 960: "%", 970: "½", 980: "m",
    990: "W▲", 1000: "—…", 1020: "@",
}  # fmt: skip
_BOLD = {  # stays English
    310: "'", 350: " ijl\xa0", 370: "/", 380: ",.I·‘’", 400: ":;", 420: "-", 440: "f²³", 460: "!()[]",
    480: "t", 500: "r°", 530: '"*', 560: "J_–", 590: "z", 600: "cs", 620: "?", 640: "L", 650: "x",
    660: "vy“”", 670: "k", 680: "ae", 690: "EFTo", 700: "$0123456789£€", 720: "bdghnpqu", 730: "SYZ",
    740: "CP", 770: "B", 780: "AKRVX", 820: "U", 830: "G", 840: "#+<=>DHN×−≤≥", 860: "OQ", 880: "&",
    930: "w", 990: "▲", 1000: "@M—…", 1010: "%", 1040: "½", 1050: "m", 1110: "W",
}  # fmt: skip
#: Of a character that neither list has: as wide as the widest letters.
_UNKNOWN = 1000


def _by_character(groups: dict[int, str]) -> dict[str, int]:
    return {character: advance for advance, held in groups.items() for character in held}


_ADVANCES = {False: _by_character(_REGULAR), True: _by_character(_BOLD)}


def drawn(words: str, size: float, *, bold: bool = False) -> float:
    """Px from the beginning of the words to their end, at the most."""
    return sum(_advance(character, bold) for character in words) * size / 1000


@lru_cache(maxsize=4096)
def _advance(character: str, bold: bool) -> int:
    """A letter with an accent is as wide as the letter."""
    known = _ADVANCES[bold]
    if character in known:
        return known[character]
    return known.get(unicodedata.normalize("NFD", character)[0], _UNKNOWN)
