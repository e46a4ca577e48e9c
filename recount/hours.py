"""Who had a request for how many working minutes, again, from the calendar in the events."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from recount.days import HANOI, calendar_at, local, works
from recount.replies import COUNTED, Event, kind

STEPS = COUNTED | {
    "request_widened",
    "review_taken_over",
    "clarification_answered",
    "clarification_ended",
    "drafter_escalated",
    "official_assigned",
}
"""What people do about a request, as far as scorecards read it."""
THEN = {
    "request_sent": "asked",
    "clarification_asked": "deciding",
    "clarification_answered": "asked",
    "clarification_ended": "asked",
    "reply_received": "deciding",
    "reply_returned": "asked",
    "return_contested": "deciding",
    "reply_accepted": "",
    "silence_recorded": "",
    "request_withdrawn": "",
    "request_closed_on_record": "",
}
"""Who has a request after an event of a kind; empty: it is over, until it is sent anew."""
Stretch = tuple[datetime, datetime]


def is_step(one: Event) -> bool:
    """Whether a person did it, and it is about a request."""
    return kind(one) in STEPS and one["actor"]["role"] != "system"


def held_until(case: list[Event], one: Event) -> tuple[str, int] | None:
    """Who had the request until this event, and for how many working minutes since the last."""
    if kind(one) not in THEN or kind(one) == "request_sent":
        return None
    side, since = "", one
    for e in case:
        if e["version"] >= one["version"]:
            break
        if e["event"].get("agency") != one["event"]["agency"] or kind(e) not in THEN:
            continue
        if side or kind(e) == "request_sent":
            side, since = THEN[kind(e)], e
    if not side:
        return None
    calendar = calendar_at(case, one["version"])
    return side, open_minutes(calendar, minute(since), minute(one), pauses_before(case, one))


def minute(one: Event) -> datetime:
    return local(one["event"]["at"]).replace(second=0, microsecond=0)


def pauses_before(case: Iterable[Event], one: Event) -> list[Stretch]:
    """Suspensions and outages known by then; a suspension not ended lasts until the event."""
    found, suspended = list[Stretch](), list[datetime]()
    for e in case:
        if e["version"] >= one["version"]:
            break
        match kind(e):
            case "consultation_suspended":
                suspended.append(minute(e))
            case "consultation_resumed":
                found += [(begun, minute(e)) for begun in suspended]
                suspended = []
            case "outage_recorded":
                away = local(e["event"]["since"]).replace(second=0, microsecond=0)
                found.append((away, minute(e)))
            case _:
                pass
    return found + [(begun, minute(one)) for begun in suspended]


def open_minutes(
    calendar: dict[str, Any], since: datetime, until: datetime, pauses: list[Stretch]
) -> int:
    """Minute by minute of every session, without those in a pause."""
    total, day = 0, since.date()
    while day <= until.date():
        for opens, closes in sessions(calendar, day):
            begin, end = max(since, opens), min(until, closes)
            cuts = sorted({begin, end, *(at for pause in pauses for at in pause)})
            inside = [at for at in cuts if begin <= at <= end]
            for a, b in pairwise(inside):
                if not any(p <= a and b <= q for p, q in pauses):
                    total += (b - a) // timedelta(minutes=1)
        day += timedelta(days=1)
    return total


def sessions(calendar: dict[str, Any], day: date) -> Iterable[Stretch]:
    """When offices are open on a day."""
    if not works(calendar, day):
        return
    half = calendar.get("half_days", {}).get(str(day))
    for each in calendar["sessions"]:
        if half and (each["opens"] < "12") == (half["off"] == "morning"):
            continue
        opens, closes = (time.fromisoformat(each[name]) for name in ("opens", "closes"))
        yield datetime.combine(day, opens, HANOI), datetime.combine(day, closes, HANOI)
