"""A referral in the words of a reply: proposed as a decline, which only a person can make of it.

Accepting the reply is saying that it answers; silence says neither. So no lapse of time settles a
question the words send away: it goes back to the agency, which may confirm it or answer.
"""

from remiss.consultation.clarity.assessment import Assessment, Referral
from remiss.consultation.life.declining.messages import ConfirmReferral
from remiss.consultation.refusals import Refusal
from remiss.consultation.rule_number import REFERRALS_PROPOSED
from remiss.consultation.state import WITH_AGENCY, Consultation, Request, Stage
from remiss.consultation.values import QuestionId

STILL_OPEN = WITH_AGENCY | {Stage.IN_REVIEW}
"""Stages in which words of the last reply may still be meant as a decline."""


def referrals_proposed(request: Request) -> tuple[Referral, ...]:
    """Those of the last reply that nobody confirmed, on questions still owed."""
    read = request.replies[-1].assessment if request.replies else None
    if read is None or request.stage not in STILL_OPEN:
        return ()
    before = {decline.declined.question for decline in request.declines}
    owed = set(request.owed) - before
    return tuple(referral for referral in read.referrals if referral.question in owed)


def referral_meant(request: Request, command: ConfirmReferral) -> Referral:
    """The words confirmed.

    Raises:
        Refusal: `no_referral_to_confirm`.
    """
    asked = command.declined.question
    found = (each for each in referrals_proposed(request) if each.question == asked)
    if (referral := next(found, None)) is None:
        raise Refusal("no_referral_to_confirm", agency=request.agency.name, question=asked)
    return referral


def awaits_person(case: Consultation, assessment: Assessment) -> bool:
    """Whether the reply sends a question away: then it is never accepted by the machine."""
    return case.rules >= REFERRALS_PROPOSED and bool(assessment.referrals)


def left_open(case: Consultation, request: Request) -> tuple[QuestionId, ...]:
    """The questions that are not answered though nobody decided on the reply in time."""
    if case.rules < REFERRALS_PROPOSED:
        return ()
    return tuple(referral.question for referral in referrals_proposed(request))
