"""One measured number, beside the number of its peer."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Line:
    """`value` and `peer` share `unit`; `limit`, where one is promised, is the most that value ÷ peer may be.

    `ceiling` is the most that `value` itself may be, in `unit`, for promises that need no peer (memory).
    """

    what: str
    value: float
    unit: str
    peer: float | None = None
    peer_is: str = ""
    limit: float | None = None
    ceiling: float | None = None

    @property
    def ratio(self) -> float | None:
        return self.value / self.peer if self.peer else None

    @property
    def kept(self) -> bool:
        within = self.limit is None or (self.ratio is not None and self.ratio <= self.limit)
        return within and (self.ceiling is None or self.value <= self.ceiling)

    def __str__(self) -> str:
        parts = [f"{self.what}: {self.value:,.3g} {self.unit}"]
        if self.ratio is not None:
            parts.append(f"{self.peer_is}: {self.peer:,.3g} {self.unit} · ratio {self.ratio:.2f}")
        if self.limit is not None:
            parts.append(f"limit {self.limit:g} times")
        if self.ceiling is not None:
            parts.append(f"limit {self.ceiling:g} {self.unit}")
        return ("  " if self.kept else "✗ ") + " · ".join(parts)
