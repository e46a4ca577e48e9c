"""The proof that a checkpoint speaks for the head of one chain, and so for all before it."""

from typing import Annotated

from pydantic import Field

from remiss.consultation.values import Sha256, Value
from remiss.evidence import merkle
from remiss.evidence.checkpoint import Checkpoint, Head, Log, heads
from remiss.evidence.signature import Keyring


class CoveringProof(Value):
    """The proof that a checkpoint speaks for `head`: the leaf at `index` of the log it signs."""

    checkpoint: Checkpoint
    head: Head
    index: Annotated[int, Field(ge=0)]
    path: tuple[Sha256, ...]

    def holds(self, keys: Keyring) -> bool:
        """Whether a trusted key signed the checkpoint, and its root is over `head`."""
        statement = self.checkpoint.statement
        return self.checkpoint.signed_by(keys) and merkle.verify_inclusion(
            self.head.leaf,
            self.index,
            statement.size,
            [bytes.fromhex(step) for step in self.path],
            bytes.fromhex(statement.root),
        )


def prove_covered(log: Log, stream: str) -> CoveringProof | None:
    """The proof that the newest checkpoint speaks for the head of `stream` signed last.

    None where no checkpoint knows the stream.
    """
    every = heads(log)
    index = max((i for i, head in enumerate(every) if head.stream == stream), default=None)
    if index is None:
        return None
    path = merkle.inclusion([head.leaf for head in every], index)
    return CoveringProof(
        checkpoint=log[-1].checkpoint,
        head=every[index],
        index=index,
        path=tuple(step.hex() for step in path),
    )
