"""Checkpoints: signed statements of where every chain of the ledger stood.

All heads ever signed form one growing list, the log. Each checkpoint appends to it every head that
moved since the one before, ordered by stream, and signs the root over the whole. So a checkpoint
speaks for all chains, and whether a later one still says what an earlier one said can be proved.
The files of all checkpoints, numbered from 1, hold the log; nothing else is needed to check it.

What people were told moves too: where it did, a checkpoint also appends one head of the stream
`NOTICES`, whose version is the number of the checkpoint and whose hash stands for every fact about
notices that it signs. The sheets of periods and inspections are two more
chains, the streams `SHEET_CHAIN` and `INSPECTION_CHAIN`.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from itertools import chain
from typing import Annotated, Any, Final, Literal, Self

from pydantic import AwareDatetime, Field, StringConstraints, ValidationError

from remiss.consultation.inspecting.messages import INSPECTION_CHAIN
from remiss.consultation.values import Sha256, Value
from remiss.consultation.views.sheets.sheet import SHEET_CHAIN
from remiss.evidence import merkle
from remiss.evidence.evidence_errors import CheckpointUnreadable
from remiss.evidence.signature import Keyring, Signer
from remiss.strict.canonical_json import canonical_json
from remiss.texts import say

FORMAT: Final = "remiss-checkpoint/1"
NOTICES: Final = "#notices"
APART: Final = frozenset({NOTICES, SHEET_CHAIN, INSPECTION_CHAIN})
"""What else has heads: no case has such an id."""

KeyId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]


def canonical(value: Value) -> bytes:
    """The value as canonical JSON (RFC 8785): what is hashed and signed."""
    return canonical_json(value.model_dump(mode="json"))


class Head(Value):
    """The newest event of one chain: by its hash it stands for every event before it."""

    stream: Annotated[str, Field(min_length=1)]
    version: Annotated[int, Field(ge=1)]
    hash: Sha256

    @cached_property
    def leaf(self) -> bytes:
        """Its place in the log; kept, for a log has hundreds of thousands."""
        return canonical_json({"hash": self.hash, "stream": self.stream, "version": self.version})


class Statement(Value):
    """What is signed: `size` and `root` of the log, and the digest of the statement before."""

    format: Literal["remiss-checkpoint/1"] = FORMAT
    number: Annotated[int, Field(ge=1)]
    at: AwareDatetime
    size: Annotated[int, Field(ge=0)]
    root: Sha256
    previous: Sha256 | None

    @property
    def digest(self) -> str:
        """The sha256 of its canonical JSON, hexadecimal."""
        return hashlib.sha256(canonical(self)).hexdigest()


class Checkpoint(Value):
    """A statement, which key signed it, and the signature over its canonical JSON, base64."""

    statement: Statement
    key: KeyId
    signature: str

    def signed_by(self, keys: Keyring) -> bool:
        """Whether a trusted key signed it."""
        key = keys.get(self.key)
        return key is not None and key.verify(canonical(self.statement), self.signature)


class CheckpointFile(Value):
    """A checkpoint with the heads it appended, and the proof that the log before only grew."""

    checkpoint: Checkpoint
    heads: tuple[Head, ...]
    consistency: tuple[Sha256, ...]

    @property
    def statement(self) -> Statement:
        """What it states."""
        return self.checkpoint.statement

    @property
    def name(self) -> str:
        """The name of its file: in the order of numbers."""
        return f"{self.statement.number:08}.json"

    @property
    def encoded(self) -> bytes:
        """The content of its file."""
        return canonical(self) + b"\n"

    @classmethod
    def decoded(cls, content: bytes, name: str) -> Self:
        """The checkpoint in the file called `name`.

        Raises:
            CheckpointUnreadable: it is none, or not one byte for byte as it was written.
        """
        try:
            file = cls.model_validate_json(content)
        except ValidationError:
            raise CheckpointUnreadable(say("checkpoint.file_unreadable", name=name)) from None
        if file.encoded != content or file.name != name:
            raise CheckpointUnreadable(say("checkpoint.file_unreadable", name=name))
        return file


Log = Sequence[CheckpointFile]
"""Every checkpoint in order of number, beginning with 1."""


def heads(log: Log) -> list[Head]:
    """Every head of the log, in its order."""
    return list(chain.from_iterable(file.heads for file in log))


def notices_head(number: int, facts: Iterable[tuple[str, bool, bytes]]) -> Head:
    """The head by which checkpoint `number` signs facts about notices, in their order.

    Of each fact: the notice, whether it is what became of it, and the hash of it.
    """
    listed: Any = [[notice, settled, hash_.hex()] for notice, settled, hash_ in facts]
    return Head(
        stream=NOTICES, version=number, hash=hashlib.sha256(canonical_json(listed)).hexdigest()
    )


def newest_heads(log: Log) -> Mapping[str, Head]:
    """The head signed last of each stream."""
    return {head.stream: head for head in heads(log)}


def sign_checkpoint(
    log: Log, moved: Iterable[Head], at: datetime, signer: Signer
) -> CheckpointFile:
    """The checkpoint that follows `log`, with the heads that `moved` since its last."""
    added = tuple(sorted(moved, key=lambda head: head.stream.encode()))
    leaves = [head.leaf for head in (*heads(log), *added)]
    before = log[-1].statement if log else None
    statement = Statement(
        number=before.number + 1 if before else 1,
        at=at,
        size=len(leaves),
        root=merkle.root(leaves).hex(),
        previous=before.digest if before else None,
    )
    checkpoint = Checkpoint(
        statement=statement, key=signer.public.id, signature=signer.sign(canonical(statement))
    )
    path = merkle.consistency(leaves, before.size if before else 0)
    return CheckpointFile(
        checkpoint=checkpoint, heads=added, consistency=tuple(step.hex() for step in path)
    )


def as_json(file: CheckpointFile) -> Any:
    """The file as JSON values, for a jsonb column."""
    return file.model_dump(mode="json")
