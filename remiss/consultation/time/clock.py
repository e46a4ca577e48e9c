"""A clock that can be held, and can say why its deadline is where it is.

A deadline is never stored alone: it follows from when the clock started, the time allowed, and
each move since. Under another calendar the same moves lead to the deadline that calendar gives.
The time allowed is working time, or days as the calendar counts them.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from pydantic import AwareDatetime, Field

from remiss.consultation.time.bound import Bound
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.time.given_time import Given
from remiss.consultation.time.moves import (
    Hold,
    Move,
    Pause,
    Rederived,
    Returned,
    ReturnMoved,
    SetsAnew,
    holds_from,
)
from remiss.consultation.time.span import WorkSpan
from remiss.consultation.values import Value, added_later


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
    bound: Bound | None = added_later(None, description="What it was started under; None: nothing.")

    @classmethod
    def start(
        cls,
        calendar: WorkCalendar,
        at: datetime,
        within: WorkSpan,
        late: int = 0,
        bound: Bound | None = None,
    ) -> "Clock":
        due = calendar.add(at, within)
        due = bound.first(calendar, at, due) if bound else due
        return cls(
            started_at=at,
            within=within,
            first_due_at=due,
            due_at=due,
            late_before=late,
            late_at_start=late,
            bound=bound,
        )

    def bound_after(self, moves: Sequence[Move]) -> Bound | None:
        """What binds it once these of its moves have happened."""
        days = [move.to for move in moves if isinstance(move, ReturnMoved)]
        if self.bound is None or not days:
            return self.bound
        return self.bound.model_copy(update={"day": days[-1]})

    @property
    def held(self) -> bool:
        return self.held_since is not None

    def left(self, calendar: WorkCalendar) -> timedelta | None:
        """The working time that was left when it stopped; None while it runs."""
        return calendar.time_between(self.held_since, self.due_at) if self.held_since else None

    def length(self, calendar: WorkCalendar, since: datetime, until: datetime) -> timedelta:
        """How long that is to this clock: working time, or all of it where it counts all."""
        if self.within.by_calendar:
            return max(timedelta(), until - since)
        return calendar.time_between(since, until)

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
        free = {"holds": (), "held_since": None, "held_by": ()}
        return self.model_copy(update=free).moved(calendar, pause)

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
        if isinstance(move, SetsAnew) and self.held_since:
            pause = Pause(since=self.held_since, until=move.at, holds=self.held_by)
            move = move.model_copy(update={"paused": pause})
            clock = self.model_copy(update={"held_since": move.at, "held_by": self.holds})
        due_at, late_before = self._step(calendar, self.moves, move, self.due_at, self.late_before)
        return clock.model_copy(
            update={"moves": (*clock.moves, move), "due_at": due_at, "late_before": late_before}
        )

    def under(self, calendar: WorkCalendar, at: datetime) -> "Clock":
        """The same clock under another calendar, from `at` on.

        A deadline that comes sooner (a new working day) leaves a working day's warning at least,
        and nobody is later than before: a day that was not worked is not charged afterwards.
        """
        due_at, late_before = self.derived(calendar)
        late = {"late_before": min(late_before, self.late_before)}
        if due_at == self.due_at:
            return self.model_copy(update=late)
        move = Rederived(at=at, calendar=calendar.version, due_before=self.due_at)
        rederived = self.model_copy(update={"due_at": due_at, **late})
        return rederived.moved(calendar, move)

    def derived(self, calendar: WorkCalendar) -> tuple[datetime, int]:
        """The deadline its moves lead to under a calendar, and the days late left behind."""
        due_at, late_before = calendar.add(self.started_at, self.within), self.late_at_start
        if self.bound:
            due_at = self.bound.first(calendar, self.started_at, due_at)
        for done, move in enumerate(self.moves):
            due_at, late_before = self._step(calendar, self.moves[:done], move, due_at, late_before)
        return due_at, late_before

    def _step(
        self,
        calendar: WorkCalendar,
        before: tuple[Move, ...],
        move: Move,
        due: datetime,
        late: int,
    ) -> tuple[datetime, int]:
        """One move after those `before`, within what binds the clock by then."""
        if isinstance(move, ReturnMoved):
            return self._freed(calendar, before, move, due), late
        due, late = Given(self.within, self.late_at_start).after(calendar, move, due, late)
        bound = self.bound_after(before)
        return (bound.cut(calendar, holds_from(move), due) if bound else due), late

    def _freed(
        self, calendar: WorkCalendar, before: tuple[Move, ...], move: ReturnMoved, due: datetime
    ) -> datetime:
        """The deadline as though the later day had bound it from the start."""
        if self.bound is None or due <= move.at:
            return due
        later = self.bound.model_copy(update={"day": move.to})
        moves = tuple(each for each in before if not isinstance(each, ReturnMoved))
        freed = self.model_copy(update={"bound": later, "moves": moves})
        return max(due, freed.derived(calendar)[0])
