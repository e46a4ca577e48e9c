"""What became of each comment, of late replies and of adopted wordings; objections."""

from fastapi import APIRouter, Response
from fastapi.concurrency import run_in_threadpool

from api.addressees import ToCase, ToRequest
from api.callers import Caller, CaseId, Has
from api.documentation import ask, write
from api.path_prefixes import CASE, REQUEST
from remiss.consultation.life.commands import (
    DisposeComments,
    ExplainWordings,
    ObjectToDisposition,
    RecordFinalText,
    UseLateReply,
)
from remiss.consultation.values import Actor
from remiss.intake.strict_json import StrictRoute
from remiss.sending.bodies.commenting import (
    DispositionsBody,
    FinalTextBody,
    LateUseBody,
    ObjectionBody,
    WordingsBody,
)
from remiss.serving.services import Services
from remiss.views.draft.final_text import TriedFinalText, try_final_text
from remiss.views.file_access import named_files
from remiss.views.seen_case import see

router = APIRouter(route_class=StrictRoute)


@router.post(
    f"{REQUEST}/dispositions",
    tags=["requests"],
    **write("dispose", "Tiếp thu, giải trình ý kiến", "Dispose of comments"),
)
async def dispose(to: ToRequest, body: DispositionsBody) -> Response:
    """Each comment of the agency, by its id in the request; the agency may object once."""
    return await to.give(DisposeComments, **dict(body))


@router.post(
    f"{CASE}/final-text",
    tags=["consultations"],
    **write(
        "record_final_text",
        "Tải bản trình ban hành, đối chiếu câu chữ",
        "Lay down the final text",
    ),
)
async def record_final_text(to: ToCase, body: FinalTextBody) -> Response:
    """Every adopted wording is looked for in it; each agency reads where its own stand."""
    found = await _final_text(to.has, to.actor, to.consultation, body)
    file = (await run_in_threadpool(named_files, to.has.store, to.actor, [body.sha256]))[0]
    return await to.give(RecordFinalText, file=file, number=body.number, wordings=found.wordings)


@router.post(
    f"{CASE}/final-text/check",
    tags=["consultations"],
    **ask("record_final_text", "Đối chiếu thử bản trình ban hành", "Try a final text"),
)
async def check_final_text(
    has: Has, actor: Caller, consultation: CaseId, body: FinalTextBody
) -> TriedFinalText:
    """Where the adopted wordings stand in it; nothing is recorded."""
    return await _final_text(has, actor, consultation, body)


@router.post(
    f"{REQUEST}/wordings",
    tags=["requests"],
    **write(
        "explain_wordings",
        "Giải trình câu chữ trong bản trình ban hành",
        "Explain wordings of the final text",
    ),
)
async def explain_wordings(to: ToRequest, body: WordingsBody) -> Response:
    """Of adopted wordings of one agency that are not there as it asked; the agency reads it."""
    return await to.give(ExplainWordings, **dict(body))


@router.post(
    f"{REQUEST}/late-replies/use",
    tags=["requests"],
    **write("use_late_reply", "Ghi nhận việc sử dụng ý kiến gửi sau thời hạn", "Use a late reply"),
)
async def use_late_reply(to: ToRequest, body: LateUseBody) -> Response:
    """Before the case concludes, or after."""
    return await to.give(UseLateReply, **dict(body))


@router.post(
    f"{REQUEST}/objection",
    tags=["replies"],
    **write("object", "Có ý kiến về kết quả tiếp thu", "Object to a disposition"),
)
async def object_to_disposition(to: ToRequest, body: ObjectionBody) -> Response:
    """Once for each comment; the officer then disposes of it again, for good."""
    return await to.give(ObjectToDisposition, **dict(body))


async def _final_text(
    has: Services, actor: Actor, consultation: str, body: FinalTextBody
) -> TriedFinalText:
    seen = await see(has.ledger, actor, consultation, "record_final_text")
    return await try_final_text(seen, has.store, body.sha256)
