"""How replies lie around their deadlines: one dot a reply; the middle and the latest in words."""

from collections import Counter
from collections.abc import Sequence
from statistics import median_low

from remiss.consultation.values import Value
from remiss.texts import Bilingual, say, text

FURTHEST = 7
"""Working days before or after a deadline, beyond which a dot lies at the edge."""
STEP, RADIUS, LEAST_HEIGHT = 7, 3, 34
MOST_IN_A_COLUMN = 12
"""Of more the highest dot stands for all of them, and the words give the count."""


class Dot(Value):
    """One reply; late ones lie right of the line."""

    x: float
    y: int
    late: bool


class Dots(Value):
    """The picture, and the same in words."""

    height: int
    line: float
    dots: tuple[Dot, ...]
    words: Bilingual


def dots_of(days: Sequence[int]) -> Dots | None:
    """Replies by the working days from deadline to reply: 0 on its day, below early, above late.

    None without any reply.
    """
    if not days:
        return None
    columns = Counter(min(max(day, -FURTHEST), FURTHEST) for day in days)
    highest = min(max(columns.values()), MOST_IN_A_COLUMN)
    height = max(STEP * highest + RADIUS * 2, LEAST_HEIGHT)
    dots = [
        Dot(x=_place(day + 0.5), y=height - STEP * place - RADIUS - 2, late=day > 0)
        for day, count in sorted(columns.items())
        for place in range(min(count, MOST_IN_A_COLUMN))
    ]
    said = say(
        "portal.dots.words",
        count=len(days),
        middle=_said(median_low(days)),
        latest=_said(max(days)),
    )
    return Dots(height=height, line=_place(1), dots=tuple(dots), words=said)


def _place(day: float) -> float:
    """A day lies between two lines; its own deadline ends it."""
    return round((day + FURTHEST) / (2 * FURTHEST + 1) * 100, 1)


def _said(day: int) -> Bilingual:
    if day == 0:
        return text("portal.dots.on_the_day")
    return say("portal.dots.late" if day > 0 else "portal.dots.early", days=abs(day))
