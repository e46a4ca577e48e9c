"""Which open requests are overdue or do not move, who holds each now, and why it stands.

Whoever holds a request is named, also where that is the drafting side: an agency is not blamed for
what lies on somebody else's desk.
"""

from collections.abc import Iterator
from datetime import datetime

from pydantic import AwareDatetime, Field

from remiss.consultation.life.declining.circle_path import Circle, circles_of, say_circle
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.state import Consultation, Holder, Request
from remiss.consultation.values import AgencyCode, Value
from remiss.consultation.views.difficult_questions import silent_on
from remiss.consultation.views.explanation import Duty, explain_deadlines
from remiss.consultation.views.lateness import days_late
from remiss.texts import Bilingual, day_and_time, join, label, question_name, say, text

RETURNED_OFTEN = 2
"""From the second return that stands a request stalls: the first is how things are put right."""

BEFORE_A_STALL = frozenset(
    {
        "request_overdue",
        "request_escalated",
        "reply_returned",
        "clarification_asked",
        "questions_declined",
        "reply_flagged",
    }
)
"""Kinds of events: in a case in which none of them happened, no request stalls."""

OTHERS_DUTIES = frozenset({Duty.REVIEW, Duty.CLARIFICATION, Duty.RULING})


class Stall(Value):
    """One open request that is overdue, or does not move."""

    agency: AgencyCode
    overdue: bool
    days_late: int = Field(description="Working days the agency itself is late; never another's.")
    level: EscalationLevel = Field(description="The highest it was reported to.")
    holder: Holder
    holder_due_at: AwareDatetime | None = Field(
        description="Until when the holder has, where that is not the agency."
    )
    why: Bilingual
    circles: tuple[Circle, ...] = Field(
        default=(), description="Questions that would come back to an agency which sent them away."
    )


def stalls(case: Consultation, at: datetime) -> tuple[Stall, ...]:
    """The requests of `case` that, at `at`, are overdue, escalated, returned often, or held up.

    Held up: the drafter owes an agency an answer and is past the time for it, or a question would
    come back to an agency that had sent it away.
    """
    return tuple(_stalls(case, at))


def _stalls(case: Consultation, at: datetime) -> Iterator[Stall]:
    for request in (each for each in case.open_requests if not each.outside):
        circles = circles_of(case, request)
        told = (line for circle in circles for line in say_circle(circle))
        reasons = [*_reasons(case, request, at), *told]
        if reasons:
            due_at = _holder_due_at(case, request)
            sentences = [*reasons, _held(case, request, due_at)]
            yield Stall(
                agency=request.agency.code,
                overdue=request.overdue,
                days_late=days_late(case, request, at),
                level=request.highest_level,
                holder=request.holder,
                holder_due_at=due_at,
                why=join(Bilingual(vi=f"{s.vi}.", en=f"{s.en}.") for s in sentences),
                circles=circles,
            )


def _reasons(case: Consultation, request: Request, at: datetime) -> Iterator[Bilingual]:
    if request.overdue:
        yield _overdue(days_late(case, request, at))
    elif request.level:
        yield say("standstill.reported", level=label(request.level))
    if request.returns >= RETURNED_OFTEN:
        yield say("standstill.returned", returns=request.returns)
    if request.overdue and (silent := silent_on(case, request)):
        numbers = case.question_numbers
        yield say("standstill.difficult", questions=[question_name(id_, numbers) for id_ in silent])
    asked = request.clarification
    if asked and asked.answer.due_at < at:
        drafters = case.drafters_calendar
        late = asked.answer.days_late(drafters, at) if drafters.knows(at) else 0
        yield say("standstill.not_clarified", late=late)


def _overdue(days: int) -> Bilingual:
    return say("standstill.overdue", days=days) if days else text("standstill.just_due")


def _held(case: Consultation, request: Request, due_at: datetime | None) -> Bilingual:
    """Who has the next move, by name where there is one, and until when."""
    who = _who(case, request)
    if due_at is None:
        return say("standstill.held", who=who)
    return say("standstill.held.until", who=who, due_at=day_and_time(due_at))


def _who(case: Consultation, request: Request) -> Bilingual:
    role = label(request.holder)
    match request.holder:
        case Holder.AGENCY:
            official = request.official.name if request.official else text("standstill.unassigned")
            return say("standstill.agency", agency=request.agency.name, official=official)
        case Holder.OFFICER:
            name, house = case.officer.name, case.drafting_agency.name
            return say("standstill.officer", role=role, officer=name, agency=house)
        case _:
            return role


def _holder_due_at(case: Consultation, request: Request) -> datetime | None:
    if request.holder is Holder.AGENCY:
        return None
    due = (d.due_at for d in explain_deadlines(case, request) if d.duty in OTHERS_DUTIES)
    return next(due, None)
