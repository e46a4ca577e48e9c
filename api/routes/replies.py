"""What the agency asked does with its request."""

from datetime import UTC, datetime

from fastapi import APIRouter, Response

from api.answers import Check
from api.bodies import AssignBody, ContestBody, ReplyBody, SignBody
from api.callers import AgencyCaller, Asked, Caller, CaseId, Has
from api.cases import see
from api.commands import IdempotencyKey, command
from api.documentation import ask, write
from api.files import check_uploaded
from api.routes.answering import carry_out
from api.strictness import StrictRoute
from consultation.commands import Acknowledge, Assign, ContestReturn, SignReply, SubmitReply
from consultation.decider import decide
from consultation.rubric import assess
from consultation.values import Role

router = APIRouter(
    prefix="/consultations/{consultation}/requests/{agency}",
    tags=["replies"],
    route_class=StrictRoute,
)


@router.post("/acknowledge", **write("Tiếp nhận yêu cầu", "Acknowledge the request"))
async def acknowledge(
    has: Has, actor: Caller, consultation: CaseId, agency: Asked, key: IdempotencyKey
) -> Response:
    """Confirm that the agency has it; the clock runs either way."""
    return await carry_out(
        has, consultation, command(Acknowledge, actor, key, agency=agency), agency
    )


@router.post("/assign", **write("Giao công chức tham mưu", "Name the official in charge"))
async def assign(
    has: Has,
    actor: Caller,
    consultation: CaseId,
    agency: Asked,
    key: IdempotencyKey,
    body: AssignBody,
) -> Response:
    """The person who prepares the reply and is reminded first."""
    given = command(Assign, actor, key, agency=agency, official=body.official)
    return await carry_out(has, consultation, given, agency)


@router.post("/reply", **write("Gửi văn bản trả lời", "Give the agency's reply"))
async def reply(
    has: Has,
    actor: Caller,
    consultation: CaseId,
    agency: Asked,
    key: IdempotencyKey,
    body: ReplyBody,
) -> Response:
    """A head's reply counts at once; an official's waits for a head's signature."""
    check_uploaded(has.store, actor, body.attachments)
    given = command(SubmitReply, actor, key, agency=agency, reply=body)
    return await carry_out(has, consultation, given, agency)


@router.post("/sign", **write("Ký văn bản trả lời", "Sign the prepared reply"))
async def sign(
    has: Has,
    actor: Caller,
    consultation: CaseId,
    agency: Asked,
    key: IdempotencyKey,
    body: SignBody,
) -> Response:
    """A head of the agency signs the text it has read; from then on the reply counts."""
    given = command(SignReply, actor, key, agency=agency, reply_sha256=body.reply_sha256)
    return await carry_out(has, consultation, given, agency)


@router.post("/contest", **write("Đề nghị xem xét lại việc trả lại", "Contest a return"))
async def contest(
    has: Has,
    actor: Caller,
    consultation: CaseId,
    agency: Asked,
    key: IdempotencyKey,
    body: ContestBody,
) -> Response:
    """A person then decides, with reasons."""
    given = command(ContestReturn, actor, key, agency=agency, reasons=body.reasons)
    return await carry_out(has, consultation, given, agency)


@router.post(
    "/check",
    **ask("Kiểm tra trước khi gửi", "Check a reply before sending it"),
)
async def check(
    has: Has, actor: AgencyCaller, consultation: CaseId, agency: Asked, body: ReplyBody
) -> Check:
    """What sending it would lead to, refusals included; nothing is recorded."""
    seen = await see(has.ledger, actor, consultation)
    request = seen.request(agency)
    dry_run = SubmitReply(id="check", actor=actor, at=datetime.now(UTC), agency=agency, reply=body)
    decide(seen.case, dry_run)
    assessment = assess(seen.case.questions_of(request), body, request.agency.mandates)
    return Check(
        assessment=assessment,
        action=assessment.action(seen.case.policy.clarity),
        counts_at_once=actor.role is Role.AGENCY_HEAD,
    )
