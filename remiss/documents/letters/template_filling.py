"""A letter made of its template: every field replaced by what it holds, and nothing else touched.

A field may be split over any runs of its paragraph, as Word likes to do; it keeps the looks of the
first. What is put in is never read for fields again.
"""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from io import BytesIO

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import Table
from docx.text.run import Run

from remiss.consultation.values import Urgency
from remiss.documents.drawn_lines import size_frame
from remiss.documents.letters.letter import Paragraph
from remiss.documents.letters.letter_fields import LISTS, MARK, Filled, Filling, field_named, lines
from remiss.documents.official_wording import fit, one_line
from remiss.documents.word import Properties, describe, to_bytes


def docx_of(filling: Filling, template: bytes) -> bytes:
    """The letter as a Word file.

    Raises:
        LookupError: the template has a field that this letter does not (`template_check`).
    """
    document = docx.Document(BytesIO(template))
    author = " ".join(line.text for line in _items(filling.fields["issuer"]))
    properties = Properties(title=filling.title, author=author, made_at=filling.made_at)
    describe(document, properties)
    for paragraph in list(paragraphs_of(document)):
        _fill(paragraph, filling, document)
    return to_bytes(document, properties)


def paragraphs_of(document: Document) -> Iterator[BaseOxmlElement]:
    """Every paragraph: of the text, its cells and boxes, then of headers and footers."""
    for part in (document.part, *_ends(document)):
        yield from part.element.iter(qn("w:p"))


def unreached_text(document: Document) -> str:
    """What stands where no field is filled: in footnotes, comments and the like."""
    filled = {document.part, *_ends(document)}
    others = (part for part in document.part.package.iter_parts() if part not in filled)
    kept = (part.blob for part in others if part.partname.startswith("/word/"))
    return "\n".join(_words(blob) for blob in kept if b"{{" in blob)


def _words(blob: bytes) -> str:
    return re.sub(r"<[^>]*>", "", blob.decode(errors="replace"))


def _ends(document: Document) -> list[XmlPart]:
    ends = {RT.HEADER, RT.FOOTER}
    related = (rel for rel in document.part.rels.values() if rel.reltype in ends)
    found = [rel.target_part for rel in related]
    return [part for part in found if isinstance(part, XmlPart)]


def text_of(paragraph: BaseOxmlElement) -> str:
    """Its words, whatever runs they are split into."""
    return "".join(piece.text or "" for piece in _pieces(paragraph))


def _pieces(paragraph: BaseOxmlElement) -> list[BaseOxmlElement]:
    return [
        piece
        for piece in paragraph.iter(qn("w:t"))
        if next(piece.iterancestors(qn("w:p"))) is paragraph
    ]


def _fill(paragraph: BaseOxmlElement, filling: Filling, document: Document) -> None:
    fields = [field_named(name) or name for name in MARK.findall(text_of(paragraph))]
    listed = next((field for field in fields if field in LISTS), None)
    if listed is None:
        _replace(paragraph, filling.fields)
        return
    if listed == "urgency":
        _size(paragraph, filling.urgency, document)
    for item in _items(filling.fields[listed]):
        copy = deepcopy(paragraph)
        paragraph.addprevious(copy)
        _replace(copy, {**filling.fields, listed: (item,)})
    _remove(paragraph)


def _items(value: Filled) -> tuple[Paragraph, ...]:
    return lines(value) if isinstance(value, str) else value


def _size(paragraph: BaseOxmlElement, urgency: Urgency, document: Document) -> None:
    framing = next(paragraph.iterancestors(qn("w:tbl")), None)
    if urgency is not Urgency.NORMAL and framing is not None:
        size_frame(Table(framing, document._body), urgency)  # noqa: SLF001 -- a table needs a parent


def _remove(paragraph: BaseOxmlElement) -> None:
    """Take it out, and with it a table that held nothing else; a cell keeps one paragraph."""
    parent = paragraph.getparent()
    others = [one for one in parent.iterchildren(qn("w:p")) if one is not paragraph]
    table = next(paragraph.iterancestors(qn("w:tbl")), None)
    if others or parent.tag != qn("w:tc"):
        parent.remove(paragraph)
    elif table is not None and len(list(table.iter(qn("w:tc")))) == 1:
        table.getparent().remove(table)
    else:
        for run in paragraph.findall(qn("w:r")):
            paragraph.remove(run)


def _replace(paragraph: BaseOxmlElement, fields: Mapping[str, Filled]) -> None:
    pieces = _pieces(paragraph)
    whole = "".join(piece.text or "" for piece in pieces)
    for found in reversed(list(MARK.finditer(whole))):
        name = field_named(found[1]) or found[1]
        _put(pieces, found.span(), fields[name])


def _put(pieces: list[BaseOxmlElement], span: tuple[int, int], value: Filled) -> None:
    """Put a value where a field stood: in the piece it began in, in the looks of that piece."""
    begin, end = span
    at = 0
    first = True
    for piece in pieces:
        said = piece.text or ""
        inside = max(begin - at, 0), min(end - at, len(said))
        if inside[0] < inside[1]:
            before, after = said[: inside[0]], said[inside[1] :]
            if first:
                _write(piece, before, value, after)
                first = False
            else:
                _say(piece, before + after)
        at += len(said)


def _write(piece: BaseOxmlElement, before: str, value: Filled, after: str) -> None:
    if isinstance(value, str):
        _say(piece, before + one_line(value) + after)
        return
    (item,) = value
    _say(piece, before + fit(item.text) + after)
    run = next(piece.iterancestors(qn("w:r")))
    if item.lead:
        run.addprevious(_bold(run, f"{item.lead} "))
    if item.tail:
        run.addnext(_bold(run, f" {item.tail}"))


def _bold(run: BaseOxmlElement, said: str) -> BaseOxmlElement:
    copy = deepcopy(run)
    for piece in copy.findall(qn("w:t"))[1:]:
        copy.remove(piece)
    _say(copy.find(qn("w:t")), fit(said))
    Run(copy, run.getparent()).bold = True
    return copy


def _say(piece: BaseOxmlElement, said: str) -> None:
    piece.text = said
    piece.set(qn("xml:space"), "preserve")
