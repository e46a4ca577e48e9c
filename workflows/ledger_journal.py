"""What a case has decided: its state, and what the ledger has yet to record."""

import asyncio
from collections.abc import Callable
from typing import NamedTuple

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from remiss.consultation.decider import decide
    from remiss.consultation.life.commands import Command
    from remiss.consultation.life.events import Event, RecordedEvent
    from remiss.consultation.life.evolution import evolve, fold
    from remiss.consultation.life.ladder.alarms import Watch
    from remiss.consultation.ports import CaseStart, Decided, Port, RecordBatch, Recorded
    from remiss.consultation.receipt_book import ReceiptBook
    from remiss.consultation.refusals import Refusal
    from remiss.consultation.state import Consultation, State, Unopened
    from remiss.consultation.views.kept_rows import KeptRows
    from workflows.search_attributes import LEDGER_BEHIND
    from workflows.step_options import IN_TASK, STEP_FAILED, UNTIL_DONE

SHOWN_BEHIND = "ledger_behind_shown"
"""Cases that fell behind before it was shown replay without."""
BATCH_BYTES = 1_000_000
"""A server takes 2 MB; a batch never splits the events of one command."""


class JournalLine(NamedTuple):
    """An event on its way to the ledger, and the case after it."""

    recorded: RecordedEvent
    after: Consultation


