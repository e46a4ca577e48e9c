"""What an agency answered before is found by field, and says what its ledger says."""

from collections.abc import Iterator, Sequence
from functools import cache

import asyncpg
import pytest

from remiss.consultation.life.evolution import fold
from remiss.consultation.ports import RecordBatch
from remiss.consultation.state import Consultation, ReceivedReply, Request
from remiss.consultation.values import Agency, FieldCode
from remiss.ledger import append
from remiss.ledger.reads.earlier_opinions import (
    AskedAgain,
    EarlierOpinion,
    list_earlier_opinions,
)
from remiss.ledger.reads.pages import Wanted
from tests.given import generated
from tests.given.case import FINANCE, JUSTICE
from tests.given.ledger_cases import merged

LIVES = 24
ELSEWHERE = "HS-ELSEWHERE"


@cache
def lives() -> tuple[RecordBatch, ...]:
    """Cases of chance, each to its end, so that they hold replies of every fate."""
    return tuple(merged(generated.case(f"HS-{seed:02}", seed)) for seed in range(LIVES))


@cache
def cases() -> tuple[Consultation, ...]:
    found = (fold(recorded.event for recorded in batch.events) for batch in lives())
    return tuple(case for case in found if isinstance(case, Consultation))


@pytest.fixture
async def told(pool: asyncpg.Pool) -> asyncpg.Pool:
    for batch in lives():
        await append(pool, batch)
    return pool


def given_by(agency: Agency) -> Iterator[tuple[Consultation, Request, ReceivedReply]]:
    for case in cases():
        for request in case.requests_of(agency.code):
            for received in request.replies:
                yield case, request, received


def stand(agency: Agency, *, stands: bool) -> set[tuple[str, int, int]]:
    """Those that count or came beside silence, or the others."""
    return {
        (case.id, request.ordinal, received.number)
        for case, request, received in given_by(agency)
        if ((received.accepted and received.stands) or request.came_beside(received)) is stands
    }


def fields_of(agency: Agency) -> frozenset[FieldCode]:
    """Of all that was ever put to it."""
    return frozenset(
        question.field
        for case in cases()
        for request in case.requests_of(agency.code)
        for question in case.questions_of(request)
    )


async def read(
    source: asyncpg.Pool,
    agency: Agency,
    fields: frozenset[FieldCode],
    case: str = ELSEWHERE,
    ordinal: int = 1,
) -> list[EarlierOpinion]:
    """All of them, three on a page."""
    asked = AskedAgain(consultation=case, agency=agency.code, ordinal=ordinal, fields=fields)
    items: list[EarlierOpinion] = []
    page = await list_earlier_opinions(source, asked, Wanted(None, 3))
    items += page.items
    while page.next:
        page = await list_earlier_opinions(source, asked, Wanted(page.next, 3))
        items += page.items
    return items


def places(found: Sequence[EarlierOpinion]) -> list[tuple[str, int, int]]:
    return [(each.consultation, each.ordinal, each.number) for each in found]


@pytest.mark.parametrize("agency", [FINANCE, JUSTICE])
async def test_every_reply_that_stands_is_found_once_newest_first(
    told: asyncpg.Pool, agency: Agency
) -> None:
    """And none that was returned, replaced or disputed."""
    found = await read(told, agency, fields_of(agency))
    assert set(places(found)) == stand(agency, stands=True)
    assert stand(agency, stands=False)
    assert len(places(found)) == len(set(places(found)))
    moments = [each.given_at for each in found]
    assert moments == sorted(moments, reverse=True)


async def test_an_opinion_has_the_words_of_its_reply(told: asyncpg.Pool) -> None:
    """Subject, day, position and basis, on each question the reply answers."""
    known = {
        (case.id, request.ordinal, received.number): (case, received)
        for case, request, received in given_by(FINANCE)
    }
    found = await read(told, FINANCE, fields_of(FINANCE))
    assert found
    for each in found:
        case, received = known[each.consultation, each.ordinal, each.number]
        assert each.subject == case.draft.subject
        assert each.drafting_agency == case.drafting_agency.name
        assert each.given_at == received.received_at
        assert each.position == received.reply.position
        assert each.legal_basis == received.reply.legal_basis
        said = [answer.position for answer in received.reply.answers]
        assert [answer.position for answer in each.answers] == said[: len(each.answers)]


async def test_another_field_finds_nothing_but_the_case_itself(told: asyncpg.Pool) -> None:
    """Of the case itself every earlier request, on whatever field; not the one that is asked."""
    nowhere = frozenset({"no.such"})
    assert await read(told, FINANCE, nowhere) == []
    again = next(case for case in cases() if len(case.requests_of(FINANCE.code)) > 1)
    last = len(again.requests_of(FINANCE.code))
    found = await read(told, FINANCE, nowhere, again.id, last)
    expected = {place for place in stand(FINANCE, stands=True) if place[0] == again.id}
    assert set(places(found)) == {place for place in expected if place[1] < last}
    with_fields = await read(told, FINANCE, fields_of(FINANCE), again.id, last)
    assert (again.id, last) not in {place[:2] for place in places(with_fields)}


async def test_nothing_of_another_agency_is_found(told: asyncpg.Pool) -> None:
    """Asked on the fields of all, each finds its own."""
    everything = fields_of(FINANCE) | fields_of(JUSTICE)
    found = await read(told, JUSTICE, everything)
    assert set(places(found)) == stand(JUSTICE, stands=True)
