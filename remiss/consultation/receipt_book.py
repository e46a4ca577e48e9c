"""What became of the commands people gave: the same command id acts once, and is answered alike."""

from collections.abc import Iterable, Mapping

from remiss.consultation.life.commands import Command, assessment_id
from remiss.consultation.life.events import RecordedEvent, ReplyReceived
from remiss.consultation.ports import Receipt
from remiss.consultation.values import Role


class ReceiptBook:
    """One receipt for each command handled; the assessment of a reply belongs to its receipt."""

    def __init__(self, handled: Mapping[str, Receipt], replies: Mapping[str, str]) -> None:
        self.all = dict(handled)
        self.replies = dict(replies)
        self._rebuilt = {id_ for id_, receipt in handled.items() if not receipt.fingerprint}

    def __contains__(self, command_id: str) -> bool:
        return command_id in self.all

    def of(self, command: Command) -> Receipt:
        """The receipt of a command that was handled.

        Of one known only by its events it keeps no fingerprint: whether `command` is that one,
        the ledger can tell.
        """
        receipt = self.all[command.id]
        if not receipt.fingerprint and command.id not in self._rebuilt:
            receipt = receipt.model_copy(update={"fingerprint": command.fingerprint()})
            self.all[command.id] = receipt
        return receipt

    def note(self, happened: Iterable[RecordedEvent]) -> None:
        """Add events to the receipts of the commands that led to them."""
        for recorded in happened:
            if isinstance(event := recorded.event, ReplyReceived):
                self.replies[assessment_id(event.agency, event.number)] = recorded.command_id
            owner = self.replies.get(recorded.command_id, recorded.command_id)
            if owner != recorded.command_id or recorded.actor.role is not Role.SYSTEM:
                self.all[owner] = _with(self.all.get(owner), owner, recorded)

    def note_idle(self, command: Command, consultation: str, version: int) -> None:
        """Remember a command that changed nothing."""
        self.all.setdefault(command.id, _empty(command.id, consultation, version))

    def forget(self, command_ids: Iterable[str]) -> None:
        for command_id in command_ids:
            self.all.pop(command_id, None)


def _with(receipt: Receipt | None, command_id: str, recorded: RecordedEvent) -> Receipt:
    before = receipt or _empty(command_id, recorded.consultation, recorded.version)
    found = getattr(recorded.event, "assessment", None)
    return before.model_copy(
        update={
            "version": recorded.version,
            "events": (*before.events, recorded.event.kind),
            "assessment": found or before.assessment,
        }
    )


def _empty(command_id: str, consultation: str, version: int) -> Receipt:
    return Receipt(
        consultation=consultation,
        command_id=command_id,
        fingerprint="",
        version=version,
        events=(),
        recorded=False,
    )
