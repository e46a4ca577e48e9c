"""What the drafting side does about one request: answers, decides, disposes, takes it back."""

from fastapi import APIRouter, Response

from api.documentation import write
from api.routes.addressing import ToRequest
from remiss.consultation.life.commands import (
    AnswerClarification,
    DecideExtension,
    DisposeComments,
    ReviewReply,
    RuleOnDecline,
    UseLateReply,
    WithdrawAgency,
)
from remiss.intake.strict_json import StrictRoute
from remiss.sending.bodies.drafter import (
    AnswerBody,
    DispositionsBody,
    ExtensionDecisionBody,
    LateUseBody,
    RulingBody,
)
from remiss.sending.bodies.opening import ReasonBody, ReviewBody
from remiss.views.file_access import check_uploaded

router = APIRouter(
    prefix="/consultations/{consultation}/requests/{agency}",
    tags=["requests"],
    route_class=StrictRoute,
)


@router.post("/review", **write("Quyết định về văn bản chờ xem xét", "Decide on a waiting reply"))
async def review(to: ToRequest, body: ReviewBody) -> Response:
    """Accept a flagged or contested reply, or return it with reasons."""
    return await to.give(ReviewReply, **dict(body))


@router.post("/clarifications/answer", **write("Làm rõ theo đề nghị", "Answer a clarification"))
async def answer_clarification(to: ToRequest, body: AnswerBody) -> Response:
    """The agency's clock runs on; its agency reads the files named."""
    check_uploaded(to.has.store, to.actor, body.attachments)
    return await to.give(AnswerClarification, **dict(body))


@router.post("/extension/decision", **write("Quyết định gia hạn", "Decide on more time"))
async def decide_extension(to: ToRequest, body: ExtensionDecisionBody) -> Response:
    """Grant it, to the day asked for or an earlier one, or refuse it with reasons."""
    return await to.give(DecideExtension, **dict(body))


@router.post("/decline/ruling", **write("Quyết định về nội dung bị từ chối", "Rule on a decline"))
async def rule_on_decline(to: ToRequest, body: RulingBody) -> Response:
    """Confirmed, the question goes to the agency named; refused with reasons, it stays."""
    return await to.give(RuleOnDecline, **dict(body))


@router.post("/dispositions", **write("Tiếp thu, giải trình ý kiến", "Dispose of comments"))
async def dispose(to: ToRequest, body: DispositionsBody) -> Response:
    """Each comment of the agency, by its id in the request; the agency may object once."""
    return await to.give(DisposeComments, **dict(body))


@router.post("/late-replies/use", **write("Nêu cách dùng văn bản gửi muộn", "Use a late reply"))
async def use_late_reply(to: ToRequest, body: LateUseBody) -> Response:
    """Before the case concludes, or after."""
    return await to.give(UseLateReply, **dict(body))


@router.post("/withdraw", **write("Rút yêu cầu", "Take back a request"))
async def withdraw(to: ToRequest, body: ReasonBody) -> Response:
    """The agency then owes no answer; the reason stays on record."""
    return await to.give(WithdrawAgency, reason=body.reason)
