"""Where every chain of the ledger stands, signed."""

from collections.abc import Awaitable, Callable

from temporalio import activity

from remiss.consultation.ports import Attestation, Port

Attest = Callable[[], Awaitable[Attestation]]
"""Makes the checkpoint that is due; the newest, or why there is none."""


class Checkpointing:
    """Has checkpoints made by `attest`."""

    def __init__(self, attest: Attest) -> None:
        self._attest = attest

    @activity.defn(name=Port.CHECKPOINT)
    async def make_checkpoint(self) -> Attestation:
        """The newest checkpoint. Safe to repeat: where nothing moved since, none is made."""
        return await self._attest()
