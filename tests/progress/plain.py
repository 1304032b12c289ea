"""Both rules a second time, in plain Python: dictionaries and loops, one series after the other.

The oracle of ``commonweal.progress``, written from docs/methods and not from the fast code. It shares no code
with it but the words of the answers.
"""

import datetime as dt
import math
from collections import defaultdict

Row = dict[str, object]


def assess(observations: list[Row], definitions: list[Row], targets: list[Row]) -> dict[tuple, Row]:
    """Answers by (rule, indicator, area, breakdown)."""
    defined = {d["indicator"]: d for d in definitions}
    series = defaultdict(dict)
    for o in observations:
        if o["status"] != "F":
            key = (o["indicator"], o["area"], o["breakdown"] or "")
            series[key][(o["period_end"], o["period_start"])] = clean(o)
    answers = {}
    for (indicator, area, breakdown), points in series.items():
        d = defined.get(indicator) or {"indicator": indicator, "polarity": 0}
        book = Book(series, d, targets, area, breakdown, sorted_points(points))
        for rule, judge in (("state-of-the-region-2020", state_of_the_region), ("eurostat", eurostat)):
            answers[rule, indicator, area, breakdown] = judge(book)
    return answers


def clean(o: Row) -> Row:
    finite = {
        k: (o[k] if o[k] is not None and math.isfinite(o[k]) else None)
        for k in ("value", "lower", "upper", "numerator", "denominator")
    }
    return {**o, **finite}


def sorted_points(points: dict) -> list[Row]:
    return [points[k] for k in sorted(points)]


def length(o: Row) -> str:
    return o["period"][10:]


class Book:
    """One series with everything that is asked about it."""

    def __init__(self, series, definition, targets, area, breakdown, points):
        self.series, self.d, self.area = series, definition, area
        self.indicator, self.breakdown, self.all = definition["indicator"], breakdown, points
        self.known = [p for p in points if p["value"] is not None]
        self.latest = self.known[-1] if self.known else None
        self.polarity = definition.get("polarity") or 0
        self.split()
        self.choose_target(targets)

    def split(self):
        """``here``: comparable figures; ``earlier``: those that ended before the latest began."""
        self.here, self.earlier, self.lack = [], [], ""
        if not self.latest:
            return
        start = self.latest["period_start"]
        breaks = [p["period_start"] for p in self.all if p["status"] == "B"] + list(
            self.d.get("breaks") or []
        )
        breaks = [b for b in breaks if b <= start]
        same = [p for p in self.known if length(p) == length(self.latest)]
        self.here = [p for p in same if not breaks or p["period_start"] >= max(breaks)]
        self.earlier = [p for p in self.here if p["period_end"] < start]
        cut_off = [p for p in same if p not in self.here and p["period_end"] < start]
        if self.earlier:
            self.lack = ""
        elif cut_off:
            self.lack = "break"
        elif len(self.here) > 1:
            self.lack = "overlap"
        elif len(same) > len(self.here):
            self.lack = "break"
        elif len(self.known) > len(same):
            self.lack = "other_periods"
        else:
            self.lack = "one_point"

    def choose_target(self, targets):
        mine = [t for t in targets if t["indicator"] == self.indicator]
        own = [t for t in mine if t["area"] == self.area]
        chosen = sorted(own or [t for t in mine if t["area"] is None], key=self.target_order)
        self.target = chosen[0] if chosen else None
        other = self.target["comparator"] if self.target and self.target["comparator"] else None
        other = other or self.d.get("comparator")
        self.comparator = other if other != self.area else None
        found = self.series.get((self.indicator, self.comparator, self.breakdown), {})
        self.theirs = {k: p for k, p in found.items() if p["value"] is not None}
        self.their_breaks = [p["period_start"] for p in found.values() if p["status"] == "B"]
        if self.target and self.target["kind"] == "value":
            self.kind = "value"
        elif self.theirs:
            self.kind = "parity" if self.target else "comparator"
        else:
            self.kind = None

    def target_order(self, t):
        year = int(t["by"][:4]) if t["by"] else None
        past = bool(self.latest and year is not None and year < self.latest["period_end"].year)
        nearness = -year if past else (year if year is not None else 9999)
        value = t["value"]
        return (t["kind"] == "parity", past, nearness, t["by"] or "~", value is None, value or 0)

    def comparator_at(self, point: Row | None) -> float | None:
        if point is None:
            return None
        found = self.theirs.get((point["period_end"], point["period_start"]))
        return found["value"] if found else None

    def comparator_before(self, point: Row | None) -> float | None:
        if point is None:
            return None
        if any(point["period_start"] < b <= self.latest["period_start"] for b in self.their_breaks):
            return None
        return self.comparator_at(point)

    def facts(self, base: Row | None) -> Row:
        latest = self.latest["value"]
        before = base["value"] if base else None
        yardstick = self.target["value"] if self.kind == "value" else self.comparator_at(self.latest)
        then = yardstick if self.kind == "value" else self.comparator_before(base)
        gap = None if yardstick is None else yardstick - latest
        return {
            "points": len(self.here),
            "latest": latest,
            "latest_period": self.latest["period"],
            "previous": before,
            "previous_period": base["period"] if base else None,
            "change": None if before is None else latest - before,
            "change_percent": (latest - before) / before * 100 if before and before > 0 else None,
            "comparator": self.comparator,
            "comparator_latest": self.comparator_at(self.latest),
            "comparator_previous": self.comparator_before(base),
            "yardstick_kind": self.kind,
            "yardstick": yardstick,
            "gap": gap,
            "previous_gap": None if then is None or before is None else then - before,
            "gap_people": self.people(gap),
            "history": [p["value"] for p in self.here],
        }

    def people(self, gap: float | None) -> float | None:
        per, denominator = self.d.get("per"), self.latest["denominator"]
        if gap is None or per is None:
            return None
        if denominator is None and self.latest["numerator"] is not None and self.latest["value"] > 0:
            denominator = self.latest["numerator"] / (self.latest["value"] / per)
        return None if denominator is None else abs(gap) / per * denominator


