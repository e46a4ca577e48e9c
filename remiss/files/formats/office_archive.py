"""Whether an archive, as a DOCX is one, is what it says, found out without unpacking it anywhere.

Each member is inflated once, in pieces that are counted and dropped, so that sizes are measured
and not believed; the work is bounded by `MOST_BYTES` whatever the archive claims.
"""

import io
import zlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from remiss.files.formats.office_macros import (
    RELATIONS,
    TYPES,
    check_without_macros,
    holds_ole_macros,
)
from remiss.files.formats.ole_document import MARK as OLE_MARK
from remiss.files.formats.open_document import MANIFEST, check_open_document
from remiss.files.formats.zip_end import UnsoundError
from remiss.files.formats.zip_layout import STORED, EncryptedError, Member, Placed, read_layout
from remiss.problems.problem import Problem
from remiss.strict.zip_records import LOCAL_MARK

MOST_BYTES = 200 * 1024 * 1024
"""Unpacked, of all members together, those of an embedded workbook included."""
MOST_RATIO = 200
"""Of a large member; the XML of an honest spreadsheet is packed to a hundredth at best."""
LARGE = 1024 * 1024
EMBEDDED_BYTES = 20 * 1024 * 1024
DEEPEST = 1
"""A chart brings its workbook along; a workbook within that one is a way to hide."""
CHUNK = 64 * 1024
START = 64
ARCHIVES = (
    LOCAL_MARK,
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a\x07",
    b"\x1f\x8b\x08",
    b"BZh",
    b"\xfd7zXZ\x00",
)
DESCRIBING_BYTES = 2 * 1024 * 1024
"""Of the parts that say what the others are; those of five thousand parts take half of it."""
DOCUMENTS = frozenset({TYPES, "mimetype"})
"""One of these says of an archive that it is a document, and of which kind."""
DECLARATIONS = (b"<!doctype", b"<!entity")
LONGEST_DECLARATION = 2 * max(map(len, DECLARATIONS))
"""Twice, as UTF-16 has it."""


def members_of(file: BinaryIO, inspection: "Inspection | None" = None) -> frozenset[str]:
    """The names in a sound archive, measured within an inspection that began with another.

    Raises:
        Problem: `attachment_unsound`, `attachment_encrypted`, `attachment_bomb`,
            `attachment_entities`, `attachment_with_macros`.
    """
    try:
        return (inspection or Inspection()).names(file)
    except EncryptedError as error:
        raise Problem("attachment_encrypted") from error
    except (UnsoundError, zlib.error) as error:
        raise Problem("attachment_unsound") from error


class Inspection:
    """One look at one upload, with all that is embedded in it."""

    def __init__(self) -> None:
        self._spent = 0

    def names(self, file: BinaryIO, depth: int = 0) -> frozenset[str]:
        placed = read_layout(file)
        names = frozenset(each.member.name for each in placed)
        if depth == 0 and not DOCUMENTS & names:
            self._measure(file, placed)
            return names
        for each in placed:
            self._look_into(file, each, depth)
        described = _described(file, placed)
        check_open_document(names, described)
        check_without_macros(names, described)
        return names

    def _measure(self, file: BinaryIO, placed: Iterable[Placed]) -> None:
        """Files put together are looked into one by one, by whoever unpacks them."""
        for each in placed:
            for _ in self._measured(each.member, inflated(file, each)):
                pass

    def _look_into(self, file: BinaryIO, placed: Placed, depth: int) -> None:
        member = placed.member
        declares = _Declarations(drawing=member.name.lower().endswith(".svg"))
        for piece in _gathered(self._measured(member, inflated(file, placed))):
            if declares.found_in(piece):
                raise Problem("attachment_entities", member=_printable(member.name))
        start = _start(file, placed)
        if start.startswith(ARCHIVES):
            if depth == DEEPEST or not start.startswith(LOCAL_MARK) or not _may_embed(member):
                raise _bomb(member)
            self.names(io.BytesIO(_whole(file, placed)), depth + 1)
        if start.startswith(OLE_MARK) and holds_ole_macros(_whole(file, placed)):
            raise Problem("attachment_with_macros")

    def _measured(self, member: Member, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """The pieces, as long as they stay within every limit and are what was announced."""
        size, crc = 0, 0
        for piece in pieces:
            size, crc = size + len(piece), zlib.crc32(piece, crc)
            self._spent += len(piece)
            if size > member.unpacked:
                raise UnsoundError("more than it says")
            if self._spent > MOST_BYTES or size > max(LARGE, MOST_RATIO * member.packed):
                raise _bomb(member)
            yield piece
        if (size, crc) != (member.unpacked, member.crc):
            raise UnsoundError("other than it says")


class _Declarations:
    """Looks for what lets XML define entities, in any encoding of ASCII's letters.

    A drawing may name its type, as old ones do, and define nothing.
    """

    def __init__(self, *, drawing: bool) -> None:
        self._refused = DECLARATIONS[1:] if drawing else DECLARATIONS
        self._markup: bool | None = None
        self._before = b""

    def found_in(self, piece: bytes) -> bool:
        """Whether the pieces so far are markup that declares a type or an entity."""
        if self._markup is None:
            start = piece[:START].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
            self._markup = start.startswith(b"<")
        if not self._markup:
            return False
        text = (self._before + piece).replace(b"\x00", b"").lower()
        self._before = piece[-LONGEST_DECLARATION:]
        return any(declaration in text for declaration in self._refused)


def inflated(file: BinaryIO, placed: Placed) -> Iterator[bytes]:
    """The member's content, a piece at a time; never more than one is held."""
    member, at, left = placed.member, placed.data, placed.member.packed
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    while left:
        file.seek(at)
        packed = file.read(min(CHUNK, left))
        if not packed:
            raise UnsoundError("cut off")
        at, left = at + len(packed), left - len(packed)
        if member.method == STORED:
            yield packed
            continue
        while packed:
            yield inflate.decompress(packed, CHUNK)
            packed = inflate.unconsumed_tail
    yield inflate.flush()
    if member.method != STORED and (not inflate.eof or inflate.unused_data):
        raise UnsoundError("packed data that do not end where they should")


def _gathered(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same content in pieces large enough to be told apart by how they begin."""
    held = b""
    for piece in pieces:
        held += piece
        if len(held) >= START:
            yield held
            held = b""
    yield held


def _start(file: BinaryIO, placed: Placed) -> bytes:
    return next(_gathered(inflated(file, placed)))[:START]


def _whole(file: BinaryIO, placed: Placed) -> bytes:
    """A measured member in memory."""
    if placed.member.unpacked > EMBEDDED_BYTES:
        raise _bomb(placed.member)
    return b"".join(inflated(file, placed))


def _described(file: BinaryIO, placed: Iterable[Placed]) -> dict[str, bytes]:
    """What names the types and relations of the parts, measured before."""
    describing = [each for each in placed if _describes(each.member.name)]
    if sum(each.member.unpacked for each in describing) > DESCRIBING_BYTES:
        raise UnsoundError("a package that says more of itself than it holds")
    return {each.member.name: b"".join(inflated(file, each)) for each in describing}


def _describes(name: str) -> bool:
    return name in {TYPES, MANIFEST} or name.endswith(RELATIONS)


def _may_embed(member: Member) -> bool:
    return "/embeddings/" in member.name


def _bomb(member: Member) -> Problem:
    return Problem("attachment_bomb", member=_printable(member.name))


def _printable(name: str) -> str:
    return name if len(name) <= 80 else name[:80] + "…"  # noqa: PLR2004
