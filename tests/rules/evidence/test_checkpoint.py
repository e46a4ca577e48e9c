import base64
import hashlib
import json
from itertools import combinations

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from remiss.evidence import merkle
from remiss.evidence.checkpoint import CheckpointFile, Log, heads, newest_heads, sign_checkpoint
from remiss.evidence.checkpoint_faults import CheckpointFault, find_faults
from remiss.evidence.checkpoint_findings import CheckpointFindingKind
from remiss.evidence.covering_proof import prove_covered
from remiss.evidence.evidence_errors import CheckpointUnreadable
from remiss.texts import texts
from tests.given.checkpoints import NINE, a_log, a_signer, head

SIGNER = a_signer()
KEYS = {SIGNER.public.id: SIGNER.public}


def found(log: Log) -> list[tuple[int, CheckpointFault]]:
    return [(each.number, each.fault) for each in find_faults(log, KEYS)]


@given(st.lists(st.sets(st.sampled_from("abcdefgh")).map("".join), max_size=8))
def test_what_is_sealed_holds(moves: list[str]) -> None:
    """However the chains move, quiet hours too, every checkpoint follows from those before."""
    log = a_log(*moves)
    assert found(log) == []
    decoded = [CheckpointFile.decoded(file.encoded, file.name) for file in log]
    assert decoded == log


@given(st.lists(st.sets(st.sampled_from("abcd"), min_size=1).map("".join), max_size=6))
def test_any_two_checkpoints_can_be_shown_to_agree(moves: list[str]) -> None:
    """Not only neighbours: from the files, a proof between whichever two an auditor holds."""
    log = a_log(*moves)
    leaves = [each.leaf for each in heads(log)]
    for one, other in combinations([file.statement for file in log], 2):
        path = merkle.consistency(leaves[: other.size], one.size)
        roots = bytes.fromhex(one.root), bytes.fromhex(other.root)
        assert merkle.verify_consistency(one.size, other.size, *roots, path)


def test_a_checkpoint_can_be_checked_by_anyone() -> None:
    """With nothing but the standards: the signature, the digest before, and the root."""
    one, two = (json.loads(file.encoded) for file in a_log("ba", "b"))
    statement = two["checkpoint"]["statement"]
    SIGNER._key.public_key().verify(
        base64.b64decode(two["checkpoint"]["signature"]), rfc8785.dumps(statement)
    )
    before = rfc8785.dumps(one["checkpoint"]["statement"])
    assert statement["previous"] == hashlib.sha256(before).hexdigest()
    leaves = [rfc8785.dumps(each) for each in one["heads"] + two["heads"]]
    assert statement["root"] == merkle.root(leaves).hex()
    assert [each["stream"] for each in one["heads"]] == ["a", "b"]
    assert statement == {
        "format": "remiss-checkpoint/1",
        "number": 2,
        "at": "2026-11-23T03:00:00Z",
        "size": 3,
        "root": statement["root"],
        "previous": statement["previous"],
    }


def test_a_leaf_is_the_canonical_json_of_the_head() -> None:
    """Written field by field for speed, it is what the standard makes of the whole."""
    each = head('HS-\u00e9\u2028"', 3)
    assert each.leaf == rfc8785.dumps(each.model_dump(mode="json"))


def test_the_newest_head_of_each_stream_is_known() -> None:
    """A stream that moved again is known by its last head."""
    assert newest_heads(a_log("ab", "b", "c")) == {
        "a": head("a", 1),
        "b": head("b", 2),
        "c": head("c", 3),
    }


def test_a_head_is_proved_to_be_covered() -> None:
    """The newest checkpoint speaks for a head signed long before, and for no other version."""
    log = a_log("ab", "bc", "", "d")
    proof = prove_covered(log, "a")
    assert proof is not None
    assert proof.checkpoint == log[-1].checkpoint
    assert (proof.head, proof.holds(KEYS)) == (head("a", 1), True)
    assert prove_covered(log, "e") is None
    assert prove_covered([], "a") is None
    assert not proof.holds({})
    assert not proof.model_copy(update={"head": head("a", 2)}).holds(KEYS)
    assert not proof.model_copy(update={"index": 1}).holds(KEYS)
    moved = prove_covered(log, "b")
    assert moved is not None
    assert (moved.head.version, moved.index, moved.holds(KEYS)) == (2, 2, True)