class Journal:
    """Applies commands, and brings their events to the ledger in order, none lost, none twice.

    While the ledger answers, events are recorded inside the workflow task that decided them.
    Once it does not, `keep` hands them to an activity which the server retries, and `record`
    stops waiting: what was decided is durable in Temporal already.

    A task that recorded and was then lost is done again, at another time and perhaps in another
    order. What it recorded stands: the journal adopts it and decides what is left anew.
    """

    def __init__(self, start: CaseStart, changed: Callable[[], None], watch: Watch) -> None:
        self.state: State = start.state
        self.receipts = ReceiptBook(start.handled, start.replies)
        self.overturned: dict[str, Refusal] = {}
        self.pending: list[Command] = []
        self.recorded: State = start.state
        self._base = start.state.version
        self._decided: list[RecordedEvent] = []
        self._waiting: list[JournalLine] = []
        self._changed = changed
        self._writing = asyncio.Lock()
        self._rows = KeptRows(watch)
        for command in start.pending:
            self.apply(command)
        self._behind = bool(self._waiting)

    @property
    def writing(self) -> bool:
        return self._writing.locked()

    def has_recorded(self, version: int) -> bool:
        return self.recorded.version >= version

    def apply(self, command: Command) -> tuple[RecordedEvent, ...]:
        """Decide `command` at its own time, and put what happened on its way to the ledger.

        Raises:
            Refusal: the rules do not allow it; nothing happened.
        """
        lines = [self._enter(event, command) for event in decide(self.state, command)]
        if lines:
            self.pending.append(command)
        happened = tuple(line.recorded for line in lines)
        self._waiting += lines
        self._decided += happened
        self.receipts.note(happened)
        return happened

    def _enter(self, event: Event, command: Command) -> JournalLine:
        """Let the case follow `event`: evolved here, once; what comes later uses the line."""
        case = self.state = self._case(evolve(self.state, event))
        recorded = RecordedEvent(
            consultation=case.id,
            version=case.version,
            command_id=command.id,
            actor=command.actor,
            event=event,
        )
        return JournalLine(recorded, case)

    def decided_after(self, version: int) -> Decided:
        """A page of the events this run decided after `version`: for a ledger that lost them.

        They stay in memory as long as the run, like the history they came from and bounded by it.
        """
        later = [recorded for recorded in self._decided if recorded.version > version]
        page, size = list[RecordedEvent](), 0
        for recorded in later:
            size += len(recorded.model_dump_json().encode())
            if page and size > BATCH_BYTES:
                break
            page.append(recorded)
        last = [r.event.at for r in self._decided if r.version == self.recorded.version]
        return Decided(
            base=self._base,
            version=self.state.version,
            recorded=self.recorded.version,
            recorded_at=last[0] if last else None,
            events=tuple(page),
            more=len(page) < len(later),
        )

    def carried(self) -> CaseStart:
        """The case for the run after this one; words the ledger has need not come along."""
        recorded = self.recorded
        if isinstance(recorded, Consultation):
            recorded = recorded.without_decided_texts()
        return CaseStart(
            state=recorded,
            handled=self.receipts.all,
            pending=tuple(self.pending),
            replies=self.receipts.replies,
        )

    async def record(self) -> None:
        """Record what is waiting, unless the ledger is known to be behind."""
        async with self._writing:
            while self._waiting and not self._behind:
                batch = self._batch()
                try:
                    answer = await workflow.execute_local_activity(
                        Port.RECORD, batch, result_type=Recorded, summary=_summary(batch), **IN_TASK
                    )
                except STEP_FAILED:
                    workflow.logger.warning("ledger_behind", extra={"waiting": len(self._waiting)})
                    self._fall_behind(behind=True)
                else:
                    self._settle(batch, answer)

    async def keep(self) -> None:
        """Bring the ledger up to date whenever it has fallen behind; runs as long as the case."""
        while True:
            await workflow.wait_condition(lambda: self._behind)
            while self._waiting:
                batch = self._batch()
                answer = await workflow.execute_activity(
                    Port.RECORD, batch, result_type=Recorded, summary=_summary(batch), **UNTIL_DONE
                )
                self._settle(batch, answer)
            self._fall_behind(behind=False)

    def _fall_behind(self, *, behind: bool) -> None:
        """Remember whether the ledger is behind, where an auditor can search for it."""
        self._behind = behind
        if workflow.patched(SHOWN_BEHIND):
            workflow.upsert_search_attributes([LEDGER_BEHIND.value_set(behind)])

    def _batch(self) -> RecordBatch:
        """The events of as many commands as one message may hold, and the rows after them."""
        ids, size = set[str](), 0
        for recorded, _ in self._waiting:
            size += len(recorded.model_dump_json().encode())
            if ids and size > BATCH_BYTES and recorded.command_id not in ids:
                break
            ids.add(recorded.command_id)
        lines = [line for line in self._waiting if line.recorded.command_id in ids]
        return RecordBatch(
            events=tuple(line.recorded for line in lines), row=self._rows.view(lines[-1].after)
        )

    def _settle(self, batch: RecordBatch, answer: Recorded) -> None:
        if answer.ahead:
            self._adopt(answer.ahead)
            return
        self.recorded = self._waiting[len(batch.events) - 1].after
        self._waiting = self._waiting[len(batch.events) :]
        ids = {recorded.command_id for recorded in batch.events}
        self.pending = [command for command in self.pending if command.id not in ids]

    def _adopt(self, ahead: tuple[RecordedEvent, ...]) -> None:
        """Follow the ledger where a lost task left it ahead; decide anew what it lacks."""
        workflow.logger.error("ledger_ahead", extra={"versions": [r.version for r in ahead]})
        pending, self.pending, self._waiting = self.pending, [], []
        self.receipts.forget(command.id for command in pending)
        before = self.recorded.version
        self._decided = [recorded for recorded in self._decided if recorded.version <= before]
        self._decided += ahead
        self.state = self.recorded = fold((each.event for each in ahead), self.recorded)
        self.receipts.note(ahead)
        known = {recorded.command_id for recorded in ahead}
        for command in pending:
            if command.id not in known:
                self._decide_anew(command)
        self._changed()

    def _decide_anew(self, command: Command) -> None:
        try:
            self.apply(command)
        except Refusal as refusal:
            workflow.logger.error("command_overturned", extra={"command": command.id})
            self.overturned[command.id] = refusal

    @staticmethod
    def _case(state: State) -> Consultation:
        if isinstance(state, Unopened):
            message = "nothing happens before a case is opened"
            raise TypeError(message)
        return state


def _summary(batch: RecordBatch) -> str:
    first, last = batch.events[0], batch.events[-1]
    kinds = ", ".join(recorded.event.kind for recorded in batch.events)
    return f"{first.version}-{last.version}: {kinds}"[:200]
