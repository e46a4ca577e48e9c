"""One workflow per consultation: the single writer of its stream."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

from temporalio import workflow
from temporalio.exceptions import ApplicationError

with workflow.unsafe.imports_passed_through():
    from remiss.consultation.admission import admit
    from remiss.consultation.authority import UPDATES
    from remiss.consultation.decider import decide
    from remiss.consultation.life.commands import (
        AdoptCalendar,
        Command,
        CorrectReply,
        EnterReply,
        SignReply,
        SubmitReply,
        TimePassed,
    )
    from remiss.consultation.life.evolution import fold
    from remiss.consultation.life.ladder.alarms import Alarm, Watch
    from remiss.consultation.message_size import CARRIED_BYTES
    from remiss.consultation.ports import (
        ADOPT_CALENDAR,
        DECIDED_AFTER,
        WORKFLOW,
        CaseStart,
        Decided,
        DecidedAfter,
        Receipt,
    )
    from remiss.consultation.state import CaseStage, Consultation, State
    from remiss.consultation.telling.temporal_ui import current_details
    from remiss.consultation.values import REMISS
    from workflows.alarm_timers import AlarmTimers
    from workflows.assessments import Assessments
    from workflows.ledger_journal import Journal
    from workflows.refusal_errors import answer_refusals, refusal_error
    from workflows.search_attributes import search_attributes
    from workflows.update_handlers import answer_updates

UNOPENED_FOR = timedelta(minutes=1)
CARRIED_BEFORE = 1_500_000
CARRIES_MORE = "carries_more"
"""Runs that found themselves too large for less replay so."""
CASE = ""
"""The key of the alarm that belongs to no single request."""


@workflow.defn(name=WORKFLOW)
@answer_updates(UPDATES)
class ConsultationWorkflow:
    """Decides, applies, hands new events to the ledger, and waits for what comes next."""

    @workflow.init
    def __init__(self, start: CaseStart) -> None:
        self._pending = Watch()
        self._alarms: dict[str, Alarm] = {}
        self._attributes: list[Any] = []
        self._background: list[asyncio.Task[None]] = []
        self._too_large_at: int | None = None
        self._journal = Journal(start, self._show, self._pending)
        self._timers = AlarmTimers(lambda: self._case, lambda: self._alarms, self._let_time_pass)
        self._assessments = Assessments(
            lambda: self._case, self._apply, self._journal.record, self._in_background
        )
        self._show()

    @workflow.query(name=DECIDED_AFTER)
    def decided_after(self, asked: DecidedAfter) -> Decided:
        """What this run decided; a run that has ended can still be asked."""
        return self._journal.decided_after(asked.version)

    @workflow.run
    async def run(self, start: CaseStart) -> None:
        del start  # taken by __init__
        if not await self._opened():
            return
        self._in_background(self._journal.keep())
        while not (self._finished() and self._quiet()):
            try:
                await self._live()
            except asyncio.CancelledError:
                # A case is cancelled by its officer, with a reason on record; not from outside.
                workflow.logger.error("cancellation_ignored")
        for task in self._background:
            task.cancel()

    async def _live(self) -> None:
        """Keep watch until something needs attention; once over, until the last is answered."""
        if self._finished():
            await workflow.wait_condition(self._quiet)
            return
        self._timers.watch()
        self._assessments.assess_what_is_left()
        await workflow.wait_condition(self._attention_needed)
        if self._may_continue_as_new():
            await workflow.wait_condition(self._quiet)
            self._continue_as_new()

    # Messages

    def admit(self, command: Command) -> None:
        """Refuse what the rules refuse, before it leaves any trace."""
        self._ask(admit, command)

    @workflow.update(name=ADOPT_CALENDAR)
    async def adopt_calendar(self, command: AdoptCalendar) -> Receipt:
        """The one command of Remiss itself that comes from outside: only its own workers send it.

        People's commands come by the API, which takes no other kind and names its caller itself.
        """
        return await self.handle(command)

    @adopt_calendar.validator
    def _admit_calendar(self, command: AdoptCalendar) -> None:
        self._ask(decide, command)

    def _ask(self, rules: Callable[[State, Command], object], command: Command) -> None:
        if command.id not in self._journal.receipts:
            with answer_refusals():
                rules(self._as_of_now(), _now(command))

    async def handle(self, command: Command) -> Receipt:
        """Carry out an admitted command once, however often it comes; its receipt."""
        receipts = self._journal.receipts
        if command.id not in receipts:
            self._ring_what_is_due()
            self._apply(command)
            receipts.note_idle(command, self._case.id, self._case.version)
            if isinstance(command, SubmitReply | SignReply | CorrectReply | EnterReply):
                await self._assessments.assess_in_task(self._case.requests[command.agency])
            await self._journal.record()
        if refusal := self._journal.overturned.pop(command.id, None):
            raise refusal_error(refusal)
        receipts.note_idle(command, self._case.id, self._case.version)
        receipt = receipts.of(command)
        recorded = self._journal.has_recorded(receipt.version)
        return receipt.model_copy(update={"recorded": recorded})

    def _apply(self, command: Command) -> None:
        """What the rules say of a command, now."""
        with answer_refusals():
            self._journal.apply(_now(command))
        self._show()

    @property
    def _case(self) -> Consultation:
        state = self._journal.state
        if not isinstance(state, Consultation):
            raise ApplicationError("not opened", type="consultation_not_found")
        return state

    # Time

    def _as_of_now(self) -> State:
        """The state once everything due has rung: a command meets the case as time has left it."""
        state = self._journal.state
        return fold(decide(state, self._time()), state) if self._is_due() else state

    def _ring_what_is_due(self) -> None:
        """Before a command, so that one sent after an outage or a deadline finds it recorded."""
        if self._is_due():
            self._apply(self._time())

    def _is_due(self) -> bool:
        return any(alarm.at <= workflow.now() for alarm in self._alarms.values())

    def _time(self) -> TimePassed:
        return TimePassed(
            id=f"time:{self._journal.state.version + 1}", actor=REMISS, at=workflow.now()
        )

    async def _let_time_pass(self) -> None:
        version = self._case.version
        try:
            self._apply(self._time())
        except ApplicationError as error:
            # No rule can be followed here (a calendar that has run out): wait for people to act.
            workflow.logger.error("time_stands_still", extra={"reason": str(error)})
            await workflow.wait_condition(lambda: self._case.version != version)
        await self._journal.record()

    # What people see, and when a run ends

    def _show(self) -> None:
        if not isinstance(case := self._journal.state, Consultation):
            return
        pending = self._pending.alarms(case)
        self._alarms = {alarm.agency or CASE: alarm for alarm in pending}
        attributes = search_attributes(case, pending)
        if changed := [each for each in attributes if each not in self._attributes]:
            self._attributes = attributes
            workflow.upsert_search_attributes(changed)

    def details(self) -> str:
        """How the case stands, in Markdown; nothing before it is opened."""
        case = self._journal.state
        return current_details(case, workflow.now()) if isinstance(case, Consultation) else ""

    async def _opened(self) -> bool:
        """Whether the opening command has come; a run never opened ends by itself."""
        try:
            await workflow.wait_condition(
                lambda: isinstance(self._journal.state, Consultation),
                timeout=UNOPENED_FOR,
                timeout_summary="chờ lệnh mở hồ sơ · wait for the opening command",
            )
        except TimeoutError:
            return False
        return True

    def _in_background(self, step: Coroutine[Any, Any, None]) -> None:
        self._background.append(asyncio.create_task(step))

    def _attention_needed(self) -> bool:
        left = self._timers.misses_one() or bool(self._assessments.unassessed())
        return left or self._finished() or self._may_continue_as_new()

    def _may_continue_as_new(self) -> bool:
        suggested = workflow.info().is_continue_as_new_suggested()
        return suggested and self._case.version != self._too_large_at

    def _continue_as_new(self) -> None:
        """Begin a new run with what is known, unless that is too much for one message."""
        carried = self._journal.carried()
        most = CARRIED_BYTES if workflow.patched(CARRIES_MORE) else CARRIED_BEFORE
        if len(carried.model_dump_json().encode()) < most:
            workflow.continue_as_new(carried)
        self._too_large_at = self._case.version

    def _finished(self) -> bool:
        ended = self._case.stage in {CaseStage.CANCELLED, CaseStage.ARCHIVED}
        return ended and not self._journal.pending

    def _quiet(self) -> bool:
        return workflow.all_handlers_finished() and not self._journal.writing


def _now(command: Command) -> Command:
    """The command at the time the case learns of it: the server's order, not the sender's clock."""
    return command.model_copy(update={"at": workflow.now()})
