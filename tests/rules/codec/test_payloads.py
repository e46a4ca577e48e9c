"""What the codec promises of any payload: it comes back whole, or it is refused."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st
from temporalio.api.common.v1 import Payload
from temporalio.exceptions import ApplicationError

from remiss.temporal.codec import (
    ENCODING,
    Key,
    Keyring,
    MissingKeyError,
    NotAuthenticError,
    Sealing,
    data_converter,
)
from remiss.temporal.codec.sealed_payloads import CIPHER, FIELDS

FIRST, SECOND = Key("2026-a", b"a" * 32), Key("2026-b", b"b" * 32)
BEFORE = Sealing(Keyring((FIRST,)))
SWITCHED_OFF = Sealing(Keyring((FIRST,), encrypts=False))
KEYLESS = Sealing(Keyring())

metadata = st.dictionaries(st.text(max_size=20), st.binary(max_size=60), max_size=4)
payloads = st.builds(
    lambda meta, data: Payload(metadata=meta, data=data), metadata, st.binary(max_size=400)
)
sealed = payloads.map(lambda payload: seal(BEFORE, payload))


def seal(sealing: Sealing, payload: Payload) -> Payload:
    return asyncio.run(sealing.encode([payload]))[0]


def unseal(sealing: Sealing, payload: Payload) -> Payload:
    return asyncio.run(sealing.decode([payload]))[0]


def altered(payload: Payload, **fields: bytes) -> Payload:
    """The payload with some of its clear fields put otherwise."""
    names = {key: payload.metadata[key] for key in payload.metadata}
    return Payload(
        metadata=names | {key.replace("_", "-"): value for key, value in fields.items()},
        data=payload.data,
    )


@given(payloads)
def test_any_payload_comes_back_whole(payload: Payload) -> None:
    """Whatever its encoding, also one that is already sealed or claims to be."""
    once = seal(BEFORE, payload)
    assert unseal(BEFORE, once) == payload
    assert unseal(BEFORE, unseal(BEFORE, seal(BEFORE, once))) == payload


@given(payloads, st.binary(min_size=8, max_size=60))
def test_nothing_of_it_shows(payload: Payload, marker: bytes) -> None:
    """Neither content nor encoding stands in what is stored."""
    payload.data += marker
    payload.metadata["shape"] = marker
    stored = seal(BEFORE, payload)
    assert marker not in stored.data
    assert set(stored.metadata) == FIELDS


@given(payloads)
def test_the_same_twice_is_never_alike(payload: Payload) -> None:
    """A nonce of its own each time: equal payloads cannot be recognised."""
    one, other = seal(BEFORE, payload), seal(BEFORE, payload)
    assert one.data != other.data
    assert one.data[:12] != other.data[:12]


@given(sealed, st.data())
def test_any_flipped_bit_is_refused(payload: Payload, data: st.DataObject) -> None:
    """In nonce, content or tag."""
    bit = data.draw(st.integers(0, len(payload.data) * 8 - 1))
    changed = bytearray(payload.data)
    changed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(NotAuthenticError):
        unseal(BEFORE, Payload(metadata=payload.metadata, data=bytes(changed)))


@given(sealed, st.data())
def test_cut_short_or_made_longer_is_refused(payload: Payload, data: st.DataObject) -> None:
    """Down to nothing at all."""
    kept = data.draw(st.integers(0, len(payload.data) - 1))
    for changed in (payload.data[:kept], payload.data + b"\x00"):
        with pytest.raises(NotAuthenticError):
            unseal(BEFORE, Payload(metadata=payload.metadata, data=changed))


@given(sealed, st.binary(max_size=40).filter(lambda value: value != CIPHER))
def test_swapped_metadata_is_refused(payload: Payload, value: bytes) -> None:
    """Another key's id, another scheme, a field too many or too few."""
    both = Sealing(Keyring((FIRST, Key(SECOND.id, FIRST.secret))))
    with pytest.raises(NotAuthenticError):  # even where both names stand for the same key
        unseal(both, altered(payload, encryption_key_id=SECOND.id.encode()))
    with pytest.raises(NotAuthenticError):
        unseal(BEFORE, altered(payload, encryption_cipher=value))
    with pytest.raises(NotAuthenticError):
        unseal(BEFORE, altered(payload, further=value))
    fewer = altered(payload)
    del fewer.metadata["encryption-cipher"]
    with pytest.raises(NotAuthenticError):
        unseal(BEFORE, fewer)


