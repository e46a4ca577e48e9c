"""One workflow per consultation: the single writer of its stream."""

import asyncio
from collections.abc import Coroutine
from datetime import timedelta
from typing import Any

from temporalio import workflow
from temporalio.exceptions import ApplicationError

with workflow.unsafe.imports_passed_through():
    from consultation.alarms import Alarm, alarms
    from consultation.assessment import Assessment, AssessmentTask
    from consultation.authority import UPDATES
    from consultation.commands import (
        Command,
        RecordAssessment,
        SignReply,
        SubmitReply,
        TimePassed,
    )
    from consultation.decider import decide
    from consultation.events import Event, RecordedEvent
    from consultation.evolving import evolve
    from consultation.ports import WORKFLOW, CaseStart, Port, Receipt
    from consultation.refusals import Refusal
    from consultation.state import CaseStage, Consultation, Request, Stage
    from consultation.values import REMISS
    from consultation.view import ConsultationRow, view
    from consultation.wording import alarm_summary, current_details
    from workflows.attributes import search_attributes
    from workflows.outbox import Outbox
    from workflows.steps import IN_TASK, STEP_FAILED, UNTIL_DONE

UNOPENED_FOR = timedelta(minutes=1)
SHORTEST_TIMER = timedelta(milliseconds=1)
CARRIED_BYTES = 1_500_000
"""A server takes 2 MB; a case that is larger keeps its run, which has room for 50 MB."""
CASE = ""
"""The key of the alarm that belongs to no single request."""


