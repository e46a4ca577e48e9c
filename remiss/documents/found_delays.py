"""What a morning's reports tell of, gathered case by case: of each stays what stalls in it."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from remiss.consultation.life.ladder.alarms import next_alarm
from remiss.consultation.life.ladder.vice_chairman import vice_chairmen_of
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.state import CaseStage, Consultation, Request
from remiss.consultation.telling.temporal_ui import step_label
from remiss.consultation.views.delay_facts import (
    DelayFacts,
    MissedMail,
    Undelivered,
    delay_facts,
)
from remiss.consultation.views.difficult_questions import silent_on
from remiss.consultation.views.overdue_list import MorningCases, is_listed
from remiss.consultation.views.standstill import Stall, stalls
from remiss.documents.daily_report import OverdueItem


class FoundDelay(NamedTuple):
    """One request that is reported, and in which lists."""

    item: OverdueItem
    overdue: bool
    to_chairman: bool


class FoundDelays:
    """What stalls at `at`, and how much is open; of a case nothing else is kept."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        self.consultations = self.requests = 0
        self._found: list[FoundDelay] = []

    def add(self, known: MorningCases) -> None:
        """More of the cases open at that moment."""
        self.consultations += known.quiet_cases
        self.requests += known.quiet_requests
        for case in known.cases:
            if case.stage is CaseStage.OPEN:
                self.consultations += 1
                self.requests += len(case.open_requests)
                self._found += self._in(case, known.undelivered)

    def worst_first(self) -> list[FoundDelay]:
        """Everything found."""
        return sorted(self._found, key=lambda one: _badness(one.item))

    def _in(self, case: Consultation, undelivered: Undelivered) -> Iterator[FoundDelay]:
        for stall in stalls(case, self.at):
            yield _found(case, stall, self.at, undelivered.get((case.id, stall.agency)))


def _badness(item: OverdueItem) -> tuple[int, int, datetime, str, str]:
    return -item.level, -item.days_late, item.due_at, item.consultation, item.agency


def _found(
    case: Consultation, stall: Stall, at: datetime, undelivered: MissedMail | None
) -> FoundDelay:
    """The Chairman reads what stands in the list of the day, and what rose to him before."""
    request = case.requests[stall.agency]
    risen = stall.level is EscalationLevel.CHAIRMAN
    return FoundDelay(
        item=_item(case, stall, delay_facts(case, request, at, undelivered)),
        overdue=stall.overdue,
        to_chairman=risen or is_listed(case, request, at),
    )


def _item(case: Consultation, stall: Stall, facts: DelayFacts) -> OverdueItem:
    request = case.requests[stall.agency]
    alarm = next_alarm(case, request)
    return OverdueItem(
        consultation=case.id,
        subject=case.draft.subject,
        urgency=case.draft.urgency,
        drafting_agency=case.drafting_agency.code,
        drafting_agency_name=case.drafting_agency.name.vi,
        officer=case.officer.name,
        agency=request.agency.code,
        agency_name=request.agency.name.vi,
        official=request.official.name if request.official else None,
        stage=request.stage,
        holder=stall.holder,
        holder_due_at=stall.holder_due_at,
        difficult=_difficult(case, request),
        due_at=request.due_at,
        days_late=stall.days_late,
        level=stall.level,
        returns=request.returns,
        next_step=step_label(alarm) if alarm else None,
        next_step_at=alarm.at if alarm else None,
        why=stall.why,
        circles=stall.circles,
        facts=facts,
        in_charge=vice_chairmen_of(case, request),
    )


def _difficult(case: Consultation, request: Request) -> tuple[int, ...]:
    numbers = case.question_numbers
    return tuple(numbers[id_] for id_ in silent_on(case, request)) if request.overdue else ()
