"""The daily report again, as a third party would count it: from exported events, without our code.

An event is the JSON body the ledger exports; of each only its kind and plain facts are used. Where
an event states a deadline, that is the deadline; what it does not state (a reply accepted that left
a question open, a question that went to another agency) is counted here, minute by minute.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from functools import cache, partial
from typing import Any, NamedTuple

Event = dict[str, Any]
Calendar = dict[str, Any]

CHAIRMAN, SATURDAY, OFTEN = 4, 5, 2
ONE_DAY, ONE_MINUTE = timedelta(days=1), timedelta(minutes=1)
OUTCOMES = {"silence_recorded", "request_withdrawn", "request_closed_on_record"}
ENDED = {"consultation_cancelled", "consultation_concluded"}
UNCOUNTED = {"outage_recorded", "calendar_changed", "consultation_suspended"}
"""They move every clock of a case, and are in no case counted here."""


class Fact(NamedTuple):
    """What the report says of one request."""

    consultation: str
    agency: str
    level: int
    returns: int
    days_late: int
    due_at: datetime


@dataclass
class Count:
    """What the report should say."""

    consultations: int = 0
    requests: int = 0
    overdue: set[Fact] = field(default_factory=set)
    stalled: set[Fact] = field(default_factory=set)
    listed: set[tuple[str, str]] = field(default_factory=set)


def recounted(exported: Iterable[Event], at: datetime) -> Count:
    streams: dict[str, list[Event]] = defaultdict(list)
    for one in sorted(exported, key=lambda e: (e["consultation"], e["version"])):
        if datetime.fromisoformat(one["event"]["at"]) <= at:
            streams[one["consultation"]].append(one["event"])
    count = Count()
    for stream, events in streams.items():
        kinds = {event["kind"] for event in events}
        assert not kinds & UNCOUNTED
        if not kinds & ENDED:
            _add(count, stream, events, at)
    return count


def _add(count: Count, stream: str, events: list[Event], at: datetime) -> None:
    count.consultations += 1
    for agency, asked in _followed(events).items():
        if not asked.open:
            continue
        count.requests += 1
        returns, late = len(asked.returned), asked.days_late(at)
        fact = Fact(stream, agency, asked.highest, returns, late, asked.due_at)
        unanswered = asked.answer_due_at and asked.answer_due_at < at
        if asked.overdue:
            count.overdue.add(fact)
        elif asked.level or returns >= OFTEN or unanswered:
            count.stalled.add(fact)
        else:
            continue
        expired = asked.overdue and not asked.elsewhere and asked.expired_before(at)
        if fact.level == CHAIRMAN or expired:
            count.listed.add((stream, agency))


def _followed(events: list[Event]) -> "dict[str, Asked]":
    requests: dict[str, Asked] = {}
    for event in events:
        kind, agency = event["kind"], event.get("agency", "")
        if kind == "request_sent":
            requests[agency] = Asked.by(event, events[0]["calendar"])
        elif kind == "draft_file_replaced":
            for moved in event["moved"]:
                _replaced(requests[moved["agency"]], moved, datetime.fromisoformat(event["at"]))
        elif agency in requests and requests[agency].open and kind in FOLLOWED:
            FOLLOWED[kind](requests[agency], event, datetime.fromisoformat(event["at"]))
    return requests


@dataclass
class Asked:
    """One request, followed event by event.

    `elsewhere`: on which desks it lies, none of them the agency's; `left_at`: since when.
    """

    calendar: Calendar
    due_at: datetime
    asked: set[str]
    answered: set[str] = field(default_factory=set)
    declined: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    replied_to: set[str] = field(default_factory=set)
    late: int = 0
    late_before: int = 0
    elsewhere: set[str] = field(default_factory=set)
    left_at: datetime | None = None
    answer_due_at: datetime | None = None
    overdue: bool = False
    level: int = 0
    return_level: int = 0
    drafter_level: int = 0
    returned: set[int] = field(default_factory=set)
    open: bool = True

    @classmethod
    def by(cls, event: Event, calendar: Calendar) -> "Asked":
        return cls(calendar, datetime.fromisoformat(event["due_at"]), _questions(event))

    @property
    def owed(self) -> set[str]:
        return self.asked - self.gone - self.answered - self.declined

    @property
    def highest(self) -> int:
        return max(self.level, self.return_level, self.drafter_level)

    def days_late(self, at: datetime) -> int:
        """Those of earlier deadlines, and of this one up to when another desk took it."""
        return self.late + _days_late(self.calendar, self.due_at, self.left_at or at)

    def expired_before(self, at: datetime) -> bool:
        """Whether the deadline passed on an earlier day than that of `at`."""
        return _local(self.calendar, self.due_at).date() < _local(self.calendar, at).date()

    def leaves(self, desk: str, at: datetime) -> None:
        self.elsewhere.add(desk)
        self.left_at = self.left_at or at

    def comes_back(self, desk: str, at: datetime, event: Event) -> None:
        """With the deadline the event states; one later than the time left excuses nothing."""
        self.elsewhere.discard(desk)
        away = self.left_at or at
        due_at = _later(self.calendar, self.due_at, _minutes(self.calendar, away, at))
        if "due_at" in event:
            stated = datetime.fromisoformat(event["due_at"])
            self.late += _days_late(self.calendar, self.due_at, away) if stated > due_at else 0
            due_at = stated
        self.due_at, self.left_at = due_at, at if self.elsewhere else None

    def goes_on(self, at: datetime) -> None:
        """To the agency while it owes an answer, to who rules on the rest, or to its end."""
        if not self.owed and self.declined:
            self.leaves("ruling", at)
        self.open = bool(self.owed or self.declined)


# What each kind of event does to a request


def _widened(asked: Asked, event: Event, at: datetime) -> None:
    anew = _questions(event)
    asked.late = asked.late_before = asked.days_late(at)
    asked.due_at = datetime.fromisoformat(event["due_at"])
    asked.asked |= anew
    for settled in (asked.answered, asked.declined, asked.gone, asked.replied_to):
        settled.difference_update(anew)
    asked.elsewhere.discard("ruling")
    asked.left_at = at if asked.elsewhere else None
    asked.overdue, asked.level = False, 0


def _replaced(asked: Asked, moved: Event, at: datetime) -> None:
    """The file was the wrong one: nothing counts that was late under it."""
    asked.late, asked.due_at = asked.late_before, datetime.fromisoformat(moved["due_at"])
    asked.left_at = at if asked.elsewhere else None
    asked.overdue, asked.level = False, 0


def _ordered(asked: Asked, event: Event, at: datetime) -> None:
    asked.late = asked.days_late(at)
    asked.due_at = datetime.fromisoformat(event["due_at"])
    asked.left_at = at if asked.elsewhere else None
    asked.overdue = False


def _extended(asked: Asked, event: Event, _at: datetime) -> None:
    asked.due_at = datetime.fromisoformat(event["due_at"])


def _clarifying(asked: Asked, event: Event, at: datetime) -> None:
    asked.leaves("clarifying", at)
    asked.answer_due_at, asked.drafter_level = datetime.fromisoformat(event["answer_due_at"]), 0


def _clarified(asked: Asked, event: Event, at: datetime) -> None:
    asked.answer_due_at, asked.drafter_level = None, 0
    asked.comes_back("clarifying", at, event)


def _received(asked: Asked, _event: Event, at: datetime) -> None:
    """Whoever replies has an answer no more to wait for."""
    asked.leaves("reading", at)
    asked.elsewhere.discard("clarifying")
    asked.answer_due_at, asked.drafter_level = None, 0
    asked.replied_to = asked.owed


def _contested(asked: Asked, _event: Event, at: datetime) -> None:
    asked.leaves("reading", at)


def _accepted(asked: Asked, event: Event, at: datetime) -> None:
    asked.returned.discard(event["number"])
    asked.answered |= asked.replied_to
    asked.comes_back("reading", at, event)
    asked.goes_on(at)


def _returned(asked: Asked, event: Event, at: datetime) -> None:
    asked.returned.add(event["number"])
    asked.comes_back("reading", at, event)


def _declined(asked: Asked, event: Event, at: datetime) -> None:
    said = {declined["question"] for declined in event["declined"]}
    asked.declined |= said - {no["declined"]["question"] for no in event["contradicted"]}
    asked.goes_on(at)


def _confirmed(asked: Asked, event: Event, at: datetime) -> None:
    asked.declined.remove(event["question"])
    asked.gone.add(event["question"])
    _ruled(asked, event, at)


def _refused(asked: Asked, event: Event, at: datetime) -> None:
    asked.declined.remove(event["question"])
    _ruled(asked, event, at)


def _ruled(asked: Asked, event: Event, at: datetime) -> None:
    """A ruling moves a request on where it waited for that, not where a reply is being read."""
    waited = "ruling" in asked.elsewhere
    if waited or "due_at" in event:
        asked.comes_back("ruling", at, event)
    if waited:
        asked.goes_on(at)


def _ended(asked: Asked, _event: Event, _at: datetime) -> None:
    asked.open = False


def _set(name: str, key: str | None = None) -> Callable[[Asked, Event, datetime], None]:
    def set_(asked: Asked, event: Event, _at: datetime) -> None:
        setattr(asked, name, event[key] if key else True)

    return set_


FOLLOWED: dict[str, Callable[[Asked, Event, datetime], None]] = {
    "request_widened": _widened,
    "deadline_ordered": _ordered,
    "extension_granted": _extended,
    "clarification_asked": _clarifying,
    "clarification_answered": _clarified,
    "reply_received": _received,
    "return_contested": _contested,
    "reply_accepted": _accepted,
    "reply_returned": _returned,
    "questions_declined": _declined,
    "decline_confirmed": _confirmed,
    "decline_refused": _refused,
    "request_overdue": _set("overdue"),
    "request_escalated": _set("level", "level"),
    "return_escalated": _set("return_level", "level"),
    "drafter_escalated": _set("drafter_level", "level"),
    **dict.fromkeys(OUTCOMES, _ended),
}


def _questions(event: Event) -> set[str]:
    return {match["question"] for match in event["matches"]}


# Working time


def _days_late(calendar: Calendar, due_at: datetime, at: datetime) -> int:
    """The working days after that of the deadline, up to the one on which `at` counts."""
    due, now = _local(calendar, due_at), _local(calendar, at)
    if now <= due:
        return 0
    closes = time.fromisoformat(calendar["sessions"][-1]["closes"])
    last = now.date() if now.time() <= closes else now.date() + ONE_DAY
    while not _worked(calendar, last):
        last += ONE_DAY
    days = [due.date() + ONE_DAY * n for n in range(1, (last - due.date()).days + 1)]
    return max(1, sum(_worked(calendar, day) for day in days))


def _minutes(calendar: Calendar, since: datetime, until: datetime) -> int:
    """How many minutes between them offices were open."""
    minute, stop, open_ = _local(calendar, since), _local(calendar, until), 0
    is_open = _opening(calendar)
    while minute < stop:
        open_ += is_open(minute)
        minute += ONE_MINUTE
    return open_


def _later(calendar: Calendar, start: datetime, minutes: int) -> datetime:
    """When so many open minutes have passed since `start`."""
    minute, is_open = _local(calendar, start), _opening(calendar)
    while minutes:
        minutes -= is_open(minute)
        minute += ONE_MINUTE
    return minute


def _opening(calendar: Calendar) -> Callable[[datetime], bool]:
    """Whether offices are open in a minute."""
    hours = _office_hours(*((s["opens"], s["closes"]) for s in calendar["sessions"]))
    worked = cache(partial(_worked, calendar))
    return lambda minute: minute.time() in hours and worked(minute.date())


@cache
def _office_hours(*sessions: tuple[str, str]) -> frozenset[time]:
    """Every minute of a day in which offices are open."""
    spans = [(time.fromisoformat(opens), time.fromisoformat(closes)) for opens, closes in sessions]
    minutes = (time(n // 60, n % 60) for n in range(24 * 60))
    return frozenset(m for m in minutes if any(opens <= m < closes for opens, closes in spans))


def _local(calendar: Calendar, at: datetime) -> datetime:
    zone = timezone(timedelta(minutes=calendar["utc_offset_minutes"]))
    return at.astimezone(zone).replace(second=0, microsecond=0)


def _worked(calendar: Calendar, day: date) -> bool:
    if str(day) in calendar["days_off"]:
        return False
    return day.weekday() < SATURDAY or str(day) in calendar["working_weekends"]
