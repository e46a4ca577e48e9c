"""What follows where a question is for a body outside the registry: a task of the drafter.

“báo cáo cấp có thẩm quyền xem xét, xử lý đối với những vấn đề vượt thẩm quyền”
(Công văn UBND tỉnh Bắc Giang, tháng 10/2023, điểm 1.h).
"""

from datetime import datetime

from remiss.consultation.life.declining.messages import (
    FollowUpOpened,
    FollowUpRecorded,
    FollowUpReminded,
    RecordFollowUp,
)
from remiss.consultation.life.events import Event
from remiss.consultation.refusals import Refusal
from remiss.consultation.relevance import mandate_for
from remiss.consultation.state import CaseStage, Consultation, FollowUp, Request
from remiss.consultation.values import (
    AgencyCode,
    Declined,
    FollowUpOutcome,
    NamedBody,
    QuestionId,
)


def drafters_own(case: Consultation, declined: Declined) -> NamedBody:
    """The drafting agency, to which one it asked has passed its own question back."""
    agency = case.drafting_agency
    mandate = mandate_for(agency, declined.field, case.draft.territories)
    rule = mandate.legal_basis if mandate else declined.field
    return NamedBody(name=agency.name.vi, rule=rule)


def opened_outside(
    case: Consultation, request: Request, question: QuestionId, body: NamedBody, at: datetime
) -> tuple[Event, ...]:
    """The drafter's task; none where the same question waits for the same body already."""
    rules = case.policy.decline
    assert rules is not None  # noqa: S101 -- none could be declined
    waiting = {(each.question, each.body.name) for each in case.follow_ups if not each.settled}
    if (question, body.name) in waiting:
        return ()
    return (
        FollowUpOpened(
            agency=request.agency.code,
            at=at,
            question=question,
            body=body,
            own=body.name == case.drafting_agency.name.vi,
            due_at=case.drafters_calendar.add(at, rules.follow_up_within),
        ),
    )


def record_step(case: Consultation, command: RecordFollowUp) -> tuple[Event, ...]:
    """Reported upward, answered, or not pursued, each with its words."""
    rules = case.policy.decline
    follow_up = find_follow_up(case, command.agency, command.question)
    if follow_up is None or rules is None:
        raise Refusal("nothing_to_follow_up", question=command.question)
    waits = command.outcome is FollowUpOutcome.REPORTED
    return (
        FollowUpRecorded(
            agency=command.agency,
            at=command.at,
            question=command.question,
            body=follow_up.body,
            outcome=command.outcome,
            text=command.text,
            document=command.document,
            by=command.actor.person,
            answer_by=case.drafters_calendar.add(command.at, rules.answer_within)
            if waits
            else None,
        ),
    )


def find_follow_up(case: Consultation, agency: AgencyCode, question: QuestionId) -> FollowUp | None:
    """The one that is open of what this agency sent away."""
    found = (each for each in case.follow_ups if (each.agency, each.question) == (agency, question))
    return next((each for each in found if not each.settled), None)


def next_to_remind(case: Consultation) -> FollowUp | None:
    """Whose clock runs out first, of those nobody was reminded of since it began."""
    if case.stage is not CaseStage.OPEN:
        return None
    waiting = (each for each in case.follow_ups if not (each.settled or each.reminded))
    return min(waiting, key=lambda each: each.clock.due_at, default=None)


def remind(follow_up: FollowUp, at: datetime) -> FollowUpReminded:
    return FollowUpReminded(
        agency=follow_up.agency,
        at=at,
        fell_due_at=follow_up.clock.due_at,
        question=follow_up.question,
        body=follow_up.body,
        reported=follow_up.decided,
    )
