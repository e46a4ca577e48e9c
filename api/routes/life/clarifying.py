"""A question to the drafter and its answer; more time asked for, and granted or not."""

from fastapi import APIRouter, Response
from fastapi.concurrency import run_in_threadpool

from api.addressees import ToRequest
from api.documentation import write
from api.path_prefixes import REQUEST
from remiss.consultation.life.commands import (
    AnswerClarification,
    AskClarification,
    DecideExtension,
    EndClarification,
    RequestExtension,
)
from remiss.intake.strict_json import StrictRoute
from remiss.sending.bodies.clarifying import (
    AnswerBody,
    ClarificationBody,
    ExtensionBody,
    ExtensionDecisionBody,
)
from remiss.sending.bodies.steering import ReasonsBody
from remiss.views.file_access import named_files

router = APIRouter(prefix=REQUEST, route_class=StrictRoute)


@router.post(
    "/clarifications",
    tags=["replies"],
    **write("ask_clarification", "Đề nghị làm rõ", "Ask for clarification"),
)
async def ask_clarification(to: ToRequest, body: ClarificationBody) -> Response:
    """On one of the admissible grounds; the agency's clock stands still until the answer."""
    return await to.give(AskClarification, **dict(body))


@router.post(
    "/clarifications/answer",
    tags=["requests"],
    **write("answer_clarification", "Làm rõ theo đề nghị", "Answer a clarification"),
)
async def answer_clarification(to: ToRequest, body: AnswerBody) -> Response:
    """The agency's clock runs on; its agency reads the files named."""
    files = await run_in_threadpool(named_files, to.has.store, to.actor, body.attachments)
    return await to.give(AnswerClarification, **dict(body), files=files)


@router.post(
    "/clarifications/end",
    tags=["office"],
    **write("end_clarification", "Kết thúc việc chờ làm rõ", "End a clarification left open"),
)
async def end_clarification(to: ToRequest, body: ReasonsBody) -> Response:
    """Once the drafter's own time is over: the agency's clock runs on, with what was left."""
    return await to.give(EndClarification, **dict(body))


@router.post(
    "/extension",
    tags=["replies"],
    **write("request_extension", "Đề nghị gia hạn", "Ask for more time"),
)
async def request_extension(to: ToRequest, body: ExtensionBody) -> Response:
    """Once, before the deadline; granted where nobody decides, unless asked in the last hours."""
    return await to.give(RequestExtension, **dict(body))


@router.post(
    "/extension/decision",
    tags=["requests"],
    **write("decide_extension", "Quyết định gia hạn", "Decide on more time"),
)
async def decide_extension(to: ToRequest, body: ExtensionDecisionBody) -> Response:
    """Grant it, to the day asked for or an earlier one, or refuse it with reasons."""
    return await to.give(DecideExtension, **dict(body))
