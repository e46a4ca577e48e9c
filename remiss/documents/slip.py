"""A phiếu báo cáo: what a unit lays before the leaders of its own agency.

It stays in the house: no quốc hiệu, no number, and the head of the unit signs.
"""

from remiss.documents.letters.letter import (
    Letter,
    add_addressees,
    add_block,
    add_foot,
    add_signature,
    add_title,
)
from remiss.documents.official_wording import long_day, one_line
from remiss.documents.word import (
    Properties,
    Style,
    add_line,
    bare_table,
    blank,
    next_paragraph,
    split,
    to_bytes,
    with_next,
)


def docx(letter: Letter, annex: tuple[str, ...] = (), *, landscape: bool = False) -> bytes:
    """The slip as a Word file; `annex` are lines for the file, below the signature."""
    head = letter.head
    properties = Properties(
        title=one_line(letter.subject), author=one_line(head.agency), made_at=letter.made_at
    )
    document = blank(properties, landscape=landscape)
    left, right = bare_table(document, split(document, 45, 55)).rows[0].cells
    add_line(left, head.superior or "", Style.SUPERIOR)
    add_line(left, head.agency, Style.AGENCY)
    next_paragraph(left, Style.PART_LINE)
    add_line(right, f"{head.place}, {long_day(letter.made_at)}", Style.PLACE_AND_DAY)
    add_title(document, letter.title or "", letter.subject)
    add_addressees(document, letter.to)
    lines = [line for block in letter.body for line in add_block(document, block)]
    with_next(lines[-2:])
    _, signed = add_foot(document)
    add_signature(signed, head.signatory)
    for line in annex:
        add_line(document, one_line(line), Style.COPY)
    return to_bytes(document, properties)
