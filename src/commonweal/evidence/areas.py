"""Codes of areas that no pack defines: which look official, and what the file calls them."""

from __future__ import annotations

import re

import polars as pl

from .recode import recode
from .register import Register
from .schema import NEW_AREA

#: ONS nine-character codes; ITL codes (TLG, TLG3, TLG31); Northern Ireland's 2001 and 2011 super output
#: areas (95AA01S1); the ONS's own pseudo-codes of nine digits after K99 are of the first form.
_OFFICIAL = re.compile(r"[EKNSW]\d{8}|TL[A-Z][0-9A-Z]{0,2}|95[A-Z]{2}\d{2}[A-Z]\d")
#: Codes that stand for "no area of this country", never for a place.
_PSEUDO = re.compile(r"[ENSW]99999999")


def looks_official(code: str) -> bool:
    """Whether a code has the form of an official one. It says nothing of whether the area exists."""
    return bool(_OFFICIAL.fullmatch(code)) and not _PSEUDO.fullmatch(code)


def new_areas(first: pl.DataFrame, register: Register) -> pl.DataFrame:
    """The areas that a supplier's file itself names and no pack defines, once each.

    ``first``: the first row of each area, with ``area, area_name, level, layout, dataset``. A code whose name
    is that of a known place of the same kind is not among them: it is more likely a code written wrongly, or
    one that a boundary change replaced, than a new place.
    """
    known = (pl.col("layout") != "tidy") & pl.col("area").is_not_null() & pl.col("area_name").is_not_null()
    found = first.filter(known & ~pl.col("area").is_in(list(register.areas))).with_columns(
        pl.col("area_name").str.strip_chars()
    )
    official = recode(found["area"], looks_official, pl.Boolean)
    found = found.filter(official)
    keep = [
        not any(code[:3] == area[:3] and len(code) == len(area) for code in register.codes_named(name))
        for area, name in found.select("area", "area_name").iter_rows()
    ]
    chosen = found.filter(pl.Series(keep, dtype=pl.Boolean))
    return chosen.select(
        code="area", name="area_name", level=pl.col("level").fill_null(""), dataset="dataset"
    ).cast(NEW_AREA)
