"""What a move does to a deadline: where it then lies, and how many days late stay behind it."""

from datetime import datetime, timedelta
from typing import NamedTuple, assert_never

from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.time.moves import (
    Extended,
    FileReplaced,
    GivenBack,
    Move,
    Ordered,
    Pause,
    Postponed,
    Rederived,
    Reopened,
    Returned,
    ReturnMoved,
)
from remiss.consultation.time.span import WorkSpan
from remiss.consultation.time.warning import with_warning


class Given(NamedTuple):
    """What a clock was started with."""

    within: WorkSpan
    late_at_start: int

    def after(  # noqa: C901, PLR0911 -- one arm for each move
        self, calendar: WorkCalendar, move: Move, due: datetime, late: int
    ) -> tuple[datetime, int]:
        """The deadline after a move, and the days late that stay behind it."""
        match move:
            case Pause():
                return self._resumed(calendar, due, move.since, move.until), late
            case GivenBack():
                return self._given_back(calendar, move, due), late
            case Returned() | Reopened():
                return self._returned(calendar, move, due, late)
            case Extended():
                return calendar.end_of(move.to), late
            case Ordered() | Postponed():
                stopped_at = move.paused.since if move.paused else move.at
                return calendar.end_of(move.to), late + calendar.days_late(due, stopped_at)
            case FileReplaced():
                return self._begun_anew(calendar, move, due), self.late_at_start
            case Rederived():
                return with_warning(calendar, due, move.due_before, move.at), late
            case ReturnMoved():
                return due, late
            case _:
                assert_never(move)

    def _resumed(
        self, calendar: WorkCalendar, due: datetime, since: datetime, until: datetime
    ) -> datetime:
        """What was left at `since`, from `until` on (docs/decisions/0039-calendar-days.md)."""
        if self.within.by_calendar:
            return calendar.carried_on(due, since, until)
        return calendar.add_time(due, calendar.time_between(since, until))

    def _begun_anew(self, calendar: WorkCalendar, move: FileReplaced, due: datetime) -> datetime:
        """All its time from then on; a later day that was given stays."""
        if held := move.paused:
            due = self._resumed(calendar, due, held.since, held.until)
        return max(due, calendar.add(move.at, self.within))

    def _given_back(self, calendar: WorkCalendar, move: GivenBack, due: datetime) -> datetime:
        """The time lost; where all of it counts, and what is given on top of working time lost."""
        if not self.within.by_calendar:
            return calendar.add_time(due, move.working)
        on_top = move.working - calendar.time_between(move.since, move.until)
        carried = calendar.carried_on(due, move.since, move.until)
        return calendar.add_time(carried, max(timedelta(), on_top))

    def _returned(
        self, calendar: WorkCalendar, move: Returned | Reopened, due: datetime, late: int
    ) -> tuple[datetime, int]:
        """What was left when the reply came; a least time beyond it excuses no lateness."""
        resumed = self._resumed(calendar, due, move.since, move.at)
        least = calendar.add(move.at, move.least) if move.least else resumed
        if least <= resumed:
            return resumed, late
        return least, late + calendar.days_late(due, move.since)
