"""Uploads that go on where the line broke, by the tus protocol."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request
from fastapi.concurrency import run_in_threadpool
from starlette.responses import Response

from api.callers import Caller, Has
from api.documentation import ask, read
from api.path_prefixes import UPLOADS
from remiss.files.uploads.tus_headers import (
    announced_in,
    check_version,
    description,
    offered,
    offset_in,
    standing,
)
from remiss.files.uploads.upload import Upload

router = APIRouter(prefix=UPLOADS, tags=["attachments"])


async def speaks_tus(request: Request) -> None:
    """Refuse another version of the protocol."""
    check_version(request.headers)


UploadId = Annotated[str, Path(description="Mã lượt tải / The upload's id")]
NO_CONTENT, PRECONDITION_FAILED = 204, 412
TUS = Depends(speaks_tus)


def by_protocol(vi: str, en: str, *headers: str) -> dict[str, Any]:
    """How an address of the protocol is documented, with the headers it reads itself."""
    parameters = [
        {"name": name, "in": "header", "required": True, "schema": {"type": "string"}}
        for name in ("Tus-Resumable", *headers)
    ]
    return {
        **ask("upload", vi, en, PRECONDITION_FAILED),
        "openapi_extra": {"parameters": parameters},
    }


@router.options(
    "", status_code=NO_CONTENT, **ask("upload", "Khả năng nhận tệp", "What uploads may be")
)
async def options(has: Has, _: Caller) -> Response:
    """Version, extensions and the size of the largest file."""
    return Response(status_code=NO_CONTENT, headers=offered(has.store.max_bytes))


@router.post(
    "", status_code=201, **by_protocol("Bắt đầu tải tệp lên", "Begin an upload", "Upload-Length")
)
async def begin(has: Has, sender: Caller, request: Request, _: Annotated[None, TUS]) -> Response:
    """`Upload-Length`, and `Upload-Metadata` with `filename`; `sha256`, if it is known already.

    The answer names the address to send the file to, in one part or several.
    """
    announced = announced_in(request.headers)
    upload = await run_in_threadpool(has.uploads.begin, sender, announced)
    headers = {"Location": f"{UPLOADS}/{upload.id}", **standing(upload)}
    return Response(status_code=201, headers=headers)


@router.get("", **read("upload", "Các lượt tải tệp", "Uploads of one's own"))
async def uploads(has: Has, sender: Caller) -> tuple[Upload, ...]:
    """Those under way, and those that ended within a day, with the files they became."""
    return await run_in_threadpool(has.uploads.of, sender)


@router.get("/{upload_id}", **read("upload", "Tình trạng lượt tải tệp", "An upload", 415))
async def upload(has: Has, sender: Caller, upload_id: UploadId) -> Upload:
    """How far it has come; once it is whole, the file it became."""
    return await run_in_threadpool(has.uploads.find, sender, upload_id)


@router.head("/{upload_id}", **by_protocol("Đã nhận đến đâu", "How much of it is here"))
async def position(
    has: Has, sender: Caller, upload_id: UploadId, _: Annotated[None, TUS]
) -> Response:
    """`Upload-Offset`: where the next part begins."""
    found = await run_in_threadpool(has.uploads.find, sender, upload_id)
    return Response(headers=description(found))


@router.patch(
    "/{upload_id}",
    status_code=NO_CONTENT,
    **by_protocol("Tải tiếp tệp", "Go on with an upload", "Upload-Offset"),
)
async def receive(
    has: Has, sender: Caller, request: Request, upload_id: UploadId, _: Annotated[None, TUS]
) -> Response:
    """A part, from `Upload-Offset` on.

    With the last one the file passes the checks of every file, and `Remiss-Sha256` names it; a file
    that is not taken ends the upload.
    """
    offset = offset_in(request.headers)
    received = await has.uploads.receive(sender, upload_id, offset, request.stream())
    return Response(status_code=NO_CONTENT, headers=standing(received))


@router.delete(
    "/{upload_id}", status_code=NO_CONTENT, **by_protocol("Hủy lượt tải tệp", "End an upload")
)
async def end(has: Has, sender: Caller, upload_id: UploadId, _: Annotated[None, TUS]) -> Response:
    """What came of it is removed; the file it may have become stays."""
    await run_in_threadpool(has.uploads.end, sender, upload_id)
    return Response(status_code=NO_CONTENT)
