"""A reply tried before it is sent: what the rubric would say of it, and what would come of that."""

from pydantic import Field

from remiss.consultation.clarity.assessment import Action, Assessment
from remiss.consultation.decider import decide
from remiss.consultation.life.commands import CorrectReply, SubmitReply
from remiss.consultation.life.replying.proposal import (
    ProposedReply,
    action_for,
    assessed,
    assessed_correction,
    propose_reply,
)
from remiss.consultation.life.replying.signatory import may_sign
from remiss.consultation.state import Consultation, Request
from remiss.consultation.values import Value


class ReplyTrial(Value):
    """What sending this reply would lead to. Nothing was recorded."""

    assessment: Assessment
    action: Action
    counts_at_once: bool = Field(
        description="False: the reply first waits for the signature of a head of the agency."
    )
    proposed: ProposedReply | None = Field(
        default=None, description="Of a letter without answers: those its words carry, to confirm."
    )


def try_reply(case: Consultation, request: Request, command: SubmitReply) -> ReplyTrial:
    """What `command` would lead to; `request` is the one it answers.

    Raises:
        Refusal: as the command itself would be refused.
    """
    decide(case, command)
    assessment = assessed(case, request, command.reply)
    return ReplyTrial(
        assessment=assessment,
        action=action_for(case, request, command.reply, assessment),
        counts_at_once=may_sign(request, command.actor, command.at),
        proposed=propose_reply(case, request, command.reply, assessment),
    )


def try_correction(case: Consultation, request: Request, command: CorrectReply) -> ReplyTrial:
    """What correcting a reply would lead to: whatever is found, a person decides on it.

    Raises:
        Refusal: as the command itself would be refused.
    """
    decide(case, command)
    return ReplyTrial(
        assessment=assessed_correction(case, request, command.corrects, command.reply),
        action=Action.FLAG,
        counts_at_once=may_sign(request, command.actor, command.at),
    )
