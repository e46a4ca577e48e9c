"""A case at its present, as a row of it and its whole state say it alike."""

from datetime import datetime
from typing import NamedTuple, Self

from remiss.consultation.state import CaseStage, Consultation, Request
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.time.local_calendar import within
from remiss.consultation.views.row_facts import CaseRowFacts
from remiss.consultation.views.rows import RequestRow, listed_request


class CaseInTime(NamedTuple):
    """What the lines about its requests need of a case; `now` is the present of the case."""

    stage: CaseStage
    officer_name: str
    facts: CaseRowFacts
    calendar: WorkCalendar
    now: datetime

    @classmethod
    def of(cls, case: Consultation, now: datetime) -> Self:
        return cls(case.stage, case.officer.name, CaseRowFacts.of(case), case.calendar, now)

    def calendar_of(self, row: RequestRow) -> WorkCalendar:
        """The calendar by which the time of the agency asked runs."""
        return within(self.calendar, row.known.lies_in)

    @property
    def drafters_calendar(self) -> WorkCalendar:
        return within(self.calendar, self.facts.lies_in)

    def waits_for(self, row: RequestRow) -> bool:
        """Whether the case runs, and the request has no outcome yet."""
        return self.stage is CaseStage.OPEN and not row.settled


def row_in_time(
    case: Consultation, request: Request, now: datetime
) -> tuple[RequestRow, CaseInTime]:
    """A request of a case that was read whole, as the lines about it take it."""
    return listed_request(case, request), CaseInTime.of(case, now)
