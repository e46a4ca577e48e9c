"""The list of cases, newest first, and in which cases a reader may look for anything at all."""

from collections.abc import Iterable
from typing import NamedTuple

import asyncpg
from pydantic import AwareDatetime, Field

from remiss.consultation.authority import SEES_ALL
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.state import CaseStage
from remiss.consultation.values import Actor, AgencyCode, Value
from remiss.consultation.views.rows import CaseInList
from remiss.consultation.views.search_words import folded_words
from remiss.consultation.visibility import answers_for_agency
from remiss.ledger.connection import Reader
from remiss.ledger.reads.pages import ListPage, Wanted, page_of
from remiss.ledger.statements import SQL


class Moves(Value):
    """How many requests wait for whom; those Remiss has, or nobody, are left out."""

    agency: int
    officer: int
    head: int
    office: int


class CaseItem(CaseInList):
    """One case as a list shows it: no request of it, but what the reader's requests come to.

    An agency's people read this of their own request alone.
    """

    round: int
    opened_at: AwareDatetime
    closed_at: AwareDatetime | None
    level: EscalationLevel
    next_alarm_at: AwareDatetime | None
    next_step: str | None = Field(description="What time does next to a request of it.")
    due_at: AwareDatetime | None = Field(description="The soonest of requests without an outcome.")
    tasks: int = Field(description="Decisions that wait; an agency reads none.")
    agencies: int = Field(description="Asked.")
    settled: int = Field(description="Of these, those whose request has its outcome.")
    overdue: int = Field(description="Of these, those late with a request of a case that runs.")
    moves: Moves


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

    @property
    def condition(self) -> str:
        """The cases of it, in SQL: an index serves one condition, and none of them serves all."""
        kinds = {"drafts_for": "c.drafting_agency = $1", "answers_for": "c.asked @> array[$2]"}
        held = [said for name, said in kinds.items() if getattr(self, name) is not None]
        return f"({' or '.join(held)})" if held else "true"


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
) -> ListPage[CaseItem]:
    """The cases a person may know of in one of their roles, as they may read them there."""
    found = chosen._replace(words=_query(chosen.words or ""))
    scope = ReaderScope.of(*held)
    query = SQL["list_cases"].format(scope=scope.condition)
    arguments = (*scope, *found, *wanted.place())
    return await page_of(source, query, _item, arguments, wanted.limit)


def _query(text: str) -> str | None:
    """Folded words as PostgreSQL looks for them, none of which holds a quote; None without any."""
    return " & ".join(f"'{word}':*" for word in folded_words(text)) or None


def _item(record: asyncpg.Record) -> CaseItem:
    return CaseItem.model_validate_json(record["body"])
