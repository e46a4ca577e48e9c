"""Files people send, made as programs make them: a letter in Word, a PDF with text or scanned."""

import io
import zlib

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls


def word_file(*paragraphs: str, table: tuple[tuple[str, ...], ...] = ()) -> bytes:
    """A DOCX of these paragraphs, and a table after them."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if table:
        drawn = document.add_table(rows=0, cols=len(table[0]))
        for row in table:
            for cell, text in zip(drawn.add_row().cells, row, strict=True):
                cell.text = text
    return _saved(document)


def styled_word_file(*paragraphs: tuple[str, str]) -> bytes:
    """A DOCX of paragraphs, each in a style of Word's own."""
    document = docx.Document()
    for style, text in paragraphs:
        document.add_paragraph(text, style=style)
    return _saved(document)


def tracked_word_file(before: str, added: str, removed: str, after: str) -> bytes:
    """A DOCX of one paragraph in which somebody changed words, and Word noted it."""
    run = '<w:r><w:{0} xml:space="preserve">{1}</w:{0}></w:r>'
    about = 'w:id="{}" w:author="An" w:date="2026-03-02T08:00:00Z"'
    parts = (
        run.format("t", before),
        f"<w:ins {about.format(1)}>{run.format('t', added)}</w:ins>",
        f"<w:del {about.format(2)}>{run.format('delText', removed)}</w:del>",
        run.format("t", after),
    )
    document = docx.Document()
    written = parse_xml(f"<w:p {nsdecls('w')}>{''.join(parts)}</w:p>")
    document.element.body.insert(0, written)
    return _saved(document)


def _saved(document: Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def pdf_file(*pages: str, scanned: bool = False) -> bytes:
    """A PDF with one line on each page, in a font that says which letters it draws.

    `scanned` puts a picture on every page, and the line over it as a stamp.
    """
    letters = "".join(dict.fromkeys("".join(pages)))
    codes = {letter: number for number, letter in enumerate(letters, start=1)}
    mapping = "".join(f"<{codes[one]:02x}> <{ord(one):04x}>\n" for one in letters)
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(letters)} beginbfchar\n{mapping}endbfchar endcmap end end"
    )
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", _stream(cmap.encode())]
    objects.append(b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/ToUnicode 3 0 R>>")
    objects.append(_stream(b"\xff", b"/Subtype/Image/Width 1/Height 1/BitsPerComponent 8"))
    picture = b"/XObject<</I 5 0 R>>" if scanned else b""
    kids = []
    for page in pages:
        shown = "".join(f"{codes[letter]:02x}" for letter in page)
        drawn = f"BT /F 12 Tf 50 700 Td <{shown}> Tj ET".encode()
        objects.append(_stream(drawn))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"
            b"/Resources<</Font<</F 4 0 R>>%s>>/Contents %d 0 R>>" % (picture, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    return _assembled(objects)


def _stream(content: bytes, more: bytes = b"") -> bytes:
    packed = zlib.compress(content)
    head = b"<</Length %d/Filter/FlateDecode%s>>" % (len(packed), more)
    return head + b"stream\n" + packed + b"\nendstream"


def _assembled(objects: list[bytes]) -> bytes:
    written, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return written + tail % (len(objects) + 1, start)
