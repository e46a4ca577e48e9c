"""The reply of the agency asked: tried first, given, signed, and corrected."""

from datetime import datetime
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
    RecordReplyLetter,
    RuleOnCorrection,
    SignReply,
    SubmitReply,
)
from remiss.consultation.life.replying.proposal import confirmed_reply
from remiss.consultation.life.replying.trial import ReplyTrial, try_correction, try_reply
from remiss.consultation.values import Actor, AgencyCode, Reply
from remiss.intake.strict_json import StrictRoute
from remiss.sending.bodies.replying import (
    REPLY,
    ConfirmBody,
    CorrectionBody,
    CorrectionRulingBody,
    EntryBody,
    EntryWordBody,
    ReplyLetterBody,
    SignBody,
)
from remiss.sending.named_in_body import as_listed
from remiss.views.file_access import named_files, with_files
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
    at = await to.has.present.of(to.consultation)
    given = confirmed_reply(
        seen.case, request, _tried(to.has, to.actor, to.agency, letter, at), body.reply_sha256
    )
    return await to.give(SubmitReply, reply=given)


@router.post(
    "/sign", tags=["replies"], **write("sign", "Ký văn bản trả lời", "Sign the prepared reply")
)
async def sign(to: ToRequest, body: SignBody) -> Response:
    """A head, the last desk, or whom a head lent the signature signs what they read; it counts."""
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
    "/reply/letter",
    tags=["replies"],
    **write(
        "record_reply_letter",
        "Ghi số, ngày văn bản trả lời; bản đã ký, đóng dấu",
        "Record the reply's number and day, and its sealed copy",
    ),
)
async def record_reply_letter(to: ToRequest, body: ReplyLetterBody) -> Response:
    """The table cites it from then on; recorded again, the last one counts."""
    await see(to.has.ledger, to.actor, to.consultation, "record_reply_letter", to.agency)
    sealed = (body.sealed,) if body.sealed else ()
    files = await run_in_threadpool(named_files, to.has.store, to.actor, sealed)
    return await to.give(
        RecordReplyLetter,
        number=body.number,
        letter=body.letter,
        signed_on=body.signed_on,
        attachments=sealed,
        files=files,
    )


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
    at = await has.present.of(consultation)
    return try_reply(seen.case, seen.request(agency), _tried(has, actor, agency, body, at))


@router.post(
    "/correction/check",
    tags=["replies"],
    **ask("check_reply", "Kiểm tra văn bản đính chính trước khi gửi", "Check a correction"),
)
async def check_correction(
    has: Has, actor: Caller, consultation: CaseId, agency: Asked, body: CorrectionBody
) -> ReplyTrial:
    """What sending it would lead to, refusals included; nothing is recorded."""
    seen = await see(has.ledger, actor, consultation, "check_reply", agency)
    at = await has.present.of(consultation)
    asked = CorrectReply(id="check", actor=actor, at=at, agency=agency, **dict(body))
    return try_correction(seen.case, seen.request(agency), as_listed(has.people, asked))


def _tried(has: Has, actor: Actor, agency: AgencyCode, reply: Reply, at: datetime) -> SubmitReply:
    """The command that is tried, and never given."""
    asked = SubmitReply(id="check", actor=actor, at=at, agency=agency, reply=reply)
    return as_listed(has.people, asked)
