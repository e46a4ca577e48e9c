"""The annex of the consolidated table: how those who gave no opinion were reminded."""

from collections.abc import Iterator

from docx.document import Document

from remiss.documents.letters.letter import Grid, add_block
from remiss.documents.official_wording import day, one_line
from remiss.documents.table.consolidation import AskedAgency, Consolidation, RequestOutcome
from remiss.documents.word import Style, add_line
from remiss.texts import say, text, texts

WITHOUT_OPINION = (
    RequestOutcome.SILENT,
    RequestOutcome.DEEMED_AGREED,
    RequestOutcome.CLOSED,
    RequestOutcome.WAITING,
)
HEADS = tuple(head.vi for head in texts("table_annex.column").values())
SHARES = (5, 27, 13, 35, 20)


def add_annex(document: Document, table: Consolidation) -> None:
    """A page of its own, where somebody was reminded and gave no opinion."""
    reminded = list(_reminded(table))
    if not reminded:
        return
    head = add_line(document, text("table_annex.title").vi.upper(), Style.TITLE)
    head.paragraph_format.page_break_before = True
    add_line(document, text("table_annex.subject").vi, Style.SUBJECT)
    add_line(document, say("table_annex.of", title=table.form.label).vi, Style.STANDING)
    rows = (_row(number, asked) for number, asked in enumerate(reminded, start=1))
    add_block(document, Grid(heads=HEADS, shares=SHARES, rows=tuple(rows), centred=(0, 2)))


def _reminded(table: Consolidation) -> Iterator[AskedAgency]:
    return (asked for asked in table.with_outcome(*WITHOUT_OPINION) if asked.notices)


def _row(number: int, asked: AskedAgency) -> tuple[str, ...]:
    notices = "\n".join(notice.text.vi for notice in asked.notices)
    return str(number), one_line(asked.name.vi), day(asked.due_at), notices, asked.label.vi
