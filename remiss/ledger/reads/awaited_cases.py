"""The requests that a drafting side waits for, case by case, newest first."""

import asyncpg

from remiss.consultation.values import Actor, Role
from remiss.consultation.views.rows import RequestRow
from remiss.ledger.connection import Reader
from remiss.ledger.reads.listed_case import OfCase
from remiss.ledger.reads.pages import ListPage, Wanted, read_page

OF_EACH = 3
"""How many requests of a case stand in a list of several cases."""


class AwaitedCase(OfCase):
    """A case that runs, those of its open requests that are due first, and how many more."""

    subject: str
    requests: tuple[RequestRow, ...]
    others: int


async def list_awaited(source: Reader, actor: Actor, wanted: Wanted) -> ListPage[AwaitedCase]:
    """Of an officer in their cases; of a supervisor in the agency's."""
    officer = actor.id if actor.role is Role.OFFICER else None
    arguments = (actor.agency, officer, OF_EACH, *wanted.place())
    return await read_page(source, "awaited", _item, arguments, wanted.limit)


def _item(record: asyncpg.Record) -> AwaitedCase:
    return AwaitedCase.model_validate_json(record["body"])
