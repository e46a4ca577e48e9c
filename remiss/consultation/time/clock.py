"""A clock that runs in working time, can be held, and can say why its deadline is where it is.

A deadline is never stored alone: it follows from when the clock started, the time allowed, and
each move since. Under another calendar the same moves lead to the deadline that calendar gives.
"""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated, Literal, assert_never

from pydantic import AwareDatetime, Field

from remiss.consultation.time.calendar import WorkCalendar, WorkSpan
from remiss.consultation.values import Value

ONE_DAY = WorkSpan(days=1)


class Hold(StrEnum):
    """Why a clock stands still: someone else holds what it measures."""

    ASSESSMENT = "assessment"
    CLARIFICATION = "clarification"
    DECLINE = "decline"
    SUSPENSION = "suspension"


class Pause(Value):
    """The clock stood still; the working time that passed meanwhile is not charged."""

    kind: Literal["pause"] = "pause"
    since: AwareDatetime
    until: AwareDatetime
    holds: tuple[Hold, ...]


class Returned(Value):
    """A reply went back: the pause is not charged, and `least` working time is left at least."""

    kind: Literal["returned"] = "returned"
    since: AwareDatetime
    at: AwareDatetime
    least: WorkSpan | None


class Extended(Value):
    """More time, asked for before the deadline, was granted to the end of a day."""

    kind: Literal["extended"] = "extended"
    at: AwareDatetime
    to: date


class Ordered(Value):
    """The Office ordered a day; what was late before stays late.

    `paused` is how long the clock had stood still by then, if it did: what is set now counts from
    now, and what was late is what was late when it stopped.
    """

    kind: Literal["ordered"] = "ordered"
    at: AwareDatetime
    to: date
    paused: Pause | None = None


class GivenBack(Value):
    """The service was away; the time lost is given back."""

    kind: Literal["given_back"] = "given_back"
    since: AwareDatetime
    until: AwareDatetime
    working: timedelta


class Rederived(Value):
    """The calendar changed at `at`: from then on a deadline that comes sooner leaves a warning."""

    kind: Literal["rederived"] = "rederived"
    at: AwareDatetime
    calendar: str
    due_before: AwareDatetime


Move = Annotated[
    Pause | Returned | Extended | Ordered | GivenBack | Rederived, Field(discriminator="kind")
]


