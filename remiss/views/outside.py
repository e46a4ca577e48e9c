"""Questions for bodies outside the registry, and those sent away in words, as callers read them."""

from collections.abc import Iterator

from pydantic import AwareDatetime, Field

from remiss.consultation.clarity.bodies import find_agency
from remiss.consultation.life.declining.referral import referrals_proposed
from remiss.consultation.rule_number import REFERRALS_PROPOSED
from remiss.consultation.state import Consultation, FollowUpStep, Request
from remiss.consultation.values import AgencyCode, QuestionId, Value
from remiss.consultation.visibility import sees_request
from remiss.reference.registry import load_registry
from remiss.views.request_answers import ProposedDecline
from remiss.views.seen_case import SeenCase


class FollowUpDetail(Value):
    """What the drafter did about a question that is for a body outside the registry."""

    agency: AgencyCode = Field(description="Which agency said so.")
    question: QuestionId
    body: str
    rule: str
    opened_at: AwareDatetime
    due_at: AwareDatetime = Field(description="When the officer is reminded of the next step.")
    steps: tuple[FollowUpStep, ...]
    settled: bool


def follow_ups(seen: SeenCase) -> Iterator[FollowUpDetail]:
    """Those of the requests the caller may see."""
    for each in seen.case.follow_ups:
        if sees_request(seen.actor, each.agency):
            yield FollowUpDetail(
                agency=each.agency,
                question=each.question,
                body=each.body.name,
                rule=each.body.rule,
                opened_at=each.opened_at,
                due_at=each.clock.due_at,
                steps=each.steps,
                settled=each.settled,
            )


def proposed_declines(case: Consultation, request: Request) -> Iterator[ProposedDecline]:
    """What the last reply sends away, with whom its words mean as far as that is known."""
    if case.rules < REFERRALS_PROPOSED:
        return
    fields = {question.id: question.field for question in case.questions_of(request)}
    for referral in referrals_proposed(request):
        field = fields[referral.question]
        agencies = load_registry().agencies
        meant = find_agency(referral.to, agencies, field) if referral.to else None
        yield ProposedDecline(
            question=referral.question,
            field=field,
            span=referral.span,
            named=referral.to,
            to=meant.code if meant else None,
            to_name=meant.name if meant else None,
        )
