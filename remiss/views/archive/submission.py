"""Hồ sơ trình: the draft, the table, every reply and every letter of a case, as one archive."""

import io
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from zipfile import ZIP_DEFLATED, ZipFile

from remiss.consultation.state import Request
from remiss.consultation.values import AttachedFile
from remiss.documents.dossier_files import dossier_files
from remiss.documents.letters.desk import Desk
from remiss.files.store import Store
from remiss.texts import text
from remiss.views.file_access import intact_file
from remiss.views.seen_case import SeenCase

Content = bytes | Path


def submission_archive(seen: SeenCase, store: Store, desk: Desk) -> bytes:
    """ZIP of everything the visitor may read of the case, under names an official knows.

    Raises:
        Problem: `attachment_damaged`, where a file is not what its hash says.
    """
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in _entries(seen, store, desk):
            archive.writestr(name, content if isinstance(content, bytes) else content.read_bytes())
    return packed.getvalue()


def _entries(seen: SeenCase, store: Store, desk: Desk) -> Iterator[tuple[str, Content]]:
    case = seen.case
    drafts, replies, papers = (
        text(f"submission.{name}").vi for name in ("drafts", "replies", "papers")
    )
    for version in case.versions:
        if file := version.draft.file:
            yield _file(store, f"{drafts}/{version.round:02}", file)
    if case.final_text:
        yield _file(store, f"{drafts}/{text('submission.final').vi}", case.final_text.file)
    for paper in dossier_files(case, [stored.recorded for stored in seen.events], desk):
        yield f"{papers}/{paper.name}", paper.content
    for request in (*seen.requests, *seen.earlier):
        yield from _replies(store, replies, request)


def _replies(store: Store, folder: str, request: Request) -> Iterator[tuple[str, Content]]:
    for received in request.replies:
        place = f"{folder}/{request.agency.code}-{request.ordinal}-{received.number}"
        if received.reply.text:
            yield f"{place}.txt", received.reply.text.encode()
        sealed = received.letter.files if received.letter else ()
        for file in (*received.reply.files, *sealed):
            yield _file(store, place, file)


def _file(store: Store, place: str, file: AttachedFile) -> tuple[str, Content]:
    """Its own name is somebody's: it leads nowhere but into its folder."""
    return f"{place}-{PurePosixPath(file.name).name}", intact_file(store, file.sha256)
