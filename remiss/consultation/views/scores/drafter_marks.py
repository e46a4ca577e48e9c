"""What a case adds to the scorecards of its drafting agency's people: each event is somebody's."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from remiss.consultation.values import AgencyCode
from remiss.consultation.views.scores.agency_marks import mark_comment
from remiss.consultation.views.scores.counted_event import CountedEvent, CountedPerson
from remiss.consultation.views.scores.reply_course import CountedAgency, ReplyCourse
from remiss.consultation.views.scores.tally import CardLine, CardTally, of_person

ASKING = frozenset({"request_sent", "request_widened"})


class CountedCase(NamedTuple):
    """What scorecards read of the case itself.

    `officer` is in charge now; `questions` are how many each officer asked, while in charge.
    """

    agency: AgencyCode
    opened_on: str
    opened_by: CountedPerson
    officer: CountedPerson
    questions: Sequence[tuple[CountedPerson, int]]

    @classmethod
    def stored(cls, facts: Mapping[str, Any]) -> "CountedCase":
        """The case of these facts, which are its fields as JSON."""
        return cls(
            facts["agency"],
            facts["opened_on"],
            CountedPerson(*facts["opened_by"]),
            CountedPerson(*facts["officer"]),
            [(CountedPerson(*officer), amount) for officer, amount in facts["questions"]],
        )


def mark_case(tally: CardTally, case: CountedCase) -> None:
    """What was asked counts on the day of the opening, whenever it was."""
    tally.add(of_person(case.agency, case.opened_by, case.opened_on), "consultations")
    for officer, amount in case.questions:
        tally.add(of_person(case.agency, officer, case.opened_on), "questions", amount)


def mark_drafters(tally: CardTally, case: CountedCase, asked: CountedAgency) -> None:
    """By the events about one agency asked."""
    overrides = list[object]()
    for event in asked.events:
        if event.kind in ASKING:
            tally.add(of_person(case.agency, event.officer, case.opened_on), "asked", event.amount)
        # A reason is counted where it was first given, not where an agency is asked again on it.
        if event.override and event.override not in overrides:
            overrides.append(event.override)
            tally.add(of_person(case.agency, event.override[1], event.day), "overrides")
        _mark_owed(tally, case.agency, event)
    for course in asked.replies:
        _mark_course(tally, case.agency, course)
    for said in asked.comments:
        first = said[0][0]
        mark_comment(tally, of_person(case.agency, first.by or first.officer, first.day), said)


def _mark_owed(tally: CardTally, agency: AgencyCode, event: CountedEvent) -> None:
    """What the drafting side owed agencies, and gave, gave late, or let pass."""
    by_officer = of_person(agency, event.officer, event.day)
    match event.kind:
        case "clarification_answered":
            by = of_person(agency, event.by or event.officer, event.day)
            days = event.days_late or 0
            tally.add(by, "clarifications_answered")
            tally.add(by, "clarifications_late", days > 0)
            tally.add(by, "clarification_days_late", days)
        case "drafter_escalated":
            tally.add(by_officer, "clarifications_escalated")
        case "extension_granted" if event.by is None:
            tally.add(by_officer, "extensions_lapsed")
        case "decline_confirmed" if event.by is None:
            tally.add(by_officer, "declines_lapsed")
        case _:
            pass


def _mark_course(tally: CardTally, agency: AgencyCode, course: ReplyCourse) -> None:
    accepted = course.first("reply_accepted")
    if accepted and course.verdict == "out_of_mandate":
        # Whoever had the agency asked; the officer in charge where time did.
        asked_by = course.sent.asked_by or course.sent.officer
        tally.add(of_person(agency, asked_by, accepted.day), "not_ours")
    if lapsed := course.lapsed:
        tally.add(of_person(agency, lapsed.officer, lapsed.day), "reviews_lapsed")
    told = course.deciding
    for place, event in enumerate(told):
        if event.kind == "reply_returned" and event.basis == "review":
            entry = of_person(agency, event.by or event.officer, event.day)
            _mark_return(tally, entry, told[place + 2 : place + 3])


def _mark_return(tally: CardTally, entry: CardLine, decided: Sequence[CountedEvent]) -> None:
    """Contested, and upset by the Office: the second event after the return says so."""
    tally.add(entry, "returned")
    tally.add(entry, "contests_upheld", any(event.upheld for event in decided))
