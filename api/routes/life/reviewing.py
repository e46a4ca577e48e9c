"""The decision on a reply: the officer's, contested by the agency, taken over by the Office."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.addressees import ToRequest
from api.callers import Asked, Caller, CaseId, Has
from api.documentation import read, write
from api.page_query import Ordinal
from api.path_prefixes import REQUEST
from remiss.consultation.life.commands import ContestReturn, LayBeforeHead, ReviewReply, TakeOver
from remiss.intake.strict_json import StrictRoute
from remiss.sending.bodies.reviewing import ContestBody, ReviewBody
from remiss.sending.bodies.steering import ReasonsBody
from remiss.views.reply.reviewed_reply import ReviewedReply, reviewed_reply, with_files
from remiss.views.seen_case import see

router = APIRouter(prefix=REQUEST, route_class=StrictRoute)
ReplyNumber = Annotated[
    int | None,
    Query(
        ge=1,
        le=1000,
        description="Văn bản trả lời lần thứ mấy; để trống: lần cuối. / Which reply to the "
        "request; none: the last.",
    ),
]


@router.get(
    "/review",
    tags=["requests"],
    **read(
        "read_review", "Văn bản trả lời bên cạnh các nội dung", "A reply beside its questions", 409
    ),
)
async def read_review(
    has: Has,
    actor: Caller,
    consultation: CaseId,
    agency: Asked,
    ordinal: Ordinal = None,
    number: ReplyNumber = None,
) -> ReviewedReply:
    """The passage on each question, four results, the text of its files, what may be done now."""
    seen = await see(has.ledger, actor, consultation, "read_review", agency)
    review = reviewed_reply(seen, seen.request(agency, ordinal), number)
    return await with_files(review, has.store)


@router.post(
    "/review",
    tags=["requests"],
    **write("review", "Quyết định về văn bản chờ xem xét", "Decide on a waiting reply"),
)
async def review(to: ToRequest, body: ReviewBody) -> Response:
    """Accept a flagged or contested reply, or return it with reasons."""
    return await to.give(ReviewReply, **dict(body))


@router.post(
    "/review/head",
    tags=["requests"],
    **write(
        "lay_before_head",
        "Trình người đứng đầu đề xuất chưa có tiền lệ",
        "Lay a proposal before the head",
    ),
)
async def lay_before_head(to: ToRequest, body: ReasonsBody) -> Response:
    """A flagged reply proposes what has no precedent; it then counts against nobody."""
    return await to.give(LayBeforeHead, **dict(body))


@router.post(
    "/contest",
    tags=["replies"],
    **write("contest", "Đề nghị xem xét lại việc bổ sung", "Contest a return"),
)
async def contest(to: ToRequest, body: ContestBody) -> Response:
    """A person then decides, with reasons."""
    return await to.give(ContestReturn, reasons=body.reasons)


@router.post(
    "/take-over",
    tags=["office"],
    **write("take_over", "Xem xét thay công chức phụ trách hồ sơ", "Take over a decision"),
)
async def take_over(to: ToRequest, body: ReasonsBody) -> Response:
    """A reply or a decline that waits for the officer then waits for the Office."""
    return await to.give(TakeOver, **dict(body))
