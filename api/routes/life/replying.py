"""The reply of the agency asked: tried first, given, signed, and corrected."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Body, Response
from fastapi.concurrency import run_in_threadpool

from api.addressees import ToRequest
from api.callers import Asked, Caller, CaseId, Has
from api.documentation import ask, write
from api.path_prefixes import REQUEST
from remiss.consultation.life.commands import (
    ConfirmEntry,
    CorrectReply,
    EnterReply,
    RuleOnCorrection,
    SignReply,
    SubmitReply,
)
from remiss.consultation.life.replying.proposal import confirmed_reply
from remiss.consultation.life.replying.trial import ReplyTrial, try_reply
from remiss.consultation.values import Actor, AgencyCode, Reply
from remiss.intake.strict_json import StrictRoute
from remiss.sending.bodies.replying import (
    REPLY,
    ConfirmBody,
    CorrectionBody,
    CorrectionRulingBody,
    EntryBody,
    EntryWordBody,
    SignBody,
)
from remiss.views.file_access import with_files
from remiss.views.seen_case import see

router = APIRouter(prefix=REQUEST, route_class=StrictRoute)
ReplyBody = Annotated[Reply, Body(examples=[REPLY])]


@router.post(
    "/reply", tags=["replies"], **write("reply", "Gửi văn bản trả lời", "Give the agency's reply")
)
async def reply(to: ToRequest, body: ReplyBody) -> Response:
    """Of whoever may sign it counts at once; another's waits for a signature."""
    named = await run_in_threadpool(with_files, to.has.store, to.actor, body)
    return await to.give(SubmitReply, reply=named)


@router.post(
    "/confirm",
    tags=["replies"],
    **write("reply", "Xác nhận các ý đọc từ văn bản", "Confirm what was read from a letter"),
)
async def confirm(to: ToRequest, body: ConfirmBody) -> Response:
    """Gives the letter with the answers the check proposed, in one step, if they are the same."""
    letter = await run_in_threadpool(with_files, to.has.store, to.actor, body.letter)
    seen = await see(to.has.ledger, to.actor, to.consultation, "reply", to.agency)
    request = seen.request(to.agency)
    given = confirmed_reply(
        seen.case, request, _tried(to.actor, to.agency, letter), body.reply_sha256
    )
    return await to.give(SubmitReply, reply=given)


@router.post(
    "/sign", tags=["replies"], **write("sign", "Ký văn bản trả lời", "Sign the prepared reply")
)
async def sign(to: ToRequest, body: SignBody) -> Response:
    """A head, or whom a head lent the signature, signs the text they read; then it counts."""
    return await to.give(SignReply, reply_sha256=body.reply_sha256)


@router.post(
    "/correction",
    tags=["replies"],
    **write("correct_reply", "Đính chính, thay thế văn bản trả lời", "Correct or replace a reply"),
)
async def correct(to: ToRequest, body: CorrectionBody) -> Response:
    """In review it takes the place of the reply there; one that counts stands until decided on."""
    named = await run_in_threadpool(with_files, to.has.store, to.actor, body.reply)
    return await to.give(CorrectReply, corrects=body.corrects, reply=named)


@router.post(
    "/correction/ruling",
    tags=["requests"],
    **write(
        "rule_on_correction",
        "Quyết định về văn bản đính chính, thay thế",
        "Decide on a correction",
    ),
)
async def rule_on_correction(to: ToRequest, body: CorrectionRulingBody) -> Response:
    """Accepted, its comments replace those of the reply it corrects; refusing needs reasons."""
    return await to.give(RuleOnCorrection, **dict(body))


@router.post(
    "/entry",
    tags=["requests"],
    **write("enter_reply", "Nhập hộ văn bản trả lời", "Enter a reply that came otherwise"),
)
async def enter(to: ToRequest, body: EntryBody) -> Response:
    """With its scan; decided on as any reply, and its agency confirms or disputes it."""
    await see(to.has.ledger, to.actor, to.consultation, "enter_reply", to.agency)
    named = await run_in_threadpool(with_files, to.has.store, to.actor, body.reply)
    return await to.give(EnterReply, **{**dict(body), "reply": named})


@router.post(
    "/entry/word",
    tags=["replies"],
    **write(
        "confirm_entry", "Xác nhận văn bản được nhập hộ", "Confirm a reply entered for the agency"
    ),
)
async def confirm_entry(to: ToRequest, body: EntryWordBody) -> Response:
    """Disputed, with reasons, it counts for nothing, and the agency is asked as before."""
    return await to.give(ConfirmEntry, **dict(body))


@router.post(
    "/check",
    tags=["replies"],
    **ask("check_reply", "Kiểm tra trước khi gửi", "Check a reply before sending it"),
)
async def check(
    has: Has, actor: Caller, consultation: CaseId, agency: Asked, body: ReplyBody
) -> ReplyTrial:
    """What sending it would lead to, refusals included; nothing is recorded."""
    seen = await see(has.ledger, actor, consultation, "check_reply", agency)
    return try_reply(seen.case, seen.request(agency), _tried(actor, agency, body))


def _tried(actor: Actor, agency: AgencyCode, reply: Reply) -> SubmitReply:
    """The command that is tried, and never given."""
    return SubmitReply(id="check", actor=actor, at=datetime.now(UTC), agency=agency, reply=reply)
