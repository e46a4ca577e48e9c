"""The layout of a ZIP file, read so that no two programs could see different members in it.

Every byte belongs to one member, to the table of contents, or to its end: nothing before, between
or after. What is said twice must agree, in 32 bits or in ZIP64's 64. Encryption is not taken.
"""

import struct
from collections.abc import Iterator
from itertools import pairwise
from typing import BinaryIO, NamedTuple

from remiss.files.formats.zip_end import UnsoundError, read_end
from remiss.strict.zip_records import (
    DESCRIPTOR_MARK,
    DISK_IN_LARGE_SIZES,
    ENTRY,
    ENTRY_MARK,
    IN_LARGE_SIZES,
    LARGE_SIZES,
    LOCAL,
    LOCAL_MARK,
)

MOST_MEMBERS = 5_000
TABLE_BYTES = 2 * 1024 * 1024

_ENCRYPTED, _SIZES_FOLLOW, UTF8 = 0x1, 0x8, 0x800
STORED, DEFLATED = 0, 8
_LONGEST_DESCRIPTOR = 24


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
    _check_gapless(file, placed, table)
    return placed


def _table(file: BinaryIO) -> tuple[tuple[Member, ...], int]:
    """The table of contents, and where it begins."""
    count, length, start = read_end(file)
    if not 0 < count <= MOST_MEMBERS or length > TABLE_BYTES:
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
        at += name_length
        sizes = _in_full(table[at : at + extra], (unpacked, packed, offset), disk)
        at += extra + comment
        if mark != ENTRY_MARK:
            raise UnsoundError("an entry that cannot be")
        yield Member(name, flags, method, crc, sizes[1], sizes[0], sizes[2])
    if at != len(table):
        raise UnsoundError("a table longer than it says")


def _in_full(extra: bytes, told: tuple[int, ...], disk: int = 0) -> tuple[int, ...]:
    """The numbers told, those that ZIP64 keeps in an extra field taken from there, in its order."""
    kept = _large_sizes(extra)
    numbers = list(struct.unpack(f"<{len(kept) // 8}Q", kept[: len(kept) // 8 * 8]))
    try:
        full = tuple(numbers.pop(0) if one == IN_LARGE_SIZES else one for one in told)
    except IndexError as error:
        raise UnsoundError("a number that stands nowhere") from error
    if disk == DISK_IN_LARGE_SIZES:
        disk = int.from_bytes(kept[-4:], "little") if len(kept) % 8 else 1
    if disk:
        raise UnsoundError("more than one disk")
    return full


def _large_sizes(extra: bytes) -> bytes:
    """The one extra field of ZIP64; padding behind the last field is nobody's."""
    found: list[bytes] = []
    while len(extra) >= 4:  # noqa: PLR2004 -- a field's own two numbers
        kind, length = struct.unpack_from("<2H", extra)
        if kind == LARGE_SIZES:
            found.append(extra[4 : 4 + length])
        extra = extra[4 + length :]
    if len(found) > 1:
        raise UnsoundError("sizes told in two ways")
    return found[0] if found else b""


def _decoded(raw: bytes, flags: int) -> str:
    """Some programs write UTF-8 without saying so; what is none is of before UTF-8."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        if flags & UTF8:
            raise
    return raw.decode("cp437")


def _name(raw: bytes, flags: int) -> str:
    """A path that stays where it is put, whoever unpacks it."""
    name = _decoded(raw, flags)
    parts = name.removesuffix("/").split("/")
    if not name.isprintable() or "\\" in name or ":" in name or {"", ".", ".."} & set(parts):
        raise UnsoundError("a name that leads elsewhere")
    return name


def _place(file: BinaryIO, member: Member) -> Placed:
    file.seek(member.offset)
    header = LOCAL.unpack(file.read(LOCAL.size))
    mark, flags, method, crc, packed, unpacked = header[0], *header[2:4], *header[6:9]
    name, extra = file.read(header[9]), file.read(header[10])
    if (flags | member.flags) & _ENCRYPTED:
        raise EncryptedError(member.name)
    later = bool(flags & _SIZES_FOLLOW)
    unpacked, packed = _in_full(extra, (unpacked, packed))
    told = ((crc, member.crc), (packed, member.packed), (unpacked, member.unpacked))
    same = all(one == other or (later and not one) for one, other in told)
    same = same and not (flags ^ member.flags) & _SIZES_FOLLOW
    same = same and method == member.method and _name(name, flags) == member.name
    if mark != LOCAL_MARK or not same:
        raise UnsoundError("a member that is told in two ways")
    if method not in {STORED, DEFLATED} or (method == STORED and member.packed != member.unpacked):
        raise UnsoundError("a member packed in another way")
    return Placed(member, member.offset + LOCAL.size + len(name) + len(extra))


def _check_gapless(file: BinaryIO, placed: tuple[Placed, ...], table: int) -> None:
    """Refuse members that share bytes, and bytes that are no member's."""
    starts = [each.member.offset for each in placed]
    if starts[0] != 0:
        raise UnsoundError("something before the first member")
    for each, (_, after) in zip(placed, pairwise([*starts, table]), strict=True):
        end = each.data + each.member.packed
        if not 0 <= after - end <= _LONGEST_DESCRIPTOR:
            raise UnsoundError("members that overlap, or something between them")
        file.seek(end)
        if file.read(after - end) not in _descriptors(each.member):
            raise UnsoundError("numbers behind a member that are not its own")


def _descriptors(member: Member) -> frozenset[bytes]:
    """What may stand behind a member: its numbers again, where they were not known before it."""
    if not member.flags & _SIZES_FOLLOW:
        return frozenset({b""})
    numbers = (member.crc, member.packed, member.unpacked)
    plain = [struct.pack("<I2Q", *numbers)]
    if max(numbers) <= IN_LARGE_SIZES:
        plain.append(struct.pack("<3I", *numbers))
    return frozenset(mark + each for mark in (b"", DESCRIPTOR_MARK) for each in plain)
