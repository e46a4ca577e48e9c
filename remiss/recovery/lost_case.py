"""A case whose run is gone and cannot come back: ended on record, by a named decision."""

from datetime import UTC, datetime

from temporalio.client import Client

from remiss import ledger
from remiss.consultation.decider import decide
from remiss.consultation.life.commands import EndLost
from remiss.consultation.life.events import RecordedEvent
from remiss.consultation.life.evolution import evolve, fold
from remiss.consultation.ports import RecordBatch
from remiss.consultation.refusals import Refusal
from remiss.consultation.state import Consultation
from remiss.consultation.values import REMISS, Person
from remiss.consultation.views.rows import view
from remiss.recovery.runs import Runs
from remiss.recovery.servers import connections
from remiss.settings import Settings
from remiss.texts import BilingualError, say


async def end_lost(
    dsn: str, settings: Settings, consultation: str, *, by: Person, reason: str
) -> int:
    """Record that the case is cancelled; the version of that event.

    The run that would decide it must be gone: nobody else then writes to the case.

    Raises:
        BilingualError: the case is not in the ledger, its chain does not hold, its run lives, it
            is over, or Temporal cannot be reached.
    """
    async with connections(dsn, settings) as (pool, client):
        events = await ledger.read_sound(pool, consultation)
        if isinstance(events, ledger.LedgerFinding):
            raise BilingualError(events.message)
        case = fold(recorded.event for recorded in events)
        if not isinstance(case, Consultation):
            raise Refusal("consultation_not_found")
        await _check_gone(client, settings, consultation)
        batch = _ending(case, by, reason)
        await ledger.append(pool, batch)
        return batch.events[-1].version


async def _check_gone(client: Client, settings: Settings, consultation: str) -> None:
    latest = await Runs(client, settings.task_queue).latest(consultation)
    if latest and latest.run.running:
        raise BilingualError(say("recovery.case_lives", consultation=consultation))


def _ending(case: Consultation, by: Person, reason: str) -> RecordBatch:
    command = EndLost(
        id=f"end-lost:{case.id}", actor=REMISS, at=datetime.now(UTC), by=by, reason=reason
    )
    after, events = case, list[RecordedEvent]()
    for event in decide(case, command):
        state = evolve(after, event)
        assert isinstance(state, Consultation)  # noqa: S101 -- it was one before
        after = state
        events.append(
            RecordedEvent(
                consultation=case.id,
                version=after.version,
                command_id=command.id,
                actor=command.actor,
                event=event,
            )
        )
    return RecordBatch(events=tuple(events), row=view(after))