def inside_interval(latest: Row, base: Row) -> bool:
    """The z test on the difference, from 95 % limits."""
    if None in (latest["lower"], latest["upper"], base["lower"], base["upper"]):
        return False
    widths = [p["upper"] - p["lower"] for p in (latest, base)]
    if min(widths) < 0:
        return False
    return abs(latest["value"] - base["value"]) < math.sqrt(widths[0] ** 2 + widths[1] ** 2) / 2


def state_of_the_region(book: Book) -> Row:
    if not book.latest:
        return {"status": "no_data", "reason": "", "latest": None, "statistic": None}
    base = book.earlier[-1] if book.earlier else None
    for point in book.earlier:
        if is_seasonal(point) and months_between(point["period_start"], book.latest["period_start"]) == 12:
            base = point
    facts = book.facts(base)
    status, reason = region_case(book, base, facts)
    p, gap, before = book.polarity, facts["gap"], facts["previous_gap"]
    narrowed = None if gap is None or before is None else before * p - gap * p
    return {**facts, "status": status, "reason": reason, "statistic": narrowed}


def region_case(book: Book, base: Row | None, f: Row) -> tuple[str, str]:
    p = book.polarity
    if p == 0:
        return "unjudged", "neutral"
    if base is None:
        return "unjudged", book.lack
    best = book.d.get("upper_limit") if p > 0 else book.d.get("lower_limit")
    if best is not None and (f["latest"] >= best if p > 0 else f["latest"] <= best):
        return "improving", "met"
    if book.kind is None:
        return "unjudged", "no_yardstick"
    size = max(abs(x) for x in (f["latest"], f["previous"], f["yardstick"]) if x is not None)
    least = size * 1e-9
    if book.d.get("decimals") is not None:
        least = max(least, 10.0 ** -book.d["decimals"] * 0.5 * (1 - 1e-9))
    moved = f["change"] * p
    improved, worse = moved > 0 and moved >= least, moved < 0 and -moved >= least
    inside = inside_interval(book.latest, base)
    met = f["gap"] is not None and f["gap"] * p <= size * 1e-9
    if met and book.kind == "value" and (inside or not (improved or worse)):
        return "improving", "met"
    if inside:
        return "unjudged", "within_interval"
    if met:
        return ("improving" if improved else "away"), "met"
    if not improved:
        return "away", "" if f["gap"] is not None else "stale_comparator"
    if f["gap"] is None or f["previous_gap"] is None:
        return "unjudged", "stale_comparator"
    return ("improving" if f["previous_gap"] * p - f["gap"] * p >= least else "slow"), ""


