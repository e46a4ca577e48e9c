"""A reply as it is taken: whether it fits what was asked, which draft it answers, how late."""

from remiss.consultation.life.preconditions import duplicates
from remiss.consultation.life.replying.messages import (
    CorrectReply,
    EnterReply,
    ReplyReceived,
    SignReply,
    SubmitReply,
)
from remiss.consultation.refusals import Refusal
from remiss.consultation.state import Consultation, Request
from remiss.consultation.values import Person, QuestionId, Reply, Role

Giving = SubmitReply | SignReply | CorrectReply | EnterReply
"""The commands by which a reply comes."""


def version_answered(case: Consultation, reply: Reply) -> int:
    """The version of the draft a reply names, counted from 1."""
    known = {version.draft.sha256: version.round for version in case.versions}
    if reply.draft_sha256 not in known:
        raise Refusal(
            "reply_to_another_draft", given=reply.draft_sha256[:12], current=case.draft.sha256[:12]
        )
    return known[reply.draft_sha256]


def check_reply(case: Consultation, request: Request, reply: Reply) -> None:
    """Refuse what answers another draft, or questions that were not asked, or one of them twice.

    Raises:
        Refusal: `reply_to_another_draft`, `answers_to_unasked_questions`,
            `question_answered_twice`.
    """
    version_answered(case, reply)
    asked = set(request.question_ids) - {d.declined.question for d in request.pending_declines}
    answered = [answer.question for answer in reply.answers]
    if unasked := [question for question in answered if question not in asked]:
        raise Refusal("answers_to_unasked_questions", questions=unasked, asked=sorted(asked))
    if twice := duplicates(answered):
        raise Refusal("question_answered_twice", questions=twice)


def lent_by(request: Request, command: Giving) -> Person | None:
    """The head in whose place the signatory signs."""
    by_head = command.actor.role is Role.AGENCY_HEAD
    return request.delegation.by if request.delegation and not by_head else None


def received(case: Consultation, request: Request, command: Giving, reply: Reply) -> ReplyReceived:
    days_late = request.clock.days_late(case.calendar_of(request.agency), command.at)
    return ReplyReceived(
        agency=command.agency,
        at=command.at,
        number=len(request.replies) + 1,
        reply=reply,
        signatory=command.actor.person,
        delegated_by=lent_by(request, command),
        late=days_late > 0,
        days_late=days_late,
        version=version_answered(case, reply),
        outdated=outdated_in(case, request, reply),
    )


def outdated_in(case: Consultation, request: Request, reply: Reply) -> tuple[QuestionId, ...]:
    """The questions still owed that were put anew after the version `reply` names."""
    version = version_answered(case, reply)
    return tuple(q for q in request.owed if case.changed_in.get(q, 1) > version)
