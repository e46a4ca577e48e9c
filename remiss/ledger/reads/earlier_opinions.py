"""What an agency answered before: replies it stands by, in its own words, newest first."""

import json
from collections.abc import Collection, Iterator, Mapping
from functools import partial

import asyncpg
from pydantic import AwareDatetime, Field

from remiss.consultation.life.events import CorrectionReceived, ReplyReceived
from remiss.consultation.values import (
    AgencyCode,
    FieldCode,
    Position,
    QuestionId,
    Reply,
    Value,
)
from remiss.ledger.connection import Reader
from remiss.ledger.reads.pages import ListPage, Wanted, read_page
from remiss.ledger.reads.stored_events import events_of
from remiss.texts import Bilingual


class OpinionOnField(Value):
    """What was answered to one question of a field that is asked about again."""

    field: FieldCode
    position: Position
    reason: str
    legal_basis: str


class EarlierOpinion(Value):
    """One reply; `ordinal` and `number` lead to its receipt."""

    consultation: str
    subject: str
    drafting_agency: Bilingual
    ordinal: int = Field(description="Of the request among the agency's in that case.")
    number: int = Field(description="Of the reply to that request.")
    given_at: AwareDatetime
    position: Position = Field(description="On the whole of the draft.")
    legal_basis: str = Field(description="Of the whole reply.")
    answers: tuple[OpinionOnField, ...] = Field(
        description="On the same fields; to an earlier request of the same case, on every field."
    )


class AskedAgain(Value):
    """What an agency is asked now: its `ordinal`-th request in a case, on these fields."""

    consultation: str
    agency: AgencyCode
    ordinal: int
    fields: frozenset[FieldCode]


async def list_earlier_opinions(
    source: Reader, asked: AskedAgain, wanted: Wanted
) -> ListPage[EarlierOpinion]:
    """On the fields that are asked about, and to earlier requests of the same case.

    Raises:
        LedgerUnreadable: an event has a shape this version of the domain does not know.
    """
    which = (asked.agency, list(asked.fields), asked.consultation, asked.ordinal)
    arguments = (*which, *wanted.place())
    return await read_page(
        source, "earlier_opinions", partial(_opinion, asked), arguments, wanted.limit
    )


def _opinion(asked: AskedAgain, record: asyncpg.Record) -> EarlierOpinion:
    about, fields = json.loads(record["about"]), json.loads(record["fields"])
    (recorded,) = events_of(about["consultation"], [record])
    assert isinstance(recorded.event, ReplyReceived | CorrectionReceived)  # noqa: S101 -- asked so
    reply = recorded.event.reply
    same_case = about["consultation"] == asked.consultation
    wanted = set(fields.values()) if same_case else asked.fields
    return EarlierOpinion(
        **about,
        position=reply.position,
        legal_basis=reply.legal_basis,
        answers=tuple(_answers(reply, fields, wanted)),
    )


def _answers(
    reply: Reply, fields: Mapping[QuestionId, FieldCode], wanted: Collection[FieldCode]
) -> Iterator[OpinionOnField]:
    for answer in reply.answers:
        if fields.get(answer.question) in wanted:
            yield OpinionOnField(
                field=fields[answer.question],
                position=answer.position,
                reason=answer.reason or answer.text,
                legal_basis=answer.legal_basis,
            )
