"""The archive of a dossier: a ZIP file any program opens, and of which every byte is determined.

Nothing is compressed, no time or system is noted, and names are plain. So the files in their order
give one archive and no other; a byte changed between the files shows like one inside them, and
nothing small unpacks into something large. What was packed again is not the archive exported.
"""

import hashlib
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, NamedTuple

from remiss.strict.zip_records import END, END_MARK, ENTRY, ENTRY_MARK, LOCAL, LOCAL_MARK

CHUNK = 1 << 20
MOST_FILES = 20_000
MOST_BYTES = (1 << 32) - 1
LONGEST_NAME = 120
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(?:/[A-Za-z0-9][A-Za-z0-9._-]*)*")

_NEEDED, _FLAGS, _STORED, _TIME, _DATE = 20, 0, 0, 0, 0x21  # 1 January 1980
_MADE_BY = 3 << 8 | _NEEDED
_PLAIN_FILE = 0o100644 << 16


class Piece(NamedTuple):
    """One file to pack: its bytes, or where they lie."""

    name: str
    content: bytes | Path

    def chunks(self) -> Iterator[bytes]:
        """Its content, piece by piece."""
        if isinstance(self.content, bytes):
            yield self.content
            return
        with self.content.open("rb") as file:
            yield from _chunks(file, self.content.stat().st_size)


class ArchiveEntry(NamedTuple):
    """One file of an archive: where its content lies, and what that is.

    `intact`: the archive's own checksum of it is right.
    """

    name: str
    offset: int
    size: int
    crc: int
    sha256: str
    intact: bool = True


class Damage(StrEnum):
    """What is wrong with an archive as such."""

    HEADER = "header"
    NAME = "name"
    INDEX = "index"
    ENDS_EARLY = "ends_early"
    GOES_ON = "goes_on"
    TOO_MANY = "too_many"


class ArchiveFault(NamedTuple):
    """Where an archive is not what its files would give; `name` is the file it happens at."""

    damage: Damage
    byte: int
    name: str | None


class ArchiveContents(NamedTuple):
    """The files of an archive in their order, and the first thing wrong with it."""

    entries: tuple[ArchiveEntry, ...]
    fault: ArchiveFault | None


class TooLarge(ValueError):  # noqa: N818 -- says what is wrong with the content
    """More files, or more bytes, than the form of the archive holds."""


def is_name(name: str) -> bool:
    """Whether a file may be called so: relative, without `..`, the same everywhere."""
    return len(name) <= LONGEST_NAME and _NAME.fullmatch(name) is not None


def measure(piece: Piece) -> ArchiveEntry:
    """What `piece` will be; where it will lie is not known yet."""
    size = len(piece.content) if isinstance(piece.content, bytes) else piece.content.stat().st_size
    sha256, crc = _digests(piece.chunks())
    return ArchiveEntry(piece.name, 0, size, crc, sha256)


def pack(pieces: Sequence[Piece], out: BinaryIO) -> None:
    """Write the archive.

    Raises:
        TooLarge: it would not fit its form.
        ValueError: a name that is none, or not the only one.
    """
    names = [piece.name for piece in pieces]
    if len(set(names)) != len(names) or not all(map(is_name, names)):
        raise ValueError(f"names of an archive: {names}")
    place, packed = 0, list[ArchiveEntry]()
    for piece in pieces:
        entry = measure(piece)._replace(offset=place + LOCAL.size + len(piece.name))
        place = entry.offset + entry.size
        if place > MOST_BYTES or len(packed) == MOST_FILES:
            raise TooLarge
        packed.append(entry)
        out.write(_local(entry))
        out.writelines(piece.chunks())
    out.write(_tail(packed))


