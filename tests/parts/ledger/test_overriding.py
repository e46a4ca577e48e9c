"""The book of recorded days: appended, numbered by day, never changed."""

import asyncio
from datetime import UTC, date, datetime

import asyncpg
import pytest

from remiss import ledger
from remiss.consultation.refusals import Refusal
from remiss.consultation.time.days_off import (
    CalendarOverride,
    DayKind,
    DayName,
    RecordedOverride,
    RecordOverrides,
)
from remiss.consultation.time.open_hours import DayPart
from remiss.ledger import CalendarBook
from tests.given.case import OFFICE

DAY, OTHER = date(2027, 10, 12), date(2027, 10, 16)


def command(
    id_: str, *days: date, kind: DayKind = DayKind.DAY_OFF, reason: str = "Hoán đổi"
) -> RecordOverrides:
    name = DayName(vi="Nghỉ hoán đổi", en="Day off, swapped")
    return RecordOverrides(
        id=id_,
        actor=OFFICE,
        at=datetime(2026, 11, 24, 9, tzinfo=UTC),
        overrides=tuple(CalendarOverride(date=day, kind=kind, name=name) for day in days),
        legal_basis="Thông báo số 12/TB-VP",
        reason=reason,
    )


def allowed(_: tuple[RecordedOverride, ...]) -> None:
    """Anything may be recorded."""


async def test_what_is_recorded_reads_as_it_was_said(pool: asyncpg.Pool, database: str) -> None:
    """Each day with its document, its reason, who and when."""
    asked = command("a", DAY, OTHER)

    recorded = await CalendarBook(pool).record(asked, allowed)

    assert tuple(each.override for each in recorded) == asked.overrides
    assert {(r.by, r.at, r.legal_basis, r.reason, r.ordinal) for r in recorded} == {
        (OFFICE.person, asked.at, asked.legal_basis, asked.reason, 1)
    }
    assert await ledger.overrides(database) == recorded


async def test_parts_and_territories_are_kept_and_are_one_day_each(
    pool: asyncpg.Pool, database: str
) -> None:
    """A storm closes two communes and the province for a morning, by one command."""
    asked = command("a", DAY, DAY, DAY)
    one, other, province = asked.overrides
    days = (
        one.model_copy(update={"territory": "H99.31"}),
        other.model_copy(update={"territory": "H99.32", "part": DayPart.AFTERNOON}),
        province.model_copy(update={"part": DayPart.MORNING}),
    )

    recorded = await CalendarBook(pool).record(
        asked.model_copy(update={"overrides": days}), allowed
    )

    assert [each.override for each in recorded] == list(days)
    assert [each.ordinal for each in recorded] == [1, 2, 3]
    assert await ledger.overrides(database) == recorded


async def test_rows_of_before_are_of_the_whole_day_and_province(
    owner: asyncpg.Pool, pool: asyncpg.Pool
) -> None:
    """What an earlier version wrote named neither part nor territory."""
    await owner.execute(
        "INSERT INTO calendar_override (date, ordinal, kind, name_vi, name_en, legal_basis, reason,"
        " recorded_by, recorded_by_name, recorded_at, command_id)"
        " VALUES ('2027-10-12', 1, 'day_off', 'Nghỉ', 'Off', 'TB 1', 'Bão', 'thinh', 'Thịnh',"
        " now(), 'thinh:1')"
    )

    (found,) = await CalendarBook(pool).recorded()

    assert (found.override.part, found.override.territory) == (None, None)
    assert set(found.override.model_dump(mode="json")) == {"date", "kind", "name"}


async def test_lost_records_of_one_command_are_given_back_whole(
    pool: asyncpg.Pool, owner: asyncpg.Pool
) -> None:
    """Also where it has several of one day, by the ordinals they had."""
    book, asked = CalendarBook(pool), command("a", DAY, DAY)
    one, other = asked.overrides
    days = (one.model_copy(update={"territory": "H99.31"}), other)
    recorded = await book.record(asked.model_copy(update={"overrides": days}), allowed)
    await owner.execute(
        "ALTER TABLE calendar_override DISABLE TRIGGER USER; DELETE FROM calendar_override;"
        "ALTER TABLE calendar_override ENABLE ALWAYS TRIGGER calendar_override_append_only"
    )

    given = await book.give_back(recorded)

    assert set(given.written) == set(recorded)
    assert await book.recorded() == recorded
    assert (await book.give_back(recorded)).written == ()


async def test_a_later_record_is_the_next_of_its_day(pool: asyncpg.Pool) -> None:
    """Nothing is edited: the day has two records, numbered."""
    book = CalendarBook(pool)
    await book.record(command("a", DAY, OTHER), allowed)

    (again,) = await book.record(command("b", DAY, kind=DayKind.WORKING_DAY), allowed)

    assert (again.ordinal, again.override.kind) == (2, DayKind.WORKING_DAY)
    assert len(await book.recorded()) == 3


async def test_one_command_records_once(pool: asyncpg.Pool) -> None:
    """Sent many times at once, or later with other words, it stays what it was."""
    book = CalendarBook(pool)

    answers = await asyncio.gather(*(book.record(command("a", DAY), allowed) for _ in range(8)))
    later = await book.record(command("a", DAY, reason="Lý do khác"), allowed)

    assert {*answers, later} == {answers[0]}
    assert len(await book.recorded()) == 1


async def test_commands_at_once_are_numbered_one_after_the_other(pool: asyncpg.Pool) -> None:
    """Each sees what was recorded before it."""
    book, seen = CalendarBook(pool), list[int]()

    await asyncio.gather(
        *(book.record(command(str(n), DAY), lambda r: seen.append(len(r))) for n in range(6))
    )

    assert sorted(seen) == list(range(6))
    assert [each.ordinal for each in await book.recorded()] == list(range(1, 7))


async def test_what_is_refused_leaves_nothing(pool: asyncpg.Pool) -> None:
    """The whole command or none of it."""

    def no(_: tuple[RecordedOverride, ...]) -> None:
        raise Refusal("day_named_twice", day="12/10/2027")

    with pytest.raises(Refusal):
        await CalendarBook(pool).record(command("a", DAY, OTHER), no)

    assert await CalendarBook(pool).recorded() == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE calendar_override SET reason = 'khác'",
        "DELETE FROM calendar_override",
        "TRUNCATE calendar_override",
    ],
)
async def test_the_database_refuses_to_change_a_record(
    pool: asyncpg.Pool, owner: asyncpg.Pool, statement: str
) -> None:
    """As for events: only ever more."""
    await CalendarBook(pool).record(command("a", DAY), allowed)

    with pytest.raises(asyncpg.RestrictViolationError):
        await owner.execute(statement)
