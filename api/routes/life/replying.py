"""The reply of the agency asked: tried first, given, and signed."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Body, Response

from api.address_actions import REQUEST
from api.addressees import ToRequest
from api.callers import Asked, Caller, CaseId, Has
from api.documentation import ask, write
from api.examples import EXAMPLES
from remiss.consultation.life.commands import SignReply, SubmitReply
from remiss.consultation.life.replying.trial import ReplyTrial, try_reply
from remiss.consultation.values import Reply
from remiss.intake.strict_json import StrictRoute
from remiss.sending.bodies.replying import SignBody
from remiss.views.file_access import check_uploaded
from remiss.views.seen_case import see

router = APIRouter(prefix=REQUEST, route_class=StrictRoute)
ReplyBody = Annotated[Reply, Body(examples=[EXAMPLES["ReplyBody"]])]


@router.post("/reply", tags=["replies"], **write("Gửi văn bản trả lời", "Give the agency's reply"))
async def reply(to: ToRequest, body: ReplyBody) -> Response:
    """Of whoever may sign it counts at once; another's waits for a signature."""
    check_uploaded(to.has.store, to.actor, body.attachments)
    return await to.give(SubmitReply, reply=body)


@router.post("/sign", tags=["replies"], **write("Ký văn bản trả lời", "Sign the prepared reply"))
async def sign(to: ToRequest, body: SignBody) -> Response:
    """A head, or whom a head lent the signature, signs the text they read; then it counts."""
    return await to.give(SignReply, reply_sha256=body.reply_sha256)


@router.post(
    "/check",
    tags=["replies"],
    **ask("Kiểm tra trước khi gửi", "Check a reply before sending it"),
)
async def check(
    has: Has, actor: Caller, consultation: CaseId, agency: Asked, body: ReplyBody
) -> ReplyTrial:
    """What sending it would lead to, refusals included; nothing is recorded."""
    seen = await see(has.ledger, actor, consultation, "check_reply", agency)
    command = SubmitReply(id="check", actor=actor, at=datetime.now(UTC), agency=agency, reply=body)
    return try_reply(seen.case, seen.request(agency), command)