def read_archive(file: BinaryIO) -> ArchiveContents:
    """The files of an archive, from its first byte on, up to the first that is not as packed.

    Reads in pieces and keeps no content. Never raises for what the file holds.
    """
    end = file.seek(0, 2)
    file.seek(0)
    entries: list[ArchiveEntry] = []
    while True:
        at = file.tell()
        before = entries[-1].name if entries else None
        mark = file.read(len(LOCAL_MARK))
        if mark in {ENTRY_MARK, END_MARK}:
            return ArchiveContents(tuple(entries), _tail_fault(file, at, entries))
        if len(entries) == MOST_FILES:
            return ArchiveContents(tuple(entries), ArchiveFault(Damage.TOO_MANY, at, before))
        entry = _next(file, at, end, before)
        if isinstance(entry, ArchiveFault):
            return ArchiveContents(tuple(entries), entry)
        entries.append(entry)


def read_content(file: BinaryIO, entry: ArchiveEntry) -> bytes:
    """The content of one file; ask for its size first."""
    file.seek(entry.offset)
    return file.read(entry.size)


def _next(file: BinaryIO, at: int, end: int, before: str | None) -> ArchiveEntry | ArchiveFault:
    """The file that begins at byte `at`."""
    file.seek(at)
    header = file.read(LOCAL.size)
    if len(header) < LOCAL.size:
        return ArchiveFault(Damage.ENDS_EARLY, end, before)
    crc, size, _, length, _ = LOCAL.unpack(header)[6:]
    written = file.read(min(length, LONGEST_NAME + 1))
    name = written.decode("ascii", "replace")
    entry = ArchiveEntry(name, at + LOCAL.size + length, size, crc, "")
    if header[:4] != LOCAL_MARK or header != _local(entry)[: LOCAL.size]:
        return ArchiveFault(Damage.HEADER, at, name if header[:4] == LOCAL_MARK else before)
    if not is_name(name):
        return ArchiveFault(Damage.NAME, at, name)
    if entry.offset + size > end:
        return ArchiveFault(Damage.ENDS_EARLY, end, name)
    sha256, found = _digests(_chunks(file, size))
    return entry._replace(sha256=sha256, intact=found == crc)


def _tail_fault(file: BinaryIO, at: int, entries: Sequence[ArchiveEntry]) -> ArchiveFault | None:
    """What is wrong behind the last file: there is nothing but the index, once."""
    expected = _tail(entries)
    file.seek(at)
    found = file.read(len(expected) + 1)
    if found == expected:
        return None
    same = next((i for i, (a, b) in enumerate(zip(found, expected, strict=False)) if a != b), None)
    if same is not None:
        return ArchiveFault(Damage.INDEX, at + same, None)
    early = len(found) < len(expected)
    place = at + min(len(found), len(expected))
    return ArchiveFault(Damage.ENDS_EARLY if early else Damage.GOES_ON, place, None)


def _chunks(file: BinaryIO, size: int) -> Iterator[bytes]:
    while size > 0 and (chunk := file.read(min(CHUNK, size))):
        size -= len(chunk)
        yield chunk


def _digests(chunks: Iterable[bytes]) -> tuple[str, int]:
    digest, crc = hashlib.sha256(), 0
    for chunk in chunks:
        digest.update(chunk)
        crc = zlib.crc32(chunk, crc)
    return digest.hexdigest(), crc


def _local(entry: ArchiveEntry) -> bytes:
    name = entry.name.encode("ascii", "replace")
    fields = (_NEEDED, _FLAGS, _STORED, _TIME, _DATE, entry.crc, entry.size, entry.size)
    return LOCAL.pack(LOCAL_MARK, *fields, len(name), 0) + name


def _tail(entries: Iterable[ArchiveEntry]) -> bytes:
    """The index of the archive, and its end."""
    index, count, start = b"", 0, 0
    for entry in entries:
        name = entry.name.encode("ascii")
        fields = (_NEEDED, _FLAGS, _STORED, _TIME, _DATE, entry.crc, entry.size, entry.size)
        place = entry.offset - LOCAL.size - len(name)
        rest = (len(name), 0, 0, 0, 0, _PLAIN_FILE, place)
        index += ENTRY.pack(ENTRY_MARK, _MADE_BY, *fields, *rest) + name
        count, start = count + 1, entry.offset + entry.size
    return index + END.pack(END_MARK, 0, 0, count, count, len(index), start, 0)
