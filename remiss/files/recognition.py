"""What a file is, by its content; whether it is sound, `soundness` finds out."""

import zipfile
from pathlib import Path

from remiss.files.formats.file_types import (
    BUNDLE,
    DOCX,
    HEIC,
    JPEG,
    ODS,
    ODT,
    PDF,
    PNG,
    SIGNATURE,
    TIFF,
    XLSX,
)
from remiss.files.formats.office_macros import TYPES, types_of_parts
from remiss.files.formats.ole_document import MARK as OLE_MARK
from remiss.files.formats.ole_document import ole_type
from remiss.files.formats.pictures import TIFF_MARKS, is_heic
from remiss.files.formats.plain_text import text_type
from remiss.files.formats.signature_file import is_signature
from remiss.files.formats.zip_end import UnsoundError
from remiss.problems.problem import Problem
from remiss.strict.zip_records import LOCAL_MARK

LOOKED_AT = 1024
PDF_MARK, PNG_MARK, JPEG_MARK = b"%PDF-", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
MAGIC = {PDF_MARK: PDF, PNG_MARK: PNG, JPEG_MARK: JPEG, **dict.fromkeys(TIFF_MARKS, TIFF)}
MAIN_PARTS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}
MAIN_TYPES = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": DOCX,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": XLSX,
}
MIME = "mimetype"
"""The part in which an OpenDocument says what it is."""
MOST_DESCRIBING = 2 * 1024 * 1024


def media_type_of(path: Path) -> str:
    """What the file is, by its content.

    Raises:
        Problem: `attachment_type_not_taken`.
    """
    found = recognised(path)
    if found is None:
        raise Problem("attachment_type_not_taken", file_kind="unknown")
    return found


def recognised(path: Path) -> str | None:
    """The type of a file that may be taken; None for any other."""
    with path.open("rb") as file:
        start = file.read(LOOKED_AT)
    for magic, media_type in MAGIC.items():
        if start.startswith(magic):
            return media_type
    if start.startswith(LOCAL_MARK):
        return _archive_type(path)
    if start.startswith(OLE_MARK):
        return ole_type(path)
    if is_heic(start):
        return HEIC
    return SIGNATURE if is_signature(start) else text_type(path)


def is_bundle(names: frozenset[str]) -> bool:
    """Whether an archive with these members is no document of a kind, but files put together."""
    return not {TYPES, MIME} & names


def _archive_type(path: Path) -> str | None:
    """Nothing inside is unpacked but what names its type, so a small archive cannot grow here."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = frozenset(archive.namelist())
            if is_bundle(names):
                return BUNDLE
            says = TYPES if TYPES in names else MIME
            if archive.getinfo(says).file_size > MOST_DESCRIBING:
                return None
            said = archive.read(says)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError):
        return None
    return _package_type(names, said) if says == TYPES else _open_document_type(said)


def _package_type(names: frozenset[str], declared: bytes) -> str | None:
    """By the type of the main part, wherever it lies; else by where it lies."""
    try:
        types = types_of_parts(names, declared).values()
    except UnsoundError:
        types = {}.values()
    by_type = (MAIN_TYPES[one] for one in types if one in MAIN_TYPES)
    by_place = (kind for part, kind in MAIN_PARTS.items() if part in names)
    return next(by_type, next(by_place, None))


def _open_document_type(said: bytes) -> str | None:
    return next((kind for kind in (ODT, ODS) if said.strip() == kind.encode()), None)
