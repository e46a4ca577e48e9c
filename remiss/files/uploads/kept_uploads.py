"""The uploads under way: their parts lie beside the store, by who sends them, for every process.

Of each upload there is a record of what was announced and a file that grows; its size is how far
the upload has come. So nothing needs to agree after a crash but a file with itself.
"""

import asyncio
import hashlib
import secrets
import time
from collections.abc import AsyncIterable, Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from remiss.consultation.values import Actor
from remiss.files.store import Attachment, Store
from remiss.files.uploads.part_file import append, size_of
from remiss.files.uploads.upload import Announced, Upload
from remiss.files.uploads.upload_record import (
    UploadRecord,
    alone_in,
    changed_at,
    create_record,
    read_record,
    remove_upload,
    uploads_below,
    write_record,
)
from remiss.problems.problem import Problem

KEPT_FOR = timedelta(days=1)
"""From the last part that came, or from the end."""
MOST_UNFINISHED = 20
"""Of one person."""
MOST_FILES_ANNOUNCED = 10
"""Of one person: unfinished uploads announce at most so many times the largest file."""
HOURS = KEPT_FOR // timedelta(hours=1)
IDLE = timedelta(hours=1)
"""What nothing came of for so long makes room for another of the same person."""
BLOCK = 256 * 1024
"""What is written at once; a process that is killed loses no more."""
REFUSED_FOR_GOOD = 500
"""What is refused with a lower status will be refused again."""


