"""Help, and how accessible the portal is: for everybody, signed in or not."""

from fastapi import APIRouter
from starlette.responses import HTMLResponse

from portal.declared import FOR_ANYONE
from portal.pages.help_page import text_page
from portal.render import show
from portal.visit import Whoever
from remiss.texts import texts

router = APIRouter()


@router.get("/help", dependencies=[FOR_ANYONE])
async def read_help(whoever: Whoever) -> HTMLResponse:
    """What the portal is for, and where to turn."""
    return show(whoever, text_page(texts("portal.help")))


@router.get("/accessibility", dependencies=[FOR_ANYONE])
async def read_statement(whoever: Whoever) -> HTMLResponse:
    """The statement of accessibility."""
    return show(whoever, text_page(texts("portal.accessibility")))
