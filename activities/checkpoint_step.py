"""Where every chain of the ledger stands, signed."""

from collections.abc import Awaitable, Callable

from temporalio import activity

from remiss.consultation.ports import CheckpointOutcome, Port

MakeCheckpoint = Callable[[], Awaitable[CheckpointOutcome]]
"""Makes the checkpoint that is due; the newest, or why there is none."""


class Checkpointing:
    """Has checkpoints made by `make_checkpoint`."""

    def __init__(self, make_checkpoint: MakeCheckpoint) -> None:
        self._make_checkpoint = make_checkpoint

    @activity.defn(name=Port.CHECKPOINT)
    async def make_checkpoint(self) -> CheckpointOutcome:
        """The newest checkpoint. Safe to repeat: where nothing moved since, none is made."""
        return await self._make_checkpoint()