class Clock(Value):
    """Started, given so much working time, moved since. `due_at` is what all that leads to.

    `late_before` counts the working days late that a move which set a new deadline left behind:
    no move excuses them. `late_at_start` is what was left behind when the clock was started anew.
    """

    started_at: AwareDatetime
    within: WorkSpan
    moves: tuple[Move, ...] = ()
    holds: tuple[Hold, ...] = ()
    held_since: AwareDatetime | None = None
    held_by: tuple[Hold, ...] = Field(default=(), description="Everyone who held it since then.")
    first_due_at: AwareDatetime
    due_at: AwareDatetime
    late_before: int = 0
    late_at_start: int = 0

    @classmethod
    def start(
        cls, calendar: WorkCalendar, at: datetime, within: WorkSpan, late: int = 0
    ) -> "Clock":
        due = calendar.add(at, within)
        return cls(
            started_at=at,
            within=within,
            first_due_at=due,
            due_at=due,
            late_before=late,
            late_at_start=late,
        )

    @property
    def held(self) -> bool:
        return self.held_since is not None

    def left(self, calendar: WorkCalendar) -> timedelta | None:
        """The working time that was left when it stopped; None while it runs."""
        if self.held_since is None:
            return None
        return calendar.time_between(self.held_since, self.due_at)

    def days_late(self, calendar: WorkCalendar, at: datetime) -> int:
        """Working days late at `at`, those of earlier deadlines included."""
        counted = calendar.days_late(self.due_at, self.held_since or at)
        return self.late_before + counted

    def hold(self, hold: Hold, at: datetime) -> "Clock":
        """Stop the clock; someone else may hold it already."""
        return self.model_copy(
            update={
                "holds": (*self.holds, hold),
                "held_since": self.held_since or at,
                "held_by": tuple(dict.fromkeys((*self.held_by, hold))),
            }
        )

    def release(self, calendar: WorkCalendar, hold: Hold, at: datetime) -> "Clock":
        """End one hold; the clock runs on once nobody holds it."""
        holds = tuple(other for other in self.holds if other is not hold)
        if self.held_since is None or holds:
            return self.model_copy(update={"holds": holds})
        pause = Pause(since=self.held_since, until=at, holds=self.held_by)
        freed = self.model_copy(update={"holds": (), "held_since": None, "held_by": ()})
        return freed.moved(calendar, pause)

    def give_back(
        self,
        calendar: WorkCalendar,
        hold: Hold,
        at: datetime,
        least: WorkSpan | None,
        *,
        charged: bool = False,
    ) -> "Clock":
        """End the hold for something that goes back to the agency; who else holds it goes on.

        `charged`: what went back stopped nothing (a holding reply): the time of its reading counts,
        unless somebody else held the clock besides.
        """
        holds = tuple(other for other in self.holds if other is not hold)
        counts = charged and self.held_by == (hold,)
        since = at if counts or self.held_since is None else self.held_since
        freed = self.model_copy(
            update={"holds": holds, "held_since": at if holds else None, "held_by": holds}
        )
        return freed.moved(calendar, Returned(since=since, at=at, least=least))

    def moved(self, calendar: WorkCalendar, move: Move) -> "Clock":
        clock = self
        if isinstance(move, Ordered) and self.held_since:
            pause = Pause(since=self.held_since, until=move.at, holds=self.held_by)
            move = move.model_copy(update={"paused": pause})
            clock = self.model_copy(update={"held_since": move.at, "held_by": self.holds})
        due_at, late_before = _after(calendar, move, clock.due_at, clock.late_before)
        return clock.model_copy(
            update={"moves": (*clock.moves, move), "due_at": due_at, "late_before": late_before}
        )

    def under(self, calendar: WorkCalendar, at: datetime) -> "Clock":
        """The same clock under another calendar, from `at` on.

        A deadline that comes sooner (a new working day) leaves a working day's warning at least,
        and nobody is later than before: a day that was not worked is not charged afterwards.
        """
        due_at, late_before = self._derived(calendar)
        late = {"late_before": min(late_before, self.late_before)}
        if due_at == self.due_at:
            return self.model_copy(update=late)
        move = Rederived(at=at, calendar=calendar.version, due_before=self.due_at)
        rederived = self.model_copy(update={"due_at": due_at, **late})
        return rederived.moved(calendar, move)

    def _derived(self, calendar: WorkCalendar) -> tuple[datetime, int]:
        due_at, late_before = calendar.add(self.started_at, self.within), self.late_at_start
        for move in self.moves:
            due_at, late_before = _after(calendar, move, due_at, late_before)
        return due_at, late_before


def _after(calendar: WorkCalendar, move: Move, due: datetime, late: int) -> tuple[datetime, int]:
    """The deadline after a move, and the days late that stay behind it."""
    match move:
        case Pause():
            return calendar.add_time(due, calendar.time_between(move.since, move.until)), late
        case GivenBack():
            return calendar.add_time(due, move.working), late
        case Returned():
            return _returned(calendar, move, due, late)
        case Extended():
            return calendar.end_of(move.to), late
        case Ordered():
            stopped_at = move.paused.since if move.paused else move.at
            return calendar.end_of(move.to), late + calendar.days_late(due, stopped_at)
        case Rederived():
            return with_warning(calendar, due, move.due_before, move.at), late
        case _:
            assert_never(move)


def _returned(
    calendar: WorkCalendar, move: Returned, due: datetime, late: int
) -> tuple[datetime, int]:
    """What was left when the reply came; a least time that goes beyond it excuses no lateness."""
    resumed = calendar.add_time(due, calendar.time_between(move.since, move.at))
    least = calendar.add(move.at, move.least) if move.least else resumed
    if least <= resumed:
        return resumed, late
    return least, late + calendar.days_late(due, move.since)


def with_warning(
    calendar: WorkCalendar, derived: datetime, before: datetime, at: datetime
) -> datetime:
    """A deadline under a calendar adopted at `at`: if sooner than `before`, a working day on."""
    return max(derived, min(calendar.carried(before), calendar.add(at, ONE_DAY)))
