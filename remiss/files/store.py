"""Files by their content: stored once under their sha256, typed by what they hold.

The hash names a file in workflow and ledger. Beside each file lies one mark per agency that
uploaded it, with the name it gave: whoever merely knows a hash must not gain the file by naming it.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import structlog
from pydantic import Field

from remiss.consultation.values import AgencyCode, Sha256, Value
from remiss.files.file_names import hash_name, kept_name
from remiss.files.marked_file import check_unmarked
from remiss.files.recognition import media_type_of
from remiss.files.soundness import check_sound
from remiss.files.virus_scan import NoScanner, Scanner
from remiss.private_file import replace_file, sync_folder
from remiss.problems.problem import Problem

CHUNK = 64 * 1024
log = structlog.get_logger()


class Attachment(Value):
    """A file in the store."""

    sha256: Sha256
    size: int
    media_type: str
    name: str = Field(description="As uploaded, made safe to save.")


class Store:
    """A folder of immutable files, `ab/abcd...`, shared by every process that serves the API."""

    def __init__(self, folder: Path, max_bytes: int, scanner: Scanner | None = None) -> None:
        self.folder, self.max_bytes = folder, max_bytes
        self._scanner = scanner or NoScanner()

    def keep(self, source: BinaryIO, agency: AgencyCode, name: str = "") -> Attachment:
        """Store the content of `source` for `agency`; storing it again changes nothing.

        Raises:
            Problem: it is empty, too large, of a type not taken, not sound, marked as secret or
                infected, or the scanner cannot say, or the disk does not take it. Nothing of it is
                kept.
        """
        with self.writing():
            return self._keep(source, agency, name)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A block that writes below the folder of the store.

        Raises:
            Problem: `attachments_unwritable`, where the disk does not take it.
        """
        try:
            yield
        except OSError as error:
            log.critical("attachments_unwritable", folder=str(self.folder), reason=str(error))
            reason = error.strerror or type(error).__name__
            raise Problem("attachments_unwritable", reason=reason) from error

    def _keep(self, source: BinaryIO, agency: AgencyCode, name: str) -> Attachment:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self.folder, prefix="incoming-") as incoming:
            sha256, size = self._copy(source, incoming)
            path = Path(incoming.name)
            check_sound(path, name)
            media_type = media_type_of(path)
            check_unmarked(path, media_type)
            with path.open("rb") as file:
                self._scanner.check(file)
            self._settle(path, sha256)
        self._mark_for(sha256, agency, kept_name(name, sha256, media_type) if name else "")
        kept = self.name_for(sha256, agency) or hash_name(sha256, media_type)
        return Attachment(sha256=sha256, size=size, media_type=media_type, name=kept)

    def find(self, sha256: Sha256) -> Path | None:
        """The file with this content, if it is here."""
        path = self._path(sha256)
        return path if path.is_file() else None

    def is_sound(self, sha256: Sha256) -> bool:
        """Whether the file is here and still what its hash says; reads it whole.

        Raises:
            OSError: it cannot be read.
        """
        path = self.find(sha256)
        return path is not None and digest_of(path) == sha256

    def uploaded_by(self, sha256: Sha256, agency: AgencyCode) -> bool:
        """Whether someone of `agency` brought this file."""
        return self._mark(sha256, agency).exists()

    def name_for(self, sha256: Sha256, agency: AgencyCode | None) -> str | None:
        """The name `agency` brought the file under; for others, that of the only one who did.

        Where several did, none of them is told what the others call it.
        """
        own = self._mark(sha256, agency) if agency else None
        if own is None or not own.exists():
            marks = list(self._path(sha256).parent.glob(f"{sha256}.by.*"))
            own = marks[0] if len(marks) == 1 else None
        return (own.read_text(encoding="utf-8") or None) if own else None

    def _copy(
        self, source: BinaryIO, target: "BinaryIO | tempfile._TemporaryFileWrapper[bytes]"
    ) -> tuple[Sha256, int]:
        digest, size = hashlib.sha256(), 0
        while chunk := source.read(CHUNK):
            size += len(chunk)
            if size > self.max_bytes:
                raise Problem("attachment_too_large", limit=self.max_bytes)
            digest.update(chunk)
            target.write(chunk)
        if not size:
            raise Problem("attachment_empty")
        target.flush()
        os.fsync(target.fileno())
        return digest.hexdigest(), size

    def _settle(self, incoming: Path, sha256: Sha256) -> None:
        """Put the file in its place; one that is there stays, unless it is no longer itself."""
        path = self._path(sha256)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        try:
            os.link(incoming, path)
        except FileExistsError:
            if self.is_sound(sha256):
                return
            _repair(incoming, path)
        sync_folder(path.parent)

    def _path(self, sha256: Sha256) -> Path:
        return self.folder / sha256[:2] / sha256

    def _mark_for(self, sha256: Sha256, agency: AgencyCode, name: str) -> None:
        """Note who brought the file, under which name; without one, an earlier name stays."""
        mark = self._mark(sha256, agency)
        if name:
            replace_file(mark, name.encode())
        else:
            mark.touch()

    def _mark(self, sha256: Sha256, agency: AgencyCode) -> Path:
        return self.folder / sha256[:2] / f"{sha256}.by.{agency}"


def digest_of(path: Path) -> Sha256:
    """The sha256 of what lies at `path`."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _repair(incoming: Path, path: Path) -> None:
    """Put the true file in the place of a damaged one, whole."""
    whole = path.with_name(f".{incoming.name}")
    os.link(incoming, whole)
    whole.replace(path)
    log.warning("attachment_repaired", sha256=path.name)
