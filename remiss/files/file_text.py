"""What a file says, as text beside it for whoever decides; the file itself stays what counts."""

import asyncio
import json
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from uuid import uuid4

from pydantic import Field

from remiss.consultation.values import Sha256, Value
from remiss.files.extracted_text import READABLE
from remiss.files.reader_process import printed_by
from remiss.files.recognition import media_type_of
from remiss.files.store import Store
from remiss.problems.problem import Problem
from remiss.strict.characters import ANYWHERE
from remiss.texts import Bilingual, Text, say

KEPT = ".text.2.json"
"""What was read is kept beside the file under its name and this; another reader, another number."""


class Legibility(StrEnum):
    """How far the text of a file could be read."""

    READ = "read"
    IN_PART = "in_part"
    WITHOUT_TEXT = "without_text"
    NOT_READ = "not_read"


class FileText(Value):
    """A file that came with a reply, and its text as far as it could be read."""

    sha256: Sha256
    media_type: str | None = Field(description="None: the file is not here as it was sent.")
    size: int | None = Field(description="Bytes.")
    legibility: Legibility
    text: Text = Field(description="At most 200,000 characters, of at most 200 pages.")
    pages: int | None = Field(description="Of a PDF.")
    pages_without_text: tuple[int, ...] = Field(description="Scans, most likely.")
    note: Bilingual = Field(description="What was not read, and what to do.")


async def file_text(store: Store, sha256: Sha256) -> FileText:
    """The text of one file; whatever stands in the way of reading it is said, never raised."""
    path = await asyncio.to_thread(_intact, store, sha256)
    if path is None:
        return _without(sha256, None, None, Legibility.NOT_READ, "damaged")
    size = path.stat().st_size
    try:
        media_type = await asyncio.to_thread(media_type_of, path)
    except Problem:
        return _without(sha256, None, size, Legibility.NOT_READ, "unreadable")
    if media_type.startswith("image/"):
        return _without(sha256, media_type, size, Legibility.WITHOUT_TEXT, "without_text")
    if media_type not in READABLE:
        return _without(sha256, media_type, size, Legibility.NOT_READ, "another_type")
    return _from(await _read(path, media_type), sha256, media_type, size)


def _intact(store: Store, sha256: Sha256) -> Path | None:
    try:
        return store.find(sha256) if store.is_sound(sha256) else None
    except OSError:
        return None


async def _read(path: Path, media_type: str) -> bytes | None:
    """What was read of the file, now or before."""
    kept = path.with_name(path.name + KEPT)
    if kept.is_file():
        return kept.read_bytes()
    found = await printed_by("remiss.files.extracted_text", path, media_type)
    if found is not None:
        with suppress(OSError):  # a full disk keeps nothing, and hides nothing
            whole = kept.with_name(f".{uuid4().hex}")
            whole.write_bytes(found)
            whole.replace(kept)
    return found


def _from(found: bytes | None, sha256: Sha256, media_type: str, size: int) -> FileText:
    if found is None:
        return _without(sha256, media_type, size, Legibility.NOT_READ, "unreadable")
    told = json.loads(found)
    text, blank = ANYWHERE.sub("", told["text"]), tuple(told["blank"])
    key = "read"
    if not text:
        key = "without_text"
    elif blank or not told["whole"]:
        key = "in_part"
    return FileText(
        sha256=sha256,
        media_type=media_type,
        size=size,
        legibility=Legibility(key),
        text=text,
        pages=told["pages"] if media_type == "application/pdf" else None,
        pages_without_text=blank if text else (),
        note=say(f"file_text.{key}"),
    )


def _without(
    sha256: Sha256, media_type: str | None, size: int | None, legibility: Legibility, key: str
) -> FileText:
    return FileText(
        sha256=sha256,
        media_type=media_type,
        size=size,
        legibility=legibility,
        text="",
        pages=None,
        pages_without_text=(),
        note=say(f"file_text.{key}"),
    )
