"""The page without a network, and the script that has the browser show it then."""

import json

from fastapi import APIRouter
from starlette.responses import Response

from portal.addresses import address
from portal.assets import ASSETS, asset_address
from portal.declared import FOR_ANYONE
from portal.pages.offline_page import OfflinePage
from portal.render import show
from portal.visit import Passerby
from remiss.texts import text
from remiss.texts.catalogue import LANGUAGES

OFFLINE = "/offline"
NO_FILES = b"const FILES = [];"
"""In the script as it lies in its folder, where nobody knows yet what files are called."""
SHOWN = ("portal.css", "keep.js", "mark.svg")
router = APIRouter()


@router.get(OFFLINE, dependencies=[FOR_ANYONE])
async def read_offline(passerby: Passerby) -> Response:
    """What the device holds; it says nothing of anybody, and is kept by the browser."""
    return show(passerby, OfflinePage(title=text("portal.offline.title")))


@router.get("/sw.js", dependencies=[FOR_ANYONE])
async def read_service_worker() -> Response:
    """The script with the files it keeps: the page in each language first."""
    files = [address(OFFLINE, language) for language in LANGUAGES]
    files += [asset_address(name) for name in SHOWN]
    listed = f"const FILES = {json.dumps(files)};".encode()
    content = ASSETS["sw.js"].content.replace(NO_FILES, listed)
    return Response(content, media_type="text/javascript")
