"""The sheet of a period as CSV: every single figure of every agency, as made and as it stands."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from io import StringIO

from remiss.consultation.views.sheets.agency_sums import agency_sums
from remiss.consultation.views.sheets.sheet import SHEET_CARDS, KeptSheet
from remiss.documents.period_sheet.sheet_rows import figure_name
from remiss.texts import text

COLUMNS = ("card", "code", "agency", "figure_key", "figure", "made", "stands")
_STARTS_FORMULA = re.compile(r"\s*[=+\-@\t\r]")


def sheet_csv(kept: KeptSheet) -> bytes:
    """UTF-8 with a byte order mark, so that a spreadsheet reads Vietnamese; commas, CRLF."""
    heads = [text(f"sheet.column.{name}").both(" / ") for name in COLUMNS]
    return as_csv([heads, *_rows(kept)])


def as_csv(rows: Iterable[Sequence[str | int]]) -> bytes:
    """Rows of texts and numbers; a text no spreadsheet takes for a formula."""
    buffer = StringIO(newline="")
    csv.writer(buffer).writerows([_safe(value) for value in row] for row in rows)
    return buffer.getvalue().encode("utf-8-sig")


def _rows(kept: KeptSheet) -> Iterable[Sequence[str | int]]:
    names = kept.names
    for card in SHEET_CARDS:
        made, stands = agency_sums(kept.sheet.lines, card), agency_sums(kept.lines, card)
        for code in sorted({*made, *stands}):
            old, new = made.get(code, Counter()), stands.get(code, Counter())
            for figure in sorted({*old, *new}):
                yield (
                    text(f"sheet.book.{card}").vi,
                    code,
                    names[code].vi if code in names else code,
                    figure,
                    figure_name(card, figure).vi,
                    old.get(figure, 0),
                    new.get(figure, 0),
                )


def _safe(value: str | int) -> str | int:
    """A text that begins like a formula begins with an apostrophe instead."""
    return f"'{value}" if isinstance(value, str) and _STARTS_FORMULA.match(value) else value
