"""Areas that are not known, and which is meant where a name was written instead of a code."""

from __future__ import annotations

import polars as pl

from .areas import looks_official
from .problems import and_list, nearest, or_list
from .reading import Reading
from .recode import among, spelled
from .register import Register
from .schema import PROBLEM


def unknown_areas(reading: Reading, register: Register) -> pl.DataFrame:
    """A problem that stops for each row whose area no pack defines and no supplier's file introduces."""
    known = register.areas | set(reading.new_areas["code"].to_list())
    rows = reading.ordered
    found = rows.select("file", "row", "area", "area_name").filter(~among(rows["area"], known))
    unknown = spelled(found).with_columns(pl.col("area", "area_name").fill_null("").str.strip_chars())
    pairs = unknown.select("area", "area_name").unique()
    said = pl.DataFrame(
        [(area, name, _advice(area, name, register)) for area, name in pairs.rows()],
        schema={"area": pl.String, "area_name": pl.String, "said": pl.String},
        orient="row",
    )
    return (
        unknown.join(said, on=["area", "area_name"], how="left", maintain_order="left")
        .select(
            "file",
            "row",
            column=pl.lit("area"),
            value="area",
            rule=pl.lit("unknown-area"),
            severity=pl.lit("stop"),
            message=pl.format("Row {}, area: {}", "row", "said"),
        )
        .cast(PROBLEM)
    )


def _advice(area: str, name: str, register: Register) -> str:
    if not area:
        codes = register.codes_named(name)
        return f"it is empty. {_meant(f'“{name}”', codes, register) if codes else 'Write the official code.'}"
    codes = register.codes_named(area)
    if codes:
        return f"“{area}” is a name, not a code. {_meant('It', codes, register)}"
    codes = register.codes_named(name)
    if codes:
        return f"no place has the code “{area}”. {_meant(f'“{name}”', codes, register)}"
    return f"no place has the code “{area}”. {_nearest(area, register)}"


def _meant(subject: str, codes: list[str], register: Register) -> str:
    if len(codes) == 1:
        return f"{register.area_names[codes[0]]} is {codes[0]}."
    each = and_list([register.described(code) for code in codes])
    return f"{subject} names {each}: write the code of the one that is meant."


def _nearest(area: str, register: Register) -> str:
    like = [f"{code} ({register.area_names[code]})" for code in nearest(area, register.areas, likeness=0.85)]
    if like:
        return f"Is it {or_list(like)}?"
    if looks_official(area):
        return "It has the form of an official code: add the place to a pack first."
    return "Write the official code, such as E08000025."
