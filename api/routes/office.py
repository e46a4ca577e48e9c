"""What the Office does in a case, in its own name and with reasons."""

from fastapi import APIRouter, Response

from api.documentation import write
from api.routes.addressing import ToRequest
from remiss.consultation.life.commands import CloseOnRecord, OrderDeadline, TakeOver
from remiss.intake.strict_json import StrictRoute
from remiss.sending.bodies.drafter import OrderBody, ReasonsBody

router = APIRouter(
    prefix="/consultations/{consultation}/requests/{agency}",
    tags=["office"],
    route_class=StrictRoute,
)


@router.post("/take-over", **write("Xem xét thay cán bộ phụ trách", "Take over a decision"))
async def take_over(to: ToRequest, body: ReasonsBody) -> Response:
    """A reply or a decline that waits for the officer then waits for the Office."""
    return await to.give(TakeOver, **dict(body))


@router.post("/deadline", **write("Ấn định hạn trả lời", "Order a deadline"))
async def order_deadline(to: ToRequest, body: OrderBody) -> Response:
    """Sooner or later than the present one; what was late before stays late."""
    return await to.give(OrderDeadline, **dict(body))


@router.post("/close", **write("Kết thúc, ghi nhận trên hồ sơ", "Close a request on record"))
async def close_on_record(to: ToRequest, body: ReasonsBody) -> Response:
    """As it stands, and never as agreement; a reply is still taken."""
    return await to.give(CloseOnRecord, **dict(body))
