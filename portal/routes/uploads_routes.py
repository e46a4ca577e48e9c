"""Files sent in parts by a page's own script, by the tus protocol; without it forms send them."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from fastapi.concurrency import run_in_threadpool
from starlette.responses import Response

from portal.declared import does
from portal.visit import Visit, Visitor
from remiss.files.uploads.tus_headers import (
    announced_in,
    check_version,
    description,
    offset_in,
    standing,
)

CREATED, NO_CONTENT = 201, 204


async def sender(visit: Visitor, request: Request) -> Visit:
    """Whoever sends a file, in the version of the protocol that is spoken here.

    Raises:
        Problem: `tus_version_not_spoken`.
    """
    check_version(request.headers)
    return visit


router = APIRouter(prefix="/uploads")
Sender = Annotated[Visit, Depends(sender)]
UploadId = Annotated[str, Path(max_length=64)]


@router.post("", dependencies=[does("upload")])
async def begin(visit: Sender, request: Request) -> Response:
    """Room for a file of the visitor's; `Location` says where it is sent."""
    announced = announced_in(request.headers)
    upload = await run_in_threadpool(visit.has.uploads.begin, visit.actor, announced)
    headers = {"Location": visit.to(f"/uploads/{upload.id}"), **standing(upload)}
    return Response(status_code=CREATED, headers=headers)


@router.head("/{upload_id}", dependencies=[does("upload")])
async def position(visit: Sender, upload_id: UploadId) -> Response:
    """How much of it is here."""
    found = await run_in_threadpool(visit.has.uploads.find, visit.actor, upload_id)
    return Response(headers=description(found))


@router.patch("/{upload_id}", dependencies=[does("upload")])
async def receive(visit: Sender, request: Request, upload_id: UploadId) -> Response:
    """A part; with the last one the file is checked as every file."""
    uploads, offset = visit.has.uploads, offset_in(request.headers)
    received = await uploads.receive(visit.actor, upload_id, offset, request.stream())
    return Response(status_code=NO_CONTENT, headers=standing(received))


@router.delete("/{upload_id}", dependencies=[does("upload")])
async def end(visit: Sender, upload_id: UploadId) -> Response:
    """What came of it is removed."""
    await run_in_threadpool(visit.has.uploads.end, visit.actor, upload_id)
    return Response(status_code=NO_CONTENT)
