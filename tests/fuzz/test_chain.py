"""Canonical JSON and the chain over it: what is stored hashes alike, what is changed is found."""

import asyncio
import json
from collections.abc import Callable
from datetime import UTC
from typing import Any

import rfc8785
from hypothesis import HealthCheck, assume, given, seed, settings
from hypothesis import strategies as st

from remiss.consultation.clarity.assessment import Assessment, Verdict
from remiss.consultation.life.events import RecordedEvent
from remiss.ledger import connect
from remiss.ledger.event_hash import link_hash
from remiss.ledger.verification import CONTENT, check_chain
from tests.given.fuzz_values import EVENTS, JSON, TEXT, Json, almost, same
from tests.given.ledger_cases import case, events_of
from tests.given.tally import Tally

Record = dict[str, Any]
SHORT, LONG = 100, 1_000


def search(tally: Tally, number: int, check: Callable[..., None], **given_: Any) -> None:
    """One round: as many examples as the form asks for, from a seed that can be given again."""
    quiet = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    many = settings(
        max_examples=LONG if tally.long else SHORT,
        deadline=None,
        database=None,
        print_blob=True,
        suppress_health_check=quiet,
    )

    def counted(**drawn: Any) -> None:
        tally.examples += 1
        check(**drawn)

    seed(number)(many(given(**given_)(counted)))()


async def test_what_is_stored_hashes_as_it_did(database: str, tally: Tally) -> None:
    """Any value the models can hold has one hash before and after PostgreSQL's jsonb."""
    pool = await connect(database)
    loop = asyncio.get_running_loop()

    async def stored(event: Json) -> Json:
        return json.loads(await pool.fetchval("select ($1::jsonb)::text", event))

    def check(event: Json) -> None:
        back = asyncio.run_coroutine_threadsafe(stored(event), loop).result(30)
        assert same(back, event)
        assert link_hash(b"\x01", back) == link_hash(b"\x01", event)

    for number in tally.rounds():
        await asyncio.to_thread(search, tally, number, check, event=EVENTS)
    await pool.close()


def test_two_values_never_share_their_canonical_bytes(tally: Tally) -> None:
    """The bytes that are hashed are equal for equal JSON, and for nothing else."""

    def check(data: st.DataObject, one: Json) -> None:
        other = data.draw(almost(one) | JSON)
        assert (rfc8785.dumps(one) == rfc8785.dumps(other)) == same(one, other)
        assert same(json.loads(rfc8785.dumps(one)), one)

    for number in tally.rounds():
        search(tally, number, check, data=st.data(), one=JSON)


def chain() -> list[Record]:
    """A stored chain of a real case, as verification reads it."""
    records: list[Record] = []
    for recorded in [*events_of(case("HS-1")), _assessed()]:
        body = recorded.model_dump(mode="json")
        before = records[-1]["hash"] if records else None
        records.append(
            {
                "stream": "HS-1",
                "version": len(records) + 1,
                "type": recorded.event.kind,
                "at": recorded.event.at,
                "actor": recorded.actor.id,
                "agency": getattr(recorded.event, "agency", None),
                "command_id": recorded.command_id,
                "body": json.dumps({**body, "version": len(records) + 1}),
                "previous_hash": before,
                "hash": link_hash(before, {**body, "version": len(records) + 1}),
            }
        )
    return records


def _assessed() -> RecordedEvent:
    """A last event with a share in it, lest only whole numbers be tried."""
    accepted = next(e for e in events_of(case("HS-1")) if e.event.kind == "reply_accepted")
    shares = Assessment(rubric="r", verdict=Verdict.CLEAR, confidence=0.7333333333333333)
    return accepted.model_copy(
        update={"event": accepted.event.model_copy(update={"assessment": shares})}
    )


CHAIN = chain()
INSIDE = st.integers(0, len(CHAIN) - 1)


@st.composite
def in_content(draw: st.DrawFn) -> list[Record]:
    """One value anywhere in one event's content changed."""
    at = draw(INSIDE)
    body = json.loads(CHAIN[at]["body"])
    changed = draw(almost(body))
    assume(not same(body, changed))
    return _with(at, {"body": json.dumps(changed)})


@st.composite
def in_columns(draw: st.DrawFn) -> list[Record]:
    """One column of one row changed."""
    at, column = draw(INSIDE), draw(st.sampled_from([*CONTENT, "previous_hash", "hash"]))
    others = [record[column] for record in CHAIN if record[column] != CHAIN[at][column]]
    changed = draw((st.sampled_from(others) if others else st.nothing()) | _made_up(column))
    assume(changed != CHAIN[at][column])
    return _with(at, {column: changed})


def _made_up(column: str) -> st.SearchStrategy[Any]:
    """A value the column's type in PostgreSQL can hold."""
    match column:
        case "hash" | "previous_hash":
            return st.binary(max_size=32)
        case "version":
            return st.integers(1, 2**31 - 1)
        case "at":
            return st.datetimes(timezones=st.just(UTC))
        case _:
            return TEXT


@st.composite
def removed(draw: st.DrawFn) -> list[Record]:
    """Events taken out of the middle or the beginning; the end is the read tables' to miss."""
    first = draw(st.integers(0, len(CHAIN) - 2))
    many = draw(st.integers(1, len(CHAIN) - 1 - first))
    left = CHAIN[:first] + CHAIN[first + many :]
    closed_up = [record | {"version": n} for n, record in enumerate(left, start=1)]
    return draw(st.sampled_from([left, closed_up]))


@st.composite
def reordered(draw: st.DrawFn) -> list[Record]:
    """Two events that changed places, with or without the numbers of their places."""
    one, other = draw(st.lists(INSIDE, min_size=2, max_size=2, unique=True))
    records = list(CHAIN)
    records[one], records[other] = records[other], records[one]
    renumbered = [record | {"version": n} for n, record in enumerate(records, start=1)]
    return draw(st.sampled_from([records, renumbered]))


@st.composite
def inserted(draw: st.DrawFn) -> list[Record]:
    """An event repeated, or one of another chain, somewhere; hashed as if it belonged there."""
    at, which = draw(st.integers(0, len(CHAIN))), draw(INSIDE)
    before = CHAIN[at - 1]["hash"] if at else None
    body = json.loads(CHAIN[which]["body"]) | {"version": at + 1}
    body |= {"command_id": draw(st.just(body["command_id"]) | st.text(max_size=5))}
    forged = CHAIN[which] | {
        "command_id": body["command_id"],
        "body": json.dumps(body),
        "previous_hash": before,
        "hash": link_hash(before, body),
    }
    new = draw(st.sampled_from([forged, CHAIN[which]]))
    assume(at < len(CHAIN) or new is not forged)  # a next event, well hashed, is an append
    records = [*CHAIN[:at], new, *CHAIN[at:]]
    return [record | {"version": n} for n, record in enumerate(records, start=1)]


def test_no_change_of_a_chain_goes_unnoticed(tally: Tally) -> None:
    """Whatever single thing is changed, removed, moved or put in, verification finds it."""

    def check(tampered: list[Record]) -> None:
        assert check_chain("HS-1", tampered) is not None  # type: ignore[arg-type]

    assert check_chain("HS-1", CHAIN) is None  # type: ignore[arg-type]
    changes = st.one_of(in_content(), in_columns(), removed(), reordered(), inserted())
    for number in tally.rounds():
        search(tally, number, check, tampered=changes)


def _with(at: int, changed: Record) -> list[Record]:
    return [*CHAIN[:at], CHAIN[at] | changed, *CHAIN[at + 1 :]]
