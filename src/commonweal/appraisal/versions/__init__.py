"""A toolkit in parts that an owner can rewrite, and what differs between two versions of it.

part = section(toolkit, "values.real-living-wage")
newer = with_items(toolkit, part.key, [*rows(part), {"id": "", "since": "2026-10-21", "value": "14.1", …}])
compare(toolkit, newer)          # [Change("Real Living Wage …: by year", "2026-10-21", "added", …)]
"""

from .checking import Problem, Refused
from .comparing import Change, Names, compare
from .parts import Row, Section, id_of, rows, section, sections
from .whole import Unknown, unknown
from .writing import with_items, with_new

__all__ = [
    "Change",
    "Names",
    "Problem",
    "Refused",
    "Row",
    "Section",
    "Unknown",
    "compare",
    "id_of",
    "rows",
    "section",
    "sections",
    "unknown",
    "with_items",
    "with_new",
]
