"""What the JSON beside an ONS file says of its series, and the definitions drafted from it.

Two forms are read: that of Explore Local Statistics ("ess-beta-metadata": one series, or several with
what they share) and that of csv-cubed ("qube-config"), which the small-area files carry.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from commonweal.packs.models import EvidenceKey, Indicator, IndicatorType, Provenance
from commonweal.words import _, listed

from .told import Told, shown

OPEN_LICENCE = "Open Government Licence v3.0"  # stays English
_ONS = "Office for National Statistics"  # stays English
#: So many letters of a name are kept as a key.
LONGEST_ID = 120
_MOST_NAMED = 5
_SIGNS = {"GBPSign": "£"}


@dataclass(frozen=True)
class Described:
    """What is told of one series: texts in one line, empty where nothing is told."""

    name: str = ""
    description: str = ""
    unit: str = ""
    prefix: str = ""
    suffix: str = ""
    decimals: int | None = None
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True)
class Metadata:
    """``series``: by the series' name; the key "" is of a file with one series. ``doubts``: what was left
    out of it, in sentences.
    """

    title: str = ""
    organisation: str = ""
    address: str = ""
    licence: str = OPEN_LICENCE
    released: str = ""
    series: Mapping[str, Described] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()

    def of(self, series: str) -> Described:
        return self.series.get(series) or self.series.get("") or Described()


def parse(data: bytes) -> Metadata:
    """Raises ``ValueError``, in words for an analyst, for what is not metadata that we know."""
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ValueError(_("The metadata cannot be read as JSON: {reason}.").format(reason=error)) from error
    known = content if isinstance(content, dict) else {}
    schema = known.get("$schema")
    if isinstance(known.get("ess-beta-metadata"), dict):
        return _explore(known["ess-beta-metadata"])
    if isinstance(schema, str) and "csv-cubed" in schema:
        return _cube(known)
    raise ValueError(_("The metadata is in no form that we know (“ess-beta-metadata” or csv-cubed)."))


def _explore(content: dict[str, Any]) -> Metadata:
    told = Told(content)
    if "label" in content:
        shared, series = told, {"": _described(told)}
    else:
        shared = told.inside("shared")
        names = [k for k, v in content.items() if k != "shared" and isinstance(v, dict)]
        series = {k: _described(Told({**shared.content, **content[k]}, told.doubts)) for k in names}
    return Metadata(
        title=shared.name("label"),
        organisation=shared.name("sourceOrg"),
        address=shared.address("sourceURL"),
        released=shared.day("sourceDate"),
        series=series,
        doubts=tuple(told.doubts),
    )


def _described(told: Told) -> Described:
    sign = told.text("prefix")
    return Described(
        name=told.name("label"),
        description=told.text("longDescription") or told.text("subtitle"),
        unit=told.text("unit"),
        prefix=_SIGNS.get(sign, sign),
        suffix=told.text("suffix"),
        decimals=told.whole_number("decimalPlaces"),
        caveats=tuple(told.paragraphs("caveats")),
    )


def _cube(content: dict[str, Any]) -> Metadata:
    told = Told(content)
    title, address = told.name("title"), told.address("publisher")
    unit = told.inside("columns").inside("Observation").inside("unit").text("label")
    released = told.day("dataset_issued")
    described = Described(name=title, description=told.text("summary"), unit=unit)
    return Metadata(
        title, _ONS, address, released=released, series={"": described}, doubts=tuple(told.doubts)
    )


def undescribed(metadata: Metadata, series: Iterable[str]) -> str:
    """In words, which of a file's series its metadata does not describe; "" where it describes them."""
    there = sorted({s.strip() for s in series} - {""})
    if "" in metadata.series:
        if len(there) < 2:
            return ""
        message = _("It describes one series, and the file has several: {series}. All would bear its name.")
        return message.format(series=_few(there))
    missing = [s for s in there if s not in metadata.series]
    if not missing or not metadata.series:
        return ""
    return _(
        "It says nothing of {series}, which the file has; it describes {described}. Is it of another file, "
        "or is a name written in another way?"
    ).format(series=_few(missing), described=_few(metadata.series))


def _few(names: Collection[str]) -> str:
    first = [f"“{shown(n)}”" for n in list(names)[:_MOST_NAMED]]
    more = len(names) - len(first)
    if more:
        return _("{names} and {n} more").format(names=", ".join(first), n=more)
    return listed(first)


def draft(
    dataset: str,
    series: str,
    measure: str,
    unit: str,
    metadata: Metadata,
    *,
    several: bool,
    alike: bool = False,
) -> Indicator:
    """An indicator that no pack defines, from what its supplier says of it.

    Nobody here has said whether up or down is better, so its polarity is 0 until someone does.
    ``several``: the file holds other measures of the same series. ``alike``: it holds another series whose
    indicator would have the same id.
    """
    told = metadata.of(series)
    # What cannot be shown in the name of a series stops its file; its definition is drafted all the same.
    written = shown(series).strip() or "not stated"  # stays English
    name = told.name or written
    # A definition is kept as it was drafted, in the language of the packs.
    return Indicator(  # stays English
        provenance=Provenance.SEEN,
        source=dataset,
        id=indicator_id(dataset, series, measure if several else "", alike=alike),
        name=name,
        question=f"{name}: what is happening?",
        description=told.description or name,
        unit=told.unit or shown(unit).strip() or shown(measure).strip() or "not stated",
        prefix=told.prefix,
        suffix=told.suffix,
        decimals=1 if told.decimals is None else min(max(told.decimals, 0), 6),
        polarity=0,
        type=IndicatorType.PROGRESS,
        organisation=metadata.organisation or "not stated",
        address=metadata.address,
        licence=metadata.licence or "not stated",
        release=f"last released {metadata.released}" if metadata.released else "not stated",
        caveats=told.caveats,
        evidence=(EvidenceKey(dataset=dataset, series=written, measure=shown(measure) if several else ""),),
    )


def indicator_id(dataset: str, series: str, measure: str = "", *, alike: bool = False) -> str:
    """ "business-demography.business-births"; the dataset's name alone where the series has the same.

    ``alike``: "Pay (£)" and "Pay (%)" are told apart by a digest of their whole names.
    """
    parts = [dataset]
    parts += [slug(series)] if slug(series) != dataset else []
    parts += [slug(measure)] if measure else []
    whole = ".".join(parts)
    if alike:
        whole = f"{whole}-{_digest(repr((series, measure)))}"
    return _short(whole)


def dataset_id(file: str) -> str:
    """The dataset that a file holds, by its name without the suffix."""
    return _short(slug(file))


def _short(name: str) -> str:
    """An Identifier no longer than the register keeps; what is cut off is told apart by a digest."""
    if len(name) <= LONGEST_ID:
        return name
    return f"{name[: LONGEST_ID - 11].rstrip('.-')}-{_digest(name)}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def slug(text: str) -> str:
    """Lower-case words with hyphens: an Identifier of packs. Never empty."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "unnamed"
