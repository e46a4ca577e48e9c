"""The list of cases, newest first, and in which cases a reader may look for anything at all."""

from collections.abc import Iterable
from typing import NamedTuple

import asyncpg

from remiss.consultation.authority import SEES_ALL
from remiss.consultation.state import CaseStage
from remiss.consultation.values import Actor, AgencyCode
from remiss.consultation.views.rows import ConsultationRow
from remiss.consultation.views.search_words import folded_words
from remiss.consultation.visibility import answers_for_agency
from remiss.ledger.connection import Reader
from remiss.ledger.reads.pages import Page, Wanted, read_page


class ReaderScope(NamedTuple):
    """Whose cases a reader may know of: those of either; with neither, all of them."""

    drafts_for: AgencyCode | None
    answers_for: AgencyCode | None

    @classmethod
    def of(cls, *held: Actor) -> "ReaderScope":
        """The scope of one person in each of these roles."""
        if any(actor.role in SEES_ALL for actor in held):
            return cls(None, None)
        answering = [actor.agency for actor in held if answers_for_agency(actor)]
        drafting = [actor.agency for actor in held if not answers_for_agency(actor)]
        return cls(next(iter(drafting), None), next(iter(answering), None))


class CaseFilter(NamedTuple):
    """Which cases to list; None: whichever."""

    stage: CaseStage | None = None
    officer: str | None = None
    words: str | None = None
    """All of them, in any order; each may be the beginning of a longer one."""
    agency: AgencyCode | None = None
    overdue: bool | None = None


async def list_cases(
    source: Reader, held: Iterable[Actor], chosen: CaseFilter, wanted: Wanted
) -> Page[ConsultationRow]:
    """The cases a person may know of in one of their roles.

    With every request, also those the person may not read.
    """
    found = chosen._replace(words=_query(chosen.words or ""))
    arguments = (*ReaderScope.of(*held), *found, *wanted.place())
    return await read_page(source, "list_cases", _row, arguments, wanted.limit)


def _query(text: str) -> str | None:
    """Folded words as PostgreSQL looks for them, none of which holds a quote; None without any."""
    return " & ".join(f"'{word}':*" for word in folded_words(text)) or None


def _row(record: asyncpg.Record) -> ConsultationRow:
    return ConsultationRow.model_validate_json(record["body"])
