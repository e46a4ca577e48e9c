"""What a kept history itself says was decided, compared with what a replay of it decides.

Temporal compares the kinds of commands, and neither how long a timer runs, nor what the ledger was
given, nor what a person was answered. That stands in the history as it was when it happened.
"""

import json
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from typing import Any

from temporalio.api.common.v1 import Payload
from temporalio.api.history.v1 import HistoryEvent
from temporalio.bridge.proto.workflow_commands import WorkflowCommand
from temporalio.converter import PayloadCodec

from remiss.consultation.ports import Port

Trace = tuple[str, Any]
"""What is spoken of, such as ``timer 3``, and what is said of it. Words for people are left out."""
MARKER, OF_THE_SDK = "core_local_activity", "TemporalChangeVersion"


async def difference(
    history: Sequence[HistoryEvent], commands: Iterable[WorkflowCommand], codec: PayloadCodec
) -> str | None:
    """The first thing a history says otherwise than the commands of its replay; None if nothing.

    What it says nothing of, such as a field added since, is no difference.
    """
    replayed = dict(_of_commands(commands))
    async for name, said in _of_history(history, codec):
        got = _narrowed(replayed.get(name, "nothing"), said)
        if said != got:
            return (
                f"its history says otherwise\n  {name}\n    expected: {said}\n    got:      {got}"
            )
    return None


def _narrowed(got: Any, said: Any) -> Any:
    """Of what is said now, what a history could have said."""
    if isinstance(got, dict) and isinstance(said, dict):
        return {key: _narrowed(got.get(key), value) for key, value in said.items()}
    if isinstance(got, list) and isinstance(said, list) and len(got) == len(said):
        return [_narrowed(one, other) for one, other in zip(got, said, strict=True)]
    return got


def _of_commands(commands: Iterable[WorkflowCommand]) -> Iterator[Trace]:
    shown = Shown()
    for command in commands:
        kind = command.WhichOneof("variant")
        body: Any = getattr(command, str(kind))
        match kind:
            case "start_timer":
                yield f"timer {body.seq}", body.start_to_fire_timeout.ToTimedelta()
            case "schedule_local_activity" if body.activity_type == Port.RECORD:
                yield f"local activity {body.seq}", _value(command.user_metadata.summary)
            case "schedule_activity":
                yield f"activity {body.seq}", _given(body.activity_type, body.arguments)
            case "update_response" if body.WhichOneof("response") == "completed":
                yield f"answer to {body.protocol_instance_id}", _value(body.completed)
            case "continue_as_new_workflow_execution":
                yield "the next run", _given(body.workflow_type, body.arguments)
            case "upsert_workflow_search_attributes":
                yield shown.after(body.search_attributes.indexed_fields)
            case _:
                pass


async def _of_history(events: Sequence[HistoryEvent], codec: PayloadCodec) -> AsyncIterator[Trace]:
    for trace in (*_timers(events), *_shown(events)):
        yield trace
    for event in events:
        if told := await _told(event, codec):
            yield told


def _timers(events: Iterable[HistoryEvent]) -> Iterator[Trace]:
    for event in events:
        if event.HasField("timer_started_event_attributes"):
            timer = event.timer_started_event_attributes
            yield f"timer {timer.timer_id}", timer.start_to_fire_timeout.ToTimedelta()


def _shown(events: Iterable[HistoryEvent]) -> Iterator[Trace]:
    fields = [
        event.upsert_workflow_search_attributes_event_attributes.search_attributes.indexed_fields
        for event in events
        if event.HasField("upsert_workflow_search_attributes_event_attributes")
    ]
    shown = Shown()
    yield from (shown.after(each) for each in fields if OF_THE_SDK not in each)


async def _told(event: HistoryEvent, codec: PayloadCodec) -> Trace | None:
    """What a task, a person or the next run was given; None where the event is another."""
    kind = event.WhichOneof("attributes")
    body: Any = getattr(event, str(kind))
    match kind:
        case "marker_recorded_event_attributes" if body.marker_name == MARKER:
            said = json.loads(body.details["data"].payloads[0].data)
            (summary,) = await codec.decode([event.user_metadata.summary])
            if said["activity_type"] == Port.RECORD:
                return f"local activity {said['seq']}", _value(summary)
        case "activity_task_scheduled_event_attributes":
            given = await codec.decode(body.input.payloads)
            return f"activity {body.activity_id}", _given(body.activity_type.name, given)
        case "workflow_execution_continued_as_new_event_attributes":
            given = await codec.decode(body.input.payloads)
            return "the next run", _given(body.workflow_type.name, given)
        case "workflow_execution_update_completed_event_attributes":
            for answer in await codec.decode(body.outcome.success.payloads):
                return f"answer to {body.meta.update_id}", _value(answer)
        case _:
            pass
    return None


def _given(name: str, payloads: Sequence[Payload]) -> Any:
    """What an activity or a run is given; of a batch its events alone, for its row may grow."""
    given = [_value(payload) for payload in payloads]
    return given[0]["events"] if name == Port.RECORD else given


class Shown:
    """What a search finds of a case: each change of its attributes leaves the others standing."""

    def __init__(self) -> None:
        self._changes, self._found = 0, dict[str, Any]()

    def after(self, fields: Any) -> Trace:
        """All attributes once these have changed."""
        self._changes += 1
        self._found |= {name: _value(payload) for name, payload in fields.items()}
        return f"attributes {self._changes}", dict(self._found)


def _value(payload: Payload) -> Any:
    return json.loads(payload.data) if payload.data else None
