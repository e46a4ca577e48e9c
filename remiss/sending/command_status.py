"""What became of a command given before: asked of the ledger, and else of the running case."""

from pydantic import Field

from remiss.consultation.values import Value
from remiss.ledger.reads.pool import Ledger
from remiss.ledger.reads.stored_events import recorded_by
from remiss.problems.problem import Problem, Refused
from remiss.sending.temporal_answers import NotRunning
from remiss.sending.updates import Updates


class CommandStatus(Value):
    """What is known of a command the caller gave."""

    command_id: str
    status: str = Field(description="`recorded`, `accepted`, `unknown`")
    version: int | None = None
    events: tuple[str, ...] = ()


async def command_status(
    ledger: Ledger, updates: Updates, consultation: str, command_id: str
) -> CommandStatus:
    """Whether it is recorded, accepted, or nothing is known of it; look whose it is first.

    Raises:
        Problem: `status_unavailable`, where neither can say.
    """
    recorded = await _recorded(ledger, consultation, command_id)
    return recorded or await _in_progress(updates, consultation, command_id)


async def _recorded(ledger: Ledger, consultation: str, command_id: str) -> CommandStatus | None:
    try:
        events = await recorded_by(ledger, consultation, command_id)
    except Problem:
        return None
    if not events:
        return None
    return CommandStatus(
        command_id=command_id,
        status="recorded",
        version=events[-1].version,
        events=tuple(event.kind for event in events),
    )


async def _in_progress(updates: Updates, consultation: str, command_id: str) -> CommandStatus:
    try:
        receipt = await updates.look(consultation, command_id)
    except (NotRunning, Refused):
        return CommandStatus(command_id=command_id, status="unknown")
    if receipt is None:
        return CommandStatus(command_id=command_id, status="accepted")
    return CommandStatus(
        command_id=command_id,
        status="recorded" if receipt.recorded else "accepted",
        version=receipt.version,
        events=receipt.events,
    )
