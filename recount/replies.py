"""Replies, comments and rules counted again from exported events, by docs/scorecards.md alone."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

Event = dict[str, Any]
Counts = Callable[[Event], bool]
VERDICTS = ("clear", "vague", "evasive", "buck_passing", "out_of_mandate")
OUTCOMES = ("adopted", "adopted_in_part", "adopted_later", "kept")
OF_A_REPLY = frozenset(
    {"reply_received", "reply_flagged", "reply_returned", "return_contested", "reply_accepted"}
)


LAID = "reply_laid_before_head"
COUNTED = OF_A_REPLY | {
    "request_sent",
    "request_withdrawn",
    "request_closed_on_record",
    "silence_recorded",
    "clarification_asked",
    "extension_requested",
    "extension_granted",
    "extension_refused",
    "questions_declined",
    "decline_confirmed",
    "decline_refused",
    "comments_disposed",
    "disposition_objected",
    "lateness_corrected",
    LAID,
}
RESERVED = "Z00."
"""Begins the code of a body outside the registry, which has no scorecard."""


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
        sent, sends = list[Event](), list[Event]()
        for one in sorted(events, key=lambda e: e["version"]):
            if kind(one) == "request_sent":
                sent = [one]
                sends.append(one)
            elif kind(one) == "lateness_corrected":
                first = sends[one["event"]["request"] - 1]
                if one["event"]["number"] is not None:
                    key = (stream, first["version"], one["event"]["number"])
                    found[key][1]["corrected"] = one["event"]
            elif kind(one) in OF_A_REPLY | {LAID}:
                key = (stream, sent[0]["version"], one["event"]["number"])
                found.setdefault(key, [*sent]).append(one)
    return list(map(_without_laid, found.values()))


def _without_laid(course: list[Event]) -> list[Event]:
    """The course of a reply; where it was laid before a head, its receipt says so."""
    if any(kind(one) == LAID for one in course):
        course[1]["laid"] = True
    return [one for one in course if kind(one) != LAID]


def lateness(course: list[Event]) -> Event:
    """As the reply was received, or as a calendar recorded afterwards corrected it."""
    corrected: Event = course[1].get("corrected") or received(course)
    return corrected


def laid(course: list[Event]) -> bool:
    """Whether it was a proposal beyond precedent: judged by the head, counted against nobody."""
    return bool(course[1].get("laid"))


def kind(one: Event) -> str:
    return str(one["event"]["kind"])


def verdict(course: list[Event]) -> str | None:
    return next((e["event"]["assessment"]["verdict"] for e in course[1:] if assessed(e)), None)


def assessed(one: Event) -> bool:
    return bool(one["event"].get("assessment"))


def upheld(course: list[Event]) -> bool:
    return any(one["event"].get("upheld") for one in course)


NONE_OF_ITS_OWN = ("no_comment", "repeats_another")


class Word(NamedTuple):
    """One event about a comment, and what it says became of it; None: the agency objects."""

    told: Event
    outcome: str | None
    comment: str


def comments(recorded: Iterable[Event], counts: Counts) -> list[list[Word]]:
    """Per comment first disposed of in the period: every word on it, in order; no repeats."""
    words: dict[tuple[str, str], list[Word]] = defaultdict(list)
    for one in sorted(recorded, key=lambda e: e["version"]):
        for comment, outcome in outcomes(one):
            words[one["consultation"], comment].append(Word(one, outcome, comment))
    own = (said for said in words.values() if said[-1].outcome not in NONE_OF_ITS_OWN)
    return [said for said in own if counts(said[0].told)]


def outcomes(one: Event) -> list[tuple[str, str | None]]:
    match kind(one):
        case "comments_disposed":
            return [(d["comment"], d["kind"]) for d in one["event"]["dispositions"]]
        case "disposition_objected":
            return [(comment, None) for comment in one["event"]["comments"]]
        case _:
            return []


def became_of(having: list[list[Word]]) -> dict[str, Any]:
    """By the last word on each: an outcome, or an objection nobody answered yet."""
    last = [words[-1].outcome for words in having]
    card: dict[str, Any] = {name: last.count(name) for name in OUTCOMES}
    adopted, settled = card["adopted"] + card["adopted_in_part"], sum(card.values())
    objected = sum(any(word.outcome is None for word in words) for words in having)
    return card | {
        "disposed": len(having),
        "objected": objected,
        "adopted_rate": ratio(adopted, settled),
    }


def ratio(part: int, whole: int) -> float | None:
    exact = Decimal(part) / Decimal(whole) if whole else None
    return None if exact is None else float(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))


def received(course: list[Event]) -> Event:
    found: Event = next(one["event"] for one in course if kind(one) == "reply_received")
    return found


def agreement(recorded: list[Event], counts: Counts) -> dict[tuple[str, str], list[int]]:
    """By rubric and rule: replies flagged in the period, those decided by a person, agreed with."""
    cards: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for course in courses(recorded):
        flags = [e["event"] for e in course if kind(e) == "reply_flagged" and counts(e)]
        by_people = [kind(e) for e in course if e["event"].get("basis") in {"review", "office"}]
        for assessment in (flag["assessment"] for flag in flags):
            for rule in {finding["rule"] for finding in assessment["findings"]}:
                card = cards[assessment["rubric"], rule]
                card[0] += 1
                card[1] += bool(by_people)
                card[2] += by_people[-1:] == ["reply_returned"]
    return dict(cards)


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


def accepted_by(course: list[Event], *, rubric: bool) -> bool:
    """Whether it ended in an acceptance: by the rubric, or by a person or a lapse."""
    last = course[-1]
    return kind(last) == "reply_accepted" and (last["event"]["basis"] == "rubric") == rubric


def first_return(course: list[Event]) -> Event | None:
    return next((one for one in course if kind(one) == "reply_returned"), None)
