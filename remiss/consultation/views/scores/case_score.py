"""What a case adds to scorecards, followed event by event, in a part for each agency asked."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from remiss.consultation.life.events import ConsultationOpened, RecordedEvent
from remiss.consultation.views.scores.agency_marks import mark_agency
from remiss.consultation.views.scores.counted_case import CountedCase
from remiss.consultation.views.scores.counted_event import (
    CountedEvent,
    agency_counted,
    counted_event,
)
from remiss.consultation.views.scores.counted_time import timed
from remiss.consultation.views.scores.drafter_marks import mark_case, mark_drafters
from remiss.consultation.views.scores.reply_course import CountedAgency
from remiss.consultation.views.scores.rule_marks import mark_rules
from remiss.consultation.views.scores.tally import CardTally

OF_THE_CASE = ""
"""The part of the case itself, beside those of agencies."""


class ScorePart(NamedTuple):
    """What was counted of one agency in the case, or of the case itself, and what that adds up to.

    Both are JSON: `facts` is what the next event is counted after, `marks` the figures by day.
    """

    agency: str
    facts: Any
    marks: Any


class CaseScore:
    """The parts of one case. `stored`: facts of the parts the next events touch, or of none."""

    def __init__(self, stored: Mapping[str, Any] | None = None) -> None:
        known = dict(stored or {})
        case = known.pop(OF_THE_CASE, None)
        self._case = CountedCase.stored(case) if case else None
        self._events = {
            code: list(map(CountedEvent.stored, facts)) for code, facts in known.items()
        }
        self._touched = set[str]()

    def add(self, recorded: RecordedEvent) -> None:
        """Count the next event of the case."""
        event = recorded.event
        match event:
            case ConsultationOpened():
                self._case = CountedCase.opened(event)
                self._touched.add(OF_THE_CASE)
            case _:
                if agency := agency_counted(event):
                    self._add_to(agency, recorded)
                elif (case := self._known.after(event)) is not self._known:
                    self._case = case
                    self._touched.add(OF_THE_CASE)

    @property
    def changed(self) -> list[ScorePart]:
        """The parts that events were added to, by agency."""
        return [self._part(code) for code in sorted(self._touched)]

    @property
    def _known(self) -> CountedCase:
        assert self._case  # noqa: S101 -- a case begins with its opening
        return self._case

    def _add_to(self, agency: str, recorded: RecordedEvent) -> None:
        before = self._events.setdefault(agency, [])
        counted = counted_event(recorded, self._known.officer)
        before.append(timed(recorded.event, counted, self._known, before))
        self._touched.add(agency)

    def _part(self, code: str) -> ScorePart:
        tally = CardTally()
        if code == OF_THE_CASE:
            mark_case(tally, self._known)
            return ScorePart(code, self._known._asdict(), tally.marks)
        agency = CountedAgency.of(code, self._events[code])
        mark_agency(tally, agency)
        mark_drafters(tally, self._known, agency)
        mark_rules(tally, agency)
        return ScorePart(code, [event.facts for event in agency.events], tally.marks)
