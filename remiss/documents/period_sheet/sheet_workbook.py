"""The sheet of a period as a workbook: counts, rates as formulas over them, and the amendments.

Vietnamese heads, and English ones in small below. A rate is a formula of the counts beside it, so
whoever doubts it sees of what it is made; of fewer than five nothing is said.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from remiss.consultation.views.scores.tally import Card
from remiss.consultation.views.sheets.agency_sums import AgencyChange, agency_changes
from remiss.consultation.views.sheets.sheet import SHEET_CARDS, KeptSheet
from remiss.documents.archive import keep_one_time
from remiss.documents.official_wording import moment, moment_in_both, raise_first
from remiss.documents.period_sheet.sheet_rows import (
    AgencyRow,
    agency_rows,
    figure_name,
    measure_name,
)
from remiss.documents.table.table_sheets import local_clock
from remiss.documents.word import FONT, SHADE
from remiss.documents.workbook_cells import GRID, LINE, MIDDLE, TOP, cell_at, write_text
from remiss.ledger.reads.scorecards.measures import LEAST, MEASURES, Kind, Measure
from remiss.texts import Bilingual, say, text


class Formula(str):
    """What a cell computes; any other text stays text."""

    __slots__ = ()


Written = str | int
FIRST_COLUMNS = 2
"""Code and name."""
NAME_WIDTH, WIDTH, CAUSE_WIDTH = 42, 13, 60
FORMATS = {Kind.SHARE: "0%", Kind.EACH: "0.00"}
AMENDMENT_WIDTHS = (20, 26, 36, 36, 10, 10, 12, CAUSE_WIDTH)


class Column(NamedTuple):
    """One column of a measure: its head, and which of the measure's numbers stands in it."""

    head: Bilingual
    measure: Measure
    part: str


def xlsx(kept: KeptSheet) -> bytes:
    """The workbook; equal sheets give equal bytes."""
    book = Workbook()
    book.remove(book.worksheets[0])
    made_at = kept.counted.made_at
    book.properties.title = raise_first(title(kept).vi)
    book.properties.creator = text("sheet_letter.issuer").vi
    book.properties.created = book.properties.modified = local_clock(made_at)
    for card in SHEET_CARDS:
        _figures(book.create_sheet(text(f"sheet.book.{card}").vi), kept, card)
    _amendments(book.create_sheet(text("sheet.book.amendments").vi), kept)
    buffer = BytesIO()
    book.save(buffer)
    return keep_one_time(buffer.getvalue(), made_at)


def title(kept: KeptSheet) -> Bilingual:
    """What the sheet is called."""
    return say("sheet.title", period=kept.period.name)


def columns_of(card: Card) -> list[Column]:
    """A count has one column; a rate has its part, its whole and itself."""
    found = []
    for each in MEASURES[card]:
        name = measure_name(card, each.name)
        found.append(Column(name, each, "amount"))
        if each.kind is not Kind.COUNT:
            found.append(Column(say("sheet.column.whole", measure=name), each, "among"))
            found.append(Column(say("sheet.column.rate", measure=name), each, "rate"))
    return found


def _figures(sheet: Worksheet, kept: KeptSheet, card: Card) -> None:
    columns, rows = columns_of(card), agency_rows(kept, card)
    above = (title(kept).vi, text(f"portal.scorecards.{card}.title").vi, standing(kept).vi)
    _write_above(sheet, above)
    top = len(above) + 1
    named = [text("sheet.column.code"), text("sheet.column.agency")]
    _heads(sheet, top, [*named, *(column.head for column in columns)])
    widths = (WIDTH, NAME_WIDTH, *(WIDTH for _ in columns))
    _widths(sheet, widths)
    first = top + 2
    for place, row in enumerate(rows, start=first):
        _row(sheet, place, [row.code, row.name.vi, *_values(row, columns, place)])
        _formats(sheet, place, columns)
    if rows:
        last = first + len(rows) - 1
        _row(sheet, last + 1, ["", text("sheet.total").vi, *_sums(columns, first, last)])
        _formats(sheet, last + 1, columns)
        for number in range(1, FIRST_COLUMNS + len(columns) + 1):
            cell_at(sheet, last + 1, number).font = Font(name=FONT, size=11, bold=True)
    _page(sheet, top)


def _values(row: AgencyRow, columns: Sequence[Column], place: int) -> Iterator[Written]:
    for at, column in enumerate(columns, start=FIRST_COLUMNS + 1):
        match column.part:
            case "amount":
                yield column.measure.amount(row.figures)
            case "among":
                yield column.measure.among(row.figures)
            case _:
                yield _rate(at, place)


