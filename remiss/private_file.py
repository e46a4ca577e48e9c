"""A file only its owner may read, written whole: a crash leaves what was there, or the new one."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OWNER_ONLY = 0o600


def replace_file(path: Path, content: bytes, mode: int = OWNER_ONLY) -> None:
    """Put a file in the place of whatever was there."""
    with _written_beside(path, content, mode) as beside:
        beside.replace(path)


def create_file(path: Path, content: bytes) -> bool:
    """Put a file where there is none; False: there is one, which stays.

    Processes that start at the same moment agree on one.
    """
    with _written_beside(path, content, OWNER_ONLY) as beside:
        try:
            path.hardlink_to(beside)
        except FileExistsError:
            return False
    return True


def sync_folder(folder: Path) -> None:
    """Have the names in a folder outlive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _written_beside(path: Path, content: bytes, mode: int) -> Iterator[Path]:
    beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        yield beside
    finally:
        beside.unlink(missing_ok=True)
