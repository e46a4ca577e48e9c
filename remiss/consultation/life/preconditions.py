"""Checks several chapters make before they decide: whose request it is, and whose move."""

from collections import Counter
from collections.abc import Iterable

from remiss.consultation.refusals import Refusal
from remiss.consultation.state import NO_REPLY, WITH_AGENCY, Consultation, Request
from remiss.consultation.values import AgencyCode


def request_of(case: Consultation, agency: AgencyCode) -> Request:
    """The request to `agency`.

    Raises:
        Refusal: `request_not_found`.
    """
    if agency not in case.requests:
        raise Refusal("request_not_found")
    return case.requests[agency]


def with_agency(case: Consultation, agency: AgencyCode) -> Request:
    """The request to `agency`, while the next move is the agency's.

    Raises:
        Refusal: `request_not_found`, `request_not_awaiting`.
    """
    request = request_of(case, agency)
    if request.stage not in WITH_AGENCY:
        raise Refusal("request_not_awaiting", stage=request.stage)
    return request


def at_work(case: Consultation, agency: str) -> Request:
    """The request to `agency`, while it may still work on a reply, late ones included.

    Raises:
        Refusal: `request_not_found`, `request_not_awaiting`.
    """
    request = request_of(case, agency)
    if request.settled and request.stage not in NO_REPLY:
        raise Refusal("request_not_awaiting", stage=request.stage)
    return request


def unsettled(case: Consultation, agency: AgencyCode) -> Request:
    """The request to `agency`, while it has no outcome.

    Raises:
        Refusal: `request_not_found`, `request_settled`.
    """
    request = request_of(case, agency)
    if request.settled:
        raise Refusal("request_settled", agency=request.agency.name, stage=request.stage)
    return request


def duplicates(items: Iterable[str]) -> list[str]:
    """The items that occur more than once, each named once, in order."""
    return [item for item, count in Counter(items).items() if count > 1]
