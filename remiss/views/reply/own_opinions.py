"""What an agency itself answered before, on the fields it is asked about again."""

from pydantic import Field

from remiss.consultation.state import Request
from remiss.consultation.values import Value
from remiss.ledger.reads.earlier_opinions import (
    AskedAgain,
    EarlierOpinion,
    list_earlier_opinions,
)
from remiss.ledger.reads.pages import ListPage, Wanted
from remiss.ledger.reads.pool import Ledger
from remiss.views.seen_case import SeenCase


class EarlierOpinions(Value):
    """A page of them, newest first."""

    items: tuple[EarlierOpinion, ...]
    next: str | None = Field(description="The cursor of the next page; None: this is the last.")


async def own_opinions(
    ledger: Ledger, seen: SeenCase, request: Request, wanted: Wanted
) -> ListPage[EarlierOpinion]:
    """Of the agency that is asked: whoever asks for them is of that agency.

    Raises:
        Problem: `invalid_cursor`, `ledger_unavailable`.
    """
    fields = frozenset(question.field for question in seen.questions_of(request))
    agency = request.agency.code
    asked = AskedAgain(
        consultation=seen.case.id, agency=agency, ordinal=request.ordinal, fields=fields
    )
    return await list_earlier_opinions(ledger, asked, wanted)
