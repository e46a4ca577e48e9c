"""What time will do next to a case: reminders, lateness, ladders, silence, lapsed decisions."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from enum import StrEnum

from pydantic import AwareDatetime

from remiss.consultation.life.declining.follow_up import next_to_remind
from remiss.consultation.life.ladder.vice_chairman import is_to_be_told
from remiss.consultation.life.replying.correction import next_to_lapse
from remiss.consultation.policy import EscalationLevel, Policy, Rung
from remiss.consultation.rule_number import HONEST_NOT_HIT, LISTING_FORETOLD
from remiss.consultation.state import (
    WITH_AGENCY,
    CaseStage,
    Clarification,
    Consultation,
    InternalDeadline,
    Request,
    Stage,
)
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.time.span import WorkSpan
from remiss.consultation.values import AgencyCode, Procedure, QuestionId, Value


class Step(StrEnum):
    """What an alarm does when it rings; at the same moment the first named rings first."""

    REVIEW_LAPSE = "review_lapse"
    EXTENSION_LAPSE = "extension_lapse"
    DECLINE_LAPSE = "decline_lapse"
    DRAFTER_REMINDER = "drafter_reminder"
    DRAFTER_ESCALATION = "drafter_escalation"
    REMINDER = "reminder"
    LISTING = "listing"
    OVERDUE = "overdue"
    ESCALATION = "escalation"
    VICE_CHAIRMAN = "vice_chairman"
    SILENCE = "silence"
    FOLLOW_UP = "follow_up"
    CORRECTION_LAPSE = "correction_lapse"
    INTERNAL_DEADLINE = "internal_deadline"
    ARCHIVE = "archive"


ORDER = {step: place for place, step in enumerate(Step)}


class Alarm(Value):
    """The next thing time will do; `agency` is None for the case as a whole."""

    at: AwareDatetime
    step: Step
    agency: AgencyCode | None = None
    ordinal: int = 0
    level: EscalationLevel = EscalationLevel.NONE
    question: QuestionId | None = None


def next_alarm(case: Consultation, request: Request) -> Alarm | None:
    """The next alarm of one request, or None when time can change nothing about it."""
    return min(
        _pending(case, request),
        key=lambda alarm: (alarm.at, ORDER[alarm.step]),
        default=None,
    )


def case_alarm(case: Consultation) -> Alarm | None:
    """The alarm of the case as a whole: what is followed up or corrected, when it is archived."""
    pending = []
    if waiting := next_to_remind(case):
        pending.append(Alarm(at=waiting.clock.due_at, step=Step.FOLLOW_UP))
    if correction := next_to_lapse(case):
        pending.append(Alarm(at=correction.clock.due_at, step=Step.CORRECTION_LAPSE))
    if internal := next_internal(case):
        pending.append(Alarm(at=internal[1].due_at, step=Step.INTERNAL_DEADLINE))
    if case.stage is CaseStage.CONCLUDED and case.archive_at:
        pending.append(Alarm(at=case.archive_at, step=Step.ARCHIVE))
    return min(pending, key=lambda alarm: (alarm.at, ORDER[alarm.step]), default=None)


def next_internal(case: Consultation) -> tuple[Request, InternalDeadline] | None:
    """The request whose head's own deadline passes next, with nothing prepared so far.

    Its alarm is one of the case: beside the clock of the request, which others read.
    """
    pending = [
        (request, request.internal)
        for request in case.open_requests
        if request.internal and not request.internal.passed and _is_unprepared(request)
    ]
    return min(pending, key=lambda each: (each[1].due_at, each[0].agency.code), default=None)


def _is_unprepared(request: Request) -> bool:
    return request.stage in WITH_AGENCY and not (request.drafted or request.replies)


def alarms(case: Consultation) -> tuple[Alarm, ...]:
    """The pending alarms of the case, soonest first; a suspended case has none."""
    pending = [next_alarm(case, request) for request in case.open_requests]
    return _sorted([*pending, case_alarm(case)])


class Watch:
    """The alarms of a case as it goes on: what did not change is not reckoned again.

    A case of hundreds of agencies changes one request at a time.
    """

    def __init__(self) -> None:
        self._rules: tuple[Policy, WorkCalendar, Procedure | None] | None = None
        self._known: dict[AgencyCode, tuple[Request, Alarm | None]] = {}

    def alarms(self, case: Consultation) -> tuple[Alarm, ...]:
        """As the function `alarms`."""
        pending = [self.next_alarm(case, request) for request in case.open_requests]
        return _sorted([*pending, case_alarm(case)])

    def next_alarm(self, case: Consultation, request: Request) -> Alarm | None:
        """As the function `next_alarm`, of a present request."""
        rules = (case.policy, case.calendar, case.procedure)
        if self._rules is None or not _same(self._rules, rules):
            self._rules, self._known = rules, {}
        code = request.agency.code
        known = self._known.get(code)
        if known is None or known[0] is not request:
            known = (request, next_alarm(case, request))
            self._known[code] = known
        return known[1]


def _same(some: Iterable[object], others: Iterable[object]) -> bool:
    return all(one is other for one, other in zip(some, others, strict=True))


def _sorted(pending: Iterable[Alarm | None]) -> tuple[Alarm, ...]:
    return tuple(
        sorted((a for a in pending if a), key=lambda alarm: (alarm.at, alarm.agency or ""))
    )


def _pending(case: Consultation, request: Request) -> Iterator[Alarm]:
    agency, policy = request.agency.code, case.policy
    if request.settled:
        return
    if request.stage is Stage.IN_REVIEW and request.review:
        yield Alarm(at=request.review.due_at, step=Step.REVIEW_LAPSE, agency=agency)
    if (asked := request.clarification) and policy.clarification:
        yield from _drafter_alarm(case, agency, asked)
    if decide_by := request.decide_by:
        yield Alarm(at=decide_by, step=Step.EXTENSION_LAPSE, agency=agency)
    for decline in request.pending_declines:
        yield Alarm(
            at=decline.settle.due_at,
            step=Step.DECLINE_LAPSE,
            agency=agency,
            question=decline.declined.question,
        )
    if request.stage in WITH_AGENCY and not request.outside:
        yield _ladder_alarm(case, request)
        if case.rules >= LISTING_FORETOLD:
            yield from _listing_alarm(request, case.calendar_of(request.agency))


def _drafter_alarm(case: Consultation, agency: AgencyCode, asked: Clarification) -> Iterator[Alarm]:
    """The drafter's own reminders and ladder; once it is spent, an answer or the Office helps."""
    rules, due = case.policy.clarification, asked.answer.due_at
    assert rules is not None  # noqa: S101 -- the caller looked
    for ordinal, before in enumerate(rules.reminders, start=1):
        at = _reminder_at(case.rules, case.drafters_calendar, due, before)
        if ordinal > asked.reminders and at > asked.asked_at:
            yield Alarm(at=at, step=Step.DRAFTER_REMINDER, agency=agency, ordinal=ordinal)
            return
    if rung := _next_rung(rules.ladder, asked.level):
        calendar = case.drafters_calendar
        at = case.no_later(calendar, asked.asked_at, calendar.add(due, rung.after))
        yield Alarm(at=at, step=Step.DRAFTER_ESCALATION, agency=agency, level=rung.level)


