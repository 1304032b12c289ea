"""Strategies as a file: a row for each part and goal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from commonweal.web.partnership.models import Strategy, StrategyPart

from .strategy_words import address


def in_order(parts: Iterable[StrategyPart]) -> list[StrategyPart]:
    """Each part with those that stand under it after it."""
    held = list(parts)
    found = []
    for p in held:
        if p.under_id is None:
            found += [p, *(q for q in held if q.under_id == p.pk)]
    return found


COLUMNS = (
    "strategy", "kind", "part", "under", "words", "framework", "goal", "who says so", "indicators it names",
    "owner", "places", "from", "to", "read in", "source", "source address", "example",
    "address",  # stays English
)  # fmt: skip


def csv_rows(found: Sequence[Strategy], home: str) -> list[dict[str, str]]:
    """A row for each part and goal; one without a goal for a part that is aligned with none."""
    rows = []
    for s in found:
        for p in in_order(s.parts.all()):
            for a in list(p.alignments.all()) or [None]:
                cells = (
                    s.name, p.kind, p.name, p.under.name if p.under else "", p.words,
                    *((a.framework, a.goal, a.whose) if a else ("", "", "")), "; ".join(p.indicators),
                    p.owner.name if p.owner else "", "; ".join(p.areas or s.areas), p.begins, p.ends,
                    p.read_in.name if p.read_in else "", p.source or s.source,
                    p.source_address or s.source_address, s.example, home + address(s) + f"#part-{p.pk}",
                )  # fmt: skip
                rows.append(dict(zip(COLUMNS, cells, strict=True)))
    return rows
