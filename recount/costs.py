"""What consulting costs, again: rounds, recipients, days; by docs/scorecards.md alone."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any, Protocol

from recount.days import calendar_at, counts_on, days_between, local, spread, works
from recount.hours import held_until, is_step
from recount.replies import Event, kind, ratio

COSTS = (
    "urgent",
    "last_hour",
    "given_longer",
    "days_given",
    "days_by_policy",
    "rounds",
    "recipients",
    "requests",
    "to_communes",
    "steps",
    "minutes_asked",
    "minutes_deciding",
)
Cost = tuple[str, Any]


class Charge(Protocol):
    """All events, and who was in charge of which case when."""

    opened: dict[str, Event]

    def case(self, one: Event) -> list[Event]: ...

    def counted(self, one: Event) -> bool: ...

    def agency(self, one: Event) -> str: ...

    def in_charge(self, one: Event) -> str: ...


def costing(one: Event, books: Charge) -> Iterator[tuple[str, str, str, Any]]:
    opened = books.opened[one["consultation"]]
    found = [*_of_the_case(one, books)] if books.counted(opened) else []
    found += [*_of_the_day(one, opened, books)] if books.counted(one) else []
    for figure, amount in found:
        yield books.agency(one), books.in_charge(one), figure, amount


def _of_the_case(one: Event, books: Charge) -> Iterator[Cost]:
    """What counts on the day of the opening, whenever it was."""
    event = one["event"]
    if event.get("agency"):
        yield "steps", int(is_step(one))
    if held := held_until(books.case(one), one):
        side, minutes = held
        yield f"minutes_{side}", minutes
    match kind(one):
        case "consultation_opened":
            yield "rounds", 1
            yield "urgent", int(event["draft"]["urgency"] != "normal")
            yield "last_hour", int(_last_hour(event))
        case "draft_amended":
            yield "rounds", 1
        case "request_sent":
            yield "recipients", int(not _asked_before(one, books))
        case _:
            pass


def _of_the_day(one: Event, opened: Event, books: Charge) -> Iterator[Cost]:
    case = books.case(one)
    event, calendar = one["event"], calendar_at(case, one["version"])
    match kind(one):
        case "request_sent":
            yield "requests", 1
            yield "to_communes", int(event["profile"]["area"])
            yield "given_longer", int(bool(event.get("reply_by")))
            within = opened["event"]["policy"]["reply_within"]
            if not within.get("calendar_days") and not within["hours"]:
                since, due = counts_on(calendar, event["at"]), local(event["due_at"]).date()
                yield "days_given", days_between(calendar, since, due, [])
                yield "days_by_policy", within["days"]
        case "consultation_concluded":
            first = counts_on(calendar_at(case, 1), opened["event"]["at"])
            until = counts_on(calendar, event["at"])
            yield "concluded", [days_between(calendar, first, until, [])]
        case _:
            pass


def _asked_before(one: Event, books: Charge) -> bool:
    return any(
        kind(e) == "request_sent"
        and e["event"]["agency"] == one["event"]["agency"]
        and e["version"] < one["version"]
        for e in books.case(one)
    )


def _last_hour(event: dict[str, Any]) -> bool:
    calendar, at = event["calendar"], local(event["at"])
    if not works(calendar, at.date()):
        return False
    half = calendar.get("half_days", {}).get(str(at.date()))
    sessions = [
        s
        for s in calendar["sessions"]
        if not half or (s["opens"] < "12") != (half["off"] == "morning")
    ]
    closes = datetime.combine(at.date(), time.fromisoformat(sessions[-1]["closes"]), at.tzinfo)
    return closes - timedelta(hours=1) <= at <= closes


def timing(cost: dict[str, Any], opened: int) -> dict[str, Any]:
    return {
        "urgent": cost["urgent"],
        "urgent_share": ratio(cost["urgent"], opened),
        "last_hour": cost["last_hour"],
        "last_hour_share": ratio(cost["last_hour"], opened),
        "given_longer": cost["given_longer"],
        "days_given": cost["days_given"],
        "days_by_policy": cost["days_by_policy"],
        "given_by_policy": ratio(cost["days_given"], cost["days_by_policy"]),
    }


def effort(cost: dict[str, Any]) -> dict[str, Any]:
    rounds = cost["rounds"]
    return {
        "steps": cost["steps"],
        "steps_per_round": ratio(cost["steps"], rounds),
        "minutes_asked": cost["minutes_asked"],
        "hours_asked_per_round": ratio(cost["minutes_asked"], 60 * rounds),
        "minutes_deciding": cost["minutes_deciding"],
        "hours_deciding_per_round": ratio(cost["minutes_deciding"], 60 * rounds),
    }


def burden(cost: dict[str, Any], opened: int, concluded: list[int]) -> dict[str, Any]:
    return {
        "rounds": cost["rounds"],
        "rounds_per_draft": ratio(cost["rounds"], opened),
        "recipients": cost["recipients"],
        "recipients_per_draft": ratio(cost["recipients"], opened),
        "requests": cost["requests"],
        "to_communes": cost["to_communes"],
        "communes_share": ratio(cost["to_communes"], cost["requests"]),
        "concluded": len(concluded),
        "days_to_conclude": spread(concluded),
    }
