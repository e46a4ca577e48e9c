"""Questions an agency says are not its own, and the ruling on them."""

from fastapi import APIRouter, Response

from api.address_actions import REQUEST
from api.addressees import ToRequest
from api.documentation import write
from remiss.consultation.life.commands import RuleOnDecline
from remiss.intake.strict_json import StrictRoute
from remiss.sending.bodies.declining import DeclineBody, RulingBody
from remiss.sending.commands import declining

router = APIRouter(prefix=REQUEST, route_class=StrictRoute)


@router.post(
    "/decline", tags=["replies"], **write("Từ chối nội dung ngoài chức năng", "Decline questions")
)
async def decline(to: ToRequest, body: DeclineBody) -> Response:
    """What the registry contradicts is settled at once; a person rules on the rest."""
    return await to.send(declining(to.actor, to.key, to.agency, body, to.has.registry))


@router.post(
    "/decline/ruling",
    tags=["requests"],
    **write("Quyết định về nội dung bị từ chối", "Rule on a decline"),
)
async def rule_on_decline(to: ToRequest, body: RulingBody) -> Response:
    """Confirmed, the question goes to the agency named; refused with reasons, it stays."""
    return await to.give(RuleOnDecline, **dict(body))
