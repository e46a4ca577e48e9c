"""What an agency says to the ladder: why its reply is not given yet."""

from fastapi import APIRouter, Response

from api.addressees import ToRequest
from api.documentation import write
from api.path_prefixes import REQUEST
from remiss.consultation.life.commands import GiveDelayReason
from remiss.intake.strict_json import StrictRoute
from remiss.sending.bodies.ladder import DelayReasonBody

router = APIRouter(prefix=REQUEST, route_class=StrictRoute)


@router.post(
    "/delay-reason",
    tags=["replies"],
    **write("give_delay_reason", "Nêu lý do chưa trả lời", "Say why the reply is not given yet"),
)
async def give_delay_reason(to: ToRequest, body: DelayReasonBody) -> Response:
    """The overdue list prints the last one said; it neither moves the deadline nor excuses it."""
    return await to.give(GiveDelayReason, **dict(body))
