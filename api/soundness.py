"""Whether a file is one thing only: what its type promises, and nothing besides.

Files are served as downloads that no browser of ours renders, so what matters is what a reader's
own programs make of them: an archive hidden behind a PDF, a page hidden in a picture, a document
that fills the disk when opened. Whether a sound PDF or DOCX does harm is the virus scanner's part.
"""

from pathlib import Path

from api.archives import members_of
from api.problems import Problem
from api.zip_layout import TAIL_BYTES, ends_like_a_zip

PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
LOOKED_AT = 1024
"""As far as programs look that guess a type; a page further down is no page to them."""
PAGES = (b"<html", b"<!doctype html", b"<script", b"<svg", b"<body", b"<iframe")
FIRST_OF_A_PNG = b"\x00\x00\x00\x0dIHDR"


def check_sound(path: Path, media_type: str) -> None:
    """Refuse a file that is not what its type promises, or something else as well.

    Raises:
        Problem: as `members_of`; `attachment_of_two_types`, `attachment_unsound`.
    """
    if media_type in {PDF, PNG, JPEG}:
        _check_single(path, media_type)
    elif media_type.startswith("application/vnd."):
        with path.open("rb") as file:
            members_of(file)


def _check_single(path: Path, media_type: str) -> None:
    with path.open("rb") as file:
        start = file.read(LOOKED_AT)
        file.seek(max(0, file.seek(0, 2) - TAIL_BYTES))
        tail = file.read()
    if ends_like_a_zip(tail) or any(page in start.lower() for page in PAGES):
        raise Problem("attachment_of_two_types")
    if media_type == PNG and start[8:16] != FIRST_OF_A_PNG:
        raise Problem("attachment_unsound")
