"""Requests to agencies, and their deadlines, as one reads them."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.callers import Asked, Caller, CaseId, Has
from api.documentation import read
from api.page_query import Ordinal, Paged
from api.path_prefixes import CASE
from remiss.consultation.views.explanation import (
    DeadlineExplanation,
    explain_deadline,
    explain_deadlines,
)
from remiss.consultation.views.holding.holdings import Holding, holdings
from remiss.intake.strict_json import StrictRoute
from remiss.views.as_known import At, see_at
from remiss.views.details import request_detail, request_details
from remiss.views.held_by import SeenHeldTime, held_of_request
from remiss.views.reply.given_replies import AgencyReplies, replies_of
from remiss.views.reply.own_opinions import EarlierOpinions, own_opinions
from remiss.views.request_answers import RequestDetail
from remiss.views.seen_case import see

router = APIRouter(
    prefix=f"{CASE}/requests",
    tags=["requests"],
    route_class=StrictRoute,
)


@router.get(
    "",
    response_model=tuple[RequestDetail, ...],
    **read("read_case", "Các đề nghị cho ý kiến của hồ sơ", "The requests of a case"),
)
async def list_requests(
    has: Has, actor: Caller, consultation: CaseId, at: At = None
) -> tuple[RequestDetail, ...]:
    """An agency sees its own."""
    return request_details(*await see_at(has.ledger, actor, consultation, at))


@router.get(
    "/{agency}",
    **read("read_request", "Đề nghị cho ý kiến gửi một cơ quan", "The request to one agency"),
)
async def read_request(
    has: Has,
    actor: Caller,
    consultation: CaseId,
    agency: Asked,
    ordinal: Ordinal = None,
    at: At = None,
) -> RequestDetail:
    """What it was asked and why, what it replied, and what became of that."""
    seen, as_of = await see_at(has.ledger, actor, consultation, at)
    return request_detail(seen, seen.request(agency, ordinal), as_of)


@router.get(
    "/{agency}/replies",
    **read("read_replies", "Văn bản trả lời của một cơ quan", "What one agency replied"),
)
async def read_replies(
    has: Has, actor: Caller, consultation: CaseId, agency: Asked
) -> AgencyReplies:
    """With sealed copies and attachments; others asked read it once the case is concluded."""
    return replies_of(await see(has.ledger, actor, consultation, "read_replies", agency), agency)


@router.get(
    "/{agency}/deadline",
    **read("read_request", "Vì sao có hạn trả lời này", "Why the deadline is what it is"),
)
async def read_deadline(
    has: Has, actor: Caller, consultation: CaseId, agency: Asked, ordinal: Ordinal = None
) -> DeadlineExplanation:
    """The rule, the calendar, the event that started the clock, and each day skipped and why."""
    seen = await see(has.ledger, actor, consultation)
    return explain_deadline(seen.case, seen.request(agency, ordinal))


@router.get(
    "/{agency}/holdings",
    response_model=tuple[Holding, ...],
    **read("read_request", "Ai giữ việc, từ khi nào đến khi nào", "Who held it, from when to when"),
)
async def read_holdings(
    has: Has, actor: Caller, consultation: CaseId, agency: Asked, ordinal: Ordinal = None
) -> tuple[Holding, ...]:
    """First to last; the desks within the agency are for itself and for inspectors."""
    seen = await see(has.ledger, actor, consultation)
    request = seen.request(agency, ordinal)
    told = (stored.recorded.event for stored in seen.events)
    return holdings(told, agency, request.ordinal, inside=seen.sees_inside(request))


@router.get(
    "/{agency}/held-time",
    **read(
        "read_request",
        "Ai giữ hồ sơ trong bao lâu, tính theo phút làm việc",
        "Whose time it was, in working minutes",
    ),
)
async def read_held_time(
    has: Has, actor: Caller, consultation: CaseId, agency: Asked, ordinal: Ordinal = None
) -> SeenHeldTime:
    """Stretch by stretch, person by person and side by side; the parts are the whole."""
    seen = await see(has.ledger, actor, consultation)
    now = await has.present.of(consultation)
    return held_of_request(seen, seen.request(agency, ordinal), now)


@router.get(
    "/{agency}/deadlines",
    response_model=tuple[DeadlineExplanation, ...],
    **read(
        "read_request",
        "Mọi thời hạn đang tính, của cơ quan và của bên khác",
        "Every deadline that runs now",
    ),
)
async def read_deadlines(
    has: Has, actor: Caller, consultation: CaseId, agency: Asked, ordinal: Ordinal = None
) -> tuple[DeadlineExplanation, ...]:
    """The agency's own first; then what the officer or the Office owes it."""
    seen = await see(has.ledger, actor, consultation)
    return explain_deadlines(seen.case, seen.request(agency, ordinal))


@router.get(
    "/{agency}/earlier-opinions",
    **read(
        "read_own_opinions",
        "Ý kiến trước đây của cơ quan mình cùng lĩnh vực",
        "What the agency itself answered before on the same fields",
    ),
)
async def read_own_opinions(
    has: Has, actor: Caller, consultation: CaseId, agency: Asked, page: Annotated[Paged, Query()]
) -> EarlierOpinions:
    """Replies that stand, newest first; of the same case, those to its earlier requests."""
    seen = await see(has.ledger, actor, consultation, "read_own_opinions", agency)
    found = await own_opinions(has.ledger, seen, seen.request(agency), page.wanted)
    return EarlierOpinions(items=found.items, next=found.next)
