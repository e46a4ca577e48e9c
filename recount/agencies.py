"""The scorecards of agencies asked and of their officials again, from exported events alone."""

from typing import Any

from recount.days import answer_days, spread
from recount.replies import (
    COUNTED,
    OF_A_REPLY,
    RESERVED,
    VERDICTS,
    Counts,
    Event,
    Word,
    accepted_by,
    assessed,
    became_of,
    comments,
    courses,
    first_return,
    kind,
    laid,
    lateness,
    ratio,
    received,
    upheld,
    verdict,
)

WANTS = {"disagree", "agree_with_changes"}


class Books:
    """All events by case, and whom each agency had named when."""

    def __init__(self, recorded: list[Event], counts: Counts) -> None:
        self.counts = counts
        self._cases: dict[str, list[Event]] = {}
        for one in sorted(recorded, key=lambda e: e["version"]):
            self._cases.setdefault(one["consultation"], []).append(one)

    def case(self, one: Event) -> list[Event]:
        return self._cases[one["consultation"]]

    def about(self, one: Event) -> list[list[Event]]:
        """All about the agency in that case: a list for each request."""
        found: list[list[Event]] = []
        for other in self.case(one):
            if other["event"].get("agency") == one["event"]["agency"]:
                if kind(other) == "request_sent":
                    found.append([])
                found[-1].append(other)
        return found

    def replies(self, one: Event) -> list[list[Event]]:
        return courses([e for request in self.about(one) for e in request])

    def whose(self, one: Event) -> str:
        """The official an event is of; "" where the agency named nobody."""
        if kind(one) in OF_A_REPLY:
            return next(responsible(course) for course in self.replies(one) if one in course)
        request = next(r for r in self.about(one) if one in r)
        named = [(e["version"], who) for e in request if (who := names(e))]
        before = [who for version, who in named if version <= one["version"]]
        if before:
            return before[-1]
        return named[0][1] if named else ""

    def commented(self, said: list[Word]) -> str:
        """The official responsible for the reply that made a comment: its id says which."""
        _, request, number, *_ = said[0].comment.split("-")
        sent = self.about(said[0].told)[int(request) - 1][0]
        return next(
            responsible(course)
            for course in self.replies(sent)
            if course[0] is sent and received(course)["number"] == int(number.partition(".")[0])
        )


def names(one: Event) -> str | None:
    """Whom an event names as the agency's own official."""
    match kind(one):
        case "official_assigned":
            return str(one["event"]["official"]["id"])
        case "reply_received":
            return str(one["event"]["reply"]["responsible_official"]["id"])
        case _:
            return None


def responsible(course: list[Event]) -> str:
    return next(who for one in course if (who := names(one)))


def agencies(recorded: list[Event], counts: Counts) -> dict[str, dict[str, Any]]:
    books = Books(recorded, counts)
    return {
        agency: _card(own, books)
        for agency, own in sorted(_by_agency(recorded).items())
        if any(map(counts, own))
    }


def officials(recorded: list[Event], counts: Counts) -> dict[tuple[str, str], dict[str, Any]]:
    """By agency and official, "" where nobody was named; those of whom something counts."""
    books = Books(recorded, counts)
    found = {}
    for agency, own in _by_agency(recorded).items():
        for official in {"", *map(books.whose, own)}:
            card = _card(own, books, official)
            if card != _card([], books):
                found[agency, official] = card
    return found


def _by_agency(recorded: list[Event]) -> dict[str, list[Event]]:
    """What scorecards read about each agency of the registry."""
    found: dict[str, list[Event]] = {}
    for one in recorded:
        agency = one["event"].get("agency")
        if agency and kind(one) in COUNTED and not agency.startswith(RESERVED):
            found.setdefault(agency, []).append(one)
    return found


