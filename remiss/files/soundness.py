"""Whether a file is one thing only: what its type promises, and nothing besides.

Files are served as downloads that no browser of ours renders, so what matters is what a reader's
own programs make of them: an archive hidden behind a PDF, a page hidden in a picture, a document
that fills the disk when opened. Whether a sound PDF or DOCX does harm is the virus scanner's part.
"""

import zlib
from pathlib import Path

from remiss.files.bundle import members_unpacked
from remiss.files.formats.office_archive import Inspection, members_of
from remiss.files.formats.ole_document import MARK as OLE_MARK
from remiss.files.formats.ole_document import check_ole
from remiss.files.formats.pdf_password import check_opens
from remiss.files.formats.pictures import (
    TIFF_MARKS,
    check_heic,
    check_jpeg,
    check_png,
    check_tiff,
    is_heic,
)
from remiss.files.formats.plain_text import check_plain
from remiss.files.formats.signature_file import MOST_BYTES, check_signature, is_signature
from remiss.files.formats.zip_end import TAIL_BYTES, UnsoundError, ends_like_a_zip
from remiss.files.recognition import (
    JPEG_MARK,
    LOOKED_AT,
    PDF_MARK,
    PNG_MARK,
    is_bundle,
    recognised,
)
from remiss.problems.problem import Problem
from remiss.strict.zip_records import LOCAL_MARK

PAGES = (b"<html", b"<!doctype html", b"<script", b"<svg", b"<body", b"<iframe")
SINGLE = (PDF_MARK, PNG_MARK, JPEG_MARK, OLE_MARK, *TIFF_MARKS)
NOT_TAKEN = {
    b"GIF8": "picture",
    b"BM": "picture",
    b"RIFF": "picture",
    b"Rar!\x1a\x07": "archive",
    b"7z\xbc\xaf\x27\x1c": "archive",
    b"\x1f\x8b": "archive",
    b"BZh": "archive",
    b"\xfd7zXZ\x00": "archive",
    b"MZ": "program",
    b"\x7fELF": "program",
    b"OggS": "film",
    b"ID3": "film",
}
PRESENTATION, BINARY_BOOK = "ppt/presentation.xml", "xl/workbook.bin"


def check_sound(path: Path, name: str = "", inspection: Inspection | None = None) -> None:
    """Refuse a file that is not what its beginning promises, or something else as well.

    Before anything else looks into it, for an archive can overwhelm whoever only lists it. `name`
    tells apart what is all written in letters; an `inspection` is that of the archive it lies in.

    Raises:
        Problem: `attachment_*`, the first reason found.
    """
    with path.open("rb") as file:
        start = file.read(LOOKED_AT)
    if start.startswith(LOCAL_MARK):
        _check_archive(path, inspection)
    elif start.startswith(SINGLE) or is_heic(start):
        _check_single(path, start)
    elif is_signature(start):
        _check_signature(path)
    else:
        _check_written(path, start, name)


def _check_archive(path: Path, within: Inspection | None) -> None:
    inspection = within or Inspection()
    with path.open("rb") as file:
        names = members_of(file, inspection)
    if not is_bundle(names):
        _check_document(path, names)
    elif within is not None:
        raise Problem("attachment_type_not_taken", file_kind="archive")
    else:
        _check_bundle(path, inspection)


def _check_document(path: Path, names: frozenset[str]) -> None:
    if recognised(path) is None:
        kind = "presentation" if PRESENTATION in names else "unknown"
        kind = "binary_book" if BINARY_BOOK in names else kind
        raise Problem("attachment_type_not_taken", file_kind=kind)


def _check_bundle(path: Path, inspection: Inspection) -> None:
    """Each file by itself, as if it had been sent alone."""
    try:
        for name, member in members_unpacked(path):
            try:
                check_sound(member, name, inspection)
            except Problem as refused:
                raise Problem("attachment_in_bundle", member=name, why=refused.message) from refused
    except (UnsoundError, zlib.error) as error:
        raise Problem("attachment_unsound") from error


def _check_single(path: Path, start: bytes) -> None:
    with path.open("rb") as file:
        file.seek(max(0, file.seek(0, 2) - TAIL_BYTES))
        tail = file.read()
    if ends_like_a_zip(tail) or any(page in start.lower() for page in PAGES):
        raise Problem("attachment_of_two_types")
    if start.startswith(PNG_MARK):
        check_png(start)
    elif start.startswith(JPEG_MARK):
        check_jpeg(path)
    elif start.startswith(PDF_MARK):
        check_opens(path)
    elif start.startswith(OLE_MARK):
        check_ole(path)
    elif start.startswith(tuple(TIFF_MARKS)):
        check_tiff(path)
    elif is_heic(start):
        check_heic(path)


def _check_signature(path: Path) -> None:
    if path.stat().st_size > MOST_BYTES:
        raise Problem("attachment_type_not_taken", file_kind="signed_content")
    check_signature(path.read_bytes())


def _check_written(path: Path, start: bytes, name: str) -> None:
    for magic, kind in NOT_TAKEN.items():
        if start.startswith(magic):
            raise Problem("attachment_type_not_taken", file_kind=kind)
    if start[4:8] == b"ftyp":
        raise Problem("attachment_type_not_taken", file_kind="film")
    check_plain(path, name)
