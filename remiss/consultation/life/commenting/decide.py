"""Tiếp thu, giải trình: what became of each comment, the agency's one objection, late replies."""

from collections.abc import Iterable
from datetime import datetime
from typing import assert_never

from remiss.consultation.life.commenting.final_text import explain_wordings, record_final_text
from remiss.consultation.life.commenting.messages import (
    CommentingCommand,
    CommentsDisposed,
    DisposeComments,
    DispositionObjected,
    ExplainWordings,
    LateReplyUsed,
    ObjectToDisposition,
    RecordFinalText,
    UseLateReply,
)
from remiss.consultation.life.events import Event
from remiss.consultation.life.preconditions import duplicates, request_of
from remiss.consultation.refusals import Refusal
from remiss.consultation.state import Comment, Consultation, ReceivedReply, Request
from remiss.consultation.values import EXPLAINS_ITSELF, WANTS_SOMETHING, AgencyCode, DispositionKind


def decide(case: Consultation, command: CommentingCommand) -> tuple[Event, ...]:
    match command:
        case DisposeComments():
            return dispose(case, command)
        case ObjectToDisposition():
            return object_to(case, command)
        case UseLateReply():
            return use_late_reply(case, command)
        case RecordFinalText():
            return record_final_text(case, command)
        case ExplainWordings():
            return explain_wordings(case, command)
        case _:
            assert_never(command)


def dispose(case: Consultation, command: DisposeComments) -> tuple[Event, ...]:
    """Adopting in full needs no words; everything else says why, or when.

    That a reply asks for nothing can be said of it only where its agency ticked no change.
    After an objection the officer disposes once more, and that is the last word.
    """
    request = request_of(case, command.agency)
    ids = [disposed.comment for disposed in command.dispositions]
    comments = _comments(case, command.agency, ids)
    for disposed in command.dispositions:
        if disposed.explanation is None and disposed.kind not in EXPLAINS_ITSELF:
            raise Refusal("disposition_needs_reason", comment=disposed.comment)
    if made := _made_all_the_same(case, command):
        raise Refusal("comment_was_made", comments=made)
    if final := [c.id for c in comments if c.objection and c.disposition]:
        raise Refusal("disposition_is_final", comments=final)
    may_object = any(comment.objection is None for comment in comments)
    return (
        CommentsDisposed(
            agency=command.agency,
            at=command.at,
            dispositions=command.dispositions,
            by=command.actor.person,
            object_until=object_until(case, request, command.at) if may_object else None,
        ),
    )


def _made_all_the_same(case: Consultation, command: DisposeComments) -> list[str]:
    """The comments that are said to be none, and stand under a position that wants something."""
    none = [d.comment for d in command.dispositions if d.kind is DispositionKind.NO_COMMENT]
    return [id_ for id_ in none if case.position_under(case.comments[id_]) in WANTS_SOMETHING]


def object_until(case: Consultation, request: Request, at: datetime) -> datetime | None:
    """Until when the agency may object to what is disposed at `at`; None: the policy has no such.

    Never beyond an applicant's return date.
    """
    rules = case.policy.comments
    if not rules:
        return None
    calendar = case.calendar_of(request.agency)
    return case.no_later(calendar, at, calendar.add(at, rules.object_within))


def object_to(case: Consultation, command: ObjectToDisposition) -> tuple[Event, ...]:
    comments = _comments(case, command.agency, command.comments)
    for comment in comments:
        if comment.disposition is None and comment.objection is None:
            raise Refusal("not_disposed_yet", comment=comment.id)
        if not comment.open_for_objection:
            raise Refusal("objected_before", comment=comment.id)
        if comment.object_until and command.at > comment.object_until:
            raise Refusal("objection_too_late", until=comment.object_until)
    return (
        DispositionObjected(
            agency=command.agency,
            at=command.at,
            comments=command.comments,
            reasons=command.reasons,
            by=command.actor.person,
        ),
    )


def use_late_reply(case: Consultation, command: UseLateReply) -> tuple[Event, ...]:
    reply = _late_reply(case, command)
    if reply is None:
        raise Refusal("no_such_late_reply", number=command.number)
    return (
        LateReplyUsed(
            agency=command.agency,
            at=command.at,
            request=command.request,
            number=command.number,
            use=command.use,
            explanation=command.explanation,
            by=command.actor.person,
        ),
    )


def _late_reply(case: Consultation, command: UseLateReply) -> ReceivedReply | None:
    """The reply, if it came late, or in time and beside an outcome: a request closed before."""
    requests = case.requests_of(command.agency)
    if not requests:
        raise Refusal("request_not_found")
    if command.request > len(requests):
        return None
    request = requests[command.request - 1]
    late = (reply for reply in request.replies if reply.late or request.came_beside(reply))
    return next((reply for reply in late if reply.number == command.number), None)


def _comments(case: Consultation, agency: AgencyCode, ids: Iterable[str]) -> tuple[Comment, ...]:
    """The comments named; one of another agency is answered like one that is not there."""
    ids = tuple(ids)
    if twice := duplicates(ids):
        raise Refusal("comment_named_twice", comments=twice)
    for id_ in ids:
        if id_ not in case.comments or case.comments[id_].agency != agency:
            raise Refusal("no_such_comment", comment=id_)
    return tuple(case.comments[id_] for id_ in ids)
