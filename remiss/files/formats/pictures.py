"""Whether a picture of a signed page is laid out as its type says: PNG, JPEG, TIFF, HEIC.

Nothing is decoded. Source: TIFF 6.0, section 2; ITU-T T.81, B.1.1 and B.2; ISO/IEC 14496-12, 4.2;
ISO/IEC 23008-12, 10.
"""

import struct
from pathlib import Path
from typing import BinaryIO

from remiss.problems.problem import Problem

TIFF_MARKS = {b"II*\x00": "<", b"MM\x00*": ">"}
FIRST_OF_A_PNG = b"\x00\x00\x00\x0dIHDR"
MOST_PAGES = 2_000
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""The markers of a JPEG after which it says how large its picture is."""
MOST_SEGMENTS = 2_000
WIDTH, HEIGHT, STRIPS, TILES = 256, 257, 273, 324
HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis"})
FILE_TYPE, META = b"ftyp", b"meta"
_TO_THE_END, _LARGE = 0, 1


def is_heic(start: bytes) -> bool:
    """Whether a file that begins so is a picture as telephones take it."""
    length = int.from_bytes(start[:4], "big")
    brands = {start[at : at + 4] for at in range(8, min(length, len(start)), 4)}
    return start[4:8] == FILE_TYPE and bool(HEIC_BRANDS & brands)


def check_png(start: bytes) -> None:
    """Refuse a PNG that has not its header first."""
    if start[8:16] != FIRST_OF_A_PNG:
        raise Problem("attachment_unsound")


def check_jpeg(path: Path) -> None:
    """Refuse a JPEG whose parts do not lead to one that says how large its picture is."""
    with path.open("rb") as file:
        file.seek(2)
        for _ in range(MOST_SEGMENTS):
            head = file.read(4)
            while head[:2] == b"\xff\xff":  # any number of these may stand before a marker
                head = head[1:] + file.read(1)
            if len(head) < 4 or head[0] != 0xFF:  # noqa: PLR2004 -- a marker and a length
                break
            if head[1] in FRAMES:
                return
            file.seek(int.from_bytes(head[2:], "big") - 2, 1)
    raise Problem("attachment_unsound")


def check_tiff(path: Path) -> None:
    """Refuse a TIFF whose pages do not lie within it, or are without size or picture."""
    with path.open("rb") as file:
        try:
            _walk_pages(file, TIFF_MARKS[file.read(4)])
        except struct.error as error:
            raise Problem("attachment_unsound") from error


def check_heic(path: Path) -> None:
    """Refuse a HEIC whose boxes do not fill it, or that describes no picture."""
    size, at, seen = path.stat().st_size, 0, set[bytes]()
    with path.open("rb") as file:
        while at < size:
            file.seek(at)
            try:
                length, kind, large = struct.unpack(">I4sQ", file.read(16).ljust(16, b"\0"))
            except struct.error as error:
                raise Problem("attachment_unsound") from error
            length = {_TO_THE_END: size - at, _LARGE: large}.get(length, length)
            if length < 8 or at + length > size:  # noqa: PLR2004 -- a box's own head
                raise Problem("attachment_unsound")
            seen.add(kind)
            at += length
    if not {FILE_TYPE, META} <= seen:
        raise Problem("attachment_unsound")


def _walk_pages(file: BinaryIO, order: str) -> None:
    (at,) = struct.unpack(f"{order}I", file.read(4))
    pages = set[int]()
    while at:
        if at in pages or len(pages) == MOST_PAGES:
            raise Problem("attachment_unsound")
        pages.add(at)
        file.seek(at)
        (count,) = struct.unpack(f"{order}H", file.read(2))
        entries = file.read(12 * count)
        tags = {struct.unpack_from(f"{order}H", entries, 12 * one)[0] for one in range(count)}
        if not {WIDTH, HEIGHT} <= tags or not {STRIPS, TILES} & tags:
            raise Problem("attachment_unsound")
        (at,) = struct.unpack(f"{order}I", file.read(4))
    if not pages:
        raise Problem("attachment_unsound")
