"""An upload as it lies on disk: what was announced, `<id>.json`, beside what came, `<id>.part`."""

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from remiss.consultation.values import AgencyCode, Value
from remiss.files.store import Attachment
from remiss.files.uploads.upload import Announced
from remiss.private_file import create_file, replace_file

ENDINGS = (".json", ".part")
_ID = re.compile(r"[0-9a-f]{32}")


class UploadRecord(Value):
    """What is known of an upload besides its bytes."""

    agency: AgencyCode
    announced: Announced
    attachment: Attachment | None = None


def create_record(folder: Path, upload_id: str, record: UploadRecord) -> None:
    """Begin an upload of which nothing came."""
    create_file(folder / f"{upload_id}.part", b"")
    write_record(folder, upload_id, record)


def read_record(folder: Path, upload_id: str) -> UploadRecord | None:
    """The record, if there is such an upload; an id may be any text."""
    if not _ID.fullmatch(upload_id):
        return None
    try:
        return UploadRecord.model_validate_json((folder / f"{upload_id}.json").read_bytes())
    except FileNotFoundError:
        return None


def write_record(folder: Path, upload_id: str, record: UploadRecord) -> None:
    """Put the record in the place of the one before."""
    replace_file(folder / f"{upload_id}.json", record.model_dump_json().encode())


def remove_upload(folder: Path, upload_id: str) -> None:
    """Leave nothing of an upload."""
    for ending in ENDINGS:
        (folder / f"{upload_id}{ending}").unlink(missing_ok=True)


def changed_at(folder: Path, upload_id: str) -> float | None:
    """When something of it came last, in seconds of the epoch; None: nothing is here."""
    found = []
    for ending in ENDINGS:
        try:
            found.append((folder / f"{upload_id}{ending}").stat().st_mtime)
        except FileNotFoundError:
            continue
    return max(found, default=None)


def uploads_below(folder: Path) -> set[tuple[Path, str]]:
    """Whatever lies in the folders of all senders, whole or in halves."""
    found = (path for path in folder.glob("*/*") if path.suffix in ENDINGS)
    return {(path.parent, path.stem) for path in found if _ID.fullmatch(path.stem)}


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Nobody else begins an upload of the same sender within the block, in any process."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(folder / "lock", os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
