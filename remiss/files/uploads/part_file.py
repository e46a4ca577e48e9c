"""A file that grows part by part, whoever of several processes adds the next."""

import fcntl
import os
from pathlib import Path


def append(path: Path, offset: int, content: bytes) -> int | None:
    """Add to the file what belongs at `offset`, if that is its end; where its end was.

    Whoever is told another place than `offset`, or None, for a file that is gone, added nothing.

    Raises:
        OSError: it cannot be written; what was, is where it belongs.
    """
    try:
        descriptor = os.open(path, os.O_WRONLY)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        found = os.fstat(descriptor)
        if not found.st_nlink:
            return None
        if found.st_size == offset and content:
            _write_whole(descriptor, offset, content)
        return found.st_size
    finally:
        os.close(descriptor)


def size_of(path: Path) -> int | None:
    """How much of it is here; None: there is no such file."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return None


def _write_whole(descriptor: int, offset: int, content: bytes) -> None:
    left = memoryview(content)
    while left:
        written = os.pwrite(descriptor, left, offset)
        offset, left = offset + written, left[written:]
    os.fsync(descriptor)
