"""Taking back a request, and ending a case."""

from consultation.answering import request_of
from consultation.commands import Cancel, Conclude, WithdrawAgency
from consultation.events import (
    ConsultationCancelled,
    ConsultationConcluded,
    Event,
    RequestWithdrawn,
)
from consultation.labels import STAGES
from consultation.refusals import Refusal
from consultation.state import Consultation, Request, Stage


def withdraw(case: Consultation, command: WithdrawAgency) -> tuple[Event, ...]:
    request = request_of(case, command.agency)
    name = request.agency.name
    if request.settled:
        raise Refusal("already_settled", agency=name, stage=STAGES[request.stage])
    if alone := _asked_only_of(case, request):
        raise Refusal("withdrawal_leaves_question", agency=name, questions=alone)
    return (
        RequestWithdrawn(
            agency=command.agency,
            at=command.at,
            reason=command.reason,
            by=command.actor.person,
        ),
    )


def cancel(_case: Consultation, command: Cancel) -> tuple[Event, ...]:
    return (ConsultationCancelled(at=command.at, by=command.actor.person, reason=command.reason),)


def conclude(case: Consultation, command: Conclude) -> tuple[Event, ...]:
    if case.open_requests:
        names = [request.agency.name for request in case.open_requests]
        raise Refusal("requests_open", agencies=names)
    silent = any(request.stage is Stage.SILENT for request in case.requests.values())
    archive_at = case.calendar.add(command.at, case.policy.late_replies_for)
    return (
        ConsultationConcluded(
            at=command.at,
            by=command.actor.person,
            archive_at=archive_at if silent else command.at,
        ),
    )


def _asked_only_of(case: Consultation, request: Request) -> list[str]:
    """The questions within this agency's mandate and no other standing agency's."""
    others = [
        other
        for other in case.requests.values()
        if other.agency.code != request.agency.code and other.stage is not Stage.WITHDRAWN
    ]
    covered = {match.question for other in others for match in other.matches if match.mandate}
    return [m.question for m in request.matches if m.mandate and m.question not in covered]
