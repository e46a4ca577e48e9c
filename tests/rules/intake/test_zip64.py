"""ZIP files as other writers lay them out: numbers in 64 bits, behind the members, comments."""

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from remiss.files.store import Store
from remiss.problems.problem import Problem
from tests.given.archives import DOCX, zipped

ALL, SHORT = 0xFFFF_FFFF, 0xFFFF


@dataclass(frozen=True)
class Writer:
    """One program's habits; the archive it makes of the same parts."""

    descriptor: str = "<4sI2Q"
    """Behind a member; without a mark if it has none, empty for sizes that stand before it."""
    large_local: bool = False
    large_entry: bool = False
    large_end: bool = False
    offset_too: bool = False
    disk_too: bool = False
    end_told_twice: bool = False
    comment: bytes = b""
    wrong_descriptor: int = 0
    wrong_local: int = 0
    wrong_entry: int = 0
    wrong_end: int = 0

    def write(self) -> bytes:
        body, table = b"", b""
        for name, content in DOCX.items():
            member, entry = self._member(name.encode(), content, len(body))
            body, table = body + member, table + entry
        return body + table + self._end(len(DOCX), len(table), len(body))

    def _member(self, name: bytes, content: bytes, offset: int) -> tuple[bytes, bytes]:
        deflate = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        packed = deflate.compress(content) + deflate.flush()
        crc, sizes = zlib.crc32(content), (len(packed), len(content))
        flags = 8 if self.descriptor else 0
        before = (0, 0, 0) if flags else (crc, *sizes)
        extra = b""
        if self.large_local:
            large = (before[2], before[1] + self.wrong_local)
            extra, before = struct.pack("<2H2Q", 1, 16, *large), (before[0], ALL, ALL)
        head = struct.pack(
            "<4s5H3I2H", b"PK\3\4", 45, flags, 8, 0, 33, *before, len(name), len(extra)
        )
        member = head + name + extra + packed + self._behind(crc, sizes)
        return member, self._entry(name, flags, (crc, *sizes), offset)

    def _behind(self, crc: int, sizes: tuple[int, int]) -> bytes:
        if not self.descriptor:
            return b""
        mark = (b"PK\7\x08",) if "4s" in self.descriptor else ()
        return struct.pack(self.descriptor, *mark, crc, sizes[0] + self.wrong_descriptor, sizes[1])

    def _entry(self, name: bytes, flags: int, told: tuple[int, ...], offset: int) -> bytes:
        crc, packed, unpacked = told
        extra, disk = b"", 0
        if self.large_entry:
            extra = struct.pack("<2Q", unpacked + self.wrong_entry, packed)
            packed = unpacked = ALL
        if self.offset_too:
            extra, offset = extra + struct.pack("<Q", offset), ALL
        if self.disk_too:
            extra, disk = extra + struct.pack("<I", 0), SHORT
        extra = struct.pack("<2H", 1, len(extra)) + extra if extra else b""
        numbers = (45, 45, flags, 8, 0, 33, crc, packed, unpacked, len(name), len(extra), 0, disk)
        return struct.pack("<4s6H3I5H2I", b"PK\1\2", *numbers, 0, 0, offset) + name + extra

    def _end(self, count: int, length: int, start: int) -> bytes:
        large = b""
        told = (count, count, length, start)
        if self.large_end:
            numbers = (45, 45, 0, 0, count, count, length, start + self.wrong_end)
            large = struct.pack("<4sQ2H2I4Q", b"PK\6\6", 44, *numbers)
            large += struct.pack("<4sIQI", b"PK\6\7", 0, start + length, 1)
            told = told if self.end_told_twice else (SHORT, SHORT, ALL, ALL)
        return (
            large
            + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, *told, len(self.comment))
            + self.comment
        )


STREAMING = Writer(
    large_local=True, large_entry=True, large_end=True, offset_too=True, disk_too=True
)


