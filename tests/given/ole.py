"""OLE containers in the least form MS-CFB allows: header, table, directory, streams."""

import struct

SECTOR, SMALLEST = 512, 4096
FREE, END, TABLE, NONE = 0xFFFF_FFFF, 0xFFFF_FFFE, 0xFFFF_FFFD, 0xFFFF_FFFF
STREAM, STORAGE, ROOT = 2, 1, 5
BOF = struct.pack("<2H16x", 0x0809, 16)
EOF = struct.pack("<2H", 0x000A, 0)


def container(streams: dict[str, bytes], storages: tuple[str, ...] = ()) -> bytes:
    """Streams and empty storages at the root, each stream filled up to the smallest size."""
    padded = {name: content.ljust(SMALLEST, b"\0") for name, content in streams.items()}
    entries = len(padded) + len(storages) + 1
    directory_sectors = -(-entries // 4)
    chain = [TABLE, *_chain(1, directory_sectors)]
    directory = [_entry("Root Entry", ROOT, END, 0, child=1 if entries > 1 else NONE)]
    body = b""
    for at, (name, content) in enumerate(padded.items(), start=1):
        start, sectors = len(chain), -(-len(content) // SECTOR)
        chain += _chain(start, sectors)
        body += content.ljust(sectors * SECTOR, b"\0")
        after = at + 1 if at + 1 < entries else NONE
        directory.append(_entry(name, STREAM, start, len(content), right=after))
    for at, name in enumerate(storages, start=len(padded) + 1):
        after = at + 1 if at + 1 < entries else NONE
        directory.append(_entry(name, STORAGE, 0, 0, right=after))
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(SECTOR, b"\xff")
    listed = b"".join(directory).ljust(directory_sectors * SECTOR, b"\0")
    return _header() + table + listed + body


def word(flags: int = 0) -> bytes:
    """The beginning of a Word document's main stream."""
    return struct.pack("<H8xH", 0xA5EC, flags)


def book(*records: bytes) -> bytes:
    """A workbook's own part with these records."""
    return BOF + b"".join(records) + EOF


def sheet(kind: int = 0) -> bytes:
    """The record of one sheet: 0 for a worksheet, 1 for macros."""
    return struct.pack("<2HIBB2s", 0x0085, 8, 0, 0, kind, b"\1S")


def _header() -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, 1, 1, 0, SMALLEST, END, 0, END, 0)
    return (head + struct.pack("<I", 0)).ljust(SECTOR, b"\xff")


def _chain(start: int, sectors: int) -> list[int]:
    return [*range(start + 1, start + sectors), END]


def _entry(
    name: str, kind: int, start: int, size: int, *, right: int = NONE, child: int = NONE
) -> bytes:
    raw = (name + "\0").encode("utf-16-le")
    placed = struct.pack("<HBB3I36xIQ", len(raw), kind, 1, NONE, right, child, start, size)
    return raw.ljust(64, b"\0") + placed