@given(payloads, payloads)
def test_two_payloads_cannot_be_mixed(one: Payload, other: Payload) -> None:
    """The head of one and the tail of another are neither."""
    first, second = seal(BEFORE, one).data, seal(BEFORE, other).data
    mixed = Payload(metadata=seal(BEFORE, one).metadata, data=first[:12] + second[12:])
    with pytest.raises(NotAuthenticError):
        unseal(BEFORE, mixed)


@given(sealed)
def test_a_key_that_is_not_there_is_named(payload: Payload) -> None:
    """Also where there is no key at all; both say that nothing is lost, and what to do."""
    for without in (Sealing(Keyring((SECOND,))), KEYLESS):
        with pytest.raises(MissingKeyError, match="2026-a") as missing:
            unseal(without, payload)
        assert missing.value.key_id == FIRST.id
        assert "không mất" in missing.value.message.vi
        assert "REMISS_PAYLOAD_KEYS_FILE" in missing.value.message.en


@given(payloads)
def test_a_rotated_ring_opens_what_the_old_key_sealed(payload: Payload) -> None:
    """A new key is added, then encrypts; before and after, both rings open both."""
    added, promoted = (
        Sealing(Keyring((FIRST, SECOND))),
        Sealing(Keyring((SECOND, FIRST))),
    )
    old, new = seal(added, payload), seal(promoted, payload)
    assert (old.metadata["encryption-key-id"], new.metadata["encryption-key-id"]) == (
        FIRST.id.encode(),
        SECOND.id.encode(),
    )
    for ring in (added, promoted):
        assert [unseal(ring, each) for each in (old, new)] == [payload, payload]


@given(payloads)
def test_switched_on_and_off_again_nothing_is_lost(payload: Payload) -> None:
    """Clear payloads pass when it is on, sealed ones open when it is off."""
    clear = Payload(metadata=payload.metadata, data=payload.data)
    clear.metadata["encoding"] = b"json/plain"
    assert unseal(BEFORE, clear) == clear
    assert seal(SWITCHED_OFF, clear) == clear
    assert unseal(SWITCHED_OFF, seal(BEFORE, clear)) == clear


def test_another_secret_under_the_same_name_is_refused() -> None:
    """Two files of keys that disagree are told apart from a key that is missing."""
    other = Sealing(Keyring((Key(FIRST.id, b"c" * 32),)))
    with pytest.raises(NotAuthenticError):
        unseal(other, seal(BEFORE, Payload(metadata={"encoding": b"json/plain"}, data=b"1")))


def test_no_error_of_ours_ends_a_case() -> None:
    """An `ApplicationError` that may not be retried would fail the workflow for good."""
    errors: list[Exception] = [MissingKeyError("k"), NotAuthenticError("tag")]
    assert not [error for error in errors if isinstance(error, ApplicationError)]


async def test_failures_are_sealed_too() -> None:
    """A refusal quotes the case: its message, details and cause are not to be read, its code is."""
    from temporalio.api.failure.v1 import Failure  # noqa: PLC0415 -- heavy, used once

    converter = data_converter(Keyring((FIRST,)))
    failure = Failure()
    refusal = ApplicationError("Sở Tài chính", {"nêu": "Nguyễn Văn An"}, type="not_permitted")
    refusal.__cause__ = ValueError("Trần Thị Lan")
    await converter.encode_failure(refusal, failure)
    stored = failure.SerializeToString()
    for text in ("Sở Tài chính", "Nguyễn Văn An", "Trần Thị Lan"):
        assert text.encode() not in stored
        assert text.encode("unicode_escape") not in stored
    read = await converter.decode_failure(failure)
    assert isinstance(read, ApplicationError)
    assert (read.message, read.details[0], read.type) == (
        "Sở Tài chính",
        {"nêu": "Nguyễn Văn An"},
        "not_permitted",
    )
    assert str(read.__cause__).endswith("Trần Thị Lan")


async def test_what_is_sealed_says_so() -> None:
    """The encoding is the one Temporal's own tools know as encrypted."""
    [payload] = await data_converter(Keyring((FIRST,))).encode(["x"])
    assert payload.metadata["encoding"] == ENCODING == b"binary/encrypted"
