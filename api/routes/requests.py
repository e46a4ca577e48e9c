"""Requests to agencies, as the drafter sees and steers them."""

from fastapi import APIRouter, Response

from api.answers import RequestDetail
from api.bodies import AddAgencyBody, ReasonBody, ReviewBody
from api.callers import Asked, Caller, CaseId, Has
from api.cases import see
from api.commands import IdempotencyKey, command
from api.details import request_detail, request_details
from api.documentation import read, write
from api.giving import give
from api.routes.answering import BASE, answer, carry_out
from api.strictness import StrictRoute
from consultation.commands import AddAgency, ReviewReply, WithdrawAgency
from consultation.explanation import DeadlineExplanation, explain_deadline
from consultation.refusals import Refusal

router = APIRouter(
    prefix="/consultations/{consultation}/requests",
    tags=["requests"],
    route_class=StrictRoute,
)


@router.get(
    "",
    response_model=tuple[RequestDetail, ...],
    **read("Các yêu cầu của hồ sơ", "The requests of a case"),
)
async def list_requests(has: Has, actor: Caller, consultation: CaseId) -> tuple[RequestDetail, ...]:
    """An agency sees its own."""
    return request_details(await see(has.ledger, actor, consultation))


@router.post("", **write("Lấy ý kiến thêm một cơ quan", "Ask one more agency", 201))
async def add_agency(
    has: Has, actor: Caller, consultation: CaseId, key: IdempotencyKey, body: AddAgencyBody
) -> Response:
    """It gets a full deadline of its own, from when it is asked."""
    profile = has.registry.agency(body.agency)
    if profile is None:
        raise Refusal("unknown_agency", agency=body.agency)
    given = command(AddAgency, actor, key, profile=profile, **dict(body))
    receipt = await give(has, consultation, given)
    created = f"{BASE}/{consultation}/requests/{body.agency}"
    return answer(consultation, given, receipt, body.agency, created)


@router.get(
    "/{agency}",
    **read("Yêu cầu gửi một cơ quan", "The request to one agency"),
)
async def read_request(
    has: Has, actor: Caller, consultation: CaseId, agency: Asked
) -> RequestDetail:
    """What it was asked and why, what it replied, and what became of that."""
    return request_detail(await see(has.ledger, actor, consultation), agency)


@router.get(
    "/{agency}/deadline",
    **read("Vì sao có hạn trả lời này", "Why the deadline is what it is"),
)
async def read_deadline(
    has: Has, actor: Caller, consultation: CaseId, agency: Asked
) -> DeadlineExplanation:
    """The rule, the calendar, the event that started the clock, and each day skipped and why."""
    seen = await see(has.ledger, actor, consultation)
    return explain_deadline(seen.case, seen.request(agency))


@router.post(
    "/{agency}/review",
    **write("Quyết định về văn bản chờ xem xét", "Decide on a flagged or contested reply"),
)
async def review(
    has: Has,
    actor: Caller,
    consultation: CaseId,
    agency: Asked,
    key: IdempotencyKey,
    body: ReviewBody,
) -> Response:
    """Accept it, or return it with reasons."""
    given = command(ReviewReply, actor, key, agency=agency, **dict(body))
    return await carry_out(has, consultation, given, agency)


@router.post("/{agency}/withdraw", **write("Rút yêu cầu", "Take back a request"))
async def withdraw(
    has: Has,
    actor: Caller,
    consultation: CaseId,
    agency: Asked,
    key: IdempotencyKey,
    body: ReasonBody,
) -> Response:
    """The agency then owes no answer; the reason stays on record."""
    given = command(WithdrawAgency, actor, key, agency=agency, reason=body.reason)
    return await carry_out(has, consultation, given, agency)
