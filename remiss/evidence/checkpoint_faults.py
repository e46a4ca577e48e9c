"""Faults of checkpoints beside those before them, found from files and keys alone."""

from collections.abc import Iterable
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from remiss.evidence import merkle
from remiss.evidence.checkpoint import CheckpointFile, Log
from remiss.evidence.signature import Keyring


class CheckpointFault(StrEnum):
    """What can be wrong with a checkpoint beside those before it."""

    MISSING = "missing"
    UNKNOWN_KEY = "unknown_key"
    SIGNATURE = "signature"
    PREVIOUS = "previous"
    TIME = "time"
    LOG = "log"
    CONSISTENCY = "consistency"


class FaultyCheckpoint(NamedTuple):
    """Which checkpoint has which fault."""

    number: int
    fault: CheckpointFault


def find_faults(files: Log, keys: Keyring) -> list[FaultyCheckpoint]:
    """What is wrong with checkpoints in order of number; nothing: every one holds.

    A missing one leaves the log unknown from there on: of those after it only what they say
    themselves, and of each pair that is there what binds them, is checked.
    """
    found = [FaultyCheckpoint(number, CheckpointFault.MISSING) for number in _missing(files)]
    tree, whole = merkle.GrowingTree(), True
    befores: list[CheckpointFile | None] = [None, *files]
    for before, file in zip(befores, files, strict=False):
        follows = file.statement.number == (before.statement.number + 1 if before else 1)
        whole = whole and follows
        for head in file.heads:
            tree.append(head.leaf)
        kinds = [_signature_fault(file, keys)]
        if follows:
            kinds += _link_faults(before, file)
        if whole and (tree.size, tree.root().hex()) != (file.statement.size, file.statement.root):
            kinds.append(CheckpointFault.LOG)
        found += [FaultyCheckpoint(file.statement.number, kind) for kind in kinds if kind]
    return sorted(found)


def _missing(files: Log) -> Iterable[int]:
    numbers = [0, *(file.statement.number for file in files)]
    for one, next_ in pairwise(numbers):
        yield from range(one + 1, next_)


def _signature_fault(file: CheckpointFile, keys: Keyring) -> CheckpointFault | None:
    if file.checkpoint.key not in keys:
        return CheckpointFault.UNKNOWN_KEY
    return None if file.checkpoint.signed_by(keys) else CheckpointFault.SIGNATURE


def _link_faults(
    before: CheckpointFile | None, file: CheckpointFile
) -> list[CheckpointFault | None]:
    """What does not follow from the checkpoint before, None being before the first."""
    old, new = before.statement if before else None, file.statement
    size, root = (old.size, old.root) if old else (0, merkle.EMPTY.hex())
    grown = merkle.verify_consistency(
        size,
        new.size,
        bytes.fromhex(root),
        bytes.fromhex(new.root),
        [bytes.fromhex(step) for step in file.consistency],
    )
    return [
        None if new.previous == (old.digest if old else None) else CheckpointFault.PREVIOUS,
        None if old is None or old.at <= new.at else CheckpointFault.TIME,
        None if grown else CheckpointFault.CONSISTENCY,
    ]
