"""The daily report again, as a third party would count it: from exported events, without our code.

An event is the JSON body the ledger exports; of each only its kind and plain facts are used.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

ENDS = {"reply_accepted", "silence_recorded", "request_withdrawn"}
CHAIRMAN, SATURDAY = 4, 5
ONE_DAY = timedelta(days=1)


@dataclass
class Asked:
    """One request, followed event by event."""

    due_at: datetime
    received_at: datetime | None = None
    overdue: bool = False
    level: int = 0
    return_level: int = 0
    returned: set[int] = field(default_factory=set)
    open: bool = True


@dataclass
class Count:
    """What the report should say."""

    consultations: int = 0
    requests: int = 0
    overdue: set[tuple[Any, ...]] = field(default_factory=set)
    stalled: set[tuple[Any, ...]] = field(default_factory=set)
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
        level = max(asked.level, asked.return_level)
        late = _days_late(calendar, asked.due_at, asked.received_at or at)
        returns = len(asked.returned)
        fact = (stream, agency, level, returns, None if returns else late)
        if asked.overdue:
            count.overdue.add(fact)
        elif asked.level or len(asked.returned) > 1:
            count.stalled.add(fact)
        else:
            continue
        if level == CHAIRMAN:
            count.risen.add((stream, agency))


def _followed(events: list[dict[str, Any]]) -> dict[str, Asked]:
    requests: dict[str, Asked] = {}
    for event in events:
        kind, agency = event["kind"], event.get("agency", "")
        if kind == "request_sent":
            requests[agency] = Asked(due_at=datetime.fromisoformat(event["due_at"]))
        elif agency in requests:
            _follow(requests[agency], kind, event)
    return requests


def _follow(asked: Asked, kind: str, event: dict[str, Any]) -> None:
    match kind:
        case "request_overdue":
            asked.overdue = True
        case "request_escalated":
            asked.level = event["level"]
        case "return_escalated":
            asked.return_level = event["level"]
        case "reply_received":
            asked.received_at = datetime.fromisoformat(event["at"])
        case "reply_returned":
            asked.returned.add(event["number"])
        case _ if kind in ENDS:
            asked.open = False
        case _:
            pass


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
