"""Files: uploaded before they are named, downloaded by those a case names them to."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import FileResponse
from starlette.datastructures import UploadFile

from api.callers import Account, Caller, Has
from api.documentation import ask, read
from api.path_prefixes import V1
from remiss.consultation.acting import candidates
from remiss.consultation.values import Sha256
from remiss.files.file_names import hash_name
from remiss.files.recognition import media_type_of
from remiss.files.store import Attachment
from remiss.problems.problem import Problem
from remiss.serving.download_name import saved_as
from remiss.views.file_access import intact_file, may_read

router = APIRouter(prefix=V1, tags=["attachments"])
SANDBOX = {"Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'"}
"""Opened in a browser after all, a file runs nothing and has no origin of its own."""
FORM: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "additionalProperties": False,
                    "properties": {"file": {"type": "string", "format": "binary"}},
                }
            }
        },
    }
}


@router.post(
    "/attachments",
    status_code=201,
    openapi_extra=FORM,
    **ask("upload", "Tải tệp lên", "Upload a file"),
)
async def upload(has: Has, actor: Caller, request: Request) -> Attachment:
    """A document, told by its content and never by its name; known by its sha256 ever after.

    PDF, DOCX, DOC, XLSX, XLS, ODT, ODS, PNG, JPEG, TIFF, HEIC, plain text in UTF-8 or UTF-16, P7S
    beside the file it signs, ZIP of these; without password and macros.

    The same file sent again changes nothing, so that no idempotency key is needed.
    """
    if actor.agency is None:
        raise Problem("auditor_only_reads")
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise Problem("multipart_expected")
    async with request.form(max_files=1, max_fields=0) as form:
        file = form.get("file")
        if not isinstance(file, UploadFile):
            raise Problem("multipart_expected")
        return await run_in_threadpool(has.store.keep, file.file, actor.agency, file.filename or "")


@router.get(
    "/attachments/{sha256}",
    response_class=FileResponse,
    **read("read_attachment", "Tải tệp về", "Download a file"),
)
async def download(
    has: Has, held: Account, sha256: Annotated[Sha256, Path(description="sha256")]
) -> FileResponse:
    """For those whose agency uploaded it, or a case they may see names it to."""
    for actor in candidates(held, "read_attachment"):
        if await may_read(has.store, has.ledger, actor, sha256):
            break
    else:
        raise Problem("attachment_not_found")
    path = await run_in_threadpool(intact_file, has.store, sha256)
    media_type = await run_in_threadpool(media_type_of, path)
    kept = await run_in_threadpool(has.store.name_for, sha256, actor.agency)
    name = saved_as(kept or hash_name(sha256, media_type))
    headers = SANDBOX | {"Content-Disposition": name}
    return FileResponse(path, headers=headers, media_type=media_type)
