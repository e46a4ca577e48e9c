"""Opening a consultation, trying it first, asking one more agency, amending the draft."""

import asyncio

from fastapi import APIRouter, Response
from fastapi.concurrency import run_in_threadpool

from api.addressees import ToRequest
from api.callers import Caller, CaseId, Has, IdempotencyKey
from api.documentation import ask, write
from api.path_prefixes import CASE, CASES, REQUEST
from api.write_answers import answer
from remiss.consultation.authority import COMMANDS
from remiss.consultation.life.commands import AddAgency, RecordLetter
from remiss.consultation.refusals import Refusal
from remiss.consultation.relevance import suggest
from remiss.consultation.values import number_questions
from remiss.intake.strict_json import StrictRoute
from remiss.reference.registry import load_registry
from remiss.sending.bodies.opening import (
    AddAgencyBody,
    AmendBody,
    LetterBody,
    OpenBody,
    RehearseBody,
)
from remiss.sending.commands import amending, command, opening, rehearsed_opening
from remiss.views.answers import Opened, Warned
from remiss.views.concerned import left_out_of, warnings
from remiss.views.file_access import draft_with_file
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

    What opening would refuse is refused alike. The draft itself need not be uploaded yet.
    """
    recorded = await has.calendars.known()
    registry = load_registry(at=body.opens_at)
    command = rehearsed_opening(actor, body, registry, has.field_index, recorded)
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

    `duplicates` names open cases of the same agency that this one may repeat; it refuses nothing.
    """
    asked = opening(actor, key, body, has.registry, has.field_index)
    draft = await run_in_threadpool(draft_with_file, has.store, actor, asked.draft)
    asked = asked.model_copy(update={"draft": draft})
    receipt = await has.delivery.open_case(asked)
    case = asked.consultation
    concerned = suggest(asked.directory.agencies, asked.questions, draft.territories)
    numbers = number_questions(asked.questions)
    missing = warnings(concerned, asked.agencies, asked.drafting_agency.code, numbers)
    found = await find_duplicates(has.ledger, asked)
    created = f"{CASES}/{case}"
    return answer(case, asked, receipt, created=created, warnings=missing, duplicates=found)


@router.post(
    f"{CASE}/draft",
    tags=["consultations"],
    **write("amend_draft", "Lấy ý kiến dự thảo đã chỉnh lý", "Amend the draft", done=Warned),
)
async def amend(
    has: Has, actor: Caller, consultation: CaseId, key: IdempotencyKey, body: AmendBody
) -> Response:
    """A new round for the questions that changed; replies on the others stand."""
    if actor.role not in COMMANDS["amend_draft"].roles:  # told so, or told nothing, before all else
        await see(has.ledger, actor, consultation, "amend_draft")
    asked = amending(actor, key, body, has.registry, has.field_index)
    draft = await run_in_threadpool(draft_with_file, has.store, actor, asked.draft)
    asked = asked.model_copy(update={"draft": draft})
    receipt = await has.delivery.give(consultation, asked)
    if receipt is None or not receipt.recorded:
        return answer(consultation, asked, receipt)
    seen = await see(has.ledger, actor, consultation)
    return answer(consultation, asked, receipt, warnings=left_out_of(seen.case, asked.changed))


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
    f"{REQUEST}/letter",
    tags=["requests"],
    **write(
        "record_letter", "Ghi số, ngày công văn lấy ý kiến", "Record the letter's number and day"
    ),
)
async def record_letter(to: ToRequest, body: LetterBody) -> Response:
    """Letters about the request cite it from then on; recorded again, the last one counts."""
    return await to.give(RecordLetter, **dict(body))
