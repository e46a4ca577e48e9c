"""Plain text, told from what is written in letters too: RTF, CSV, HTML, mail, XML.

Each of these opens in a program of its own; saved as text, it shows its reader codes.
"""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path, PurePath

from remiss.files.formats.file_types import TEXT, TEXT_UTF16
from remiss.problems.problem import Problem

CHUNK = 64 * 1024
LOOKED_AT = 8 * 1024
ALLOWED_CONTROLS = frozenset("\t\n\r\f")
FIRST_PRINTABLE = " "
UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
NAMED_TABLES = (".csv", ".tsv")
NAMED_MARKUP = {
    **dict.fromkeys((".htm", ".html", ".xhtml", ".mht", ".mhtml"), "html"),
    **dict.fromkeys((".xml", ".svg", ".xsl", ".xsd"), "xml"),
}
_HTML = re.compile(
    r"\s*(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body|script|meta|iframe)\b", re.DOTALL
)
_XML = re.compile(r"\s*(<\?xml\b|<!doctype\b|<[a-z_][\w.:-]*(\s+[\w.:-]+\s*=|\s*/?>))")
_FIELD = re.compile(r"([a-z][a-z0-9-]*):[^\n]*(\n[ \t][^\n]*)*")
_LETTER = frozenset({"received", "return-path", "message-id", "mime-version", "delivered-to"})
_ADDRESSED = frozenset({"to", "cc", "subject", "date"})
_FEWEST_LINES, _FEWEST_CELLS = 3, 3


def text_type(path: Path) -> str | None:
    """Plain text in UTF-8, or in UTF-16 with its mark; None for anything else."""
    with path.open("rb") as file:
        wide = file.read(2) in UTF16_MARKS
    try:
        plain = all(map(_is_plain, _decoded(path, "utf-16" if wide else "utf-8")))
    except UnicodeDecodeError:
        return None
    return (TEXT_UTF16 if wide else TEXT) if plain else None


def check_plain(path: Path, name: str) -> None:
    """Refuse what is no plain text, whatever letters it is written in.

    Raises:
        Problem: `attachment_type_not_taken`.
    """
    kind = text_type(path)
    if kind is None:
        raise Problem("attachment_type_not_taken", file_kind=_unread(path))
    encoding = "utf-16" if kind == TEXT_UTF16 else "utf-8"
    start = next(_decoded(path, encoding), "")[:LOOKED_AT].lstrip("\ufeff").lower()
    start = start.replace("\r\n", "\n")
    if other := _written(start) or _named(PurePath(name).suffix.lower(), start):
        raise Problem("attachment_type_not_taken", file_kind=other)


def _named(suffix: str, start: str) -> str | None:
    """What its name says, where the content does not deny it."""
    if suffix in NAMED_TABLES:
        return "csv"
    return NAMED_MARKUP.get(suffix) if "<" in start else None


def _decoded(path: Path, encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def _is_plain(text: str) -> bool:
    return all(char >= FIRST_PRINTABLE or char in ALLOWED_CONTROLS for char in text)


def _unread(path: Path) -> str:
    """Letters of an older encoding, or no letters at all."""
    with path.open("rb") as file:
        start = file.read(LOOKED_AT)
    wide = start[1::2].count(0) > len(start) // 4
    controls = any(
        byte < ord(FIRST_PRINTABLE) and chr(byte) not in ALLOWED_CONTROLS for byte in start
    )
    return "unknown" if controls and not wide else "encoding"


def _written(start: str) -> str | None:
    """What the beginning of a text, in small letters, says it is."""
    if start.lstrip().startswith("{\\rtf"):
        return "rtf"
    if _HTML.match(start):
        return "html"
    if _XML.match(start):
        return "xml"
    if _is_letter(start):
        return "mail"
    return "csv" if _is_table(start) else None


def _is_letter(start: str) -> bool:
    """Fields of a mail's head, one below the other from the first line on."""
    head = start.split("\n\n", 1)[0]
    fields = set[str]()
    at = 0
    while field := _FIELD.match(head, at):
        fields.add(field[1])
        at = field.end() + 1
    sent = "from" in fields and "@" in head and bool(_ADDRESSED & fields)
    return (start.startswith("from ") and "\nreceived:" in start) or bool(_LETTER & fields) or sent


def _is_table(start: str) -> bool:
    """Lines of as many cells each; a comma with a blank behind it is punctuation."""
    lines = [line for line in start.split("\n")[:-1] or [start] if line.strip()][:50]
    if len(lines) < _FEWEST_LINES:
        return False
    return any(
        len({line.count(mark) for line in lines}) == 1
        and lines[0].count(mark) + 1 >= _FEWEST_CELLS
        and not any(mark + " " in line for line in lines)
        for mark in (",", ";", "\t")
    )
