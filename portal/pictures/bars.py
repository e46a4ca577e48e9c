"""Upright bars side by side, each of parts told apart by their pattern besides their colour."""

from collections.abc import Mapping, Sequence

from remiss.consultation.values import Value
from remiss.texts import Text

HEIGHT, FOOT = 110, 18
"""Of the whole picture, and of the names below the bars."""
GAP = 0.18
"""Of the width of a bar, on each side."""


class BarPart(Value):
    """A part of a bar, by the class of its look."""

    look: str
    y: float
    height: float


class ColumnBar(Value):
    """One bar, and its name."""

    x: float
    width: float
    middle: float
    name: Text
    parts: tuple[BarPart, ...]


class Bars(Value):
    """The picture; the table beside it has its numbers."""

    height: int
    bars: tuple[ColumnBar, ...]
    base: int


def bars_of(named: Mapping[str, Sequence[tuple[str, int]]]) -> Bars | None:
    """Bars by their names, each of parts from below: how it looks, how much it is.

    None with nothing to show.
    """
    most = max((sum(amount for _, amount in parts) for parts in named.values()), default=0)
    if not most:
        return None
    step, base = 100 / len(named), HEIGHT - FOOT
    bars = []
    for place, (name, parts) in enumerate(named.items()):
        drawn, top = [], float(base)
        for look, amount in parts:
            height = amount / most * (base - 4)
            top -= height
            if amount:
                drawn.append(BarPart(look=look, y=round(top, 1), height=round(height, 1)))
        x = round(place * step + step * GAP, 2)
        width, middle = round(step * (1 - 2 * GAP), 2), round((place + 0.5) * step, 2)
        bars.append(ColumnBar(x=x, width=width, middle=middle, name=name, parts=tuple(drawn)))
    return Bars(height=HEIGHT, bars=tuple(bars), base=base)
