"""What reports are made from, and what becomes of those made."""

import asyncio
from datetime import date, datetime, timedelta

import asyncpg
import pytest

from remiss.consultation.life.commands import Cancel
from remiss.consultation.life.evolution import fold
from remiss.consultation.ports import PublishedReport
from remiss.consultation.state import CaseStage
from remiss.consultation.views.delay_facts import MissedMail
from remiss.documents.morning_reports import compile_reports, reports_on
from remiss.ledger import append, publish, read_report, rebuild
from tests.given.case import FINANCE, JUSTICE, MONDAY, OFFICER, hanoi, opening, order
from tests.given.generated import whole
from tests.given.known_cases import found_at, known_cases, looked_into
from tests.given.ledger_cases import batches, case, events_of

DAY = date(2026, 3, 13)
MOMENT = hanoi("2026-03-13", "07:30")
REPORT = PublishedReport(
    day=DAY, made_at=MOMENT, body='{"a": 1}', office_docx=b"PK office", chairman_docx=None
)


@pytest.mark.parametrize(
    "at",
    [
        hanoi("2026-03-02"),
        hanoi("2026-03-09", "18:00"),
        MOMENT,
        hanoi("2026-03-20"),
    ],
)
async def test_a_case_is_found_as_it_stood_at_the_moment(pool: asyncpg.Pool, at: datetime) -> None:
    """What happened later was not known then, however much the ledger knows today."""
    stored = case("HS-ONE")
    for batch in stored:
        await append(pool, batch)

    assert await known_cases(pool, at) == [
        fold(known.event for known in events_of(stored) if known.event.at <= at)
    ]


async def test_only_what_was_open_then_is_found(pool: asyncpg.Pool) -> None:
    """Neither what was opened later, nor what was over by then; but what ended since."""
    ended = order(Cancel, OFFICER, hanoi("2026-03-04"), reason="Không ban hành nữa")
    for batch in (
        *batches(opening(consultation="HS-OVER"), ended),
        *batches(opening(hanoi("2026-03-05"), consultation="HS-LATER")),
        *case("HS-ONE"),
    ):
        await append(pool, batch)

    before = await looked_into(pool, hanoi("2026-03-03"))
    after = await looked_into(pool, hanoi("2026-03-06"))

    assert {(found.id, found.stage) for known in before for found in known.cases} == {
        ("HS-OVER", CaseStage.OPEN),
        ("HS-ONE", CaseStage.OPEN),
    }
    assert {found.id for known in after for found in known.cases} == {"HS-ONE"}
    assert sum(known.quiet_cases for known in after) == 1


async def test_counting_quiet_cases_loses_nothing(pool: asyncpg.Pool) -> None:
    """At any moment of random lives the reports are those of every case followed whole."""
    for number in range(12):
        await append(pool, whole(f"HS-{number}", number))
    for day in range(3, 80, 7):
        at = MONDAY + timedelta(days=day, hours=1)
        told = compile_reports(await known_cases(pool, at), at, "Ủy ban nhân dân tỉnh Tân Giang")
        assert reports_on(await found_at(pool, at), told.office.province) == told


async def test_a_day_is_reported_once(pool: asyncpg.Pool) -> None:
    """The same again succeeds; another report of the day finds the first in its place."""
    other = REPORT.model_copy(
        update={"made_at": MOMENT + timedelta(hours=1), "chairman_docx": b"PK chairman"}
    )

    assert await publish(pool, REPORT) == REPORT
    assert await publish(pool, REPORT) == REPORT
    assert await publish(pool, other) == REPORT
    assert await read_report(pool, DAY) == REPORT
    assert await read_report(pool, DAY + timedelta(days=1)) is None


async def test_of_many_at_once_one_is_published(pool: asyncpg.Pool) -> None:
    """Workers that make the report together agree on whose stands."""
    made = [
        REPORT.model_copy(update={"made_at": MOMENT + timedelta(seconds=second)})
        for second in range(8)
    ]

    found = await asyncio.gather(*(publish(pool, report) for report in made))

    assert len({report.made_at for report in found}) == 1
    assert await pool.fetchval("select count(*) from report") == 1


async def test_what_was_reported_is_not_rebuilt_away(pool: asyncpg.Pool, owner_dsn: str) -> None:
    """Rebuilding the read tables leaves the reports as they were."""
    await publish(pool, REPORT)
    await rebuild(owner_dsn)

    assert await read_report(pool, DAY) == REPORT


async def test_mail_that_had_not_reached_an_agency_is_known(
    pool: asyncpg.Pool, owner: asyncpg.Pool
) -> None:
    """By case and agency: what failed or came later; not what arrived, nor what is held back."""
    for batch in case("HS-ONE"):
        await append(pool, batch)
    before, after = MOMENT - timedelta(hours=20), MOMENT + timedelta(hours=1)
    rows = (
        ("failed", "failed", before, None, FINANCE.code),
        ("late", "sent", before, after, FINANCE.code),
        ("arrived", "sent", before, before, FINANCE.code),
        ("held", "waiting", MOMENT, None, FINANCE.code),
        ("bounced", "bounced", before, None, JUSTICE.code),
    )
    for id_, status, due, sent, agency in rows:
        await owner.execute(MAIL, id_, status, due, sent, agency)

    _, found = await looked_into(pool, MOMENT)

    assert [each.id for each in found.cases] == ["HS-ONE"]
    assert found.undelivered == {
        ("HS-ONE", FINANCE.code): MissedMail(letters=2, since=before),
        ("HS-ONE", JUSTICE.code): MissedMail(letters=1, since=before),
    }


MAIL = """
insert into notice (
    id, stream, version, channel, recipient, kind, at, actor, urgency, body, status, attempts,
    created_at, deliver_after, next_attempt_at, sent_at
)
values (
    $1::text, 'HS-ONE', 1, 'mail', $1::text || '@h99.example', 'reminder_sent', $3::timestamptz,
    'remiss', 'normal',
    jsonb_build_array(jsonb_build_object('addressee', jsonb_build_object('agency', $5::text))),
    $2::text, 1, $3::timestamptz, $3::timestamptz,
    case $2::text when 'waiting' then $3::timestamptz end, $4::timestamptz
)
"""