def _card(own: list[Event], books: Books, official: str | None = None) -> dict[str, Any]:
    """Of an agency's events: all of them, or what is one official's."""
    counts = books.counts
    having = [c for c in courses(own) if official in {None, responsible(c)}]
    said = [w for w in comments(own, counts) if official in {None, books.commented(w)}]
    every, own = own, [e for e in own if official is None or official == books.whose(e)]

    def times(name: str) -> int:
        return sum(kind(one) == name and counts(one) for one in own)

    def where(name: str, field: str) -> int:
        return sum(bool(e["event"][field]) for e in own if kind(e) == name and counts(e))

    def elements(name: str, field: str) -> int:
        return sum(len(e["event"][field]) for e in own if kind(e) == name and counts(e))

    accepted = [c for c in having if any(kind(e) == "reply_accepted" and counts(e) for e in c)]
    late = [c for c in accepted if lateness(c)["late"]]
    in_time = len(accepted) - len(late)
    judgeable = [c for c in having if not laid(c)]
    returned = [c for c in judgeable if (first := first_return(c)) and counts(first)]
    standing = [c for c in returned if kind(c[-1]) == "reply_returned"]
    judged = [c for c in judgeable if any(assessed(e) and counts(e) for e in c[1:])]
    kept = [
        c
        for c in judged
        if kind(c[-1]) == "reply_returned"
        or (accepted_by(c, rubric=True) and not c[-1]["event"]["assessment"].get("retired"))
    ]
    set_aside = [c for c in judged if accepted_by(c, rubric=False)]
    days_late = sum(lateness(c)["days_late"] for c in late)
    return {
        "requests": times("request_sent"),
        "withdrawn": times("request_withdrawn"),
        "closed_on_record": times("request_closed_on_record"),
        "clarifications": {
            "asked": times("clarification_asked"),
            "repeated": where("clarification_asked", "repeated"),
            "last_day": where("clarification_asked", "last_day"),
        },
        "extensions": {
            "requested": times("extension_requested"),
            "granted": times("extension_granted"),
            "refused": times("extension_refused"),
        },
        "declines": {
            "declined": elements("questions_declined", "declined"),
            "contradicted": elements("questions_declined", "contradicted"),
            "confirmed": where("decline_confirmed", "by"),
            "refused": where("decline_refused", "by"),
            "lapsed": times("decline_confirmed")
            - where("decline_confirmed", "by")
            + times("decline_refused")
            - where("decline_refused", "by"),
        },
        "comments": became_of(said),
        "timeliness": {
            "in_time": in_time,
            "late": len(late),
            "days_late": days_late,
            "mean_days_late": ratio(days_late, len(late)),
            "silent": times("silence_recorded"),
            "replied_after_silence": sum(
                kind(one) == "reply_received" and counts(one) and after_silence(one, every)
                for one in own
            ),
            "score": ratio(in_time, len(accepted) + times("silence_recorded")),
        },
        "days_to_answer": spread(
            [
                days
                for one in own
                if kind(one) == "reply_received" and counts(one)
                if (days := answer_days(books.case(one), one)) is not None
            ]
        ),
        "quality": {
            "accepted": len(accepted),
            "returned": len(returned),
            "returns_standing": len(standing),
            "contested": sum(any(kind(e) == "return_contested" for e in c) for c in returned),
            "contests_upheld": sum(map(upheld, returned)),
            "verdicts": {v: sum(verdict(c) == v for c in kept) for v in VERDICTS},
            "verdicts_set_aside": len(set_aside),
            "score": ratio(len(accepted), len(accepted) + len(standing)),
        },
        "clearness": _clearness(kept, set_aside),
        "proposals": _proposals(accepted),
    }


def _clearness(kept: list[list[Event]], set_aside: list[list[Event]]) -> dict[str, Any]:
    """A person who accepts what was read as unclear has found it clear; a lapse finds nothing."""
    by_people = [c for c in set_aside if c[-1]["event"]["basis"] in {"review", "office"}]
    clear = sum(verdict(c) == "clear" for c in kept)
    clear += sum(verdict(c) != "out_of_mandate" for c in by_people)
    unclear = sum(verdict(c) in {"vague", "evasive", "buck_passing"} for c in kept)
    return {"clear": clear, "unclear": unclear, "share": ratio(clear, clear + unclear)}


def _proposals(accepted: list[list[Event]]) -> dict[str, Any]:
    wanting = worded = 0
    for course in accepted:
        reply = received(course)["reply"]
        wants = [a for a in reply["answers"] if a["position"] in WANTS]
        wanting += len(wants)
        worded += sum(bool(a["proposed_wording"].strip()) for a in wants)
        if not reply["answers"] and reply["position"] in WANTS:
            wanting += 1
            clauses = reply.get("clause_comments", ())
            worded += any(c["proposed_wording"].strip() for c in clauses)
    return {"wanting": wanting, "worded": worded, "share": ratio(worded, wanting)}


def after_silence(one: Event, own: list[Event]) -> bool:
    """Whether the request a reply belongs to, the last sent before it, had ended in silence."""
    before = [
        kind(other)
        for other in sorted(own, key=lambda e: e["version"])
        if other["consultation"] == one["consultation"] and other["version"] < one["version"]
    ]
    sent = len(before) - before[::-1].index("request_sent")
    return "silence_recorded" in before[sent:]
