"""Taking back a request, and ending a case."""

from collections.abc import Iterator
from datetime import datetime

from remiss.consultation.life.commenting.final_text import check_wordings
from remiss.consultation.life.events import Event
from remiss.consultation.life.preconditions import request_of
from remiss.consultation.life.steering.end_messages import (
    ConsultationCancelled,
    ConsultationConcluded,
)
from remiss.consultation.life.steering.messages import (
    Cancel,
    Conclude,
    EndLost,
    RequestWithdrawn,
    WithdrawAgency,
)
from remiss.consultation.refusals import Refusal
from remiss.consultation.state import NO_REPLY, Comment, Consultation, Request, Stage
from remiss.consultation.values import AgencyCode, DispositionKind, Position


def withdraw(case: Consultation, command: WithdrawAgency) -> tuple[Event, ...]:
    request = request_of(case, command.agency)
    name = request.agency.name
    if request.settled:
        raise Refusal("already_settled", agency=name, stage=request.stage)
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


def end_lost(_case: Consultation, command: EndLost) -> tuple[Event, ...]:
    """Cancelled, in the name of whoever decided it; nothing of it can be decided any more."""
    return (ConsultationCancelled(at=command.at, by=command.by, reason=command.reason),)


def conclude(case: Consultation, command: Conclude) -> tuple[Event, ...]:
    for check in CHECKS:
        check(case, command.at)
    unanswered = tuple(each.question for each in case.follow_ups if each.awaits_answer)
    waits = unanswered or any(request.stage in NO_REPLY for request in case.all_requests)
    archive_at = case.calendar.add(command.at, case.policy.late_replies_for)
    return (
        ConsultationConcluded(
            at=command.at,
            by=command.actor.person,
            archive_at=archive_at if waits else command.at,
            unanswered=unanswered,
        ),
    )


def in_the_way(case: Consultation, at: datetime) -> tuple[Refusal, ...]:
    """Everything that keeps the case from being concluded at `at`, in the order it is refused."""
    return tuple(_refusals(case, at))


def _refusals(case: Consultation, at: datetime) -> Iterator[Refusal]:
    for check in CHECKS:
        try:
            check(case, at)
        except Refusal as refusal:
            refusal.number_questions(case.question_numbers)
            yield refusal


def _check_requests(case: Consultation, _at: datetime) -> None:
    if case.open_requests:
        names = [request.agency.name for request in case.open_requests]
        raise Refusal("requests_open", agencies=names)


def _check_comments(case: Consultation, _at: datetime) -> None:
    """Under a policy that asks for it, every comment has its answer."""
    if case.policy.comments is None:
        return
    comments = case.comments.values()
    if undisposed := [comment for comment in comments if comment.waits]:
        codes = dict.fromkeys(comment.agency for comment in undisposed)
        raise Refusal(
            "comments_undisposed",
            comments=[comment.id for comment in undisposed],
            agencies=[case.requests[code].agency.name for code in codes],
        )


def _check_late_replies(case: Consultation, _at: datetime) -> None:
    if case.policy.comments is None:
        return
    if unused := [code for code in case.requests if _holds_unused_reply(case, code)]:
        names = [case.requests[code].agency.name for code in unused]
        raise Refusal("late_replies_unused", agencies=names)


def _check_objections(case: Consultation, at: datetime) -> None:
    """Objecting has its time."""
    if case.policy.comments is None:
        return
    comments = case.comments.values()
    open_until = [c.object_until for c in comments if c.object_until and _may_be_disputed(case, c)]
    if open_until and max(open_until) > at:
        raise Refusal("objections_possible", until=max(open_until))


def _check_follow_ups(case: Consultation, _at: datetime) -> None:
    """Of each question for a body outside the registry somebody says what becomes of it.

    An answer from there may take months: that it is awaited stands on record, and ends nothing.
    """
    if undecided := [each.question for each in case.follow_ups if not each.decided]:
        raise Refusal("follow_ups_open", questions=undecided)


def _check_corrections(case: Consultation, _at: datetime) -> None:
    """Which of two letters the table quotes is decided before it is final."""
    if waiting := [case.requests[each.agency].agency.name for each in case.corrections]:
        raise Refusal("corrections_open", agencies=waiting)


def _check_wordings(case: Consultation, _at: datetime) -> None:
    check_wordings(case)


CHECKS = (
    _check_requests,
    _check_comments,
    _check_late_replies,
    _check_objections,
    _check_follow_ups,
    _check_corrections,
    _check_wordings,
)
"""What has to be done before a case is concluded."""


def _may_be_disputed(case: Consultation, comment: Comment) -> bool:
    """Not what was adopted, nor what is no comment of an agency that ticked agreement."""
    kind = comment.disposition.kind if comment.disposition else None
    agreed = case.position_under(comment) is Position.AGREE
    as_ticked = kind is DispositionKind.NO_COMMENT and agreed
    return comment.open_for_objection and kind is not DispositionKind.ADOPTED and not as_ticked


def _holds_unused_reply(case: Consultation, agency: AgencyCode) -> bool:
    """Whether a reply that came beside an outcome waits to be spoken for."""
    return any(
        request.came_beside(reply) and reply.used is None
        for request in case.requests_of(agency)
        for reply in request.replies
    )


def _asked_only_of(case: Consultation, request: Request) -> list[str]:
    """The questions within this agency's mandate and no other standing agency's."""
    others = [
        other
        for other in case.all_requests
        if other != request and other.stage is not Stage.WITHDRAWN
    ]
    covered = {match.question for other in others for match in other.standing if match.mandate}
    return [m.question for m in request.standing if m.mandate and m.question not in covered]
