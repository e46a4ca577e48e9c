"""The daily report again, as a third party would count it: from exported events, without our code.

An event is the JSON body the ledger exports; of each only its kind and plain facts are used.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

ENDS = {"silence_recorded", "request_withdrawn", "request_closed_on_record"}
CHAIRMAN, SATURDAY = 4, 5
ONE_DAY = timedelta(days=1)
FRESH = {"clarification_answered", "extension_granted"}
"""Events that name the deadline they lead to, and leave what was late as it was."""
ANEW = {"reply_returned", "decline_refused", "deadline_ordered", "request_widened"}
"""Events that may set a deadline over an earlier one: lateness is then not recounted."""


@dataclass
class Asked:
    """One request, followed event by event."""

    due_at: datetime
    questions: set[str]
    answered: set[str] = field(default_factory=set)
    pending: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    replied_to: set[str] = field(default_factory=set)
    held_at: datetime | None = None
    overdue: bool = False
    level: int = 0
    return_level: int = 0
    drafter_level: int = 0
    clarify_by: datetime | None = None
    returned: set[int] = field(default_factory=set)
    plain: bool = True
    open: bool = True

    @property
    def owed(self) -> set[str]:
        return self.questions - self.answered - self.pending - self.gone


@dataclass
class Count:
    """What the report should say; days late by case and agency where they were recounted."""

    consultations: int = 0
    requests: int = 0
    overdue: set[tuple[Any, ...]] = field(default_factory=set)
    stalled: set[tuple[Any, ...]] = field(default_factory=set)
    late: dict[tuple[str, str], int] = field(default_factory=dict)
    risen: set[tuple[str, str]] = field(default_factory=set)


def recounted(exported: Iterable[dict[str, Any]], at: datetime) -> Count:
    streams: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in sorted(exported, key=lambda e: (e["consultation"], e["version"])):
        if datetime.fromisoformat(one["event"]["at"]) <= at:
            streams[one["consultation"]].append(one["event"])
    count = Count()
    for stream, events in streams.items():
        if not any(event["kind"] == "consultation_cancelled" for event in events):
            _add(count, stream, events, at)
    return count


def _add(count: Count, stream: str, events: list[dict[str, Any]], at: datetime) -> None:
    count.consultations += 1
    calendar = events[0]["calendar"]
    for agency, asked in _followed(events).items():
        if not asked.open:
            continue
        count.requests += 1
        level = max(asked.level, asked.return_level, asked.drafter_level)
        fact = (stream, agency, level, len(asked.returned))
        if asked.overdue:
            count.overdue.add(fact)
        elif asked.level or len(asked.returned) > 1 or _unclarified(asked, at):
            count.stalled.add(fact)
        else:
            continue
        if asked.plain:
            late = _days_late(calendar, asked.due_at, asked.held_at or at)
            count.late[stream, agency] = late
        if level == CHAIRMAN:
            count.risen.add((stream, agency))


def _unclarified(asked: Asked, at: datetime) -> bool:
    return asked.clarify_by is not None and asked.clarify_by < at


def _followed(events: list[dict[str, Any]]) -> dict[str, Asked]:
    requests: dict[str, Asked] = {}
    for event in events:
        kind, agency = event["kind"], event.get("agency", "")
        if kind == "request_sent":
            requests[agency] = Asked(due_at=_moment(event["due_at"]), questions=_put(event))
        elif agency in requests and requests[agency].open:
            _follow_reply(requests[agency], kind, event)
            _follow_questions(requests[agency], kind, event)
            _follow_time(requests[agency], kind, event)
    return requests


def _put(event: dict[str, Any]) -> set[str]:
    return {match["question"] for match in event["matches"]}


def _follow_reply(asked: Asked, kind: str, event: dict[str, Any]) -> None:
    match kind:
        case "reply_received":
            asked.replied_to = asked.owed
            asked.held_at = asked.held_at or _moment(event["at"])
            asked.clarify_by, asked.drafter_level = None, 0
        case "return_contested":
            asked.held_at = _moment(event["at"])
        case "reply_returned":
            asked.returned.add(event["number"])
            asked.held_at = None
        case "return_escalated":
            asked.return_level = event["level"]
        case "reply_accepted":
            asked.answered |= asked.replied_to
            if event["upheld"]:
                asked.returned.discard(event["number"])
            asked.plain, asked.held_at = False, None
            _settle(asked, event)
        case _:
            pass


def _follow_questions(asked: Asked, kind: str, event: dict[str, Any]) -> None:
    match kind:
        case "request_widened":
            anew = _put(event)
            asked.questions |= anew
            for kept in (asked.answered, asked.pending, asked.replied_to, asked.gone):
                kept.difference_update(anew)
            asked.overdue, asked.level = False, 0
        case "questions_declined":
            rebutted = {one["declined"]["question"] for one in event["contradicted"]}
            asked.pending |= {one["question"] for one in event["declined"]} - rebutted
            if not asked.owed:
                asked.held_at = _moment(event["at"])
        case "decline_confirmed":
            asked.pending.discard(event["question"])
            asked.gone.add(event["question"])
            asked.plain = False
            _settle(asked, event)
        case "decline_refused":
            asked.pending.discard(event["question"])
            asked.held_at = None
        case _ if kind in ENDS:
            asked.open = False
        case _:
            pass


def _follow_time(asked: Asked, kind: str, event: dict[str, Any]) -> None:
    match kind:
        case "request_overdue":
            asked.overdue = True
        case "request_escalated":
            asked.level = event["level"]
        case "clarification_asked":
            asked.clarify_by = _moment(event["answer_due_at"])
            asked.held_at = _moment(event["at"])
        case "drafter_escalated":
            asked.drafter_level = event["level"]
        case "clarification_answered":
            asked.clarify_by, asked.drafter_level, asked.held_at = None, 0, None
        case "deadline_ordered":
            asked.overdue = asked.overdue and _moment(event["due_at"]) <= _moment(event["at"])
        case _:
            pass
    if kind in FRESH | ANEW:
        asked.due_at = _moment(event["due_at"])
        asked.plain = asked.plain and kind in FRESH


def _settle(asked: Asked, event: dict[str, Any]) -> None:
    """A request ends once nothing is owed and nothing is left to rule on."""
    if asked.owed:
        return
    asked.open = bool(asked.pending)
    if asked.open:
        asked.held_at = _moment(event["at"])


def _moment(at: str) -> datetime:
    return datetime.fromisoformat(at)


def _days_late(calendar: dict[str, Any], due_at: datetime, at: datetime) -> int:
    """The working days after that of the deadline, up to the one on which `at` counts."""
    zone = timezone(timedelta(minutes=calendar["utc_offset_minutes"]))
    due, now = due_at.astimezone(zone), at.astimezone(zone)
    if now <= due:
        return 0
    closes = time.fromisoformat(calendar["sessions"][-1]["closes"])
    last = now.date() if now.time() <= closes else now.date() + ONE_DAY
    while not _worked(calendar, last):
        last += ONE_DAY
    days = [due.date() + ONE_DAY * n for n in range(1, (last - due.date()).days + 1)]
    return max(1, sum(_worked(calendar, day) for day in days))


def _worked(calendar: dict[str, Any], day: date) -> bool:
    if str(day) in calendar["days_off"]:
        return False
    return day.weekday() < SATURDAY or str(day) in calendar["working_weekends"]