@workflow.defn(name=WORKFLOW)
class ConsultationWorkflow:
    """Decides, applies, hands new events to the ledger, and waits for what comes next."""

    @workflow.init
    def __init__(self, start: CaseStart) -> None:
        self._state = start.state
        self._handled = dict(start.handled)
        self._outbox = Outbox(start.unrecorded, self._row)
        self._alarms: dict[str, Alarm] = {}
        self._watchers: dict[str, asyncio.Task[None]] = {}
        self._attributes: list[Any] = []
        self._background: list[asyncio.Task[None]] = []
        self._unassessed = _unassessed(start)
        self._too_large_at: int | None = None
        for kind in UPDATES:
            workflow.set_update_handler(kind, self._handle, validator=self._admit)
        self._show()

    @workflow.run
    async def run(self, start: CaseStart) -> None:
        del start  # taken by __init__
        if not await self._opened():
            return
        self._in_background(self._outbox.keep())
        for request in self._unassessed:
            self._in_background(self._assess_until_done(request))
        while not self._finished():
            self._watch()
            await workflow.wait_condition(self._attention_needed)
            if self._may_continue_as_new():
                await workflow.wait_condition(self._quiet)
                self._continue_as_new()
        await workflow.wait_condition(self._quiet)
        for task in self._background:
            task.cancel()

    # Messages

    def _admit(self, command: Command) -> None:
        if command.kind not in UPDATES:
            raise ApplicationError(f"{command.kind} is no Update", type="not_permitted")
        if command.id not in self._handled:
            self._decide(command)

    async def _handle(self, command: Command) -> Receipt:
        if command.id not in self._handled:
            command = command.model_copy(update={"at": workflow.now()})
            self._handled[command.id] = self._receipt(command, self._apply(command))
            if isinstance(command, SubmitReply | SignReply):
                await self._assess_in_task(command)
            await self._outbox.record()
        receipt = self._handled[command.id]
        waiting = self._outbox.events
        recorded = not waiting or receipt.version < waiting[0].version
        return receipt.model_copy(update={"recorded": recorded})

    def _receipt(self, command: Command, events: tuple[str, ...]) -> Receipt:
        return Receipt(
            consultation=self._case.id,
            command_id=command.id,
            fingerprint=command.fingerprint(),
            version=self._case.version,
            events=events,
            recorded=False,
        )

    # Rules: all of them are the domain's

    def _decide(self, command: Command) -> tuple[Event, ...]:
        command = command.model_copy(update={"at": workflow.now()})
        try:
            return decide(self._state, command)
        except Refusal as refusal:
            raise ApplicationError(
                str(refusal), refusal.as_dict(), type=refusal.code, non_retryable=True
            ) from refusal

    def _apply(self, command: Command) -> tuple[str, ...]:
        """Decide, evolve, and put what happened on its way to the ledger."""
        events = self._decide(command)
        for event in events:
            self._state = evolve(self._state, event)
            self._outbox.put(
                RecordedEvent(
                    consultation=self._case.id,
                    version=self._case.version,
                    command_id=command.id,
                    actor=command.actor,
                    event=event,
                )
            )
        self._show()
        return tuple(event.kind for event in events)

    @property
    def _case(self) -> Consultation:
        if not isinstance(self._state, Consultation):
            raise ApplicationError("not opened", type="consultation_not_found")
        return self._state

    def _row(self) -> ConsultationRow:
        return view(self._case)

    # Assessment

    async def _assess_in_task(self, command: SubmitReply | SignReply) -> None:
        """Assess the reply just received inside this workflow task; else leave it to the server."""
        request = self._case.requests[command.agency]
        if request.stage is not Stage.ASSESSING:
            return
        try:
            assessment = await workflow.execute_local_activity(
                Port.ASSESS, self._task(request), result_type=Assessment, **IN_TASK
            )
        except STEP_FAILED:
            workflow.logger.warning("assessment_deferred", extra={"agency": command.agency})
            self._in_background(self._assess_until_done(request))
            return
        events = self._record_assessment(request, assessment)
        receipt = self._handled[command.id]
        self._handled[command.id] = receipt.model_copy(
            update={
                "version": self._case.version,
                "events": (*receipt.events, *events),
                "assessment": assessment,
            }
        )

    async def _assess_until_done(self, request: Request) -> None:
        assessment = await workflow.execute_activity(
            Port.ASSESS,
            self._task(request),
            result_type=Assessment,
            summary=f"{request.agency.code}: đánh giá văn bản trả lời · assess the reply",
            **UNTIL_DONE,
        )
        self._record_assessment(request, assessment)
        await self._outbox.record()

    def _record_assessment(self, request: Request, assessment: Assessment) -> tuple[str, ...]:
        number = len(request.replies)
        return self._apply(
            RecordAssessment(
                id=f"{request.agency.code}:assessment:{number}",
                actor=REMISS,
                at=workflow.now(),
                agency=request.agency.code,
                reply_number=number,
                assessment=assessment,
            )
        )

    def _task(self, request: Request) -> AssessmentTask:
        return AssessmentTask(
            questions=self._case.questions_of(request),
            reply=request.replies[-1].reply,
            mandates=request.agency.mandates,
        )

    # Time

    def _watch(self) -> None:
        """Keep one durable timer, named for a reader, for every alarm that is pending."""
        for key in self._alarms:
            watcher = self._watchers.get(key)
            if watcher is None or watcher.done():
                self._watchers[key] = asyncio.create_task(self._watch_alarm(key))

    async def _watch_alarm(self, key: str) -> None:
        while alarm := self._alarms.get(key):
            left = alarm.at - workflow.now()
            if left > timedelta() and not await self._rings(key, alarm, left):
                continue
            self._apply(
                TimePassed(id=f"time:{self._case.version + 1}", actor=REMISS, at=workflow.now())
            )
            await self._outbox.record()

    async def _rings(self, key: str, alarm: Alarm, left: timedelta) -> bool:
        """Wait for the alarm; False when it changed before it rang."""
        request = self._case.requests.get(key)
        try:
            await workflow.wait_condition(
                lambda: self._alarms.get(key) != alarm,
                timeout=max(left, SHORTEST_TIMER),
                timeout_summary=alarm_summary(alarm, request),
            )
        except TimeoutError:
            return True
        return False

    # What people see, and when a run ends

    def _show(self) -> None:
        if not isinstance(self._state, Consultation):
            return
        case = self._state
        self._alarms = {alarm.agency or CASE: alarm for alarm in alarms(case)}
        if (attributes := search_attributes(case)) != self._attributes:
            self._attributes = attributes
            workflow.upsert_search_attributes(attributes)
        workflow.set_current_details(current_details(case, workflow.now()))

    async def _opened(self) -> bool:
        """Whether the opening command has come; a run never opened ends by itself."""
        try:
            await workflow.wait_condition(
                lambda: isinstance(self._state, Consultation),
                timeout=UNOPENED_FOR,
                timeout_summary="chờ lệnh mở hồ sơ · wait for the opening command",
            )
        except TimeoutError:
            return False
        return True

    def _in_background(self, step: Coroutine[Any, Any, None]) -> None:
        self._background.append(asyncio.create_task(step))

    def _attention_needed(self) -> bool:
        unwatched = any(
            key not in self._watchers or self._watchers[key].done() for key in self._alarms
        )
        return unwatched or self._finished() or self._may_continue_as_new()

    def _may_continue_as_new(self) -> bool:
        suggested = workflow.info().is_continue_as_new_suggested()
        return suggested and self._state.version != self._too_large_at

    def _continue_as_new(self) -> None:
        """Begin a new run with what is known, unless that is too much for one message."""
        carried = self._carried()
        if len(carried.model_dump_json().encode()) < CARRIED_BYTES:
            workflow.continue_as_new(carried)
        self._too_large_at = self._state.version

    def _finished(self) -> bool:
        ended = self._case.stage in {CaseStage.CANCELLED, CaseStage.ARCHIVED}
        return ended and not self._outbox.events

    def _quiet(self) -> bool:
        return workflow.all_handlers_finished() and not self._outbox.writing

    def _carried(self) -> CaseStart:
        """The case for the run after this one; words the ledger has need not come along."""
        waiting = tuple(self._outbox.events)
        return CaseStart(
            state=self._case if waiting else self._case.without_decided_texts(),
            handled=self._handled,
            unrecorded=waiting,
        )


def _unassessed(start: CaseStart) -> tuple[Request, ...]:
    """Requests whose reply the run before this one left without an assessment."""
    if not isinstance(start.state, Consultation):
        return ()
    requests = start.state.requests.values()
    return tuple(request for request in requests if request.stage is Stage.ASSESSING)