def changed(file: CheckpointFile, **changes: object) -> CheckpointFile:
    """The statement changed, the signature kept."""
    statement = file.statement.model_copy(update=changes)
    return file.model_copy(
        update={"checkpoint": file.checkpoint.model_copy(update={"statement": statement})}
    )


def test_altered_checkpoints_are_named() -> None:
    """Whatever about one is changed, that one is named, and why."""
    one, two, three = a_log("ab", "b", "c")
    other_head = (head("b", 7),)
    assert found([one, two.model_copy(update={"heads": other_head}), three]) == [
        (2, CheckpointFault.LOG),
        (3, CheckpointFault.LOG),
    ]
    assert (2, CheckpointFault.SIGNATURE) in found([one, changed(two, size=4), three])
    assert (2, CheckpointFault.SIGNATURE) in found([one, changed(two, at=NINE), three])
    assert (2, CheckpointFault.TIME) in found(
        [one, changed(two, at=NINE.replace(year=2025)), three]
    )
    assert found([one, two.model_copy(update={"consistency": ()}), three]) == [
        (2, CheckpointFault.CONSISTENCY)
    ]


def test_missing_checkpoints_are_named() -> None:
    """A gap is named, at the beginning too; those after it still have to agree."""
    one, two, three, four = a_log("ab", "b", "c", "a")
    assert found([one, four]) == [(2, CheckpointFault.MISSING), (3, CheckpointFault.MISSING)]
    assert found([two, three, four]) == [(1, CheckpointFault.MISSING)]
    assert found([one, three, changed(four, previous=None)]) == [
        (2, CheckpointFault.MISSING),
        (4, CheckpointFault.PREVIOUS),
        (4, CheckpointFault.SIGNATURE),
    ]


def test_a_rewritten_past_does_not_follow() -> None:
    """Even whoever holds the key cannot put another checkpoint before one that is known."""
    log, forged = a_log("ab", "b"), a_log("ac")
    assert found([*forged, log[1]]) == [
        (2, CheckpointFault.CONSISTENCY),
        (2, CheckpointFault.LOG),
        (2, CheckpointFault.PREVIOUS),
    ]


def test_a_key_nobody_trusts_signs_nothing() -> None:
    """A perfect log signed with another key is refused."""
    assert found(a_log("a", signer=a_signer(2))) == [(1, CheckpointFault.UNKNOWN_KEY)]
    forged = sign_checkpoint([], [head("a")], NINE, a_signer(2))
    named = forged.checkpoint.model_copy(update={"key": SIGNER.public.id})
    assert found([forged.model_copy(update={"checkpoint": named})]) == [
        (1, CheckpointFault.SIGNATURE)
    ]


@given(st.integers(0), st.integers(0, 255))
def test_no_byte_of_a_file_can_be_changed(at: int, byte: int) -> None:
    """A file with one byte changed is unreadable, or its checkpoint no longer holds."""
    log = a_log("ab", "b")
    content = bytearray(log[1].encoded)
    at %= len(content)
    if content[at] == byte:
        return
    content[at] = byte
    try:
        file = CheckpointFile.decoded(bytes(content), log[1].name)
    except CheckpointUnreadable:
        return
    assert found([log[0], file])


def test_a_file_under_another_name_is_refused() -> None:
    """The number is in the name; a file cannot take the place of another."""
    (one,) = a_log("a")
    with pytest.raises(CheckpointUnreadable, match=r"00000002\.json"):
        CheckpointFile.decoded(one.encoded, "00000002.json")


def test_every_kind_of_finding_has_its_words() -> None:
    """And no words are left over."""
    assert texts("checkpoint.finding").keys() == set(CheckpointFindingKind)
