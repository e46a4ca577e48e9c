"""The layout of a ZIP file, read so that no two programs could see different members in it.

Every byte belongs to one member, to the table of contents, or to its end: nothing before, between
or after. What a header says twice must agree. ZIP64 and encryption are not taken, for no DOCX or
XLSX within our limits needs them.
"""

import struct
from collections.abc import Iterator
from itertools import pairwise
from typing import BinaryIO, NamedTuple

from remiss.strict.zip_records import END, END_MARK, ENTRY, ENTRY_MARK, LOCAL, LOCAL_MARK

MOST_MEMBERS = 5_000
TABLE_BYTES = 2 * 1024 * 1024

_ENCRYPTED, _SIZES_FOLLOW, _UTF8 = 0x1, 0x8, 0x800
_THAT_MATTER = _ENCRYPTED | _SIZES_FOLLOW | _UTF8
STORED, DEFLATED = 0, 8
_IN_ZIP64 = 0xFFFF_FFFF
_DESCRIPTORS = frozenset({12, 16})
"""Bytes after a member whose size was not known before it was written."""


class UnsoundError(ValueError):
    """A ZIP file that programs could read differently, or not at all."""


class EncryptedError(UnsoundError):
    """A member only its key opens."""


class Member(NamedTuple):
    """One entry of the table of contents; sizes and checksum are what it says, not what is."""

    name: str
    flags: int
    method: int
    crc: int
    packed: int
    unpacked: int
    offset: int


class Placed(NamedTuple):
    """A member, and where its packed data begin."""

    member: Member
    data: int


def read_layout(file: BinaryIO) -> tuple[Placed, ...]:
    """The members, in the order they lie in.

    Raises:
        EncryptedError, UnsoundError: as said above.
    """
    try:
        members, table = _table(file)
        placed = tuple(_place(file, member) for member in members)
    except (struct.error, UnicodeDecodeError) as error:
        raise UnsoundError("cut off") from error
    _check_gapless(placed, table)
    return placed


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


TAIL_BYTES = END.size + 0xFFFF
"""As much of a file's end as a ZIP's own end may take."""


def _table(file: BinaryIO) -> tuple[tuple[Member, ...], int]:
    """The table of contents, and where it begins; the file ends with it, without a comment."""
    size = file.seek(0, 2)
    end = file.seek(max(0, size - END.size))
    mark, disk, table_disk, here, count, length, start, comment = END.unpack(file.read())
    if mark != END_MARK or disk or table_disk or here != count or comment:
        raise UnsoundError("no end, or more than one")
    if not 0 < count <= MOST_MEMBERS or length > TABLE_BYTES or start + length != end:
        raise UnsoundError("a table of contents that cannot be")
    file.seek(start)
    members = tuple(_entries(file.read(length), count))
    if len({member.name.casefold() for member in members}) != count:
        raise UnsoundError("two members of one name")
    return tuple(sorted(members, key=lambda member: member.offset)), start


def _entries(table: bytes, count: int) -> Iterator[Member]:
    at = 0
    for _ in range(count):
        fields = ENTRY.unpack_from(table, at)
        mark, (flags, method), (crc, packed, unpacked) = fields[0], fields[3:5], fields[7:10]
        name_length, extra, comment, disk, offset = *fields[10:14], fields[16]
        at += ENTRY.size
        name = _name(table[at : at + name_length], flags)
        at += name_length + extra + comment
        if mark != ENTRY_MARK or disk or _IN_ZIP64 in {packed, unpacked, offset}:
            raise UnsoundError("an entry that cannot be")
        yield Member(name, flags, method, crc, packed, unpacked, offset)
    if at != len(table):
        raise UnsoundError("a table longer than it says")


def _name(raw: bytes, flags: int) -> str:
    """A path that stays where it is put, whoever unpacks it."""
    name = raw.decode("utf-8" if flags & _UTF8 else "cp437")
    parts = name.removesuffix("/").split("/")
    if not name.isprintable() or "\\" in name or ":" in name or {"", ".", ".."} & set(parts):
        raise UnsoundError("a name that leads elsewhere")
    return name


def _place(file: BinaryIO, member: Member) -> Placed:
    file.seek(member.offset)
    header = LOCAL.unpack(file.read(LOCAL.size))
    mark, flags, method, sizes = header[0], header[2], header[3], header[6:9]
    name, extra = file.read(header[9]), header[10]
    if (flags | member.flags) & _ENCRYPTED:
        raise EncryptedError(member.name)
    told = (member.crc, member.packed, member.unpacked)
    later = bool(flags & _SIZES_FOLLOW) and not any(sizes)
    same = not (flags ^ member.flags) & _THAT_MATTER and (sizes == told or later)
    same = same and method == member.method and _name(name, flags) == member.name
    if mark != LOCAL_MARK or not same:
        raise UnsoundError("a member that is told in two ways")
    if method not in {STORED, DEFLATED} or (method == STORED and member.packed != member.unpacked):
        raise UnsoundError("a member packed in another way")
    return Placed(member, member.offset + LOCAL.size + header[9] + extra)


def _check_gapless(placed: tuple[Placed, ...], table: int) -> None:
    """Refuse members that share bytes, and bytes that are no member's."""
    starts = [each.member.offset for each in placed]
    if starts[0] != 0:
        raise UnsoundError("something before the first member")
    for each, (_, after) in zip(placed, pairwise([*starts, table]), strict=True):
        gap = after - each.data - each.member.packed
        described = bool(each.member.flags & _SIZES_FOLLOW)
        if gap not in (_DESCRIPTORS if described else {0}):
            raise UnsoundError("members that overlap, or something between them")