def forced_by_python() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in DOCX.items():
            with archive.open(name, "w", force_zip64=True) as member:
                member.write(content)
        archive.comment = "Xuất từ phần mềm quản lý văn bản".encode()
    return buffer.getvalue()


HONEST = {
    "always ZIP64, numbers behind": STREAMING.write(),
    "always ZIP64, numbers before": replace(STREAMING, descriptor="").write(),
    "ZIP64 for those that know no other": replace(
        STREAMING, offset_too=False, disk_too=False, end_told_twice=True
    ).write(),
    "24 bytes behind, the rest as ever": Writer().write(),
    "20 bytes behind": Writer(descriptor="<I2Q").write(),
    "16 bytes behind, entries in ZIP64": Writer("<4s3I", large_entry=True, offset_too=True).write(),
    "12 bytes behind": Writer("<3I").write(),
    "a ZIP64 end alone": Writer("", large_end=True).write(),
    "a ZIP64 end that says it twice": Writer("", large_end=True, end_told_twice=True).write(),
    "a ZIP64 local header alone": Writer("", large_local=True).write(),
    "forced by Python": forced_by_python(),
    "a comment": Writer("<4s3I", comment=b"exported 30/11/2026\r\n").write(),
    "a comment of old letters": Writer("", comment=b"\x80\xff").write(),
    "a long comment": replace(STREAMING, comment=b"x" * 65_535).write(),
}


def refusal(content: bytes, folder: Path) -> str | None:
    try:
        Store(folder / "attachments", max_bytes=1_000_000).keep(io.BytesIO(content), "H99.04")
    except Problem as problem:
        return problem.code
    return None


@pytest.mark.parametrize("what", HONEST)
def test_every_layout_the_format_allows_is_taken(what: str, tmp_path: Path) -> None:
    """As commons-compress, archiver, Python and others write; Python reads each as we do."""
    with zipfile.ZipFile(io.BytesIO(HONEST[what])) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == DOCX
    assert refusal(HONEST[what], tmp_path) is None


LIES = {
    "behind": replace(STREAMING, wrong_descriptor=1),
    "behind in 32 bits": Writer("<4s3I", wrong_descriptor=1),
    "before": replace(STREAMING, descriptor="", wrong_local=1),
    "in the table": replace(STREAMING, wrong_entry=1),
    "at the end": replace(STREAMING, wrong_end=1),
}


@pytest.mark.parametrize("where", LIES)
def test_numbers_that_disagree_are_refused(where: str, tmp_path: Path) -> None:
    """Whatever is said twice must agree, in 64 bits as in 32."""
    assert refusal(LIES[where].write(), tmp_path) == "attachment_unsound"


@pytest.mark.parametrize(
    ("mark", "offset", "value"),
    [
        (b"PK\6\7", 4, b"\1"),
        (b"PK\6\7", 8, b"\0"),
        (b"PK\6\7", 16, b"\2"),
        (b"PK\6\6", 4, b"\x2d"),
        (b"PK\6\6", 16, b"\1"),
        (b"PK\6\6", 24, b"\3"),
        (b"PK\6\6", 32, b"\3"),
        (b"PK\6\6", 0, b"X"),
    ],
)
def test_a_zip64_end_that_cannot_be_is_refused(
    mark: bytes, offset: int, value: bytes, tmp_path: Path
) -> None:
    """Another place, another disk, another count."""
    content = STREAMING.write()
    at = content.index(mark) + offset
    assert refusal(content[:at] + value + content[at + 1 :], tmp_path) == "attachment_unsound"


def test_a_bomb_in_64_bits_is_a_bomb(tmp_path: Path) -> None:
    """Sizes are measured, however they are told."""
    buffer = io.BytesIO(zipped(DOCX))
    with (
        zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/x.bin", "w", force_zip64=True) as member,
    ):
        member.write(b"\0" * 4_000_000)
    assert refusal(buffer.getvalue(), tmp_path) == "attachment_bomb"
