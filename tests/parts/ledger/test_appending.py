import asyncio

import asyncpg
import pytest

from remiss.consultation.ports import RecordBatch
from remiss.consultation.state import CaseStage
from remiss.consultation.views.rows import ConsultationRow
from remiss.consultation.views.task_deadline import BEHIND_TASKS
from remiss.ledger import LedgerConflict, LedgerGap, append, connect, stream
from tests.given.ledger_cases import batches, case, events_of, merged


async def rows(pool: asyncpg.Pool) -> list[dict[str, object]]:
    """Everything in both read tables."""
    found = await pool.fetch("select * from consultation order by id")
    found += await pool.fetch("select * from request order by consultation, agency")
    return [dict(row) for row in found]


async def test_reads_back_what_was_appended(pool: asyncpg.Pool) -> None:
    """Every event comes back equal and in order."""
    for batch in case("HS-1") + (second := case("HS-2")):
        assert await append(pool, batch) == len(batch.events)
    assert await stream(pool, "HS-2") == events_of(second)
    assert await stream(pool, "HS-2", after=5) == events_of(second)[5:]
    assert await stream(pool, "HS-3") == []


def whose(row: ConsultationRow) -> dict[str, list[str]]:
    """The agencies that lists find a case by: asked, and late with an open request."""
    late = [r.agency for r in row.requests if r.overdue and r.settled_at is None]
    asked = [r.agency for r in row.requests]
    return {"asked": sorted(asked), "overdue": sorted(late) if row.stage is CaseStage.OPEN else []}


OF_FACTS = ("in_progress", "stalls_from", "by_task", "moves_by")
"""Facts of a request that lists are found by."""


async def test_keeps_the_read_tables_in_step(pool: asyncpg.Pool) -> None:
    """After each batch the rows are those the domain's view gave."""
    for batch in case("HS-1"):
        await append(pool, batch)
        expected = batch.row.model_dump() | {"search": batch.row.model_dump(mode="json")["search"]}
        requests = sorted(expected.pop("requests"), key=lambda row: str(row["agency"]))
        stored_case, *stored_requests = await rows(pool)
        for each in (stored_case, *stored_requests):
            assert each.pop("words")
        tasks = [task.model_dump(mode="json") for task in batch.row.tasks]
        written = {r.agency: r.model_dump(mode="json") for r in batch.row.requests}
        facts = {r.agency: r.facts for r in batch.row.requests if r.facts}
        assert stored_case.pop("scored") == batch.row.version
        assert stored_case == expected | {"tasks": tasks} | whose(batch.row)
        assert stored_requests == [
            {
                **row,
                "consultation": "HS-1",
                "questions": list(row["questions"]),
                "declined": list(row["declined"]),
                "desk": written[str(row["agency"])]["desk"],
                "facts": written[str(row["agency"])]["facts"],
                "in_progress": facts[row["agency"]].in_progress,
                "stalls_from": facts[row["agency"]].stalls_from,
                "by_task": row["due_at"] + BEHIND_TASKS,
                "moves_by": facts[row["agency"]].turn_until or row["due_at"],
            }
            for row in requests
        ]


async def test_has_a_column_for_every_field_of_the_view(pool: asyncpg.Pool) -> None:
    """A field added to the view without a migration fails here, not silently in production."""
    row = case("HS-1")[0].row
    for table, fields in (
        ("consultation", {*row.model_dump(), *whose(row), "words", "scored"} - {"requests"}),
        ("request", {*row.requests[0].model_dump(), "consultation", "words", *OF_FACTS}),
    ):
        found = await pool.fetch(
            "select column_name from information_schema.columns where table_name = $1", table
        )
        assert {record["column_name"] for record in found} == fields


async def test_repeating_changes_nothing(pool: asyncpg.Pool) -> None:
    """An identical batch succeeds again and leaves events and rows as they were."""
    whole = merged(case("HS-1"))
    assert await append(pool, whole) == len(whole.events)
    before = await rows(pool), await pool.fetch("select * from event order by version")
    assert await append(pool, whole) == 0
    assert (await rows(pool), await pool.fetch("select * from event order by version")) == before


async def test_completes_a_batch_stored_in_part(pool: asyncpg.Pool) -> None:
    """Of a batch whose first events are stored, the rest is added."""
    parts = case("HS-1")
    stored = sum([await append(pool, batch) for batch in parts[:3]])
    whole = merged(parts)
    assert await append(pool, whole) == len(whole.events) - stored
    assert await stream(pool, "HS-1") == list(whole.events)
    assert (await rows(pool))[0]["version"] == whole.row.version


async def test_an_old_batch_leaves_newer_rows_alone(pool: asyncpg.Pool) -> None:
    """A batch replayed late does not take the read tables back."""
    parts = case("HS-1")
    for batch in parts:
        await append(pool, batch)
    before = await rows(pool)
    assert await append(pool, parts[0]) == 0
    assert await rows(pool) == before


async def test_rows_of_an_older_version_are_refused_by_the_statement_itself(
    pool: asyncpg.Pool,
) -> None:
    """Even written with new events, rows older than those stored change nothing."""
    parts = case("HS-1")
    await append(pool, merged(parts[:2]))
    await pool.execute("update consultation set version = 99, subject = 'newer'")
    before = await rows(pool)
    await append(pool, parts[2])
    assert await rows(pool) == before


