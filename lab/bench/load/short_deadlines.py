"""A calendar whose next day ends at a minute of one's choice: real deadlines, real clocks, soon.

Nothing is skipped and no clock is false. Offices of this calendar lie so far east or west that
their midnight comes a minute before that minute. They close at 23:59, and on the day that begins
then at 00:01: a case opened before 23:59, with one working day to answer in, is due at 00:01.
"""

from datetime import UTC, date, datetime, time, timedelta

from remiss.consultation.policy import Policy
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.time.open_hours import DayPart, HalfDay, Session
from remiss.consultation.time.span import WorkSpan
from tests.given.case import POLICY, both

MINUTES_A_DAY = 24 * 60
ONE_DAY = POLICY.model_copy(update={"reply_within": WorkSpan(days=1), "reminders": ()})
"""One day to answer in; the first thing to ring is the deadline."""


def minute_after(seconds: float) -> datetime:
    """The first whole minute after so many seconds from now."""
    later = datetime.now(UTC) + timedelta(seconds=seconds)
    return later.replace(second=0, microsecond=0) + timedelta(minutes=1)


def due_at(minute: datetime) -> tuple[WorkCalendar, Policy]:
    """The calendar and policy by which everything opened by a minute before it is due then."""
    offset = (1 - minute.hour * 60 - minute.minute) % MINUTES_A_DAY
    offset -= MINUTES_A_DAY if offset > MINUTES_A_DAY // 2 else 0
    today = minute.date()
    last_day = (minute + timedelta(minutes=offset)).date()
    weekends = [today + timedelta(days=n) for n in range(-3, 14)]
    calendar = WorkCalendar(
        version=f"due-{minute:%Y%m%d%H%M}",
        first=date(today.year - 1, 1, 1),
        last=date(today.year + 2, 12, 31),
        utc_offset_minutes=offset,
        sessions=(
            Session(opens=time(0), closes=time(0, 1)),
            Session(opens=time(12), closes=time(23, 59)),
        ),
        days_off={},
        half_days={last_day: HalfDay(off=DayPart.AFTERNOON, reason=both("Nghỉ chiều"))},
        working_weekends={day: both("Làm bù") for day in weekends if day.weekday() > 4},  # noqa: PLR2004
    )
    return calendar, ONE_DAY
