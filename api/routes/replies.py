"""What the agency asked does with its request: takes it, answers it, disputes a return."""

from datetime import UTC, datetime

from fastapi import APIRouter, Response

from api.callers import Asked, Caller, CaseId, Has
from api.documentation import ask, write
from api.routes.addressing import ToRequest
from remiss.consultation.clarity.rubric import assess
from remiss.consultation.decider import decide
from remiss.consultation.life.commands import Acknowledge, ContestReturn, SignReply, SubmitReply
from remiss.consultation.life.replying.decide import outdated_in
from remiss.consultation.life.replying.signatory import may_sign
from remiss.consultation.life.reviewing.decide import action_on
from remiss.intake.strict_json import StrictRoute
from remiss.sending.bodies.opening import ContestBody, ReplyBody, SignBody
from remiss.views.answers import Check
from remiss.views.file_access import check_uploaded
from remiss.views.seen_case import see

router = APIRouter(
    prefix="/consultations/{consultation}/requests/{agency}",
    tags=["replies"],
    route_class=StrictRoute,
)


@router.post("/acknowledge", **write("Tiếp nhận yêu cầu", "Acknowledge the request"))
async def acknowledge(to: ToRequest) -> Response:
    """Confirm that the agency has it; the clock runs either way."""
    return await to.give(Acknowledge)


@router.post("/reply", **write("Gửi văn bản trả lời", "Give the agency's reply"))
async def reply(to: ToRequest, body: ReplyBody) -> Response:
    """Of whoever may sign it counts at once; another's waits for a signature."""
    check_uploaded(to.has.store, to.actor, body.attachments)
    return await to.give(SubmitReply, reply=body)


@router.post("/sign", **write("Ký văn bản trả lời", "Sign the prepared reply"))
async def sign(to: ToRequest, body: SignBody) -> Response:
    """A head, or whom a head lent the signature, signs the text they read; then it counts."""
    return await to.give(SignReply, reply_sha256=body.reply_sha256)


@router.post("/contest", **write("Đề nghị xem xét lại việc trả lại", "Contest a return"))
async def contest(to: ToRequest, body: ContestBody) -> Response:
    """A person then decides, with reasons."""
    return await to.give(ContestReturn, reasons=body.reasons)


@router.post(
    "/check",
    **ask("Kiểm tra trước khi gửi", "Check a reply before sending it"),
)
async def check(
    has: Has, actor: Caller, consultation: CaseId, agency: Asked, body: ReplyBody
) -> Check:
    """What sending it would lead to, refusals included; nothing is recorded."""
    seen = await see(has.ledger, actor, consultation, "check_reply", agency)
    case, request, now = seen.case, seen.request(agency), datetime.now(UTC)
    decide(case, SubmitReply(id="check", actor=actor, at=now, agency=agency, reply=body))
    assessment = assess(case.owed_by(request), body, request.agency.mandates)
    outdated = bool(outdated_in(case, request, body))
    return Check(
        assessment=assessment,
        action=action_on(case, assessment, outdated=outdated),
        counts_at_once=may_sign(request, actor, now),
    )