async def test_another_event_in_the_same_place_is_a_conflict(pool: asyncpg.Pool) -> None:
    """A different event under a stored version raises, names it, and writes nothing."""
    first, second, *_ = case("HS-1")
    await append(pool, first)
    await append(pool, second)
    other = second.events[0].model_copy(update={"command_id": "another"})
    with pytest.raises(LedgerConflict, match="Event 4 of consultation HS-1") as raised:
        await append(pool, second.model_copy(update={"events": (other,)}))
    assert raised.value.facts == {"stream": "HS-1", "version": 4}
    assert "Sự kiện số 4 của hồ sơ HS-1" in raised.value.message.vi
    assert await stream(pool, "HS-1", after=3) == list(second.events)


async def test_a_skipped_version_is_a_gap(pool: asyncpg.Pool) -> None:
    """Neither a batch that follows nothing nor one with a hole in it is stored."""
    first, second, third, *_ = case("HS-1")
    with pytest.raises(LedgerGap, match="Event 4 of"):
        await append(pool, second)
    with pytest.raises(LedgerGap):
        await append(pool, merged([first, third]))
    assert await rows(pool) == []


async def test_events_and_rows_of_different_cases_are_refused(pool: asyncpg.Pool) -> None:
    """A batch that mixes cases or versions is a mistake of the caller."""
    (one,), (two,) = case("HS-1")[:1], case("HS-2")[:1]
    with pytest.raises(ValueError, match="HS-2"):
        await append(pool, RecordBatch(events=one.events, row=two.row))


async def test_fifty_identical_appends_at_once(database: str) -> None:
    """However many deliver one batch together, one writes it and all succeed."""
    whole = merged(case("HS-1"))
    pool = await connect(database, max_size=20, statement_cache_size=0)
    counts = await asyncio.gather(*(append(pool, whole) for _ in range(50)))
    assert sorted(counts) == [0] * 49 + [len(whole.events)]
    assert await stream(pool, "HS-1") == list(whole.events)
    await pool.close()


async def test_overlapping_appends_at_once(pool: asyncpg.Pool) -> None:
    """Batches of one stream that overlap in any way are each stored once, with the newest rows."""
    parts = case("HS-1")
    await append(pool, parts[0])
    overlapping = [merged(parts[:end]) for end in range(1, len(parts) + 1)] * 5
    await asyncio.gather(*(append(pool, batch) for batch in overlapping))
    assert await stream(pool, "HS-1") == events_of(parts)
    assert (await rows(pool))[0]["version"] == parts[-1].row.version


async def test_different_streams_at_once(pool: asyncpg.Pool) -> None:
    """Thirty cases written together do not disturb each other."""
    cases = [case(f"HS-{number:02}") for number in range(30)]

    async def write(parts: list[RecordBatch]) -> None:
        for batch in parts:
            await append(pool, batch)

    await asyncio.gather(*(write(parts) for parts in cases))
    assert await pool.fetchval("select count(distinct stream) from event") == 30
    assert await stream(pool, "HS-17") == events_of(cases[17])


async def test_two_different_batches_racing(pool: asyncpg.Pool) -> None:
    """Of two writers with different events for one place, one wins and the other is told."""
    one = case("HS-1")[0]
    events = tuple(e.model_copy(update={"command_id": "another"}) for e in one.events)
    other = one.model_copy(update={"events": events})
    outcomes = await asyncio.gather(append(pool, one), append(pool, other), return_exceptions=True)
    assert outcomes.count(3) == 1
    assert sum(isinstance(outcome, LedgerConflict) for outcome in outcomes) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "update event set type = type where version = 1",
        "update event set recorded_at = now() where false",
        "delete from event",
        "truncate event",
        "set session_replication_role = replica; delete from event",
    ],
)
async def test_refuses_every_change(
    pool: asyncpg.Pool, owner: asyncpg.Pool, statement: str
) -> None:
    """Not even a superuser changes or removes an event in passing."""
    await append(pool, case("HS-1")[0])
    with pytest.raises(asyncpg.RestrictViolationError, match="ledger is append-only"):
        await owner.execute(statement)
    assert len(await stream(pool, "HS-1")) == 3


async def test_searches_by_command_and_agency(pool: asyncpg.Pool) -> None:
    """The columns beside the body say what the body says."""
    first, second, *_ = case("HS-1")
    await append(pool, merged([first, second]))
    row = await pool.fetchrow("select * from event where version = 4")
    assert row is not None
    event = second.events[0]
    assert (row["stream"], row["type"], row["actor"], row["agency"], row["command_id"]) == (
        "HS-1", "request_acknowledged", "gd-H99.03", "H99.03", event.command_id,
    )  # fmt: skip
    assert row["at"] == event.event.at
    assert row["body"] == event.model_dump(mode="json")


def test_the_sample_case_takes_every_turn() -> None:
    """The case these tests store is long enough to mean something."""
    kinds = {event.event.kind for event in events_of(case("HS-1"))}
    assert len(batches()) == 0
    assert {"reply_returned", "reply_accepted", "reminder_sent", "silence_recorded"} <= kinds
