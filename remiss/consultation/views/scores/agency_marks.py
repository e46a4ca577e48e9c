"""What the events about one agency of a case add to the scorecards of its officials.

No rate reads a position: agreeing and disagreeing count alike. What is proposed is counted apart.
"""

from typing import NamedTuple

from remiss.consultation.values import AgencyCode, is_reserved
from remiss.consultation.views.scores.answer_days import band
from remiss.consultation.views.scores.counted_event import CountedEvent, CountedPerson
from remiss.consultation.views.scores.counted_kinds import OF_AGENCIES
from remiss.consultation.views.scores.officials import Officials
from remiss.consultation.views.scores.reply_course import (
    BY_PEOPLE,
    CountedAgency,
    ReplyCourse,
    Said,
)
from remiss.consultation.views.scores.tally import CardLine, CardTally, of_official

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
    officials = Officials(agency)
    for event in agency.events:
        if event.kind in OF_AGENCIES:
            _mark_event(tally, of_official(code, officials.of(event), event.day), event)
    for course in agency.replies:
        _Course(tally, code, officials.of_reply(course.events), course).mark()
    for comment, said in agency.comments.items():
        by = officials.of_comment(comment)
        mark_comment(tally, of_official(code, by, said[0][0].day), said)


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


class _Course(NamedTuple):
    """One reply, and the official whose it is."""

    tally: CardTally
    agency: AgencyCode
    official: CountedPerson
    course: ReplyCourse

    def on(self, event: CountedEvent) -> CardLine:
        """The entry of what counts on the day of an event."""
        return of_official(self.agency, self.official, event.day)

    def mark(self) -> None:
        if accepted := self.course.first("reply_accepted"):
            self._mark_accepted(accepted)
        if received := self.course.first("reply_received"):
            entry = self.on(received)
            self.tally.add(entry, "replied_after_silence", self.course.after_silence)
            if received.took is not None:
                self.tally.add(entry, f"answered_{band(received.took)}")
        if self.course.first("reply_laid_before_head") is None:
            # A proposal beyond precedent counts against nobody, however it was read or decided.
            self._mark_judgement()

    def _mark_accepted(self, accepted: CountedEvent) -> None:
        late, days = self.course.lateness
        entry = self.on(accepted)
        self.tally.add(entry, "accepted")
        self.tally.add(entry, "late" if late else "in_time")
        self.tally.add(entry, "days_late", days if late else 0)
        if received := self.course.first("reply_received"):
            self.tally.add(entry, "wanting", received.wanting)
            self.tally.add(entry, "worded", received.worded)

    def _mark_judgement(self) -> None:
        tally, course, last = self.tally, self.course, self.course.last
        if returned := course.first("reply_returned"):
            entry = self.on(returned)
            tally.add(entry, "returned")
            tally.add(entry, "returns_standing", last.kind == "reply_returned")
            tally.add(entry, "contested", course.contested)
            tally.add(entry, "contests_upheld", course.upheld)
        if assessed := course.assessed:
            self._mark_verdict(self.on(assessed))

    def _mark_verdict(self, entry: CardLine) -> None:
        course, last = self.course, self.course.last
        by_rubric = last.kind == "reply_accepted" and last.basis == "rubric"
        retired = any(e.assessment and e.assessment.retired for e in course.events)
        # A verdict stands once a person confirmed it or nobody contested it. A flag, and a contest,
        # says nothing before somebody decided; nor does what only retired rules found.
        if last.kind == "reply_returned" or (by_rubric and not retired):
            self.tally.add(entry, f"verdict_{course.verdict}")
        elif last.kind == "reply_accepted" and not by_rubric:
            self.tally.add(entry, "verdicts_set_aside")
            ours = course.verdict != "out_of_mandate"
            self.tally.add(entry, "found_clear", ours and last.basis in BY_PEOPLE)


def mark_comment(tally: CardTally, entry: CardLine, said: Said) -> None:
    """The first word decides when it counts, the last what became of it."""
    outcome = said[-1][1]
    tally.add(entry, "comments")
    tally.add(entry, "objected", any(kind is None for _, kind in said))
    if outcome:
        tally.add(entry, outcome)
