"""The scorecards of drafting agencies again: from exported events, by docs/scorecards.md alone."""

from collections.abc import Iterator
from typing import Any

from recount.costs import COSTS, burden, costing, effort, timing
from recount.replies import (
    Counts,
    Event,
    Word,
    became_of,
    comments,
    courses,
    kind,
    ratio,
    upheld,
    verdict,
)

Share = tuple[str, str, str, Any]
CLARIFICATIONS = ("answered", "late", "days_late", "escalated")
FIGURES = (
    "consultations",
    "questions",
    "asked",
    "overrides",
    "replies",
    "not_ours",
    "reviews_lapsed",
    "returned",
    "contests_upheld",
    "extensions_lapsed",
    "declines_lapsed",
)


class Books:
    """All events, and who was in charge of each case when."""

    def __init__(self, recorded: list[Event], counts: Counts) -> None:
        self.counts = counts
        self.opened = {e["consultation"]: e for e in recorded if kind(e) == "consultation_opened"}
        self._cases: dict[str, list[Event]] = {}
        for one in sorted(recorded, key=lambda e: e["version"]):
            self._cases.setdefault(one["consultation"], []).append(one)

    def case(self, one: Event) -> list[Event]:
        """All of its case, in order."""
        return self._cases[one["consultation"]]

    def counted(self, one: Event) -> bool:
        return self.counts(one)

    def agency(self, one: Event) -> str:
        return str(self.opened[one["consultation"]]["event"]["drafting_agency"]["code"])

    def in_charge(self, one: Event) -> str:
        """Whom the last event before this one put in charge."""
        before = [
            e
            for e in self.case(one)
            if kind(e) in {"consultation_opened", "officer_replaced"}
            and (e["version"] < one["version"] or e is one)
        ]
        return str(max(before, key=lambda e: e["version"])["event"]["officer"]["id"])


def drafters(recorded: list[Event], counts: Counts) -> dict[tuple[str, str], dict[str, Any]]:
    """By drafting agency and person; person "" is the agency as a whole."""
    books = Books(recorded, counts)
    cards: dict[tuple[str, str], dict[str, Any]] = {}
    shares = [share for one in recorded for share in (*_asking(one, books), *_owing(one, books))]
    shares += [share for one in recorded for share in costing(one, books)]
    shares += [share for course in courses(recorded) for share in _deciding(course, books)]
    disposed = comments(recorded, counts)
    shares += [_disposing(words, books) for words in disposed]
    for agency, person, figure, amount in shares:
        for who in (person, ""):
            cards.setdefault((agency, who), _nothing())[figure] += amount
    return {key: _finished(card) for key, card in cards.items()}


def _asking(one: Event, books: Books) -> Iterator[Share]:
    agency, event = books.agency(one), one["event"]
    opened = books.opened[one["consultation"]]
    match kind(one):
        case "consultation_opened" if books.counts(one):
            yield agency, event["officer"]["id"], "consultations", 1
            yield agency, event["officer"]["id"], "questions", len(event["questions"])
        case "draft_amended" if books.counts(opened):
            yield agency, books.in_charge(one), "questions", len(event["changed"])
        case "request_sent" | "request_widened" if books.counts(opened):
            yield agency, books.in_charge(one), "asked", len(event["matches"])
        case _:
            pass
    if event.get("override") and books.counts(one) and not _given_before(one, books):
        by, reason = event["override"]["by"]["id"], event["override"]["reason"]
        yield agency, by, "overrides", 1
        yield agency, by, "override_reasons", [(one["consultation"], event["agency"], reason)]


def _given_before(one: Event, books: Books) -> bool:
    """Whether the agency had been asked on the same reason of the same person in the case."""
    return any(
        other["version"] < one["version"]
        and other["event"].get("agency") == one["event"]["agency"]
        and other["event"].get("override") == one["event"]["override"]
        for other in books.case(one)
    )


def _owing(one: Event, books: Books) -> Iterator[Share]:
    """What the drafting side owed agencies, and gave, gave late, or let pass."""
    if not books.counts(one):
        return
    agency, event = books.agency(one), one["event"]
    match kind(one):
        case "clarification_answered":
            days = event["days_late"]
            for figure, amount in (("answered", 1), ("late", int(days > 0)), ("days_late", days)):
                yield agency, event["by"]["id"], figure, amount
        case "drafter_escalated":
            yield agency, books.in_charge(one), "escalated", 1
        case "extension_granted" if not event["by"]:
            yield agency, books.in_charge(one), "extensions_lapsed", 1
        case "decline_confirmed" if not event["by"]:
            yield agency, books.in_charge(one), "declines_lapsed", 1
        case _:
            pass


def _deciding(course: list[Event], books: Books) -> Iterator[Share]:
    for place, one in enumerate(course):
        agency, event = books.agency(one), one["event"]
        match kind(one), event.get("basis"):
            case "reply_accepted", basis if books.counts(one):
                theirs = int(verdict(course) == "out_of_mandate")
                yield agency, _who_asked(course[0], books), "replies", 1
                yield agency, _who_asked(course[0], books), "not_ours", theirs
                if basis == "review_lapsed" and _was_the_officers(course[place - 1], one, books):
                    yield agency, books.in_charge(one), "reviews_lapsed", 1
            case "reply_returned", "review" if books.counts(one):
                yield agency, event["by"]["id"], "returned", 1
                upset = int(upheld(course[place + 1 :]))
                yield agency, event["by"]["id"], "contests_upheld", upset
            case _:
                pass


def _who_asked(sent: Event, books: Books) -> str:
    actor = sent["actor"]
    return books.in_charge(sent) if actor["role"] == "system" else str(actor["id"])


def _was_the_officers(before: Event, one: Event, books: Books) -> bool:
    taken_over = any(
        kind(other) == "review_taken_over"
        and other["event"]["agency"] == one["event"]["agency"]
        and before["version"] < other["version"] < one["version"]
        for other in books.case(one)
    )
    return before["event"].get("before") != "office" and not taken_over


def _disposing(words: list[Word], books: Books) -> Share:
    first = words[0].told
    return books.agency(first), first["event"]["by"]["id"], "comments", [words]


def _nothing() -> dict[str, Any]:
    figures: dict[str, Any] = dict.fromkeys((*FIGURES, *CLARIFICATIONS, *COSTS), 0)
    return figures | {"override_reasons": [], "comments": [], "concluded": []}


def _finished(card: dict[str, Any]) -> dict[str, Any]:
    clarifications = {name: card.pop(name) for name in CLARIFICATIONS}
    costs, concluded = {name: card.pop(name) for name in COSTS}, card.pop("concluded")
    return card | {
        "agencies_per_question": ratio(card["asked"], card["questions"]),
        "override_reasons": sorted(card["override_reasons"]),
        "clarifications": clarifications,
        "comments": became_of(card["comments"]),
        "not_ours_share": ratio(card["not_ours"], card["replies"]),
        "timing": timing(costs, card["consultations"]),
        "effort": effort(costs),
        "burden": burden(costs, card["consultations"], concluded),
    }
