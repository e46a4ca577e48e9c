"""The agency's own table of comments: the blank one, and what is read of the one it fills in."""

import asyncio
from collections.abc import Iterator, Sequence

from pydantic import Field

from remiss.consultation.values import MOST_CLAUSE_COMMENTS, ClauseComment, Sha256, Value
from remiss.documents.draft.clause import Clause
from remiss.documents.draft.comment_table import ReadTable, read_comment_table
from remiss.files.file_tables import FileTables, file_tables
from remiss.files.store import Store
from remiss.problems.problem import Problem
from remiss.texts import Bilingual, text
from remiss.views.draft.draft_clauses import clauses_in, version_sha256
from remiss.views.file_access import check_uploaded
from remiss.views.seen_case import SeenCase


class TableComment(Value):
    """The comment one row makes, and where that row is."""

    table: str = Field(description="The sheet by its name, or the number of a table in Word.")
    row: int
    comment: ClauseComment


class TableProblem(Value):
    """What is unclear in one row, or why it makes no comment."""

    table: str
    row: int | None = Field(description="None: it is about the file.")
    code: str
    message: Bilingual


class ReadCommentTable(Value):
    """What a table of comments holds; nothing of it was recorded."""

    sha256: Sha256
    version: int = Field(description="Of the draft, whose clauses the anchors are.")
    comments: tuple[TableComment, ...] = Field(
        description="To be checked, and sent as `clause_comments` of the reply."
    )
    problems: tuple[TableProblem, ...]


async def read_table(seen: SeenCase, store: Store, sha256: Sha256) -> ReadCommentTable:
    """The comments in a file the reader's agency uploaded, on the clauses of the present version.

    Raises:
        Problem: `attachments_not_uploaded`, `tables_another_type`, `tables_unreadable`,
            `no_comment_table`, `too_many_clause_comments`.
    """
    await asyncio.to_thread(check_uploaded, store, seen.actor, [sha256])
    found = await file_tables(store, sha256)
    version = seen.case.round
    clauses = (await clauses_in(store, version_sha256(seen, version))).clauses
    read = await asyncio.to_thread(_read, found, clauses)
    if not read:
        raise Problem("no_comment_table")
    comments = tuple(_comments(read))
    if len(comments) > MOST_CLAUSE_COMMENTS:
        raise Problem("too_many_clause_comments", count=len(comments), most=MOST_CLAUSE_COMMENTS)
    return ReadCommentTable(
        sha256=sha256,
        version=version,
        comments=comments,
        problems=(*_problems(read), *_cut_short(found)),
    )


def _read(found: FileTables, clauses: Sequence[Clause]) -> dict[str, ReadTable]:
    """Those that are tables of comments, by their names."""
    read = {
        table.name: read_comment_table([(row.number, row.cells) for row in table.rows], clauses)
        for table in found.tables
    }
    return {name: table for name, table in read.items() if table is not None}


def _comments(read: dict[str, ReadTable]) -> Iterator[TableComment]:
    for name, table in read.items():
        yield from (TableComment(table=name, **dict(one)) for one in table.comments)


def _problems(read: dict[str, ReadTable]) -> Iterator[TableProblem]:
    for name, table in read.items():
        yield from (TableProblem(table=name, **dict(one)) for one in table.problems)


def _cut_short(found: FileTables) -> tuple[TableProblem, ...]:
    if found.whole:
        return ()
    message = text("comment_table.more_rows")
    last = found.tables[-1].name
    return (TableProblem(table=last, row=None, code="more_rows", message=message),)