class Uploads:
    """A folder `uploads/<sender>/<id>` within that of the store, which takes what is whole."""

    def __init__(self, store: Store, now: Callable[[], float] = time.time) -> None:
        self._store, self._now = store, now
        self._folder = store.folder / "uploads"

    def begin(self, sender: Actor, announced: Announced) -> Upload:
        """Make room for a file of the sender's.

        Raises:
            Problem: `auditor_only_reads`, `attachment_empty`, `attachment_too_large`,
                `too_many_uploads`, `attachments_unwritable`.
        """
        if sender.agency is None:
            raise Problem("auditor_only_reads")
        if not announced.length:
            raise Problem("attachment_empty")
        if announced.length > self._store.max_bytes:
            raise Problem("attachment_too_large", limit=self._store.max_bytes)
        upload_id, folder = secrets.token_hex(16), self._folder_of(sender)
        with self._store.writing(), alone_in(folder):
            self._make_room(sender, announced.length)
            create_record(
                folder, upload_id, UploadRecord(agency=sender.agency, announced=announced)
            )
        return self._upload(folder, upload_id)

    async def receive(
        self, sender: Actor, upload_id: str, offset: int, parts: AsyncIterable[bytes]
    ) -> Upload:
        """Add what comes, from `offset` on; what came before a line broke is kept.

        Raises:
            Problem: `upload_not_found`, `upload_offset_conflict`, `upload_longer_than_announced`
                (which ends it), `attachments_unwritable`, and as `find`.
        """
        folder, block = self._folder_of(sender), bytearray()

        async def write() -> None:
            nonlocal offset
            content = bytes(block)
            block.clear()
            await asyncio.to_thread(self._append, folder, upload_id, offset, content)
            offset += len(content)

        await write()  # nothing yet: whether the sender may, and knows where to go on
        try:
            async for part in parts:
                block += part
                if len(block) >= BLOCK:
                    await write()
        finally:
            if block:
                await write()
        return await asyncio.to_thread(self.find, sender, upload_id)

    def find(self, sender: Actor, upload_id: str) -> Upload:
        """An upload of the sender's; one that is whole becomes a file of the store now.

        Raises:
            Problem: `upload_not_found`; as `Store.keep`, or `upload_not_as_announced`, either of
                which ends it.
        """
        folder = self._folder_of(sender)
        upload = self._upload(folder, upload_id)
        if upload.attachment is None and upload.offset == upload.length:
            self._finish(folder, upload_id)
            return self._upload(folder, upload_id)
        return upload

    def of(self, sender: Actor) -> tuple[Upload, ...]:
        """Every upload of the sender's, the one that ends first in front."""
        folder = self._folder_of(sender)
        found = (self._known(folder, path.stem) for path in folder.glob("*.json"))
        uploads = (one for one in found if one is not None)
        return tuple(sorted(uploads, key=lambda one: one.expires_at))

    def end(self, sender: Actor, upload_id: str) -> None:
        """Forget an upload; the file it may have become stays.

        Raises:
            Problem: `upload_not_found`.
        """
        folder = self._folder_of(sender)
        self._upload(folder, upload_id)
        remove_upload(folder, upload_id)

    def end_expired(self) -> int:
        """Remove whatever had no new part for `KEPT_FOR`; how many uploads that were."""
        oldest = self._now() - KEPT_FOR.total_seconds()
        found = uploads_below(self._folder)
        expired = [one for one in found if (changed_at(*one) or oldest) < oldest]
        for folder, upload_id in expired:
            remove_upload(folder, upload_id)
        return len(expired)

    def _folder_of(self, sender: Actor) -> Path:
        """By a digest: whoever signs people in may call them anything."""
        who = f"{sender.agency}\n{sender.id}".encode()
        return self._folder / hashlib.sha256(who).hexdigest()[:32]

    def _upload(self, folder: Path, upload_id: str) -> Upload:
        if (upload := self._known(folder, upload_id)) is None:
            raise self._not_found()
        return upload

    def _known(self, folder: Path, upload_id: str) -> Upload | None:
        record, changed = read_record(folder, upload_id), changed_at(folder, upload_id)
        if record is None or changed is None:
            return None
        expires = changed + KEPT_FOR.total_seconds()
        if expires <= self._now():
            return None
        announced = record.announced
        here = None if record.attachment else size_of(folder / f"{upload_id}.part")
        return Upload(
            id=upload_id,
            length=announced.length,
            offset=announced.length if here is None else here,
            name=announced.name,
            metadata=announced.metadata,
            expires_at=datetime.fromtimestamp(int(expires), UTC),
            attachment=record.attachment,
        )

    def _make_room(self, sender: Actor, length: int) -> None:
        """By ending what nothing came of lately, the oldest first.

        Raises:
            Problem: `too_many_uploads`, where all of it is under way.
        """
        most = MOST_FILES_ANNOUNCED * self._store.max_bytes
        waiting = [one for one in self.of(sender) if one.attachment is None]
        while len(waiting) >= MOST_UNFINISHED or sum(_lengths(waiting)) + length > most:
            if waiting[0].expires_at.timestamp() > self._now() + (KEPT_FOR - IDLE).total_seconds():
                raise Problem(
                    "too_many_uploads",
                    count=len(waiting),
                    most=MOST_UNFINISHED,
                    limit=most,
                    hours=HOURS,
                )
            remove_upload(self._folder_of(sender), waiting.pop(0).id)

    def _append(self, folder: Path, upload_id: str, offset: int, content: bytes) -> None:
        upload = self._upload(folder, upload_id)
        if offset + len(content) > upload.length:
            remove_upload(folder, upload_id)
            raise Problem("upload_longer_than_announced", length=upload.length)
        here: int | None = upload.length
        if upload.attachment is None:
            with self._store.writing():
                here = append(folder / f"{upload_id}.part", offset, content)
        if here is None:
            raise self._not_found()
        if here != offset:
            headers = {"Upload-Offset": str(here)}
            raise Problem("upload_offset_conflict", headers=headers, offset=here, sent=offset)

    def _finish(self, folder: Path, upload_id: str) -> None:
        """Hand what is whole to the store; whoever else does so meanwhile comes to the same."""
        record, part = read_record(folder, upload_id), folder / f"{upload_id}.part"
        if record is None:
            return
        try:
            attachment = self._checked(record, part)
        except FileNotFoundError:
            return
        except Problem as refused:
            if refused.status_code < REFUSED_FOR_GOOD:
                remove_upload(folder, upload_id)
            raise
        with self._store.writing():
            write_record(folder, upload_id, record.model_copy(update={"attachment": attachment}))
        part.unlink(missing_ok=True)

    def _checked(self, record: UploadRecord, part: Path) -> Attachment:
        announced = record.announced
        with part.open("rb") as source:
            if announced.sha256 not in {None, hashlib.file_digest(source, "sha256").hexdigest()}:
                raise Problem("upload_not_as_announced")
            source.seek(0)
            return self._store.keep(source, record.agency, announced.name)

    def _not_found(self) -> Problem:
        return Problem("upload_not_found", hours=HOURS)


def _lengths(uploads: Iterable[Upload]) -> Iterator[int]:
    return (one.length for one in uploads)
