"""What the events about one agency of a case add to the scorecards of the rubric's rules."""

from collections.abc import Sequence

from remiss.consultation.life.reviewing.messages import Basis
from remiss.consultation.views.scores.counted_event import CountedEvent
from remiss.consultation.views.scores.reply_course import BY_PEOPLE, CountedAgency, ReplyCourse
from remiss.consultation.views.scores.tally import Card, CardLine, CardTally


def mark_rules(tally: CardTally, agency: CountedAgency) -> None:
    """A rule counts once for a reply, however often it was found there."""
    for course in agency.replies:
        for place, event in enumerate(course.events):
            if event.kind in {"reply_flagged", "reply_returned"}:
                _mark_found(tally, course, event)
            if event.kind == "reply_flagged":
                _mark_agreement(tally, event, course.events[place + 1 :])


def _mark_found(tally: CardTally, course: ReplyCourse, event: CountedEvent) -> None:
    if event.assessment is None:
        return
    returned = event.kind == "reply_returned"
    found = event.assessment
    # Of before findings said so: what the rubric returned a reply for is all that it found.
    by_all = not returned or (event.basis == Basis.RUBRIC and not found.returning)
    for rule in found.rules if by_all else found.returning:
        entry = CardLine(Card.RULES, found.rubric, rule, "", event.day)
        tally.add(entry, "returned" if returned else "flagged")
        tally.add(entry, "contested", returned and course.contested)
        tally.add(entry, "contests_upheld", returned and course.upheld)


def _mark_agreement(tally: CardTally, flag: CountedEvent, after: Sequence[CountedEvent]) -> None:
    """The last decision of a person counts, whoever contested it; nobody's lapse does."""
    if flag.assessment is None:
        return
    decided = [event.kind for event in after if event.basis in BY_PEOPLE]
    for rule in flag.assessment.rules:
        entry = CardLine(Card.AGREEMENT, flag.assessment.rubric, rule, "", flag.day)
        tally.add(entry, "flagged")
        tally.add(entry, "decided", bool(decided))
        tally.add(entry, "agreed", decided[-1:] == ["reply_returned"])
