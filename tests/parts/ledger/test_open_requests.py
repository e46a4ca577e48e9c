"""Open requests of many cases: soonest due first, as far as whoever reads may know of them."""

import asyncpg
import pytest

from remiss.consultation.state import CaseStage, Request
from remiss.consultation.values import Actor, AgencyCode
from remiss.consultation.views.rows import listed_request
from remiss.consultation.visibility import answers_for_agency
from remiss.ledger.reads.open_requests import list_open_requests
from tests.given.case import AUDITOR, FINANCE, OFFICE, OFFICER, SUPERVISOR, head
from tests.parts.ledger.test_lists import JUDGE, may_know, replayed, told, whole

__all__ = ["told"]
LIVES = {CaseStage.OPEN, CaseStage.SUSPENDED}
Row = tuple[object, ...]
READERS = [OFFICER, SUPERVISOR, OFFICE, AUDITOR, head(FINANCE), JUDGE]


def expected(reader: Actor, agency: AgencyCode | None, late: bool | None) -> list[Row]:  # noqa: FBT001
    """What the cases say, read whole."""
    found = []
    for case in replayed().values():
        if not (may_know(reader, case) and case.stage in LIVES):
            continue
        for request in case.requests.values():
            if _is_wanted(request, agency, late):
                own = not answers_for_agency(reader) or request.agency.code == reader.agency
                found.append((case, request, listed_request(case, request) if own else None))
    found.sort(key=lambda each: (each[1].due_at, f"{each[0].id}/{each[1].agency.code}"))
    return [
        (case.id, case.draft.subject, r.agency.code, r.agency.name, r.due_at, r.overdue, row)
        for case, r, row in found
    ]


def _is_wanted(request: Request, agency: AgencyCode | None, late: bool | None) -> bool:  # noqa: FBT001
    of_agency = agency in {None, request.agency.code}
    return not request.settled and of_agency and late in {None, request.overdue}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(("agency", "late"), [(None, None), (FINANCE.code, None), (None, True)])
async def test_open_requests_are_what_the_cases_say(
    told: asyncpg.Pool,
    reader: Actor,
    agency: AgencyCode | None,
    late: bool | None,  # noqa: FBT001
) -> None:
    """Of cases one may know of; of another agency its due date and whether it is late."""
    found = await whole(
        lambda wanted: list_open_requests(told, (reader,), wanted, agency, overdue=late)
    )
    assert [
        (e.consultation, e.subject, e.agency, e.name, e.due_at, e.overdue, e.request) for e in found
    ] == expected(reader, agency, late)


async def test_an_agency_reads_of_others_when_they_are_due(told: asyncpg.Pool) -> None:
    """Its own whole; of those asked beside it the rest of the row does not leave the database."""
    reader = head(FINANCE)
    found = await whole(lambda wanted: list_open_requests(told, (reader,), wanted))
    assert {item.agency == FINANCE.code for item in found} == {True, False}
    for item in found:
        assert (item.request is not None) is (item.agency == FINANCE.code)
