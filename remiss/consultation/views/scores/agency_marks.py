"""What the events about one agency of a case add to its own scorecard.

No figure reads a position: agreeing and disagreeing count alike.
"""

from remiss.consultation.values import AgencyCode, is_reserved
from remiss.consultation.views.scores.counted_event import OF_AGENCIES, CountedEvent
from remiss.consultation.views.scores.reply_course import CountedAgency, ReplyCourse, Said
from remiss.consultation.views.scores.tally import CardLine, CardTally, of_agency

EVENTS = {
    "request_sent": "requests",
    "request_withdrawn": "withdrawn",
    "request_closed_on_record": "closed_on_record",
    "silence_recorded": "silent",
    "clarification_asked": "asked",
    "extension_requested": "extensions_requested",
    "extension_granted": "extensions_granted",
    "extension_refused": "extensions_refused",
}
"""Figures that count events of a kind."""


def mark_agency(tally: CardTally, agency: CountedAgency) -> None:
    """Bodies outside the registry have no account and no score."""
    code = agency.code
    if is_reserved(code):
        return
    for event in agency.events:
        if event.kind in OF_AGENCIES:
            _mark_event(tally, of_agency(code, event.day), event)
    for course in agency.replies:
        _mark_course(tally, code, course)
    for said in agency.comments:
        mark_comment(tally, of_agency(code, said[0][0].day), said)


def _mark_event(tally: CardTally, entry: CardLine, event: CountedEvent) -> None:
    tally.listed(entry)
    match event.kind:
        case kind if kind in EVENTS:
            tally.add(entry, EVENTS[kind])
            tally.add(entry, "repeated", event.repeated)
            tally.add(entry, "last_day", event.last_day)
        case "questions_declined":
            tally.add(entry, "declined", event.amount)
            tally.add(entry, "contradicted", event.contradicted)
        case "decline_confirmed":
            tally.add(entry, "declines_confirmed" if event.by else "declines_lapsed")
        case "decline_refused":
            tally.add(entry, "declines_refused" if event.by else "declines_lapsed")
        case _:
            pass


def _mark_course(tally: CardTally, agency: AgencyCode, course: ReplyCourse) -> None:
    if accepted := course.first("reply_accepted"):
        late, days = course.lateness
        entry = of_agency(agency, accepted.day)
        tally.add(entry, "accepted")
        tally.add(entry, "late" if late else "in_time")
        tally.add(entry, "days_late", days if late else 0)
    if course.after_silence and (received := course.first("reply_received")):
        tally.add(of_agency(agency, received.day), "replied_after_silence")
    if course.first("reply_laid_before_head") is None:
        # A proposal beyond precedent counts against nobody, however it was read or decided.
        _mark_judgement(tally, agency, course)


def _mark_judgement(tally: CardTally, agency: AgencyCode, course: ReplyCourse) -> None:
    last = course.last
    if returned := course.first("reply_returned"):
        entry = of_agency(agency, returned.day)
        tally.add(entry, "returned")
        tally.add(entry, "returns_standing", last.kind == "reply_returned")
        tally.add(entry, "contested", course.contested)
        tally.add(entry, "contests_upheld", course.upheld)
    if assessed := course.assessed:
        entry = of_agency(agency, assessed.day)
        by_rubric = last.kind == "reply_accepted" and last.basis == "rubric"
        retired = any(e.assessment and e.assessment.retired for e in course.events)
        # A verdict stands once a person confirmed it or nobody contested it. A flag, and a contest,
        # says nothing before somebody decided; nor does what only retired rules found.
        if last.kind == "reply_returned" or (by_rubric and not retired):
            tally.add(entry, f"verdict_{course.verdict}")
        elif last.kind == "reply_accepted" and not by_rubric:
            tally.add(entry, "verdicts_set_aside")


def mark_comment(tally: CardTally, entry: CardLine, said: Said) -> None:
    """The first word decides when it counts, the last what became of it."""
    outcome = said[-1][1]
    tally.add(entry, "comments")
    tally.add(entry, "objected", any(kind is None for _, kind in said))
    if outcome:
        tally.add(entry, outcome)
