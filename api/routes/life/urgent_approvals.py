"""Openings with an urgent grade: asked by an officer, approved or sent back by a leader."""

from typing import Annotated

from fastapi import APIRouter, Path, Response
from fastapi.concurrency import run_in_threadpool

from api.callers import Caller, Has, IdempotencyKey
from api.documentation import ask, read, write
from api.path_prefixes import CASES, V1
from api.write_answers import answer_opening
from remiss.intake.strict_json import StrictRoute
from remiss.sending.bodies.approvals import UrgencyBackBody, UrgencyBody
from remiss.sending.bodies.opening import OpenBody
from remiss.sending.caller_command import opening
from remiss.sending.urgent_openings import UrgentOpening, WaitingOpenings
from remiss.serving.address_action import case_named
from remiss.serving.urgent_approval import approve_opening
from remiss.views.answers import Opened
from remiss.views.file_access import draft_with_file

router = APIRouter(prefix=f"{V1}/urgent-openings", tags=["consultations"], route_class=StrictRoute)
CREATED, NO_CONTENT = 201, 204
OpeningId = Annotated[
    str, Path(description="Mã hồ sơ sẽ mở / The id of the case that opens", max_length=64)
]


@router.post(
    "",
    status_code=CREATED,
    **ask("ask_urgency", "Trình lãnh đạo phê duyệt mức khẩn", "Ask a leader for an urgent grade"),
)
async def ask_urgency(
    has: Has, actor: Caller, key: IdempotencyKey, body: OpenBody
) -> UrgentOpening:
    """Nothing is open yet, and nobody asked: a leader of the agency reads it and decides.

    The same key again with another body takes the place of what was asked before.
    """
    meant = opening(actor, key, body, has.registry, has.field_index)
    await run_in_threadpool(draft_with_file, has.store, actor, meant.draft)
    return await has.urgent_openings.ask(UrgentOpening.of(actor, key, body), meant)


@router.get(
    "",
    **read(
        "read_urgent_openings",
        "Hồ sơ chờ phê duyệt mức khẩn",
        "What waits for the approval of its urgent grade",
    ),
)
async def list_urgent_openings(has: Has, actor: Caller) -> WaitingOpenings:
    """A leader reads what waits in their agency, an officer what they asked; longest first."""
    return WaitingOpenings(items=await has.urgent_openings.waiting(actor))


@router.get(
    "/{opening}",
    **read("read_urgent_openings", "Một hồ sơ chờ phê duyệt", "One of them, with all that opens"),
)
async def read_urgent_opening(has: Has, actor: Caller, opening: OpeningId) -> UrgentOpening:
    """With its `sha256`, which the approval names."""
    return await has.urgent_openings.find(actor, case_named(opening))


@router.post(
    "/{opening}/approval",
    **write(
        "decide_urgency",
        "Phê duyệt mức khẩn và mở hồ sơ",
        "Approve the urgent grade and open the case",
        201,
        Opened,
    ),
)
async def approve_urgency(
    has: Has, actor: Caller, opening: OpeningId, key: IdempotencyKey, body: UrgencyBody
) -> Response:
    """The case opens as it was read, by the leader's own command, for the officer who asked."""
    command = await approve_opening(has, actor, case_named(opening), key, body.sha256)
    return await answer_opening(has, command, f"{CASES}/{command.consultation}")


@router.post(
    "/{opening}/return",
    status_code=NO_CONTENT,
    **ask("decide_urgency", "Trả lại, không phê duyệt mức khẩn", "Send it back, with words"),
)
async def send_urgency_back(
    has: Has, actor: Caller, opening: OpeningId, body: UrgencyBackBody
) -> Response:
    """It waits for its officer again, who reads the reasons."""
    asked = await has.urgent_openings.read(actor, case_named(opening), body.sha256)
    await has.urgent_openings.send_back(actor, asked, body.reasons)
    return Response(status_code=NO_CONTENT)


@router.delete(
    "/{opening}",
    status_code=NO_CONTENT,
    **read("ask_urgency", "Rút lại hồ sơ đã trình", "Withdraw what one asked"),
)
async def withdraw_urgency(has: Has, actor: Caller, opening: OpeningId) -> Response:
    """For whoever asked it; a leader sends it back."""
    await has.urgent_openings.withdraw(actor, case_named(opening))
    return Response(status_code=NO_CONTENT)