def _ladder_alarm(case: Consultation, request: Request) -> Alarm:
    agency, due = request.agency.code, request.due_at
    policy, calendar = case.policy, case.calendar_of(request.agency)
    if not request.overdue:
        for ordinal, before in enumerate(policy.reminders, start=1):
            at = _reminder_at(case.rules, calendar, due, before)
            if ordinal > request.reminders and at > request.clock_from:
                return Alarm(at=at, step=Step.REMINDER, agency=agency, ordinal=ordinal)
        return Alarm(at=due, step=Step.OVERDUE, agency=agency)
    above = _above(case, request)
    if is_to_be_told(case, request) and (after := policy.vice_chairman_after):
        at = case.no_later(calendar, request.clock_from, calendar.add(due, after))
        if at <= above.at:
            return Alarm(at=at, step=Step.VICE_CHAIRMAN, agency=agency)
    return above


def _above(case: Consultation, request: Request) -> Alarm:
    """The next rung of the ladder, and after the last of them silence."""
    agency, due = request.agency.code, request.due_at
    policy, calendar = case.policy, case.calendar_of(request.agency)
    if rung := _next_rung(policy.ladder, request.level):
        at = case.no_later(calendar, request.clock_from, calendar.add(due, rung.after))
        return Alarm(at=at, step=Step.ESCALATION, agency=agency, level=rung.level)
    silent_at = _silent_at(request, policy, calendar)
    at = case.no_later(calendar, request.clock_from, silent_at)
    return Alarm(at=at, step=Step.SILENCE, agency=agency)


def _reminder_at(rules: int, calendar: WorkCalendar, due: datetime, before: WorkSpan) -> datetime:
    """A reminder counted in days comes as offices open on its day, when there is a day to use."""
    at = calendar.subtract(due, before)
    if rules < HONEST_NOT_HIT or before.hours or not before.days:
        return at
    return min(at, calendar.opening_of(at))


def _listing_alarm(request: Request, calendar: WorkCalendar) -> Iterator[Alarm]:
    """When offices open on the day of the deadline; half-way there where it was set after that.

    Once for each such day, and never about a deadline that had passed when the clock began to run.
    """
    start, due = request.clock_from, request.due_at
    day = calendar.local(due).date()
    if due <= start or day == request.listing_foretold:
        return
    opening = calendar.opening_of(due)
    half = calendar.time_between(start, due) // timedelta(minutes=2) * timedelta(minutes=1)
    at = opening if start < opening < due else calendar.add_time(start, half)
    yield Alarm(at=at, step=Step.LISTING, agency=request.agency.code)


def _silent_at(request: Request, policy: Policy, calendar: WorkCalendar) -> AwareDatetime:
    """Once the ladder is spent, the last notice is old enough, and nothing is left to rule on."""
    moments = [calendar.add(request.due_at, policy.silence.after)]
    if request.last_notice_at:
        moments.append(calendar.add(request.last_notice_at, policy.silence.grace))
    moments += [decline.settle.due_at for decline in request.pending_declines]
    return max(moments)


def _next_rung(ladder: tuple[Rung, ...], level: EscalationLevel) -> Rung | None:
    return next((rung for rung in ladder if rung.level > level), None)
