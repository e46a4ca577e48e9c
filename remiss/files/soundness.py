"""Whether a file is one thing only: what its type promises, and nothing besides.

Files are served as downloads that no browser of ours renders, so what matters is what a reader's
own programs make of them: an archive hidden behind a PDF, a page hidden in a picture, a document
that fills the disk when opened. Whether a sound PDF or DOCX does harm is the virus scanner's part.
"""

from pathlib import Path

from remiss.files.office_archive import members_of
from remiss.files.zip_end import TAIL_BYTES, ends_like_a_zip
from remiss.problems.problem import Problem
from remiss.strict.zip_records import LOCAL_MARK

LOOKED_AT = 1024
"""As far as programs look that guess a type; a page further down is no page to them."""
PAGES = (b"<html", b"<!doctype html", b"<script", b"<svg", b"<body", b"<iframe")
PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
SINGLE = (b"%PDF-", PNG, JPEG)
FIRST_OF_A_PNG = b"\x00\x00\x00\x0dIHDR"


def check_sound(path: Path) -> None:
    """Refuse a file that is not what its beginning promises, or something else as well.

    Before anything else looks into it, for an archive can overwhelm whoever only lists it.

    Raises:
        Problem: as `members_of`; `attachment_of_two_types`, `attachment_unsound`.
    """
    with path.open("rb") as file:
        start = file.read(LOOKED_AT)
        if start.startswith(LOCAL_MARK):
            members_of(file)
        elif start.startswith(SINGLE):
            file.seek(max(0, file.seek(0, 2) - TAIL_BYTES))
            _check_single(start, tail=file.read())


def _check_single(start: bytes, tail: bytes) -> None:
    if ends_like_a_zip(tail) or any(page in start.lower() for page in PAGES):
        raise Problem("attachment_of_two_types")
    if start.startswith(PNG) and start[8:16] != FIRST_OF_A_PNG:
        raise Problem("attachment_unsound")
