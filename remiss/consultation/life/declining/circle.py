"""Circles: a question sent back, straight or by way of others, to an agency that sent it away."""

from collections.abc import Iterable

from remiss.consultation.rule_number import REFERRALS_PROPOSED
from remiss.consultation.state import Consultation, Request
from remiss.consultation.values import AgencyCode, Declined, QuestionId


def goes_in_circles(
    case: Consultation, agency: AgencyCode, declined_by_it: Iterable[Declined]
) -> bool:
    """Whether a question would go back to an agency that had declined it itself.

    By the first rules only once that was confirmed; since then also while it is awaited, or two
    agencies that name each other would both be confirmed, and each be asked again.
    """
    return any(
        declined.question in _sent_away(case, request)
        for declined in declined_by_it
        if declined.to and declined.to != agency
        for request in case.requests_of(declined.to)
    )


def _sent_away(case: Consultation, request: Request) -> set[QuestionId]:
    if case.rules < REFERRALS_PROPOSED:
        return set(request.transferred)
    awaited = (decline.declined.question for decline in request.pending_declines)
    return {*request.transferred, *awaited}
