"""A reply as it is taken: whether it fits what was asked, which draft it answers, how late."""

from typing import Any

from remiss.consultation.life.preconditions import duplicates
from remiss.consultation.life.replying.desks import Way, place_of
from remiss.consultation.life.replying.messages import (
    CorrectReply,
    EnterReply,
    ReplyDrafted,
    ReplyReceived,
    SignReply,
    SubmitReply,
)
from remiss.consultation.life.replying.signatory import beyond_charge, form_of
from remiss.consultation.refusals import Refusal
from remiss.consultation.state import Consultation, Request
from remiss.consultation.values import Person, PersonId, QuestionId, Reply, Role

Giving = SubmitReply | SignReply | CorrectReply | EnterReply
"""The commands by which a reply comes."""


def version_answered(case: Consultation, reply: Reply) -> int:
    """The version of the draft a reply names, counted from 1; by a file that was replaced, too."""
    known = case.version_with(reply.draft_sha256)
    if known is None:
        raise Refusal(
            "reply_to_another_draft", given=reply.draft_sha256[:12], current=case.draft.sha256[:12]
        )
    return known.round


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
    """The head who lent the signatory their signature."""
    lent, by_head = request.delegation, command.actor.role is Role.AGENCY_HEAD
    return lent.by if lent and lent.to.id == command.actor.id and not by_head else None


def prepared(command: SubmitReply | CorrectReply, way: Way) -> ReplyDrafted:
    """A reply whose giver may not sign it: on the next desk, where its agency keeps a chain."""
    own = place_of(way, command.actor)
    return ReplyDrafted(
        agency=command.agency,
        at=command.at,
        reply=command.reply,
        by=command.actor.person,
        corrects=command.corrects if isinstance(command, CorrectReply) else None,
        desks=tuple(way),
        place=0 if own is None else own + 1,
        unlisted=_not_of_its_agency(command),
    )


def _signed(case: Consultation, request: Request, command: Giving) -> dict[str, Any]:
    """In which form, and beyond whose charge; what was entered was signed elsewhere."""
    if isinstance(command, EnterReply):
        return {}
    return {
        "form": form_of(case, request, command),
        "beyond_charge": beyond_charge(case, request, command),
    }


def unlisted_in(request: Request, command: Giving) -> tuple[PersonId, ...]:
    """Whom a reply names that the list did not know when it was prepared or given."""
    if isinstance(command, SignReply):
        return request.drafted_unlisted
    return _not_of_its_agency(command)


def _not_of_its_agency(command: SubmitReply | CorrectReply | EnterReply) -> tuple[PersonId, ...]:
    """Marked and never refused: an old list must not keep a reply from coming in time."""
    return command.named.not_of(command.agency) if command.named else ()


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
        **_signed(case, request, command),
        replaced_file=case.replaced_file(reply.draft_sha256),
        unlisted=unlisted_in(request, command),
    )


def outdated_in(case: Consultation, request: Request, reply: Reply) -> tuple[QuestionId, ...]:
    """The questions still owed that were put anew after the version `reply` names."""
    version = version_answered(case, reply)
    return tuple(q for q in request.owed if case.changed_in.get(q, 1) > version)
