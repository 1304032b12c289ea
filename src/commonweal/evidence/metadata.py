"""What the JSON beside an ONS file says of its series, and the definitions drafted from it.

Two forms are read: that of Explore Local Statistics ("ess-beta-metadata": one series, or several with
what they share) and that of csv-cubed ("qube-config"), which the small-area files carry.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from commonweal.packs.models import EvidenceKey, Indicator, IndicatorType, Provenance
from commonweal.words import _

OPEN_LICENCE = "Open Government Licence v3.0"  # stays English
_ONS = "Office for National Statistics"  # stays English
#: So many letters of a name are kept as a key.
LONGEST_ID = 120
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_SIGNS = {"GBPSign": "£"}


@dataclass(frozen=True)
class Metadata:
    """``series``: fields by the series' name; the key "" holds those of a file with one series."""

    title: str = ""
    organisation: str = ""
    address: str = ""
    licence: str = OPEN_LICENCE
    released: str = ""
    series: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def of(self, series: str) -> Mapping[str, Any]:
        return self.series.get(series) or self.series.get("") or {}


def parse(data: bytes) -> Metadata:
    """Raises ``ValueError``, in words for an analyst, for what is not metadata that we know."""
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ValueError(_("The metadata cannot be read as JSON: {reason}.").format(reason=error)) from error
    if isinstance(content, dict) and isinstance(content.get("ess-beta-metadata"), dict):
        return _explore(content["ess-beta-metadata"])
    if isinstance(content, dict) and "csv-cubed" in str(content.get("$schema", "")):
        return _cube(content)
    raise ValueError(_("The metadata is in no form that we know (“ess-beta-metadata” or csv-cubed)."))


def _explore(content: dict[str, Any]) -> Metadata:
    if "label" in content:
        shared, series = content, {"": content}
    else:
        shared = content.get("shared") or {}
        named = {k: v for k, v in content.items() if k != "shared" and isinstance(v, dict)}
        series = {k: {**shared, **v} for k, v in named.items()}
    return Metadata(
        title=_text(shared.get("label")),
        organisation=_text(shared.get("sourceOrg")),
        address=_text(shared.get("sourceURL")),
        released=_iso_date(_text(shared.get("sourceDate"))),
        series=series,
    )


def _cube(content: dict[str, Any]) -> Metadata:
    columns = content.get("columns")
    observed = (columns if isinstance(columns, dict) else {}).get("Observation") or {}
    unit = observed.get("unit") or {}
    described = {
        "label": content.get("title"),
        "longDescription": content.get("summary"),
        "unit": unit.get("label") if isinstance(unit, dict) else "",
        "sourceOrg": _ONS,
        "sourceURL": content.get("publisher"),
    }
    return Metadata(
        title=_text(content.get("title")),
        organisation=_ONS,
        address=_text(content.get("publisher")),
        released=_text(content.get("dataset_issued"))[:10],
        series={"": described},
    )


def draft(
    dataset: str, series: str, measure: str, unit: str, metadata: Metadata, *, several: bool
) -> Indicator:
    """An indicator that no pack defines, from what its supplier says of it.

    Nobody here has said whether up or down is better, so its polarity is 0 until someone does.
    ``several``: the file holds other measures of the same series.
    """
    told = metadata.of(series)
    name = _text(told.get("label")) or series
    decimals = told.get("decimalPlaces")
    sign, suffix = _text(told.get("prefix")), _text(told.get("suffix"))
    # A definition is kept as it was drafted, in the language of the packs.
    return Indicator(  # stays English
        provenance=Provenance.SEEN,
        source=dataset,
        id=indicator_id(dataset, series, measure if several else ""),
        name=name,
        question=f"{name}: what is happening?",
        description=_text(told.get("longDescription")) or _text(told.get("subtitle")) or name,
        unit=_text(told.get("unit")) or unit or measure or "not stated",
        prefix=_SIGNS.get(sign, sign),
        suffix=suffix,
        decimals=min(max(decimals, 0), 6) if isinstance(decimals, int) else 1,
        polarity=0,
        type=IndicatorType.PROGRESS,
        organisation=metadata.organisation or "not stated",
        address=metadata.address,
        licence=metadata.licence or "not stated",
        release=f"last released {metadata.released}" if metadata.released else "not stated",
        caveats=tuple(filter(None, (_text(c) for c in _text(told.get("caveats"), lines=True).split("\n\n")))),
        evidence=(EvidenceKey(dataset=dataset, series=series, measure=measure if several else ""),),
    )


def indicator_id(dataset: str, series: str, measure: str = "") -> str:
    """ "business-demography.business-births"; the dataset's name alone where the series has the same."""
    parts = [dataset]
    parts += [slug(series)] if slug(series) != dataset else []
    parts += [slug(measure)] if measure else []
    return _short(".".join(parts))


def dataset_id(file: str) -> str:
    """The dataset that a file holds, by its name without the suffix."""
    return _short(slug(file))


def _short(name: str) -> str:
    """An Identifier no longer than the register keeps; what is cut off is told apart by a digest."""
    if len(name) <= LONGEST_ID:
        return name
    return f"{name[: LONGEST_ID - 11].rstrip('.-')}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def slug(text: str) -> str:
    """Lower-case words with hyphens: an Identifier of packs. Never empty."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "unnamed"


def _text(value: object, *, lines: bool = False) -> str:
    """Plain text: links become their words."""
    if value is None:
        return ""
    text = _LINK.sub(r"\1", str(value))
    return text.strip() if lines else " ".join(text.split())


def _iso_date(text: str) -> str:
    """ "06/05/2026" → "2026-05-06"."""
    match = re.fullmatch(r"(\d{2})/(\d{2})/(\d{4})", text)
    return f"{match[3]}-{match[2]}-{match[1]}" if match else ""
