"""Files of a form: each uploaded once, checked as those of the API, listed by name and hash."""

import re
from collections.abc import Iterable
from typing import BinaryIO

from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from portal.forms.field_faults import FieldFault
from portal.forms.photographs import PHOTOGRAPHS, one_pdf, readable
from portal.visit import Visit
from remiss.consultation.values import Actor, AttachedFile, Sha256
from remiss.files.file_names import hash_name
from remiss.files.recognition import media_type_of
from remiss.files.store import Attachment, Store
from remiss.problems.problem import Problem
from remiss.texts import say

MOST_ATTACHED = 20
"""As many as the bodies that name files take."""
HASH = re.compile(r"[0-9a-f]{64}")


async def list_attached(visit: Visit, hashes: Iterable[Sha256]) -> tuple[AttachedFile, ...]:
    """Those of these files that the agency of the visit's person uploaded, each once."""
    named = [sha256 for sha256 in dict.fromkeys(hashes) if HASH.fullmatch(sha256)]
    found = await run_in_threadpool(_listed, visit.has.store, visit.actor, named[:MOST_ATTACHED])
    return tuple(found)


async def take_uploads(
    visit: Visit, uploads: Iterable[tuple[str, UploadFile]]
) -> tuple[tuple[AttachedFile, ...], tuple[FieldFault, ...]]:
    """Store what was uploaded; of each file that is not taken, why, at its field.

    The photographs of a signed page, in the field `photographs`, become one PDF.
    """
    chosen = list(uploads)
    one_by_one = [(field, [upload]) for field, upload in chosen if field != PHOTOGRAPHS]
    pages = [upload for field, upload in chosen if field == PHOTOGRAPHS]
    taken: list[AttachedFile] = []
    faults: list[FieldFault] = []
    for field, files in [*one_by_one, *([(PHOTOGRAPHS, pages)] if pages else [])]:
        name = files[0].filename or ""
        try:
            taken.append(await _keep(visit, field, name, [file.file for file in files]))
        except Problem as problem:
            message = say("portal.form.file_not_taken", name=name, why=problem.message)
            faults.append(FieldFault(field=field, message=message))
    return tuple(taken), tuple(faults)


async def _keep(visit: Visit, field: str, name: str, files: list[BinaryIO]) -> AttachedFile:
    agency = visit.actor.agency
    if agency is None:
        raise Problem("auditor_only_reads")
    content = files[0]
    if field == PHOTOGRAPHS:
        pages = [await readable(file) for file in files]
        content, name = await run_in_threadpool(one_pdf, pages, name)
    kept = await run_in_threadpool(visit.has.store.keep, content, agency, name)
    return _attached(kept)


def _attached(kept: Attachment) -> AttachedFile:
    return AttachedFile(**kept.model_dump())


def _listed(store: Store, actor: Actor, named: list[Sha256]) -> list[AttachedFile]:
    found = []
    for sha256 in named:
        path = store.find(sha256)
        if path is None or actor.agency is None or not store.uploaded_by(sha256, actor.agency):
            continue
        media_type = media_type_of(path)
        name = store.name_for(sha256, actor.agency) or hash_name(sha256, media_type)
        size = path.stat().st_size
        found.append(AttachedFile(sha256=sha256, name=name, size=size, media_type=media_type))
    return found
