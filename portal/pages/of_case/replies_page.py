"""What the agencies asked replied: the list of a case, and each reply as it was signed."""

from collections.abc import Iterator
from datetime import datetime
from typing import ClassVar

from portal.navigation import CASES
from portal.page import Page
from portal.parts.paging import ROWS, Paging, with_query
from portal.parts.reply_paper import PaperLine, paper_of
from portal.parts.table import Cell, ColumnHead, Table
from portal.parts.tag import State, Tag
from portal.paths import case_path, request_path
from remiss.consultation.values import AttachedFile
from remiss.consultation.visibility import answers_for_agency
from remiss.problems.problem import Problem
from remiss.texts import Bilingual, Text, day_and_time, label, local_date, say, text
from remiss.views.reply.given_replies import AgencyReplies, GivenReply, every_reply, replies_of
from remiss.views.seen_case import SeenCase

COLUMNS = ("agency", "letter", "received", "position")
REPLIES = "replies"


class RepliesPage(Page):
    """A row for each reply the visitor reads, and for who gave none or is kept."""

    template: ClassVar[str] = "cases/replies.html"
    here: ClassVar[str] = CASES

    case: str
    subject: Text
    own_alone: bool
    """The visitor answers for an agency, and reads no other's replies now."""
    table: Table | None
    paging: Paging


class GivenReplyPage(Page):
    """One reply of one agency."""

    template: ClassVar[str] = "requests/replies/given.html"
    here: ClassVar[str] = CASES

    case: str
    subject: Text
    back: str
    letter: Bilingual | Text
    received_at: datetime
    signatory: Text
    which: Bilingual | None
    """Which of several; None where there is one."""
    paper: tuple[PaperLine, ...]
    sealed: tuple[AttachedFile, ...]
    files: tuple[AttachedFile, ...]
    paging: Paging


def replies_page(seen: SeenCase, page: int) -> RepliesPage:
    """A page of the list, counted from 1."""
    rows = tuple(_rows(seen))
    shown = rows[(page - 1) * ROWS : page * ROWS]
    path = case_path(seen.case.id, REPLIES)
    heads = tuple(ColumnHead(name=text(f"portal.reading.column.{name}")) for name in COLUMNS)
    return RepliesPage(
        title=text("portal.reading.every"),
        case=seen.case.id,
        subject=seen.case.draft.subject,
        own_alone=answers_for_agency(seen.actor) and not seen.case.replies_are_shared,
        table=Table(heads=heads, rows=shown) if shown else None,
        paging=_paging(path, page, of=-(-len(rows) // ROWS)),
    )


def _rows(seen: SeenCase) -> Iterator[tuple[Cell, ...]]:
    for agency in every_reply(seen):
        for nth, given in enumerate(agency.replies, 1):
            yield _row(seen, agency, nth, given)
        if not agency.replies:
            tag = Tag(state=State.PLAIN, text=text("portal.reading.none"))
            kept = Tag(state=State.HOLD, text=text("portal.reading.kept_tag"))
            said = Cell(tag=kept if agency.kept_from_others else tag)
            yield Cell(text=agency.name), said, Cell(empty=True), Cell(empty=True)


def _row(seen: SeenCase, agency: AgencyReplies, nth: int, given: GivenReply) -> tuple[Cell, ...]:
    path = request_path(seen.case.id, agency.agency, REPLIES)
    kept = Tag(state=State.HOLD, text=text("portal.reading.kept_tag"))
    return (
        Cell(text=agency.name, path=with_query(path, {"nth": str(nth)} if nth > 1 else {})),
        Cell(text=_letter(given), tag=kept if agency.kept_from_others else None),
        Cell(text=day_and_time(given.received_at)),
        Cell(text=label(given.reply.position)),
    )


def _letter(given: GivenReply) -> Bilingual | Text:
    if given.letter is None:
        return given.letter_number or "–"
    on = local_date(given.letter.signed_on)
    return say("portal.reading.letter", number=given.letter.number, on=on)


def given_reply_page(seen: SeenCase, agency: str, nth: int) -> GivenReplyPage:
    """The `nth` reply of the agency, counted from 1.

    Raises:
        Refusal: `request_not_found`.
        Problem: `reply_not_given`.
    """
    every = replies_of(seen, agency)
    if nth > len(every.replies):
        raise Problem("reply_not_given", agency=every.name)
    given, count = every.replies[nth - 1], len(every.replies)
    return GivenReplyPage(
        title=say("portal.reading.title", agency=every.name),
        case=seen.case.id,
        subject=seen.case.draft.subject,
        back=case_path(seen.case.id, REPLIES),
        letter=_letter(given),
        received_at=given.received_at,
        signatory=given.signatory.name,
        which=say("portal.reading.which", nth=nth, of=count) if count > 1 else None,
        paper=paper_of(seen.case, given.reply),
        sealed=given.letter.files if given.letter else (),
        files=given.reply.files,
        paging=_paging(request_path(seen.case.id, agency, REPLIES), nth, count, "nth"),
    )


def _paging(path: str, page: int, of: int, name: str = "page") -> Paging:
    return Paging(
        first=path if page > 1 else None,
        next=with_query(path, {name: str(page + 1)}) if page < of else None,
    )
