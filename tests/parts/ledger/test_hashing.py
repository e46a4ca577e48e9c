import hashlib

import asyncpg
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from remiss.ledger.event_hash import link_hash

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
SAFE = st.integers(-(2**53) + 1, 2**53 - 1)
JSON = st.recursive(
    st.none() | st.booleans() | SAFE | TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner),
    max_leaves=10,
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(event=st.dictionaries(TEXT, JSON))
async def test_the_hash_survives_jsonb(pool: asyncpg.Pool, event: dict[str, object]) -> None:
    """Whatever jsonb does to the order of keys and to Unicode, content and hash stay the same."""
    back = await pool.fetchval("select $1::jsonb", event)
    assert back == event
    assert link_hash(None, back) == link_hash(None, event)


def test_the_hash_can_be_computed_by_anyone() -> None:
    """A chain can be checked with nothing but the standard: RFC 8785 and SHA-256."""
    plain = '{"event":{"a":"Sở","b":1},"previous":"00ff"}'
    assert link_hash(b"\x00\xff", {"b": 1, "a": "Sở"}) == hashlib.sha256(plain.encode()).digest()


def test_the_hash_depends_on_what_came_before() -> None:
    """The same event after another event has another hash."""
    assert len({link_hash(None, {}), link_hash(b"\x00", {}), link_hash(b"\x01", {})}) == 3
