"""The record of a drawn sample: everything needed to draw it again, and to see that it was fair.

The commitment stands in a chain of which a signed checkpoint speaks; the draw follows from the
seed, that checkpoint and the list. Nothing else of the chain is in it: of the entries
after the commitment only the digests of their texts. It connects to nothing.
"""

import hashlib
from enum import StrEnum
from typing import Any, Literal, NamedTuple

from pydantic import ValidationError

from remiss.consultation.inspecting.draw import (
    PopulationLine,
    digest,
    draw,
    population_text,
)
from remiss.consultation.inspecting.messages import (
    INSPECTION_CHAIN,
    RecordedEvent,
    SampleCommitted,
    SampleDrawn,
)
from remiss.consultation.values import Sha256, Value
from remiss.evidence.covering_proof import CoveringProof
from remiss.evidence.evidence_errors import EvidenceError
from remiss.evidence.signature import Keyring
from remiss.strict.canonical_json import canonical_json
from remiss.texts import say

FORMAT: Literal["remiss-sample/1"] = "remiss-sample/1"


class SampleFault(StrEnum):
    """What is wrong with a record."""

    OTHER_SAMPLE = "other_sample"
    SEED = "seed"
    CHAIN = "chain"
    CHECKPOINT = "checkpoint"
    SIGNATURE = "signature"
    POPULATION = "population"
    DRAWN = "drawn"


class SampleRecord(Value):
    """One drawn sample, with its commitment's way to the entry that the checkpoint signed.

    `before`: the hash the commitment follows; `after`: the digests of the texts that follow it.
    """

    format: Literal["remiss-sample/1"] = FORMAT
    committed: RecordedEvent
    before: Sha256 | None
    after: tuple[Sha256, ...]
    covering: CoveringProof
    drawn: SampleDrawn
    population: tuple[PopulationLine, ...]

    @property
    def encoded(self) -> bytes:
        """The content of its file."""
        return canonical_json(self.model_dump(mode="json")) + b"\n"

    @property
    def again(self) -> tuple[PopulationLine, ...]:
        """The sample, drawn again."""
        committed, signed = self.committed.event, self.covering.checkpoint
        if not isinstance(committed, SampleCommitted):
            return ()
        signature = signed.signature if committed.by_signature else None
        root = signed.statement.root
        return draw(self.population, committed.size, self.drawn.seed, root, signature)

    def faults(self, keys: Keyring | None) -> tuple[SampleFault, ...]:
        """What does not hold; without `keys` nobody's signature is judged."""
        return tuple(fault for fault, holds in self._checks(keys) if not holds)

    def _checks(self, keys: Keyring | None) -> "list[Check]":
        committed, drawn = self.committed.event, self.drawn
        if not isinstance(committed, SampleCommitted) or committed.number != drawn.number:
            return [Check(SampleFault.OTHER_SAMPLE, holds=False)]
        seed = digest(drawn.seed) if drawn.seed is not None else None
        statement = self.covering.checkpoint.statement
        held = self.covering.holds(keys) if keys is not None else True
        return [
            Check(SampleFault.SEED, seed == committed.commitment),
            Check(SampleFault.CHAIN, self._leads_to_head()),
            Check(
                SampleFault.CHECKPOINT,
                (drawn.checkpoint, drawn.root) == (statement.number, statement.root),
            ),
            Check(SampleFault.SIGNATURE, held),
            Check(SampleFault.POPULATION, self._is_the_population()),
            Check(SampleFault.DRAWN, self.again == drawn.drawn),
        ]

    def _leads_to_head(self) -> bool:
        """Whether the commitment and what follows it come to the hash that was signed."""
        head = self.covering.head
        body = canonical_json(self.committed.model_dump(mode="json"))
        before = bytes.fromhex(self.before) if self.before else b""
        hash_ = hashlib.sha256(before + hashlib.sha256(body).digest()).digest()
        for after in self.after:
            hash_ = hashlib.sha256(hash_ + bytes.fromhex(after)).digest()
        return head.stream == INSPECTION_CHAIN and head.hash == hash_.hex()

    def _is_the_population(self) -> bool:
        lines = self.population
        distinct = len(set(lines)) == len(lines) == self.drawn.among
        return distinct and digest(population_text(lines)) == self.drawn.population


class Check(NamedTuple):
    """One thing looked at, and whether it holds."""

    fault: SampleFault
    holds: bool


def read_record(content: bytes, name: Any) -> SampleRecord:
    """The record in a file.

    Raises:
        EvidenceError: it is none.
    """
    try:
        return SampleRecord.model_validate_json(content)
    except ValidationError:
        raise EvidenceError(say("sample.unreadable", path=name)) from None
