"""A line chart as SVG: two axes from zero, one line a series, every point a mark."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from math import ceil, floor, log10

WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 640, 300, 64, 44, 40, 16
STEPS = 4
COLOURS = ("#1d4f91", "#9c3d00", "#2b6b2b", "#6b2b6b")
MARKED = 24
"""Points of a line up to which each has a mark."""
Points = Sequence[tuple[float, float]]


def chart(title: str, across: str, lines: Mapping[str, Points]) -> str:
    """The picture: its title is also what it says to whoever does not see it."""
    far_x = _round_up(max(x for points in lines.values() for x, _ in points))
    far_y = _round_up(max(y for points in lines.values() for _, y in points))

    def place(x: float, y: float) -> tuple[float, float]:
        wide, high = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
        return LEFT + x / far_x * wide, HEIGHT - BOTTOM - y / far_y * high

    parts = [*_axes(far_x, far_y, across)]
    for (name, points), colour in zip(lines.items(), COLOURS, strict=False):
        at = [place(x, y) for x, y in points]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in at)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        if len(at) <= MARKED:
            parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in at]
        place_of_name = TOP - 8 - 14 * (len(lines) - 1 - list(lines).index(name))
        parts.append(_text(LEFT, place_of_name, name, anchor="start", colour=colour))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'font-family="sans-serif" font-size="12"><title>{escape(title)}</title>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>{"".join(parts)}</svg>\n'
    )


def _axes(far_x: float, far_y: float, across: str) -> Iterator[str]:
    wide, high = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
    for step in range(STEPS + 1):
        x, y = LEFT + wide * step / STEPS, HEIGHT - BOTTOM - high * step / STEPS
        yield f'<path d="M{LEFT} {y:.1f}h{wide}" stroke="#d0d0d0"/>'
        yield _text(LEFT - 6, y + 4, _number(far_y * step / STEPS), anchor="end")
        yield _text(x, HEIGHT - BOTTOM + 16, _number(far_x * step / STEPS))
    yield _text(LEFT + wide / 2, HEIGHT - 8, across)


def _text(x: float, y: float, words: str, anchor: str = "middle", colour: str = "#222") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">'
        f"{escape(words)}</text>"
    )


def _round_up(value: float) -> float:
    """The next value whose quarters are plain numbers."""
    if value <= 0:
        return 1.0
    unit: float = 10.0 ** floor(log10(value))
    return float(ceil(value / unit * 2.5) / 2.5 * unit)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 or value == int(value) else f"{value:.2g}"  # noqa: PLR2004
