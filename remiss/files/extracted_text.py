"""The text of one file, read in a process of its own: `python -m remiss.files.extracted_text`.

A file somebody sent may be made to keep its reader busy for ever or to fill the memory. So nothing
of it is read in the process that serves people: this one is bounded, and may be killed.
"""

import json
import logging
import resource
import sys
import unicodedata
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

PAGES = 200
CHARACTERS = 200_000
SECONDS = 20
"""Of the processor; whoever starts this waits little longer."""
MEMORY = 1024 * 1024 * 1024
FEW, FEW_BESIDE_A_PICTURE = 20, 400
"""Characters below which a page of a PDF is one without text: a number; on a scan, a stamp too."""
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class ReadPage(NamedTuple):
    """The text of a page, and how many characters it has at least if it is not a picture."""

    text: str
    least: int = 1


def extracted(path: str, media_type: str) -> dict[str, Any]:
    """`text`, `pages` in all, `blank`: the pages without text, `whole`: whether all was read."""
    pages, count = _PAGES[media_type](path)
    text, blank, whole = "", [], True
    for number, page in enumerate(pages, start=1):
        if len(page.text.strip()) < page.least:
            blank.append(number)
        text += page.text.strip() + "\n\n"
        if number >= PAGES or len(text) > CHARACTERS:
            whole = number == count and len(text) <= CHARACTERS
            break
    text = unicodedata.normalize("NFC", text[:CHARACTERS]).strip()
    return {"text": text, "pages": count, "blank": blank, "whole": whole}


def _pdf(path: str) -> tuple[Iterator[ReadPage], int]:
    from pypdf import PdfReader  # noqa: PLC0415 -- only the library a file needs is loaded

    reader = PdfReader(path)
    if reader.is_encrypted:
        reader.decrypt("")
    pages = islice(reader.pages, PAGES)
    read = (
        ReadPage(page.extract_text(), FEW_BESIDE_A_PICTURE if _drawn(page) else FEW)
        for page in pages
    )
    return read, len(reader.pages)


def _drawn(page: Any) -> bool:
    """Whether a picture stands on the page."""
    named = _of(_of(page, "/Resources"), "/XObject")
    return any(one.get_object().get("/Subtype") == "/Image" for one in named.values())


def _of(dictionary: Any, key: str) -> Any:
    found = dictionary.get(key)
    return {} if found is None else found.get_object()


def _docx(path: str) -> tuple[Iterator[ReadPage], int]:
    import docx  # noqa: PLC0415 -- as above

    from remiss.files.word_numbering import WordNumbering  # noqa: PLC0415 -- it loads the same

    document = docx.Document(path)
    lines = _lines(document, WordNumbering(document))
    return iter([ReadPage("\n".join(lines))]), 1


def _lines(part: Any, numbering: Any) -> Iterator[str]:
    """Paragraphs and tables as they follow one another, a row of a table on one line.

    A cell that was merged is read once.
    """
    for block in part.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                cells = {id(cell._tc): cell for cell in row.cells}.values()  # noqa: SLF001
                yield "\t".join(" ".join(_lines(cell, numbering)) for cell in cells)
        else:
            yield f"{numbering.label(block)} {_written(block)}".strip()


def _written(paragraph: Any) -> str:
    """Its text, with what a tracked change inserts and without what it takes out."""
    kept = ".//w:r[not(ancestor::w:del or ancestor::w:moveFrom or ancestor::w:txbxContent)]"
    return "".join(run.text for run in paragraph._p.xpath(kept))  # noqa: SLF001


def _plain(path: str) -> tuple[Iterator[ReadPage], int]:
    with open(path, encoding="utf-8", errors="replace") as file:  # noqa: PTH123 -- one import less
        return iter([ReadPage(file.read(CHARACTERS + 1))]), 1


_PAGES = {"application/pdf": _pdf, DOCX: _docx, "text/plain; charset=utf-8": _plain}
READABLE = frozenset(_PAGES)
"""The types of which text is read."""


def confine() -> None:
    """Bound this process: what it may use, and that it writes nothing."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    logging.disable()


def main() -> None:
    """Read the file and type named on the command line; print what was found, or fail."""
    confine()
    json.dump(extracted(*sys.argv[1:]), sys.stdout)


if __name__ == "__main__":
    main()
