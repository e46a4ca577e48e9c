"""What one load came to: figures, what was counted wrong, and series to draw."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple

BY = ", by "
"""Between what a series shows and along what, in its name."""
THOUSANDTHS = 1000
"""Samples from which on one in a thousand means anything."""


class Figure(NamedTuple):
    """One number and its unit."""

    name: str
    value: float
    unit: str

    def told(self) -> str:
        return f"{in_digits(self.value)} {self.unit}".strip()


@dataclass(frozen=True)
class Outcome:
    """A load, who was under it, its figures; `lost` and `doubled` as counted from the ledger.

    They are None for a peer that keeps no ledger. `load` is of the machine, at the end.
    """

    scenario: str
    who: str
    about: str
    figures: Sequence[Figure]
    lost: int | None
    doubled: int | None
    load: str
    wrong: Sequence[str] = ()
    series: dict[str, list[tuple[float, float]]] = field(default_factory=dict)

    def told(self) -> str:
        """All of it for a terminal."""
        counted = "" if self.lost is None else f"; lost {self.lost}, doubled {self.doubled}"
        rows = (f"  {each.name:44} {each.told():>20}" for each in self.figures)
        wrong = (f"  WRONG {each}" for each in self.wrong)
        head = f"{self.scenario}, {self.who}: {self.about}"
        return "\n".join((head, *rows, *wrong, f"  load {self.load}{counted}"))

    def kept(self) -> dict[str, Any]:
        """All of it for a file."""
        return asdict(self)


def in_digits(value: float) -> str:
    """A number by its first three digits or so; a count by all of them."""
    if value == int(value):
        return f"{value:,.0f}"
    return f"{value:,.{max(0, 2 - len(str(int(abs(value)))) + 1)}f}"


def percentiles(name: str, seconds: Sequence[float]) -> list[Figure]:
    """Half, 95, 99 and 99.9 of a hundred, in ms; the last only where there are a thousand."""
    if not seconds:
        return []
    shares = [("p50", 0.5), ("p95", 0.95), ("p99", 0.99)]
    shares += [("p99.9", 0.999)] if len(seconds) >= THOUSANDTHS else []
    return [Figure(f"{name} {called}", at(seconds, share) * 1000, "ms") for called, share in shares]


def at(values: Sequence[float], share: float) -> float:
    """The value that this share of all does not exceed."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]


def line_through(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Offset and slope of the straight line with the least squares."""
    middle_x = sum(x for x, _ in points) / len(points)
    middle_y = sum(y for _, y in points) / len(points)
    spread = sum((x - middle_x) ** 2 for x, _ in points)
    slope = sum((x - middle_x) * (y - middle_y) for x, y in points) / spread
    return middle_y - slope * middle_x, slope
