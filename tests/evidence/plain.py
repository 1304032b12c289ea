"""Reading and checking in plain Python, a row at a time: slow, short, and the oracle of the fast way.

It knows the two common layouts and the rules that need no other row than the one before them. What it says
is compared with what the package says: the same rows, the same rules on the same lines.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import math
import re
from typing import Any

from commonweal.evidence import Register, periods
from commonweal.evidence.schema import STATUS_WORDS

SHORTHAND = {"x": "O", "c": "Q", "z": "M", "u": "U"}
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
NAMES = {
    "areacd": "area",
    "observation": "value",
    "lci_95": "lower",
    "uci_95": "upper",
    "notes": "note",
    "indicator": "series",
}
Found = set[tuple[int, str]]  # line, rule


def plain_read(data: bytes) -> tuple[list[dict[str, Any]], Found]:
    """Rows as dictionaries with ``line``, and the problems of reading them."""
    text = data.decode("utf-8-sig")
    reader = csv.reader(io.StringIO(text, newline=""))
    header: list[str] = []
    while not any(header):
        header = next(reader)
    names = [NAMES.get(h, h) for h in header]
    rows, found, ended = [], set(), reader.line_num
    for cells in reader:
        line, ended = ended + 1, reader.line_num  # a record begins where the last one ended
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(names):
            found.add((line, "ragged-row"))
            continue
        row: dict[str, Any] = dict(zip(reversed(names), (c.strip() for c in reversed(cells)), strict=True))
        row["line"] = line
        bad_value = False
        row["unread"] = []
        for column in ("value", "lower", "upper"):
            as_written = row.get(column, "")
            row[column], bad = plain_number(as_written)
            if bad:
                found.add((line, "not-a-number"))
                row["unread"].append(as_written)
                bad_value = bad_value or column == "value"
        if row.get("area") == "na":
            continue
        status = row.get("status", "")
        if len(status.split()) >= 3:
            row["note"], status = (row.get("note", "") + " " + status).strip(), ""
        if not status and row["value"] is None and not any(f == (line, "not-a-number") for f in found):
            found.add((line, "missing-without-status"))
        row["status"] = SHORTHAND.get(status, status) or ("A" if row["value"] is not None else "O")
        try:
            row["when"] = periods.parse(row.get("period", ""))
        except ValueError:
            row["when"] = None
        rows.append(row)
    return rows, found


def plain_number(text: str) -> tuple[float | None, bool]:
    if not text:
        return None, False
    if not NUMBER.fullmatch(text) or not math.isfinite(float(text)):
        return None, True
    return float(text), False


def plain_check(rows: list[dict[str, Any]], register: Register, today: dt.date, *, tidy: bool) -> Found:
    """The rules that look at a row, or at a row and its twin."""
    found: Found = set()
    first: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in rows:
        line = row["line"]
        if tidy and row["area"] not in register.areas:
            found.add((line, "unknown-area"))
        if tidy and row["series"] not in register.indicators:
            found.add((line, "unknown-indicator"))
        when = row["when"]
        if when is None:
            found.add((line, "period"))
        elif when.start > today and row["status"] != "F":
            found.add((line, "future-period"))
        found |= {(line, rule) for rule in plain_row(row, register)}
        key = (
            row["series"],
            row["area"],
            when.text if when else " ".join(row["period"].split()),
            row.get("breakdown", ""),
        )
        twin = first.setdefault(key, row)
        if twin is not row:
            found.add((line, "duplicate-key"))
    return found


def plain_row(row: dict[str, Any], register: Register) -> set[str]:
    found = set()
    value, lower, upper, status = row["value"], row["lower"], row["upper"], row["status"]
    rule = register.indicators.get(row["series"])
    if rule and value is not None:
        low, high = rule.limits.lower, rule.limits.upper
        if (low is not None and value < low) or (high is not None and value > high):
            found.add("outside-limits")
    gap = 0.0
    if value is not None and lower is not None:
        gap = lower - value
    if value is not None and upper is not None:
        gap = max(gap, value - upper)
    beyond = gap > (10.0**-rule.decimals if rule else 0.0) * (1 + 1e-9)
    if (lower is None) != (upper is None):
        found.add("interval" if beyond else "interval-half")
    elif lower is not None and lower > upper:
        found.add("interval")
    elif gap > 0:
        found.add("interval" if beyond else "interval-rounding")
    if status not in STATUS_WORDS:
        found.add("unknown-status")
    elif value is None and status not in "LMOQU":
        found.add("missing-with-status")
    elif value is not None and status in "LMOQ":
        found.add("value-though-missing")
    return found


def without_repeats(rows: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], Found]:
    """Rows that say again, figure for figure, what an earlier row said are set aside."""
    seen: set[tuple[Any, ...]] = set()
    kept, found = [], set()
    for row in rows:
        when = row["when"].text if row["when"] else " ".join(row["period"].split())
        whole = (
            row["series"],
            row["area"],
            when,
            row.get("breakdown", ""),
            *(row[c] for c in ("value", "lower", "upper", "status")),
            " ".join(row["unread"]),
        )
        if whole in seen:
            found.add((row["line"], "repeated-row"))
        else:
            seen.add(whole)
            kept.append(row)
    return kept, found
