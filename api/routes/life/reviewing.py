"""The decision on a reply: the officer's, contested by the agency, taken over by the Office."""

from fastapi import APIRouter, Response

from api.address_actions import REQUEST
from api.addressees import ToRequest
from api.documentation import write
from remiss.consultation.life.commands import ContestReturn, ReviewReply, TakeOver
from remiss.intake.strict_json import StrictRoute
from remiss.sending.bodies.reviewing import ContestBody, ReviewBody
from remiss.sending.bodies.steering import ReasonsBody

router = APIRouter(prefix=REQUEST, route_class=StrictRoute)


@router.post(
    "/review",
    tags=["requests"],
    **write("Quyết định về văn bản chờ xem xét", "Decide on a waiting reply"),
)
async def review(to: ToRequest, body: ReviewBody) -> Response:
    """Accept a flagged or contested reply, or return it with reasons."""
    return await to.give(ReviewReply, **dict(body))


@router.post(
    "/contest", tags=["replies"], **write("Đề nghị xem xét lại việc trả lại", "Contest a return")
)
async def contest(to: ToRequest, body: ContestBody) -> Response:
    """A person then decides, with reasons."""
    return await to.give(ContestReturn, reasons=body.reasons)


@router.post(
    "/take-over", tags=["office"], **write("Xem xét thay cán bộ phụ trách", "Take over a decision")
)
async def take_over(to: ToRequest, body: ReasonsBody) -> Response:
    """A reply or a decline that waits for the officer then waits for the Office."""
    return await to.give(TakeOver, **dict(body))
