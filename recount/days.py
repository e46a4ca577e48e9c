"""Working days again, from the calendar that stands in the events: by docs/scorecards.md alone."""

from datetime import date, datetime, time, timedelta, timezone
from typing import Any

from recount.replies import Event, kind

HANOI = timezone(timedelta(hours=7))
BANDS = [str(n) for n in range(11)] + ["11-15", "16-20", "21+"]


def local(one: str) -> datetime:
    return datetime.fromisoformat(one).astimezone(HANOI)


def calendar_at(case: list[Event], version: int) -> dict[str, Any]:
    """The calendar the case last knew up to that version."""
    known = [
        e["event"]["calendar"]
        for e in case
        if kind(e) in {"consultation_opened", "calendar_changed"} and e["version"] <= version
    ]
    found: dict[str, Any] = known[-1]
    return found


def works(calendar: dict[str, Any], day: date) -> bool:
    if day.weekday() < 5:
        return str(day) not in calendar["days_off"]
    return str(day) in calendar["working_weekends"]


def counts_on(calendar: dict[str, Any], at: str) -> date:
    """After closing, and on a day off, the next working day."""
    moment = local(at).replace(second=0, microsecond=0)
    day = moment.date()
    if moment.time() > time.fromisoformat(calendar["sessions"][-1]["closes"]):
        day += timedelta(1)
    while not works(calendar, day):
        day += timedelta(1)
    return day


def days_between(
    calendar: dict[str, Any], after: date, until: date, stops: list[tuple[date, date]]
) -> int:
    every = (after + timedelta(n) for n in range(1, (until - after).days + 1))
    return sum(works(calendar, day) and not any(a < day <= b for a, b in stops) for day in every)


def day_of(one: Event) -> date:
    return local(one["event"]["at"]).date()


def stops_before(
    case: list[Event], agency: str, sent: Event, one: Event
) -> list[tuple[date, date]]:
    """When clocks stood still: suspensions, outages, and clarifications of the same request."""
    until = max(day_of(one), date.max)
    found, suspended, asked = list[tuple[date, date]](), list[date](), list[date]()
    for e in case:
        if e["version"] >= one["version"]:
            break
        own = e["event"].get("agency") == agency and e["version"] > sent["version"]
        match kind(e):
            case "consultation_suspended":
                suspended.append(day_of(e))
            case "consultation_resumed":
                found += [(begun, day_of(e)) for begun in suspended]
                suspended = []
            case "outage_recorded":
                found.append((local(e["event"]["since"]).date(), day_of(e)))
            case "clarification_asked" if own:
                asked = [day_of(e)]
            case "clarification_answered" | "clarification_ended" if own:
                found += [(begun, day_of(e)) for begun in asked]
                asked = []
            case _:
                pass
    return found + [(begun, until) for begun in suspended + asked]


def answer_days(case: list[Event], one: Event) -> int | None:
    """How long the first reply to its request took; None of any later one."""
    agency = one["event"]["agency"]
    own = [e for e in case if e["event"].get("agency") == agency and e["version"] < one["version"]]
    sent = [e for e in own if kind(e) == "request_sent"][-1]
    if any(kind(e) == "reply_received" for e in own if e["version"] > sent["version"]):
        return None
    since = counts_on(calendar_at(case, sent["version"]), sent["event"]["at"])
    calendar = calendar_at(case, one["version"])
    entry = one["event"].get("entry")
    until = (
        date.fromisoformat(entry["received_on"])
        if entry
        else counts_on(calendar, one["event"]["at"])
    )
    return days_between(calendar, since, until, stops_before(case, agency, sent, one))


def spread(days: list[int]) -> dict[str, Any]:
    """In bands, with the bands by which each quarter is reached."""
    bands = [BANDS[min(d, 10)] if d <= 10 else BANDS[11 + (d > 15) + (d > 20)] for d in days]
    ordered = sorted(bands, key=BANDS.index)

    def reached(quarters: int) -> str | None:
        return ordered[-(-quarters * len(ordered) // 4) - 1] if ordered else None

    return {
        "counts": {name: bands.count(name) for name in BANDS},
        "total": len(days),
        "quarter": reached(1),
        "median": reached(2),
        "three_quarters": reached(3),
    }
