"""The lines of a file's first page, each by itself: `python -m remiss.files.first_lines`.

Of a Word file stamps too: cells, text boxes, headers and footers. Read in a process of its own and
bounded, like all text of files.
"""

import json
import sys
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from remiss.files.extracted_text import DOCX, confine

LINES = 60
PDF = "application/pdf"


def first_lines(path: str, media_type: str) -> list[str]:
    """Lines that are not blank: of headers and footers first, then at most 60 of the body."""
    lines = {PDF: _pdf, DOCX: _docx}[media_type](path)
    return [line for line in lines if line.strip()]


def _pdf(path: str) -> Iterator[str]:
    from pypdf import PdfReader  # noqa: PLC0415 -- only the library a file needs is loaded

    reader = PdfReader(path)
    if reader.is_encrypted:
        reader.decrypt("")
    for page in islice(reader.pages, 1):
        yield from page.extract_text().splitlines()[:LINES]


def _docx(path: str) -> Iterator[str]:
    import docx  # noqa: PLC0415 -- as above

    document = docx.Document(path)
    section = document.sections[0]
    beside = [section.header, section.footer]
    if section.different_first_page_header_footer:
        beside += [section.first_page_header, section.first_page_footer]
    parts = (*(each._element for each in beside), document.element.body)  # noqa: SLF001
    each = (islice(part.iter(_tag("p")), LINES) for part in parts)
    for paragraph in chain.from_iterable(each):
        yield from "".join(map(_said, paragraph.iter(*TEXT_OR_SPACE))).splitlines()


def _said(element: Any) -> str:
    """Of a run: its words, or the break between them."""
    return SPACES.get(element.tag) or element.text or ""


def _tag(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"


SPACES = {_tag("br"): "\n", _tag("cr"): "\n", _tag("tab"): "\t"}
TEXT_OR_SPACE = (_tag("t"), *SPACES)


def main() -> None:
    """Read the file and type named on the command line; print its lines, or fail."""
    confine()
    json.dump(first_lines(*sys.argv[1:]), sys.stdout)


if __name__ == "__main__":
    main()
