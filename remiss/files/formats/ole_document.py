"""OLE containers: Word and Excel files of before 2007, and whatever Office locks by a password.

Source: MS-CFB; MS-DOC 2.5, FibBase; MS-XLS 2.4, BOF, BoundSheet8 and FilePass.
"""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from remiss.files.formats.file_types import DOC, XLS
from remiss.problems.problem import Problem

if TYPE_CHECKING:
    from olefile import OleFileIO

MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORD, BOOKS = "worddocument", ("workbook", "book")
LOCKED = "encryptedpackage"
PROJECTS = frozenset({"_vba_project", "_vba_project_cur"})
OTHERS = {"powerpoint document": "presentation", "__properties_version1.0": "mail"}
_WORD_MARKS = (0xA5EC, 0xA5DC)
_WORD_LOCKED = 0x0100
_BOF, _EOF, _FILE_PASS, _BOUND_SHEET = 0x0809, 0x000A, 0x002F, 0x0085
_MACRO_SHEET = 1
_DAMAGE = (OSError, ValueError, LookupError, TypeError, AttributeError, struct.error)
"""What reading a damaged container may end in."""


def ole_type(path: Path) -> str | None:
    """DOC or XLS; None for any other container, or one that cannot be read."""
    try:
        with _opened(path) as (_, streams):
            return _type(streams)
    except Problem:
        return None


def check_ole(path: Path) -> None:
    """Refuse a container that is locked, has macros, or is neither DOC nor XLS.

    Raises:
        Problem: `attachment_encrypted`, `attachment_with_macros`, `attachment_unsound`,
            `attachment_type_not_taken`.
    """
    with _opened(path) as (container, streams):
        if LOCKED in streams:
            raise Problem("attachment_encrypted")
        found = _type(streams)
        if found is None:
            kinds = (kind for stream, kind in OTHERS.items() if stream in streams)
            raise Problem("attachment_type_not_taken", file_kind=next(kinds, "unknown"))
        if any(PROJECTS & {part.lower() for part in entry} for entry in _entries(container)):
            raise Problem("attachment_with_macros")
        content = container.openstream(streams[_main(streams)]).read()
        _check_word(content) if found == DOC else _check_book(content)


@contextmanager
def _opened(path: Path) -> Iterator[tuple["OleFileIO[str]", dict[str, list[str]]]]:
    """The container, and the streams at its root by their names in small letters."""
    # loaded for the few files that are containers, as pypdf is for those that are encrypted
    from olefile import OleFileIO  # noqa: PLC0415

    try:
        with OleFileIO(str(path)) as container:
            roots = (entry for entry in container.listdir() if len(entry) == 1)
            yield container, {entry[0].lower(): entry for entry in roots}
    except _DAMAGE as error:
        raise Problem("attachment_unsound") from error


def _entries(container: "OleFileIO[str]") -> list[list[str]]:
    return container.listdir(streams=True, storages=True)


def _main(streams: dict[str, list[str]]) -> str:
    return next(name for name in (WORD, *BOOKS) if name in streams)


def _type(streams: dict[str, list[str]]) -> str | None:
    if WORD in streams:
        return DOC
    return XLS if any(book in streams for book in BOOKS) else None


def _check_word(content: bytes) -> None:
    mark, flags = struct.unpack_from("<H8xH", content)
    if mark not in _WORD_MARKS:
        raise Problem("attachment_unsound")
    if flags & _WORD_LOCKED:
        raise Problem("attachment_encrypted")


def _check_book(content: bytes) -> None:
    """Look through the records of the workbook's own part: sheets, and a password."""
    kind, length = struct.unpack_from("<2H", content)
    if kind != _BOF:
        raise Problem("attachment_unsound")
    at = 0
    while kind != _EOF:
        kind, length = struct.unpack_from("<2H", content, at)
        if kind == _FILE_PASS:
            raise Problem("attachment_encrypted")
        if kind == _BOUND_SHEET and content[at + 9] == _MACRO_SHEET:
            raise Problem("attachment_with_macros")
        at += 4 + length
