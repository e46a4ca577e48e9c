"""Style, script and mark: under an address that holds their hash, so that they are kept a year."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from fastapi import APIRouter
from starlette.responses import Response

from portal.addresses import PORTAL, STATIC
from portal.declared import FOR_ANYONE
from remiss.problems.problem import Problem

FOLDER = Path(__file__).parent / "static"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
KEPT = "public, max-age=31536000, immutable"
POLICY = "default-src 'none'; frame-ancestors 'none'"
"""A file asks for nothing; a page's longer policy would be sent with each of them."""
HASH_DIGITS = 12
router = APIRouter()


class Asset(NamedTuple):
    """A file of the portal, and the name under which it is asked for."""

    content: bytes
    media_type: str
    hashed_name: str


def _read(path: Path) -> Asset:
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()[:HASH_DIGITS]
    return Asset(content, TYPES[path.suffix], f"{path.stem}-{digest}{path.suffix}")


ASSETS: Mapping[str, Asset] = {
    path.name: _read(path) for path in sorted(FOLDER.iterdir()) if path.suffix in TYPES
}
BY_HASHED_NAME: Mapping[str, Asset] = {asset.hashed_name: asset for asset in ASSETS.values()}


def asset_address(name: str) -> str:
    """Where a file of `portal/static` is had.

    Raises:
        KeyError: there is no such file.
    """
    return f"{PORTAL}{STATIC}/{ASSETS[name].hashed_name}"


@router.get(f"{STATIC}/{{name}}", dependencies=[FOR_ANYONE])
async def read_asset(name: str) -> Response:
    """One file; what another release calls it is not found, and never kept as ours."""
    asset = BY_HASHED_NAME.get(name)
    if asset is None:
        raise Problem("not_found")
    headers = {"Cache-Control": KEPT, "Content-Security-Policy": POLICY}
    return Response(asset.content, media_type=asset.media_type, headers=headers)
