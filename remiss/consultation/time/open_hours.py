"""The hours in which offices are open, the half of a day they are not, and one territory's days."""

from collections.abc import Iterable
from datetime import date, time
from enum import StrEnum

from remiss.consultation.values import Value, added_later
from remiss.texts import Bilingual, say

NOON = time(12)


class Session(Value):
    """A stretch of the day in which offices are open, in local time."""

    opens: time
    closes: time


class DayPart(StrEnum):
    """A half of the working day: the sessions that open before noon, or the others."""

    MORNING = "morning"
    AFTERNOON = "afternoon"

    @property
    def other(self) -> "DayPart":
        return DayPart.AFTERNOON if self is DayPart.MORNING else DayPart.MORNING


def without(sessions: Iterable[Session], part: DayPart) -> tuple[Session, ...]:
    """The sessions that are left of a day whose `part` is off."""
    return tuple(s for s in sessions if (s.opens < NOON) is not (part is DayPart.MORNING))


class HalfDay(Value):
    """A day of which one part is off, and why; it is a working day all the same."""

    off: DayPart
    reason: Bilingual


class LocalDay(Value):
    """A day, or the part of one, on which offices of one territory alone are closed."""

    name: Bilingual
    legal_basis: str
    off: DayPart | None = added_later(None, description="None: the whole day.")


class TerritoryDays(Value):
    """What one territory has off besides its province, and what people call the territory."""

    name: Bilingual
    days: dict[date, LocalDay]

    def reason(self, day: date) -> Bilingual:
        """Why offices there are closed: what for, where, and the document that says so."""
        local = self.days[day]
        return say("day.local", name=local.name, place=self.name, basis=local.legal_basis)
