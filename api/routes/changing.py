"""What changes a whole case while it runs: its draft, its officer, whether it runs at all."""

from fastapi import APIRouter, Response

from api.callers import Caller, CaseId, Has, IdempotencyKey
from api.documentation import write
from api.routes.addressing import ToCase
from api.routes.answering import answer
from remiss.consultation.authority import COMMANDS
from remiss.consultation.life.commands import Cancel, Conclude, ReplaceOfficer, Resume, Suspend
from remiss.intake.strict_json import StrictRoute
from remiss.sending.bodies.drafter import AmendBody, OfficerBody
from remiss.sending.bodies.opening import ReasonBody
from remiss.sending.commands import amending
from remiss.views.answers import Warned
from remiss.views.concerned import left_out_of
from remiss.views.file_access import check_uploaded
from remiss.views.seen_case import see

router = APIRouter(
    prefix="/consultations/{consultation}", tags=["consultations"], route_class=StrictRoute
)


@router.post("/draft", **write("Lấy ý kiến dự thảo sửa đổi", "Amend the draft", done=Warned))
async def amend(
    has: Has, actor: Caller, consultation: CaseId, key: IdempotencyKey, body: AmendBody
) -> Response:
    """A new round for the questions that changed; replies on the others stand."""
    if actor.role not in COMMANDS["amend_draft"].roles:  # told so, or told nothing, before all else
        await see(has.ledger, actor, consultation, "amend_draft")
    asked = amending(actor, key, body, has.registry, has.field_index)
    check_uploaded(has.store, actor, [body.draft.sha256])
    receipt = await has.delivery.give(consultation, asked)
    if receipt is None or not receipt.recorded:
        return answer(consultation, asked, receipt)
    seen = await see(has.ledger, actor, consultation)
    return answer(consultation, asked, receipt, warnings=left_out_of(seen.case, asked.changed))


@router.post("/suspend", **write("Tạm dừng hồ sơ", "Suspend the consultation"))
async def suspend(to: ToCase, body: ReasonBody) -> Response:
    """Every clock stands still; replies are still taken."""
    return await to.give(Suspend, reason=body.reason)


@router.post("/resume", **write("Tiếp tục hồ sơ", "Resume the consultation"))
async def resume(to: ToCase, body: ReasonBody) -> Response:
    """Every clock runs on with what was left."""
    return await to.give(Resume, reason=body.reason)


@router.post("/officer", **write("Thay cán bộ phụ trách", "Replace the officer in charge"))
async def replace_officer(to: ToCase, body: OfficerBody) -> Response:
    """By one of the drafting agency; the one before then decides nothing in the case."""
    profile = to.has.people.get(body.officer.id)
    return await to.give(ReplaceOfficer, profile=profile, **dict(body))


@router.post("/cancel", **write("Hủy hồ sơ", "Cancel the consultation"))
async def cancel(to: ToCase, body: ReasonBody) -> Response:
    """Stop it for good; the reason stays on record."""
    return await to.give(Cancel, reason=body.reason)


@router.post("/conclude", **write("Kết thúc lấy ý kiến", "Conclude the consultation"))
async def conclude(to: ToCase) -> Response:
    """Possible once every request has its outcome and every comment its answer."""
    return await to.give(Conclude)
