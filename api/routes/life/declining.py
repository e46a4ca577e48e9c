"""Questions an agency says are not its own, the ruling on them, and what follows outside."""

from fastapi import APIRouter, Response

from api.addressees import ToRequest
from api.documentation import write
from api.path_prefixes import REQUEST
from remiss.consultation.life.commands import RecordFollowUp, RuleOnDecline
from remiss.intake.strict_json import StrictRoute
from remiss.sending.bodies.declining import DeclineBody, FollowUpBody, ReferralBody, RulingBody
from remiss.sending.caller_command import confirming, declining

router = APIRouter(prefix=REQUEST, route_class=StrictRoute)


@router.post(
    "/decline",
    tags=["replies"],
    **write("decline", "Đề nghị chuyển nội dung", "Ask to transfer questions"),
)
async def decline(to: ToRequest, body: DeclineBody) -> Response:
    """What the registry contradicts is settled at once; a person rules on the rest."""
    return await to.send(declining(to.actor, to.key, to.agency, body, to.has.registry))


@router.post(
    "/decline/referral",
    tags=["replies"],
    **write(
        "confirm_referral",
        "Xác nhận văn bản đề nghị chuyển nội dung",
        "Confirm that a reply asks for a transfer",
    ),
)
async def confirm_referral(to: ToRequest, body: ReferralBody) -> Response:
    """The agency or the officer says that a referral in the reply is meant so; no time does."""
    return await to.send(confirming(to.actor, to.key, to.agency, body, to.has.registry))


@router.post(
    "/decline/follow-up",
    tags=["requests"],
    **write(
        "follow_up",
        "Ghi nhận việc đã làm với cơ quan ngoài danh mục",
        "Say what followed outside the registry",
    ),
)
async def follow_up(to: ToRequest, body: FollowUpBody) -> Response:
    """Reported upward, answered, or not pursued with reasons; the last two settle it."""
    return await to.give(RecordFollowUp, **dict(body))


@router.post(
    "/decline/ruling",
    tags=["requests"],
    **write(
        "rule_on_decline",
        "Quyết định về nội dung đề nghị chuyển",
        "Decide which agency must answer",
    ),
)
async def rule_on_decline(to: ToRequest, body: RulingBody) -> Response:
    """Confirmed, the question goes to the agency named; refused with reasons, it stays."""
    return await to.give(RuleOnDecline, **dict(body))
