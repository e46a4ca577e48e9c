"""The book of days recorded beside the package of holidays: only ever written on."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import asyncpg

from remiss.consultation.time.days_off import RecordedOverride, RecordOverrides
from remiss.consultation.values import Actor, Role
from remiss.ledger.connection import Source
from remiss.ledger.reads.calendar_records import Followed, followed_calendars, read_overrides
from remiss.ledger.statements import SQL

Check = Callable[[tuple[RecordedOverride, ...]], None]


class RestoredRecords(NamedTuple):
    """What became of records a restored book had lost: written, or against what stands there."""

    written: tuple[RecordedOverride, ...]
    against: tuple[RecordedOverride, ...]


class CalendarBook:
    """Reads and appends overrides; nothing recorded is ever changed."""

    def __init__(self, pool: asyncpg.Pool) -> None:
        self._pool = pool

    async def record(self, command: RecordOverrides, check: Check) -> tuple[RecordedOverride, ...]:
        """Append the days of `command` unless `check` refuses them; safe to repeat.

        What its id recorded before is returned as it is, whatever the command says now.

        Raises:
            Refusal: by `check`, given all that is recorded; nothing was written.
        """
        async with self._pool.acquire() as connection, connection.transaction():
            await connection.execute(SQL["lock_overrides"])
            before = await read_overrides(connection)
            if not _of(command, before):
                check(before)
                await _append(connection, command)
            return _of(command, await read_overrides(connection))

    async def recorded(self) -> tuple[RecordedOverride, ...]:
        """Every record, oldest first."""
        return await read_overrides(self._pool)

    async def give_back(self, records: Sequence[RecordedOverride]) -> RestoredRecords:
        """Record again, as they were, those records that are missing; safe to repeat.

        A command is written whole, and only where its records get the ordinals they had.
        """
        written, against = list[RecordedOverride](), list[RecordedOverride]()
        async with self._pool.acquire() as connection, connection.transaction():
            await connection.execute(SQL["lock_overrides"])
            for command, given in _by_command(records):
                present = await read_overrides(connection)
                missing = [each for each in given if each not in present]
                if missing and _are_next(given, present):
                    await _append(connection, command)
                    written += missing
                else:
                    against += missing
        return RestoredRecords(tuple(written), tuple(against))

    async def latest(self) -> RecordOverrides:
        """The command recorded last, as it was given; to give it again records nothing.

        Raises:
            LookupError: nothing is recorded.
        """
        return list(_by_command(await self.recorded()))[-1][0]

    async def running(self, after: str, limit: int) -> tuple[Followed, ...]:
        """The running cases after the id `after`, at most `limit`."""
        return await followed_calendars(self._pool, after, limit)


def _of(
    command: RecordOverrides, recorded: tuple[RecordedOverride, ...]
) -> tuple[RecordedOverride, ...]:
    return tuple(each for each in recorded if each.command_id == command.id)


def _by_command(
    records: Sequence[RecordedOverride],
) -> Iterator[tuple[RecordOverrides, list[RecordedOverride]]]:
    """The commands that led to `records`, oldest first, each with its own."""
    groups: dict[str, list[RecordedOverride]] = {}
    for each in sorted(records, key=lambda each: (each.at, each.ordinal)):
        groups.setdefault(each.command_id, []).append(each)
    for id_, given in groups.items():
        first = given[0]
        command = RecordOverrides(
            id=id_,
            actor=Actor(id=first.by.id, name=first.by.name, role=Role.OFFICE),
            at=first.at,
            overrides=tuple(each.override for each in given),
            legal_basis=first.legal_basis,
            reason=first.reason,
        )
        yield command, given


def _are_next(records: Iterable[RecordedOverride], present: tuple[RecordedOverride, ...]) -> bool:
    """Whether each would get its own place among the records of its day."""
    counted = Counter(each.override.date for each in present)
    for record in records:
        counted[record.override.date] += 1
        if record.ordinal != counted[record.override.date]:
            return False
    return True


async def _append(source: Source, command: RecordOverrides) -> None:
    days = command.overrides
    await source.execute(
        SQL["record_overrides"],
        [each.date for each in days],
        [each.kind for each in days],
        [each.name.vi for each in days],
        [each.name.en for each in days],
        [each.part for each in days],
        [each.territory for each in days],
        command.legal_basis,
        command.reason,
        command.actor.id,
        command.actor.name,
        command.at,
        command.id,
    )
