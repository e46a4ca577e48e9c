"""Whole cases: open, list, read, follow."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from api.callers import Caller, CaseId, Has, IdempotencyKey
from api.documentation import read, write
from api.paging import Cursor, CursorText, Limit
from api.routes.answering import BASE, answer
from api.services import Services
from remiss.consultation.authority import SEES_ALL
from remiss.consultation.relevance import suggest
from remiss.consultation.state import CaseStage
from remiss.consultation.telling.temporal_ui import agencies_of, describe
from remiss.consultation.values import Actor, AgencyCode, Value
from remiss.consultation.views.rows import ConsultationRow
from remiss.consultation.visibility import answers_for_agency
from remiss.intake.strict_json import StrictRoute
from remiss.ledger.reads.pool import Stored
from remiss.problems.problem import Problem, Refused
from remiss.sending.bodies.opening import OpenBody
from remiss.sending.commands import given_by, opening
from remiss.sending.updates import NotRunning
from remiss.texts import Text
from remiss.views.answers import (
    CommandStatus,
    ConsultationDetail,
    ConsultationPage,
    Opened,
    Timeline,
    TimelineEntry,
)
from remiss.views.as_known import At, see_at
from remiss.views.concerned import warnings
from remiss.views.details import consultation_detail
from remiss.views.file_access import check_uploaded
from remiss.views.seen_case import SeenCase, seen_by

router = APIRouter(tags=["consultations"], route_class=StrictRoute)
PersonId = Annotated[str, Query(pattern=r"^[A-Za-z0-9._-]{1,64}$")]


class Filters(Value):
    """Which cases to list."""

    stage: CaseStage | None = None
    overdue: bool | None = None
    agency: AgencyCode | None = None
    officer: PersonId | None = None
    q: Annotated[Text, Query(max_length=200)] | None = None
    cursor: CursorText = None
    limit: Limit = 50


@router.post("/consultations", **write("Mở hồ sơ lấy ý kiến", "Open a consultation", 201, Opened))
async def open_consultation(
    has: Has, actor: Caller, key: IdempotencyKey, body: OpenBody
) -> Response:
    """Only agencies a question's field concerns may be asked; `warnings` names those left out."""
    asked = opening(actor, key, body, has.registry, has.field_index)
    check_uploaded(has.store, actor, [body.draft.sha256])
    receipt = await has.delivery.open_case(asked)
    case, draft = asked.consultation, asked.draft
    concerned = suggest(asked.directory.agencies, asked.questions, draft.territories)
    missing = warnings(concerned, asked.agencies, asked.drafting_agency.code)
    return answer(case, asked, receipt, created=f"{BASE}/{case}", warnings=missing)


@router.get(
    "/consultations",
    **read("Danh sách hồ sơ, mới nhất trước", "Cases, newest first"),
)
async def list_consultations(
    has: Has, actor: Caller, filters: Annotated[Filters, Query()]
) -> ConsultationPage:
    """An officer lists those of their agency, an agency those it is asked in, an auditor all."""
    after = Cursor.decode(filters.cursor)
    rows = await has.ledger.fetch(
        "consultations",
        *_scope(actor),
        filters.stage,
        filters.officer,
        filters.q,
        filters.agency,
        filters.overdue,
        after.at if after else None,
        after.id if after else None,
        filters.limit + 1,
    )
    found = [ConsultationRow.model_validate_json(row["body"]) for row in rows]
    items = tuple(seen_by(actor, row) for row in found[: filters.limit])
    more = len(found) > filters.limit
    end = Cursor(at=items[-1].opened_at, id=items[-1].id).encode() if more else None
    return ConsultationPage(items=items, next=end)


@router.get(
    "/consultations/{consultation}",
    **read("Xem một hồ sơ", "Read one case"),
)
async def read_consultation(
    has: Has, actor: Caller, consultation: CaseId, at: At = None
) -> ConsultationDetail:
    """An agency sees the draft, the questions put to it, and its own request."""
    return consultation_detail(*await see_at(has.ledger, actor, consultation, at))


@router.get(
    "/consultations/{consultation}/timeline",
    **read("Diễn biến của hồ sơ", "What happened in a case"),
)
async def read_timeline(has: Has, actor: Caller, consultation: CaseId, at: At = None) -> Timeline:
    """Each event in words, with its place and hash in the ledger."""
    seen, as_of = await see_at(has.ledger, actor, consultation, at)
    entries = tuple(_entry(seen, stored) for stored in seen.timeline)
    return Timeline(
        consultation=seen.case.id, entries=entries, as_of=as_of, ledger_behind=seen.behind
    )


@router.get(
    "/consultations/{consultation}/commands/{command_id}",
    **read("Kết quả một thao tác đã gửi", "What became of a command"),
)
async def read_command(
    has: Has,
    actor: Caller,
    consultation: CaseId,
    command_id: Annotated[str, Path(pattern=r"^[A-Za-z0-9._:-]{1,160}$")],
) -> CommandStatus:
    """`recorded`, `accepted`, or `unknown`: never given, refused, or given by someone else."""
    if not given_by(actor, command_id):
        return CommandStatus(command_id=command_id, status="unknown")
    return await _recorded(has, consultation, command_id) or await _in_progress(
        has, consultation, command_id
    )


def _scope(actor: Actor) -> tuple[AgencyCode | None, AgencyCode | None]:
    """The agency the caller drafts for, and the agency the caller answers for."""
    if actor.role in SEES_ALL:
        return None, None
    return (None, actor.agency) if answers_for_agency(actor) else (actor.agency, None)


def _entry(seen: SeenCase, stored: Stored) -> TimelineEntry:
    event = stored.recorded.event
    return TimelineEntry(
        version=stored.recorded.version,
        type=event.kind,
        at=event.at,
        actor=stored.recorded.actor,
        agency=getattr(event, "agency", None),
        text=describe(stored.recorded, agencies_of(seen.case)),
        hash=stored.hash,
    )


async def _recorded(has: Services, consultation: str, command_id: str) -> CommandStatus | None:
    try:
        rows = await has.ledger.fetch("command", consultation, command_id)
    except Problem:
        return None
    if not rows:
        return None
    return CommandStatus(
        command_id=command_id,
        status="recorded",
        version=rows[-1]["version"],
        events=tuple(row["type"] for row in rows),
    )


async def _in_progress(has: Services, consultation: str, command_id: str) -> CommandStatus:
    try:
        receipt = await has.updates.look(consultation, command_id)
    except (NotRunning, Refused):
        return CommandStatus(command_id=command_id, status="unknown")
    version, events = (receipt.version, receipt.events) if receipt else (None, ())
    return CommandStatus(command_id=command_id, status="accepted", version=version, events=events)
