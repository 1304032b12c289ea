"""Near-duplicates among 20,000 sections, beside reading the same texts into words once."""

from __future__ import annotations

import random
import re
import statistics
import time
from collections.abc import Callable

from benchmarks.line import Line

from commonweal.scrutiny.duplicates import near_duplicates

_WORD = re.compile(r"\w+")
SECTIONS, COPIES, WORDS, TIMES = 20_000, 400, 130, 3


def run() -> list[Line]:
    """The peer is the least that any method must do: cut every text into its words."""
    texts, copies = sections()
    found = near_duplicates(texts)
    missed = copies - {(pair.one, pair.other) for pair in found}
    if missed:
        raise RuntimeError(f"{len(missed)} of {len(copies)} copies were not found")
    return [
        Line(
            what=f"{len(found):,} copies found among {SECTIONS:,} sections",
            value=_median(lambda: near_duplicates(texts)),
            unit="s",
            peer=_median(lambda: [_WORD.findall(text.lower()) for text in texts.values()]),
            peer_is="cutting the same texts into words",
            limit=15.0,
            ceiling=20.0,
        )
    ]


def sections() -> tuple[dict[str, str], set[tuple[str, str]]]:
    """Sections of words as frequent as in English (Zipf); some are copied with one word in twenty changed."""
    chance = random.Random(4)
    words = [f"{chance.choice('bcdfglmnprst')}{chance.choice('aeiou')}{n:x}" for n in range(8_000)]
    weights = [1 / (n + 3) for n in range(len(words))]
    texts = {}
    for n in range(SECTIONS - COPIES):
        said = chance.choices(words, weights, k=WORDS)
        lines = (" ".join(said[at : at + 13]).capitalize() for at in range(0, WORDS, 13))
        texts[f"report {n}"] = ". ".join(lines) + "."
    copies = set()
    for n in range(COPIES):
        said = texts[f"report {n}"].split()
        for at in range(10, len(said), 20):
            said[at] = "otherwise"
        texts[f"copy {n}"] = " ".join(said)
        copies.add((f"report {n}", f"copy {n}"))
    return texts, copies


def _median(work: Callable[[], object]) -> float:
    times = []
    for _ in range(TIMES):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return statistics.median(times)