def _sums(columns: Sequence[Column], first: int, last: int) -> Iterator[Written]:
    for at, column in enumerate(columns, start=FIRST_COLUMNS + 1):
        letter = get_column_letter(at)
        rate = column.part == "rate"
        yield _rate(at, last + 1) if rate else Formula(f"=SUM({letter}{first}:{letter}{last})")


def _rate(at: int, place: int) -> Formula:
    """The part by the whole, two columns and one before it; of too few nothing is said."""
    part, whole = (f"{get_column_letter(at - before)}{place}" for before in (2, 1))
    return Formula(f'=IF({whole}<{LEAST},"",{part}/{whole})')


def _formats(sheet: Worksheet, place: int, columns: Sequence[Column]) -> None:
    for at, column in enumerate(columns, start=FIRST_COLUMNS + 1):
        if column.part == "rate":
            cell_at(sheet, place, at).number_format = FORMATS[column.measure.kind]


def _amendments(sheet: Worksheet, kept: KeptSheet) -> None:
    """What changed since the sheet was made, one figure of one agency a row."""
    _write_above(sheet, (title(kept).vi, text("sheet.book.amendments").vi, standing(kept).vi))
    names = ("recorded", "card", "agency", "figure", "before", "after", "difference", "causes")
    _heads(sheet, 4, [text(f"sheet.column.{name}") for name in names])
    _widths(sheet, AMENDMENT_WIDTHS)
    called = kept.names
    for place, each in enumerate(agency_changes(kept), start=6):
        agency = called.get(each.agency)
        _row(
            sheet,
            place,
            [
                moment(each.amendment.made_at),
                text(f"sheet.book.{each.card}").vi,
                agency.vi if agency else each.agency,
                figure_name(each.card, each.figure).vi,
                each.before,
                each.after,
                Formula(f"=F{place}-E{place}"),
                causes_named(each).vi,
            ],
        )
    _page(sheet, 4)


def causes_named(change: AgencyChange) -> Bilingual:
    """The cases and events behind a change, one a line."""
    if not change.causes:
        return text("sheet.no_cause")
    said = [
        say(
            "sheet.cause",
            consultation=cause.consultation,
            event=cause.version,
            kind=cause.kind,
            at=moment(cause.at),
            amount=f"{cause.amount:+d}",
        )
        for cause in change.causes
    ]
    return Bilingual(vi="\n".join(s.vi for s in said), en="\n".join(s.en for s in said))


def standing(kept: KeptSheet) -> Bilingual:
    """When it was made, and how often it was amended since."""
    made = moment_in_both(kept.sheet.made_at)
    if not kept.amendments:
        return say("sheet.made", at=made)
    count = len(kept.amendments)
    return say(
        "sheet.made_amended", at=made, count=count, last=moment_in_both(kept.counted.made_at)
    )


def _write_above(sheet: Worksheet, lines: Sequence[str]) -> None:
    for place, line in enumerate(lines, start=1):
        cell = cell_at(sheet, place, 1)
        write_text(cell, raise_first(line))
        cell.font = Font(name=FONT, size=12, bold=place == 1)


def _heads(sheet: Worksheet, top: int, heads: Sequence[Bilingual]) -> None:
    sheet.row_dimensions[top].height = sheet.row_dimensions[top + 1].height = 4 * LINE
    for number, head in enumerate(heads, start=1):
        for place, said in ((top, head.vi), (top + 1, head.en)):
            cell = cell_at(sheet, place, number)
            write_text(cell, said)
            first = place == top
            cell.font = Font(name=FONT, size=11 if first else 9, bold=first, italic=not first)
            cell.fill, cell.border = PatternFill("solid", fgColor=SHADE), GRID
            cell.alignment = MIDDLE


def _row(sheet: Worksheet, place: int, values: Sequence[Written]) -> None:
    for number, value in enumerate(values, start=1):
        cell = cell_at(sheet, place, number)
        if isinstance(value, str) and not isinstance(value, Formula):
            write_text(cell, value)
        else:
            cell.value = value
        cell.font, cell.border, cell.alignment = Font(name=FONT, size=11), GRID, TOP


def _widths(sheet: Worksheet, widths: Sequence[int]) -> None:
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def _page(sheet: Worksheet, top: int) -> None:
    """Landscape A4, as wide as the page, its heads on every page."""
    sheet.freeze_panes = f"C{top + 2}"
    sheet.print_title_rows = f"{top}:{top + 1}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