def is_seasonal(point: Row) -> bool:
    """A month, a quarter, half a year; neither a day nor a year."""
    return 0 < (point["period_end"] - point["period_start"]).days < 350


def months_between(a: dt.date, b: dt.date) -> int:
    return (b.year - a.year) * 12 + b.month - a.month


def years_between(a: dt.date, b: dt.date) -> float:
    return months_between(a, b) / 12 + (b.day - a.day) / 365.25


def eurostat(book: Book) -> Row:
    if not book.latest:
        return {"status": "no_data", "reason": "", "latest": None, "statistic": None, "grade": None}
    base = None
    for least, most in ((120, 180), (36, 60)):
        for season in (True, False):
            for point in book.earlier:
                months = months_between(point["period_start"], book.latest["period_start"])
                fits = not is_seasonal(point) or months % 12 == 0
                if base is None and least <= months <= most and fits is season:
                    base = point
    facts = book.facts(base)
    grade, statistic, reason = eurostat_case(book, base)
    status = {
        None: "unjudged",
        "target met": "improving",
        "as good as it can be": "improving",
        "significant progress": "improving",
        "moderate progress": "slow",
        "insufficient progress": "slow",
    }.get(grade, "away")
    return {**facts, "status": status, "reason": reason, "statistic": statistic, "grade": grade}


def eurostat_case(book: Book, base: Row | None) -> tuple[str | None, float | None, str]:
    p, latest = book.polarity, book.latest["value"]
    target = book.target["value"] if book.kind == "value" else None
    if p == 0:
        return None, None, "neutral"
    if target is not None and (target - latest) * p <= 0:
        return "target met", None, "met"
    best = book.d.get("upper_limit") if p > 0 else book.d.get("lower_limit")
    if best is not None and (latest - best) * p >= 0:
        return "as good as it can be", None, "met"
    if base is None:
        return None, None, book.lack or "short"
    inside = "within_interval" if inside_interval(book.latest, base) else ""
    start = base["value"]
    years = years_between(base["period_start"], book.latest["period_start"])
    needed_years = target_years(book, base)
    if target is not None and needed_years is not None and needed_years > 0:
        if (target - start) * p <= 0:
            return "movement away", None, inside
        if start == 0 or latest / start < 0 or target / start <= 0:
            return None, None, "undefined"
        needed = (target / start) ** (1 / needed_years) - 1
        if needed == 0:
            return None, None, "undefined"
        ratio = round(((latest / start) ** (1 / years) - 1) / needed, 12)
        return ratio_grade(ratio), ratio, inside
    if start == 0 or latest / start < 0:
        return None, None, "undefined"
    rate = round(((latest / start) ** (1 / years) - 1) * p * (-1 if start < 0 else 1), 12)
    return rate_grade(rate), rate, inside


def target_years(book: Book, base: Row) -> float | None:
    by = book.target["by"] if book.target else None
    if not by:
        return None
    start = base["period_start"]
    if len(by) == 4:
        return float(int(by) - start.year)
    year, month, *day = (int(x) for x in by.split("-"))
    return years_between(start, dt.date(year, month, day[0] if day else 1))


def ratio_grade(ratio: float) -> str:
    if ratio >= 0.95:
        return "significant progress"
    if ratio >= 0.60:
        return "moderate progress"
    return "insufficient progress" if ratio >= 0 else "movement away"


def rate_grade(rate: float) -> str:
    if rate >= 0.01:
        return "significant progress"
    if rate > 0:
        return "moderate progress"
    if rate == 0:
        return "no change"
    return "moderate movement away" if rate > -0.01 else "significant movement away"
