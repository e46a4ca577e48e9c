"""Opening a consultation, trying it first, asking one more agency, amending the draft."""

import asyncio

from fastapi import APIRouter, Response
from fastapi.concurrency import run_in_threadpool

from api.addressees import ToCase, ToRequest
from api.callers import Caller, CaseId, Has, IdempotencyKey
from api.documentation import ask, write
from api.path_prefixes import CASE, CASES, REQUEST
from api.write_answers import answer, answer_opening
from remiss.consultation.authority import COMMANDS
from remiss.consultation.life.commands import AddAgency, RecordLetter, ReplaceDraftFile
from remiss.consultation.refusals import Refusal
from remiss.consultation.values import Actor, OutsideBody
from remiss.intake.strict_json import StrictRoute
from remiss.reference.registry import load_registry
from remiss.sending.bodies.opening import (
    AddAgencyBody,
    AmendBody,
    DraftFileBody,
    LetterBody,
    OpenBody,
    RehearseBody,
)
from remiss.sending.caller_command import (
    amending,
    asking_outside,
    command,
    opening,
    rehearsed_opening,
)
from remiss.serving.services import Services
from remiss.views.answers import Opened, Warned
from remiss.views.concerned import left_out_of
from remiss.views.file_access import draft_with_file, named_files
from remiss.views.rehearsals import Preview, find_duplicates, preview
from remiss.views.seen_case import see

router = APIRouter(route_class=StrictRoute)


@router.post(
    f"{CASES}/preview",
    tags=["consultations"],
    **ask(
        "rehearse",
        "Diễn tập việc mở hồ sơ, không ghi nhận gì",
        "Rehearse an opening; nothing is recorded",
    ),
)
async def rehearse(has: Has, actor: Caller, body: RehearseBody) -> Preview:
    """Who would be asked and why, every reminder and rung, and when the case could be concluded.

    What opening would refuse is refused alike, but for a leader's approval of an urgent grade,
    which is asked for afterwards. The draft itself need not be uploaded yet.
    """
    recorded = await has.calendars.known()
    registry = load_registry(at=body.opens_at)
    charges = has.people.vice_chairmen
    command = rehearsed_opening(actor, body, registry, has.field_index, recorded, charges)
    duplicates = await find_duplicates(has.ledger, command)
    return await asyncio.to_thread(preview, command, body.silent, duplicates)


@router.post(
    CASES,
    tags=["consultations"],
    **write("open", "Mở hồ sơ lấy ý kiến", "Open a consultation", 201, Opened),
)
async def open_consultation(
    has: Has, actor: Caller, key: IdempotencyKey, body: OpenBody
) -> Response:
    """Only agencies a question's field concerns may be asked; `warnings` names those left out.

    An urgent grade takes its reason and a leader: whoever is none asks at `/urgent-openings`.
    `duplicates` names open cases of the same agency that this one may repeat; it refuses nothing.
    """
    asked = opening(actor, key, body, has.registry, has.field_index)
    draft = await run_in_threadpool(draft_with_file, has.store, actor, asked.draft)
    asked = asked.model_copy(update={"draft": draft})
    return await answer_opening(has, asked, f"{CASES}/{asked.consultation}")


@router.post(
    f"{CASE}/draft",
    tags=["consultations"],
    **write("amend_draft", "Lấy ý kiến dự thảo đã chỉnh lý", "Amend the draft", done=Warned),
)
async def amend(
    has: Has, actor: Caller, consultation: CaseId, key: IdempotencyKey, body: AmendBody
) -> Response:
    """A new round for the questions that changed; replies on the others stand."""
    await _refuse_others(has, actor, consultation, "amend_draft")
    asked = amending(actor, key, body, has.registry, has.field_index)
    draft = await run_in_threadpool(draft_with_file, has.store, actor, asked.draft)
    asked = asked.model_copy(update={"draft": draft})
    receipt = await has.delivery.give(consultation, asked)
    if receipt is None or not receipt.recorded:
        return answer(consultation, asked, receipt)
    seen = await see(has.ledger, actor, consultation)
    return answer(consultation, asked, receipt, warnings=left_out_of(seen.case, asked.changed))


@router.post(
    f"{CASE}/draft/file",
    tags=["consultations"],
    **write("replace_draft_file", "Thay tệp dự thảo gửi nhầm", "Replace a wrong file of the draft"),
)
async def replace_file(to: ToCase, body: DraftFileBody) -> Response:
    """What is asked stays; all who were sent the wrong file are told, and their time begins anew.

    Refused once an outcome rests on the wrong file: then an amended draft puts the question anew.
    """
    await _refuse_others(to.has, to.actor, to.consultation, "replace_draft_file")
    (file,) = await run_in_threadpool(named_files, to.has.store, to.actor, [body.sha256])
    return await to.give(ReplaceDraftFile, file=file, **dict(body))


@router.post(
    f"{CASE}/requests",
    tags=["requests"],
    **write("add_agency", "Lấy ý kiến thêm một cơ quan", "Ask one more agency", 201),
)
async def add_agency(
    has: Has, actor: Caller, consultation: CaseId, key: IdempotencyKey, body: AddAgencyBody
) -> Response:
    """It gets a full deadline of its own, from when it is asked."""
    profile = has.registry.agency(body.agency)
    if profile is None:
        raise Refusal("unknown_agency", agency=body.agency)
    given = command(AddAgency, actor, key, profile=profile, **dict(body))
    receipt = await has.delivery.give(consultation, given)
    created = f"{CASES}/{consultation}/requests/{body.agency}"
    return answer(consultation, given, receipt, body.agency, created)


@router.post(
    f"{CASE}/outside-bodies",
    tags=["requests"],
    **write(
        "ask_outside",
        "Lấy ý kiến cơ quan, tổ chức ngoài danh mục",
        "Ask a body outside the registry",
        201,
    ),
)
async def ask_outside(
    has: Has, actor: Caller, consultation: CaseId, key: IdempotencyKey, body: OutsideBody
) -> Response:
    """It is asked by letter; its request, under a code of this case, stands among the others."""
    asked = asking_outside(actor, key, body, has.registry)
    receipt = await has.delivery.give(consultation, asked)
    return answer(consultation, asked, receipt, created=f"{CASES}/{consultation}")


@router.post(
    f"{REQUEST}/letter",
    tags=["requests"],
    **write(
        "record_letter", "Ghi số, ngày công văn lấy ý kiến", "Record the letter's number and day"
    ),
)
async def record_letter(to: ToRequest, body: LetterBody) -> Response:
    """Letters about the request cite it from then on; recorded again, the last one counts."""
    return await to.give(RecordLetter, **dict(body))


async def _refuse_others(has: Services, actor: Actor, consultation: str, action: str) -> None:
    """Whose role may not is told so, or told nothing, before anything is said of a file."""
    if actor.role not in COMMANDS[action].roles:
        await see(has.ledger, actor, consultation, action)
