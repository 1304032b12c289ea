"""Roll-outs as files: a row for each thing that each brings, and every line of one record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from commonweal.partnership.rollouts import Reach
from commonweal.web.partnership.models import RollOut

from .rollout_record import Titles
from .rollouts import Page, address

COLUMNS = (
    "roll-out", "what", "title", "version", "in use by", "until", "partnership", "strategy", "programme",
    "places", "place codes", "place in words", "begins", "ends", "owners", "stages", "stages reached",
    "stages late", "not found", "source", "source address", "example", "address",  # stays English
)  # fmt: skip


def csv_rows(
    found: Sequence[tuple[RollOut, Sequence[Reach]]], titles: Titles, names: Mapping[str, str], home: str
) -> list[dict[str, str]]:
    """A row for each thing that each roll-out brings; one with none where that is not recorded."""
    rows = []
    for r, reached in found:
        counted = Counter(reached)
        for b in list(r.brought.all()) or [None]:
            source = b if b is not None and b.source else r
            cells = (
                r.name, b.kind if b else "", titles.get((b.kind, b.thing), b.thing) if b else "",
                b.version if b else "", b.by if b else "", b.until if b else "",
                r.partnership.name if r.partnership else "", r.strategy.name if r.strategy else "",
                r.programme.title if r.programme else "", "; ".join(names.get(a, a) for a in r.areas),
                "; ".join(r.areas), r.place_words, r.begins, r.ends,
                "; ".join(o.name for o in r.owners.all()),
                *(str(n) for n in (counted.total(), counted[Reach.REACHED], counted[Reach.LATE])),
                r.not_found, source.source, source.source_address, r.example, home + address(r),
            )  # fmt: skip
            rows.append(dict(zip(COLUMNS, cells, strict=True)))
    return rows


RECORD = ("part", "what", "words", "more", "links", "source", "source address")  # stays English


def record_rows(shown: Page) -> list[dict[str, str]]:
    """Every line of one roll-out's record, as its page shows it; first, that it is made up where it is."""
    example = dict.fromkeys(RECORD, "") | {"part": _("Example"), "words": shown.example}
    return [example] * bool(shown.example) + [
        dict(zip(RECORD, (
            lines.title, line.head, line.words,
            "; ".join(f"{label}: {words}" for label, words in line.labelled),
            "; ".join(f"{t} {h}".strip() for t, h in line.links), line.source.words, line.source.href,
        ), strict=True))
        for lines in shown.parts
        for line in lines.rows
    ]  # fmt: skip
