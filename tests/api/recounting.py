"""The scorecards again, as a third party would count them: from exported events, without SQL.

It follows docs/scorecards.md and nothing else; an event is the JSON body the ledger exports.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

Event = dict[str, Any]
Counts = Callable[[Event], bool]
Share = tuple[str, str, str, Any]
VERDICTS = ("clear", "vague", "evasive", "buck_passing", "out_of_mandate")


def within(start: datetime | None, stop: datetime | None) -> Counts:
    def counts(recorded: Event) -> bool:
        at = datetime.fromisoformat(recorded["event"]["at"])
        return (start is None or at >= start) and (stop is None or at < stop)

    return counts


def courses(recorded: Iterable[Event]) -> list[list[Event]]:
    """Per reply: `request_sent` of its request, then everything about it, in order."""
    streams = defaultdict(list)
    for one in recorded:
        streams[one["consultation"], one["event"].get("agency")].append(one)
    found: dict[tuple[str, int, int], list[Event]] = {}
    for (stream, _), events in streams.items():
        sent: list[Event] = []
        for one in sorted(events, key=lambda e: e["version"]):
            if kind(one) == "request_sent":
                sent = [one]
            elif "number" in one["event"]:
                key = (stream, sent[0]["version"], one["event"]["number"])
                found.setdefault(key, [*sent]).append(one)
    return list(found.values())


def kind(one: Event) -> str:
    return str(one["event"]["kind"])


def verdict(course: list[Event]) -> str | None:
    return next((e["event"]["assessment"]["verdict"] for e in course[1:] if assessed(e)), None)


def assessed(one: Event) -> bool:
    return bool(one["event"].get("assessment"))


def upheld(course: list[Event]) -> bool:
    return any(one["event"].get("upheld") for one in course)


def ratio(part: int, whole: int) -> float | None:
    exact = Decimal(part) / Decimal(whole) if whole else None
    return None if exact is None else float(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))


def agencies(recorded: list[Event], counts: Counts) -> dict[str, dict[str, Any]]:
    told = [one for one in recorded if one["event"].get("agency")]
    seen = sorted({one["event"]["agency"] for one in told if counts(one)})
    return {agency: _agency(agency, told, counts) for agency in seen}


def _agency(agency: str, told: list[Event], counts: Counts) -> dict[str, Any]:
    own = [one for one in told if one["event"]["agency"] == agency]
    having = courses(own)

    def times(name: str) -> int:
        return sum(kind(one) == name and counts(one) for one in own)

    accepted = [c for c in having if any(kind(e) == "reply_accepted" and counts(e) for e in c)]
    late = [c for c in accepted if received(c)["late"]]
    in_time = len(accepted) - len(late)
    returned = [c for c in having if (first := first_return(c)) and counts(first)]
    standing = [c for c in returned if kind(c[-1]) == "reply_returned"]
    judged = [c for c in having if any(assessed(e) and counts(e) for e in c[1:])]
    kept = [
        c
        for c in judged
        if kind(c[-1]) == "reply_returned"
        or (kind(c[-1]) == "reply_accepted" and c[-1]["event"]["basis"] == "rubric")
    ]
    days_late = sum(received(c)["days_late"] for c in late)
    return {
        "requests": times("request_sent"),
        "withdrawn": times("request_withdrawn"),
        "timeliness": {
            "in_time": in_time,
            "late": len(late),
            "days_late": days_late,
            "mean_days_late": ratio(days_late, len(late)),
            "silent": times("silence_recorded"),
            "replied_after_silence": sum(
                kind(one) == "reply_received" and counts(one) and after_silence(one, own)
                for one in own
            ),
            "score": ratio(in_time, len(accepted) + times("silence_recorded")),
        },
        "quality": {
            "accepted": len(accepted),
            "returned": len(returned),
            "returns_standing": len(standing),
            "contested": sum(any(kind(e) == "return_contested" for e in c) for c in returned),
            "contests_upheld": sum(map(upheld, returned)),
            "verdicts": {v: sum(verdict(c) == v for c in kept) for v in VERDICTS},
            "verdicts_set_aside": len(judged) - len(kept),
            "score": ratio(len(accepted), len(accepted) + len(standing)),
        },
    }


def received(course: list[Event]) -> Event:
    found: Event = next(one["event"] for one in course if kind(one) == "reply_received")
    return found


def first_return(course: list[Event]) -> Event | None:
    return next((one for one in course if kind(one) == "reply_returned"), None)


def after_silence(one: Event, own: list[Event]) -> bool:
    return any(
        kind(other) == "silence_recorded"
        and other["consultation"] == one["consultation"]
        and other["version"] < one["version"]
        for other in own
    )


def rules(recorded: list[Event], counts: Counts) -> dict[tuple[str, str], dict[str, int]]:
    cards: dict[tuple[str, str], dict[str, int]] = defaultdict(
        lambda: dict.fromkeys(("returned", "flagged", "contested", "contests_upheld"), 0)
    )
    for course in courses(recorded):
        for one in course[1:]:
            if not (assessed(one) and counts(one)):
                continue
            assessment = one["event"]["assessment"]
            returned = kind(one) == "reply_returned"
            named = {f["rule"] for f in assessment["findings"] if f["returns"] or not returned}
            for rule in named:
                card = cards[assessment["rubric"], rule]
                card["returned"] += returned
                card["flagged"] += kind(one) == "reply_flagged"
                contested = any(kind(e) == "return_contested" for e in course)
                card["contested"] += returned and contested
                card["contests_upheld"] += returned and upheld(course)
    return dict(cards)


def drafters(recorded: list[Event], counts: Counts) -> dict[tuple[str, str], dict[str, Any]]:
    """By drafting agency and person; person "" is the agency as a whole."""
    opened = {e["consultation"]: e for e in recorded if kind(e) == "consultation_opened"}
    cards: dict[tuple[str, str], dict[str, Any]] = {}
    shares = [share for one in recorded for share in _asking(one, opened, counts)]
    shares += [share for course in courses(recorded) for share in _deciding(course, opened, counts)]
    for stream, person, figure, amount in shares:
        agency = opened[stream]["event"]["drafting_agency"]["code"]
        for who in (person, ""):
            cards.setdefault((agency, who), _nothing())[figure] += amount
    for card in cards.values():
        card["agencies_per_question"] = ratio(card["asked"], card["questions"])
        card["override_reasons"].sort()
    return cards


def _asking(one: Event, opened: dict[str, Event], counts: Counts) -> Iterator[Share]:
    stream, event = one["consultation"], one["event"]
    officer = opened[stream]["event"]["officer"]["id"]
    match kind(one):
        case "consultation_opened" if counts(one):
            yield stream, officer, "consultations", 1
            yield stream, officer, "questions", len(event["questions"])
        case "request_sent":
            if counts(opened[stream]):
                yield stream, officer, "asked", len(event["matches"])
            if counts(one) and event["override"]:
                by, reason = event["override"]["by"]["id"], event["override"]["reason"]
                yield stream, by, "overrides", 1
                yield stream, by, "override_reasons", [(stream, event["agency"], reason)]
        case _:
            pass


def _deciding(course: list[Event], opened: dict[str, Event], counts: Counts) -> Iterator[Share]:
    for place, one in enumerate(course):
        stream, event = one["consultation"], one["event"]
        match kind(one), event.get("basis"):
            case "reply_accepted", basis if counts(one):
                if verdict(course) == "out_of_mandate":
                    yield stream, course[0]["actor"]["id"], "not_ours", 1
                before_office = course[place - 1]["event"].get("before") == "office"
                if basis == "review_lapsed" and not before_office:
                    officer = opened[stream]["event"]["officer"]["id"]
                    yield stream, officer, "reviews_lapsed", 1
            case "reply_returned", "review" if counts(one):
                yield stream, event["by"]["id"], "returned", 1
                upset = int(upheld(course[place + 1 :]))
                yield stream, event["by"]["id"], "contests_upheld", upset
            case _:
                pass


def _nothing() -> dict[str, Any]:
    figures = ("consultations", "questions", "asked", "overrides", "not_ours", "reviews_lapsed")
    empty: dict[str, Any] = dict.fromkeys((*figures, "returned", "contests_upheld"), 0)
    return empty | {"override_reasons": []}
