"""The end of a ZIP file: where the table of contents lies, told once or, by ZIP64, twice alike."""

import re
from typing import BinaryIO, NamedTuple

from remiss.strict.zip_records import (
    DISK_IN_LARGE_SIZES,
    END,
    END_MARK,
    IN_LARGE_SIZES,
    LARGE_END,
    LARGE_END_MARK,
    LOCATOR,
    LOCATOR_MARK,
)

TAIL_BYTES = END.size + 0xFFFF
"""As much of a file's end as a ZIP's own end may take."""
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class UnsoundError(ValueError):
    """A ZIP file that programs could read differently, or not at all."""


class CentralDirectory(NamedTuple):
    """The table of contents: how many entries, how many bytes, where it begins."""

    entries: int
    length: int
    start: int


def read_end(file: BinaryIO) -> CentralDirectory:
    """Where the table of contents lies; nothing but the end's own records and comment follows it.

    Raises:
        UnsoundError: there is no end, more than one, or one that is told in two ways.
    """
    size = file.seek(0, 2)
    begin = file.seek(max(0, size - TAIL_BYTES))
    tail = file.read()
    at = tail.rfind(END_MARK)
    if at < 0 or len(tail) - at < END.size:
        raise UnsoundError("no end")
    _, disk, table_disk, here, count, length, start, comment = END.unpack_from(tail, at)
    if disk or table_disk or here != count or not _is_comment(tail[at + END.size :], comment):
        raise UnsoundError("an end that cannot be")
    told = CentralDirectory(count, length, start)
    large = _large_end(file, begin + at)
    table = _agreed(told, large) if large else told
    end = begin + at - (LARGE_END.size + LOCATOR.size if large else 0)
    if table.start + table.length != end:
        raise UnsoundError("something between the table of contents and the end")
    return table


def ends_like_a_zip(tail: bytes) -> bool:
    """Whether a file with these last bytes can be opened as a ZIP, whatever it begins with."""
    at = tail.rfind(END_MARK)
    while at >= 0:
        if len(tail) - at >= END.size:
            *_, comment = END.unpack_from(tail, at)
            if at + END.size + comment == len(tail):
                return True
        at = tail.rfind(END_MARK, 0, at)
    return False


def _is_comment(rest: bytes, length: int) -> bool:
    """Words to the end of the file, in whatever letters: what a comment is for, and no program."""
    return len(rest) == length and not _CONTROLS.search(rest)


def _large_end(file: BinaryIO, end: int) -> CentralDirectory | None:
    """What ZIP64's own end says, where there is one directly before the other."""
    before = LARGE_END.size + LOCATOR.size
    if end < before:
        return None
    file.seek(end - before)
    record, locator = file.read(LARGE_END.size), LOCATOR.unpack(file.read(LOCATOR.size))
    if locator[0] != LOCATOR_MARK:
        return None
    mark, length, _, _, disk, table_disk, here, *table = LARGE_END.unpack(record)
    well_placed = locator[1:] in {(0, end - before, disks) for disks in (0, 1)}
    if mark != LARGE_END_MARK or length != LARGE_END.size - 12 or not well_placed:
        raise UnsoundError("a ZIP64 end that cannot be")
    if disk or table_disk or here != table[0]:
        raise UnsoundError("more than one disk")
    return CentralDirectory(*table)


def _agreed(told: CentralDirectory, large: CentralDirectory) -> CentralDirectory:
    """The larger record, where the other says the same or leaves it to it."""
    elsewhere = CentralDirectory(DISK_IN_LARGE_SIZES, IN_LARGE_SIZES, IN_LARGE_SIZES)
    if any(t not in {n, e} for t, n, e in zip(told, large, elsewhere, strict=True)):
        raise UnsoundError("an end that is told in two ways")
    return large
