"""What the agencies asked in a case replied, for whoever reads it."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from portal.declared import Seen, does
from portal.pages.of_case.replies_page import REPLIES, given_reply_page, replies_page
from portal.render import show
from portal.routes.requests_routes import PAGE
from portal.visit import Visitor
from remiss.consultation.values import AgencyCode

router = APIRouter()
Number = Annotated[int, Query(ge=1, le=1000)]


@router.get(f"/cases/{{case}}/{REPLIES}", dependencies=[does("read_case")])
async def show_replies(visit: Visitor, seen: Seen, page: Number = 1) -> Response:
    """Agency by agency; one that is asked reads its own until all asked read them."""
    return show(visit, replies_page(seen, page))


@router.get(f"{PAGE}/{REPLIES}", dependencies=[does("read_replies")])
async def show_given_reply(
    visit: Visitor, seen: Seen, agency: AgencyCode, nth: Number = 1
) -> Response:
    """The text as it was signed, with the sealed copy and what came with it."""
    return show(visit, given_reply_page(seen, agency, nth))
