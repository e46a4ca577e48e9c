"""Whoever oversees no case of their own agency reads nothing of it past the table of authority."""

from io import BytesIO
from pathlib import Path

import asyncpg
import pytest

from remiss.consultation.refusals import Refusal
from remiss.consultation.values import Actor, Role
from remiss.documents.morning_reports import compile_reports
from remiss.files.store import Store
from remiss.ledger import append
from remiss.ledger.reads.named_in_events import is_file_named
from remiss.ledger.reads.open_requests import list_open_requests
from remiss.ledger.reads.pool import Ledger
from remiss.ledger.reads.stalled_requests import StallFilter, count_ages, count_stalls, list_stalls
from remiss.reference.registry import load_registry
from remiss.views.file_access import may_read
from remiss.views.seen_report import check_whole, seen_report
from tests.given.case import AUDITOR, FINANCE, HOME, given, hanoi, opening, time_passes
from tests.given.ledger_cases import batches
from tests.parts.ledger.test_lists import replayed, told, whole
from tests.parts.ledger.test_stalls import moment

__all__ = ["told"]
ELSEWHERE = "H99.20"
OF_PARTIES = [
    AUDITOR.model_copy(update={"role": role, "agency": agency.code})
    for role in (Role.HOME_AFFAIRS, Role.INSPECTOR)
    for agency in (HOME, FINANCE)
]


def is_party(reader: Actor, case: str) -> bool:
    known = replayed()[case]
    return reader.agency in {known.drafting_agency.code, *known.requests}


async def test_the_hash_of_a_file_opens_no_case_of_ones_own_agency(pool: asyncpg.Pool) -> None:
    """Whoever is of neither party reads the draft; those of a party as if nothing named it."""
    begun = opening()
    for batch in batches(begun):
        await append(pool, batch)
    for reader in OF_PARTIES:
        assert not await is_file_named(pool, reader, begun.draft.sha256)
        of_others = reader.model_copy(update={"agency": ELSEWHERE})
        assert await is_file_named(pool, of_others, begun.draft.sha256)
    assert await is_file_named(pool, AUDITOR, begun.draft.sha256)


@pytest.mark.parametrize("reader", OF_PARTIES)
async def test_what_ones_own_agency_brought_is_not_for_who_oversees(
    pool: asyncpg.Pool, tmp_path: Path, reader: Actor
) -> None:
    """Neither before a case names it nor after; the agency's own people read it."""
    store = Store(tmp_path, 10_000)
    assert reader.agency
    kept = store.keep(BytesIO("Dự thảo hướng dẫn.\n".encode()), reader.agency, "du-thao.txt")
    ledger = Ledger(pool)
    assert not await may_read(store, ledger, reader, kept.sha256)
    own = reader.model_copy(update={"role": Role.AGENCY_HEAD})
    assert await may_read(store, ledger, own, kept.sha256)


@pytest.mark.parametrize("reader", OF_PARTIES)
async def test_a_mornings_report_lacks_the_rows_of_ones_own_agencys_cases(
    pool: asyncpg.Pool, reader: Actor
) -> None:
    """And says of how many cases; the paper, whole or not at all, is refused."""
    late = hanoi("2026-03-13")
    for batch in batches(opening(), time_passes(late)):
        await append(pool, batch)
    reports = compile_reports([given(opening(), time_passes(late))], late, "UBND tỉnh")
    assert reports.office.overdue
    seen = await seen_report(pool, reader, reports)
    assert (seen.office.overdue, seen.office.stalled, seen.withheld) == ((), (), 1)
    with pytest.raises(Refusal, match="party_to_the_case"):
        await check_whole(pool, reader, reports, load_registry())
    of_others = reader.model_copy(update={"agency": ELSEWHERE})
    assert await seen_report(pool, of_others, reports) == reports
    await check_whole(pool, of_others, reports, load_registry())


@pytest.mark.parametrize("reader", OF_PARTIES)
async def test_of_open_requests_of_ones_own_agencys_cases_one_reads_the_day(
    told: asyncpg.Pool, reader: Actor
) -> None:
    """As whoever is asked beside another: the rest of the row does not leave the database."""
    found = await whole(lambda wanted: list_open_requests(told, (reader,), wanted))
    assert found
    for item in found:
        assert (item.request is None) is is_party(reader, item.consultation)


@pytest.mark.parametrize("agency", [HOME.code, FINANCE.code])
async def test_what_stalls_is_counted_and_listed_without_them(
    told: asyncpg.Pool, agency: str
) -> None:
    """The same with and without an agency, but for its cases; counts are those of the list."""
    at, reader = moment(), AUDITOR.model_copy(update={"agency": agency})
    every = await whole(lambda wanted: list_stalls(told, at, StallFilter(), wanted))
    chosen = StallFilter(recused=agency)
    found = await whole(lambda wanted: list_stalls(told, at, chosen, wanted), limit=2)
    assert found == [item for item in every if not is_party(reader, item.consultation)]
    assert len(found) < len(every)
    counts = await count_stalls(told, at, at.date(), agency)
    assert sum(each.requests for each in counts) == len(found)
    ages, all_ages = await count_ages(told, [at], agency), await count_ages(told, [at])
    assert ages[0] < all_ages[0]
