"""Whether the first page of an upload carries a mark of secrecy; then nothing of it is kept."""

import json
from mmap import ACCESS_READ, mmap
from pathlib import Path
from subprocess import SubprocessError  # nosec B404

import structlog

from remiss.consultation.classified_marks import mark_on
from remiss.files.extracted_text import DOCX
from remiss.files.formats.file_types import PDF, TEXT, TEXT_UTF16
from remiss.files.reader_process import printed_meanwhile
from remiss.problems.problem import Problem
from remiss.texts import label

PLAIN = {TEXT: "utf-8", TEXT_UTF16: "utf-16"}
READ = 64 * 1024
"""Bytes of a plain text in which its first page ends."""
log = structlog.get_logger()


def check_unmarked(path: Path, media_type: str) -> None:
    """Refuse a file whose first page is marked; one that cannot be read says nothing.

    Pictures, scans, older office files and what lies in archives have no text that is read here.

    Raises:
        Problem: `classified_file`.
    """
    if mark := mark_on(_first_lines(path, media_type)):
        raise Problem("classified_file", grade=label(mark))


def _first_lines(path: Path, media_type: str) -> list[str]:
    if encoding := PLAIN.get(media_type):
        with path.open("rb") as file:
            lines = file.read(READ).decode(encoding, errors="replace").splitlines()
        return [line for line in lines if line.strip()]
    readable = media_type == DOCX or (media_type == PDF and _ends(path))
    return _read_beside(path, media_type) if readable else []


def _ends(path: Path) -> bool:
    """Whether a PDF has the end its reader begins from; else no process is begun for it."""
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as content:
        return content.find(b"%%EOF") >= 0


def _read_beside(path: Path, media_type: str) -> list[str]:
    """In a process of its own, which may be ended."""
    try:
        printed = printed_meanwhile("remiss.files.first_lines", path, media_type)
        lines: list[str] = json.loads(printed)
    except (SubprocessError, ValueError) as error:
        log.info("first_page_not_read", file=path.name, reason=type(error).__name__)
        return []
    return lines
