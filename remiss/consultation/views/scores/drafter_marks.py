"""What a case adds to the scorecards of its drafting agency's people: each event is somebody's."""

from collections.abc import Sequence

from remiss.consultation.values import AgencyCode
from remiss.consultation.views.scores.agency_marks import mark_comment
from remiss.consultation.views.scores.answer_days import band
from remiss.consultation.views.scores.counted_case import CountedCase
from remiss.consultation.views.scores.counted_event import CountedEvent
from remiss.consultation.views.scores.reply_course import CountedAgency, ReplyCourse
from remiss.consultation.views.scores.tally import CardLine, CardTally, of_person

ASKING = frozenset({"request_sent", "request_widened"})


def mark_case(tally: CardTally, case: CountedCase) -> None:
    """What was asked counts on the day of the opening, whenever it was."""
    tally.add(of_person(case.agency, case.opened_by, case.opened_on), "consultations")
    opening = of_person(case.agency, case.opened_by, case.opened_on)
    tally.add(opening, "urgent", case.urgent)
    tally.add(opening, "last_hour", case.last_hour)
    for officer, amount in case.questions:
        entry = of_person(case.agency, officer, case.opened_on)
        tally.add(entry, "questions", amount)
        tally.add(entry, "rounds")
    for conclusion in case.conclusions:
        entry = of_person(case.agency, conclusion.officer, conclusion.day)
        tally.add(entry, "concluded")
        tally.add(entry, f"concluded_{band(conclusion.took)}")


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
        _mark_cost(tally, of_person(case.agency, event.officer, case.opened_on), event)
    _mark_sending(tally, case, asked)
    for course in asked.replies:
        _mark_course(tally, case.agency, course)
    for said in asked.comments.values():
        first = said[0][0]
        mark_comment(tally, of_person(case.agency, first.by or first.officer, first.day), said)


def _mark_sending(tally: CardTally, case: CountedCase, asked: CountedAgency) -> None:
    """Whom the draft was put to, and how much time was given beside the policy's."""
    sent = [event for event in asked.events if event.kind == "request_sent"]
    if sent:
        tally.add(of_person(case.agency, sent[0].officer, case.opened_on), "recipients")
    for event in sent:
        entry = of_person(case.agency, event.officer, event.day)
        tally.add(entry, "requests")
        tally.add(entry, "to_communes", event.area)
        tally.add(entry, "given_longer", event.longer)
        if event.given is not None and case.policy_days is not None:
            tally.add(entry, "days_given", event.given)
            tally.add(entry, "days_by_policy", case.policy_days)


def _mark_cost(tally: CardTally, entry: CardLine, event: CountedEvent) -> None:
    """What a round takes of people: on the day of the opening, as its rounds and recipients."""
    if event.step:
        tally.add(entry, "steps")
    if event.held_by:
        tally.add(entry, f"minutes_{event.held_by}", event.held)


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
    if accepted := course.first("reply_accepted"):
        # Whoever had the agency asked; the officer in charge where time did.
        entry = of_person(agency, course.sent.asked_by or course.sent.officer, accepted.day)
        tally.add(entry, "replies")
        tally.add(entry, "not_ours", course.verdict == "out_of_mandate")
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
