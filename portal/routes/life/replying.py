"""The reply of the agency asked, as its people write it, and the correction of one."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from portal.declared import Seen, does
from portal.routes.life.reply_form import ReplyForm
from portal.routes.requests_routes import PAGE
from portal.visit import Visitor
from remiss.consultation.values import AgencyCode

router = APIRouter()
CORRECTION = f"{PAGE}/replies/{{number}}/correction"
Clause = Annotated[str | None, Query(max_length=200)]
Number = Annotated[int, Path(ge=1, le=10_000)]


@router.get(f"{PAGE}/reply", dependencies=[does("reply")])
async def show_reply(
    http: Request, visit: Visitor, seen: Seen, agency: AgencyCode, clause: Clause = None
) -> Response:
    """The form, or what stands in its draft; nothing is chosen for anybody."""
    form = await ReplyForm.of(visit, seen, agency)
    return await form.begun(http, clause)


@router.post(f"{PAGE}/reply", dependencies=[does("reply")])
async def reply(http: Request, visit: Visitor, seen: Seen, agency: AgencyCode) -> Response:
    """Of whoever may sign it counts at once; another's is laid before whoever signs."""
    form = await ReplyForm.of(visit, seen, agency)
    return await form.given(http)


@router.get(CORRECTION, dependencies=[does("correct_reply")])
async def show_correction(
    http: Request, visit: Visitor, seen: Seen, agency: AgencyCode, number: Number
) -> Response:
    """The same form, with what the earlier reply says."""
    form = await ReplyForm.of(visit, seen, agency, number)
    return await form.begun(http, None)


@router.post(CORRECTION, dependencies=[does("correct_reply")])
async def correct(
    http: Request, visit: Visitor, seen: Seen, agency: AgencyCode, number: Number
) -> Response:
    """In review it takes the place of the reply there; one that counts stands until decided on."""
    form = await ReplyForm.of(visit, seen, agency, number)
    return await form.given(http)
