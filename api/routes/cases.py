"""Whole cases, as one lists, reads and follows them."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from api.callers import Account, Caller, CaseId, Has
from api.documentation import read
from api.page_query import CursorText, Limit
from api.path_prefixes import CASES
from remiss.consultation.acting import candidates
from remiss.consultation.state import CaseStage
from remiss.consultation.telling.names import names_in
from remiss.consultation.telling.temporal_ui import describe
from remiss.consultation.values import AgencyCode, Value
from remiss.consultation.visibility import answers_for_agency
from remiss.intake.strict_json import StrictRoute
from remiss.ledger.reads.case_list import CaseFilter, list_cases
from remiss.ledger.reads.notices.undelivered_mail import list_undelivered
from remiss.ledger.reads.pages import Wanted
from remiss.ledger.reads.stored_events import LedgerEvent
from remiss.sending.caller_command import given_by
from remiss.sending.command_status import CommandStatus, command_status
from remiss.texts import Text
from remiss.views.answers import (
    ConsultationDetail,
    ConsultationPage,
    Timeline,
    TimelineEntry,
)
from remiss.views.as_known import At, see_at
from remiss.views.details import consultation_detail
from remiss.views.held_by import SeenHeldTime, held_of_case
from remiss.views.reply.given_replies import AgencyReplies, every_reply
from remiss.views.seen_case import SeenCase, see

router = APIRouter(prefix=CASES, tags=["consultations"], route_class=StrictRoute)
SearchedFor = Annotated[
    Text,
    Query(
        max_length=200,
        description="Các từ trong tên, số, mã hồ sơ, nội dung hỏi, tên cơ quan; có dấu hoặc "
        "không dấu, thứ tự bất kỳ. / Words of subject, number, id, questions and agencies, with "
        "or without marks, in any order.",
    ),
]
PersonId = Annotated[str, Query(pattern=r"^[A-Za-z0-9._-]{1,64}$")]


class Filters(Value):
    """Which cases to list."""

    stage: CaseStage | None = None
    overdue: bool | None = None
    agency: AgencyCode | None = None
    officer: PersonId | None = None
    q: SearchedFor | None = None
    cursor: CursorText = None
    limit: Limit = 50


@router.get(
    "",
    **read("list_cases", "Danh sách hồ sơ, mới nhất trước", "Cases, newest first"),
)
async def list_consultations(
    has: Has, _actor: Caller, held: Account, filters: Annotated[Filters, Query()]
) -> ConsultationPage:
    """An officer lists those of their agency, an agency those it is asked in, an inspector all.

    Of each what a list shows; its requests, one by one, are in the case itself.
    """
    chosen = CaseFilter(filters.stage, filters.officer, filters.q, filters.agency, filters.overdue)
    who = candidates(held, "list_cases")
    found = await list_cases(has.ledger, who, chosen, Wanted(filters.cursor, filters.limit))
    return ConsultationPage(items=found.items, next=found.next)


@router.get(
    "/{consultation}",
    **read("read_case", "Xem một hồ sơ", "Read one case"),
)
async def read_consultation(
    has: Has, actor: Caller, consultation: CaseId, at: At = None
) -> ConsultationDetail:
    """An agency sees the draft, the questions put to it, and its own request."""
    seen, as_of = await see_at(has.ledger, actor, consultation, at)
    detail = consultation_detail(seen, as_of)
    if as_of or answers_for_agency(actor):
        return detail
    undelivered = await list_undelivered(has.ledger, consultation)
    return detail.model_copy(update={"undelivered": undelivered})


@router.get(
    "/{consultation}/timeline",
    **read("read_case", "Diễn biến của hồ sơ", "What happened in a case"),
)
async def read_timeline(has: Has, actor: Caller, consultation: CaseId, at: At = None) -> Timeline:
    """Each event in words, with its place and hash in the ledger."""
    seen, as_of = await see_at(has.ledger, actor, consultation, at)
    entries = tuple(_entry(seen, stored) for stored in seen.timeline)
    return Timeline(
        consultation=seen.case.id, entries=entries, as_of=as_of, ledger_behind=seen.behind
    )


@router.get(
    "/{consultation}/held-time",
    **read(
        "read_case",
        "Ai giữ hồ sơ trong bao lâu, tính theo phút làm việc",
        "Whose time it was, in working minutes",
    ),
)
async def read_held_time(has: Has, actor: Caller, consultation: CaseId) -> SeenHeldTime:
    """Of every request the caller may read, and what lay with the case; an agency: its own."""
    seen = await see(has.ledger, actor, consultation)
    return held_of_case(seen, await has.present.of(consultation))


@router.get(
    "/{consultation}/replies",
    response_model=tuple[AgencyReplies, ...],
    **read("read_case", "Văn bản trả lời của các cơ quan", "What each agency replied"),
)
async def list_replies(has: Has, actor: Caller, consultation: CaseId) -> tuple[AgencyReplies, ...]:
    """An agency reads its own, and those of all asked once the case that says so is concluded."""
    return every_reply(await see(has.ledger, actor, consultation))


@router.get(
    "/{consultation}/commands/{command_id}",
    **read("look_up_command", "Kết quả một thao tác đã gửi", "What became of a command"),
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
    return await command_status(has.ledger, has.updates, consultation, command_id)


def _entry(seen: SeenCase, stored: LedgerEvent) -> TimelineEntry:
    event = stored.recorded.event
    return TimelineEntry(
        version=stored.recorded.version,
        type=event.kind,
        at=event.at,
        actor=stored.recorded.actor,
        agency=getattr(event, "agency", None),
        text=describe(stored.recorded, names_in(seen.case)),
        hash=stored.hash,
    )
