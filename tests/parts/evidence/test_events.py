"""The chain as a verifier computes it is the chain as the ledger writes it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remiss import ledger
from remiss.evidence.dossier.case_chain import chain_hash
from remiss.ledger.event_hash import link_hash
from tests.given.ledger_cases import case, events_of

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(-1e9, 1e9)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


@given(JSON, st.none() | st.binary(min_size=32, max_size=32))
def test_both_ways_of_linking_agree(event: Any, previous: bytes | None) -> None:
    """Written twice, in the ledger and in the verifier, and one rule."""
    before = previous.hex() if previous else None
    try:
        expected = link_hash(previous, event).hex()
    except ValueError:
        with pytest.raises(ValueError):  # noqa: PT011 -- whatever the ledger refuses
            chain_hash(before, event)
        return
    assert chain_hash(before, event) == expected


async def test_a_stored_chain_is_read_as_it_lies(database: str) -> None:
    """Each event with its links, which are those anybody computes from its content."""
    pool = await ledger.connect(database)
    try:
        told = case("HS-CHAIN")
        for batch in told:
            await ledger.append(pool, batch)
        stored = await ledger.chain(pool, "HS-CHAIN")
        nobody = await ledger.chain(pool, "HS-NOBODY")
    finally:
        await pool.close()

    assert [event.body for event in stored] == [
        recorded.model_dump(mode="json") for recorded in events_of(told)
    ]
    before = None
    for event in stored:
        assert (event.previous, event.hash) == (before, chain_hash(before, event.body))
        before = event.hash
    assert nobody == []
