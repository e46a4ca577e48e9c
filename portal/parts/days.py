"""The strip of days of a deadline: one cell a day, numbered, skipped or stopped, today, due."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.time.clock import Clock
from remiss.consultation.time.moves import Pause
from remiss.consultation.values import Value
from remiss.texts import Bilingual, hours, say, text

ONE_DAY, MIDNIGHT = timedelta(days=1), time()
MOST_DAYS = 45
"""A longer way is shown by its ends."""
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class DayLook(StrEnum):
    """How a day looks."""

    PAST = "past"
    OFF = "off"
    NOW = "now"
    END = "end"
    AHEAD = ""


class DayCell(Value):
    """One day: its name, its number among those that count, what is said of it."""

    day: Bilingual
    number: str
    said: Bilingual
    kind: DayLook


def days_of(calendar: WorkCalendar, clock: Clock, now: datetime) -> tuple[DayCell, ...]:
    """Each day from the start of a clock to its deadline, as the calendar and its moves count it.

    Of a way longer than six weeks the days before the last six are left out.
    """
    cells = tuple(_cells(calendar, clock, now))
    return cells[-MOST_DAYS:]


def _cells(calendar: WorkCalendar, clock: Clock, now: datetime) -> Iterator[DayCell]:
    way = _Way(calendar, clock, calendar.local(now).date())
    number, day = 0, way.first
    while day <= way.last:
        counts = way.counts(day)
        number += counts
        yield DayCell(
            day=name_day(day),
            number=str(number) if counts else "–",
            said=way.said(day),
            kind=way.kind(day),
        )
        day += ONE_DAY


@dataclass(frozen=True)
class _Way:
    """From the day a clock started to the day of its deadline."""

    calendar: WorkCalendar
    clock: Clock
    today: date

    @property
    def first(self) -> date:
        return self.calendar.local(self.clock.started_at).date()

    @property
    def last(self) -> date:
        return self.calendar.local(self.clock.due_at).date()

    def counts(self, day: date) -> bool:
        started = self.calendar.effective_day(self.clock.started_at)
        return day > started and (not self.off(day) or self.clock.within.by_calendar)

    def off(self, day: date) -> bool:
        return self.calendar.skipped(day) is not None

    def kind(self, day: date) -> DayLook:
        if day == self.last:
            return DayLook.END
        if day == self.today:
            return DayLook.NOW
        if self.off(day):
            return DayLook.OFF
        return DayLook.PAST if day < self.today else DayLook.AHEAD

    def said(self, day: date) -> Bilingual:
        if day == self.last:
            return say("portal.days.due", at=f"{self.calendar.local(self.clock.due_at):%H:%M}")
        if self.off(day):
            return text("portal.days.off")
        if stopped := self._stopped(day):
            return say("portal.days.stopped", hours=hours(stopped))
        if day == self.today:
            return text("portal.days.today")
        if day == self.first:
            return text("portal.days.sent")
        return text("portal.days.past" if day < self.today else "portal.days.counted")

    def _stopped(self, day: date) -> timedelta:
        """For how much working time the clock stood still that day."""
        opens = self.calendar.moment(day, MIDNIGHT)
        closes = self.calendar.moment(day + ONE_DAY, MIDNIGHT)
        pauses = [move for move in self.clock.moves if isinstance(move, Pause)]
        held = [(pause.since, pause.until) for pause in pauses]
        if self.clock.held_since is not None:
            held.append((self.clock.held_since, closes))
        lost = (self.calendar.time_between(max(opens, a), min(closes, b)) for a, b in held)
        return sum(lost, timedelta())


def name_day(day: date) -> Bilingual:
    """A day in little room: T2 30/11, Mon 30/11."""
    weekday = text(f"portal.days.weekday.{WEEKDAYS[day.weekday()]}")
    return say("portal.days.day", weekday=weekday, date=f"{day:%d/%m}")
