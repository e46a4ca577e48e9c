"""What a case decides in a kept history: each event as the ledger hashes it, and what it leads to.

Beside a history lies one line of JSON for each event: the event, its hash in the chain, what it
changed in the state, and the alarms after it. Temporal compares none of that, only commands.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

import rfc8785
from temporalio.bridge.proto.workflow_activation import InitializeWorkflow
from temporalio.worker import WorkflowInstance

from remiss.consultation.life.events import RecordedEvent
from remiss.consultation.life.evolution import evolve
from remiss.consultation.life.ladder.alarms import alarms
from remiss.consultation.ports import WORKFLOW, CaseStart, DecidedAfter
from remiss.consultation.state import Consultation, State, Unopened
from remiss.consultation.values import Value
from remiss.ledger.event_hash import link_hash

Flat = dict[str, Any]
WHOLE = frozenset({"calendar", "directory", "policy"})
"""Parts of the state told by a digest: what they say stands in the event that brought them."""
GONE, NOTHING = "(gone)", "(nothing)"
SAID = {
    "event": "is decided otherwise",
    "hash": "is hashed otherwise",
    "changed": "changes the state otherwise",
    "alarms": "leaves other alarms",
}
"""What a part of a line says where it differs; the first of these that does is the cause."""


@dataclass
class Watched:
    """A case that lives a history again: what it decides, and what it holds in memory meanwhile."""

    start: State = field(default_factory=Unopened)
    events: tuple[RecordedEvent, ...] = ()
    held: dict[int, tuple[State, list[Value]]] = field(default_factory=dict)
    """By version, at the end of a step: the state, and the alarms it has timers for."""

    @classmethod
    def of(cls, begins: InitializeWorkflow) -> "Watched | None":
        """A case that begins; None where the workflow is no case."""
        if begins.workflow_type != WORKFLOW:
            return None
        start = CaseStart.model_validate_json(begins.arguments[0].data)
        return cls(start=start.state)

    def look(self, instance: WorkflowInstance) -> None:
        """Take down how the case stands after a step of a sandboxed instance."""
        inside: Any = instance
        case = inside.globals_and_locals["__temporal_in_sandbox"].instance._object
        if case is None:
            return
        state = case._journal.state
        self.held[state.version] = (state, _sorted(case._alarms.values()))
        self.events = tuple(_decided(case, self.start.version))

    @property
    def lines(self) -> list[str]:
        """As they are committed."""
        return list(lines(self.events, self.start))

    def parted(self) -> str | None:
        """Where memory holds something else than the events lead to; None where nowhere."""
        state, led = self.start, {self.start.version: self.start}
        for recorded in self.events:
            state = led[recorded.version] = evolve(state, recorded.event)
        for version, (held, waited_for) in sorted(self.held.items()):
            by_events = led[version]
            if held != by_events:
                what = difference(flat(_state(by_events)), flat(_state(held)))
                return f"at version {version} its memory is not what its events lead to\n{what}"
            if waited_for != _sorted(_alarms(by_events)):
                return f"at version {version} it waits for other alarms than its events lead to"
        return None


def _decided(case: Any, version: int) -> Iterator[RecordedEvent]:
    more = True
    while more:
        page = case.decided_after(DecidedAfter(version=version))
        yield from page.events
        more, version = page.more, page.events[-1].version if page.events else version


def lines(events: Iterable[RecordedEvent], state: State) -> Iterator[str]:
    """One line for each event, from `state` on; the chain of hashes begins with the first."""
    hashed, before = None, flat(_state(state))
    for recorded in events:
        body = recorded.model_dump(mode="json")
        hashed, state = link_hash(hashed, body), evolve(state, recorded.event)
        after = flat(_state(state))
        line: Any = {
            "alarms": [_brief(alarm) for alarm in _alarms(state)],
            "changed": _changes(before, after),
            "event": body,
            "hash": hashed.hex(),
        }
        yield rfc8785.dumps(line).decode()
        before = after


def complaint(expected: Sequence[str], found: Sequence[str]) -> str | None:
    """The first event that is not as it was, and in what; None when nothing differs."""
    pairs = list(zip_longest(expected, found))
    number = next((n for n, (want, got) in enumerate(pairs, start=1) if want != got), None)
    if number is None:
        return None
    want, got = (_read(line) for line in pairs[number - 1])
    kind = (want or got)["event"]["event"]["kind"]
    told = f"event {number} of {len(expected)} ({kind})"
    if want is None or got is None:
        return f"{told} {'is missing' if got is None else 'is one too many'}"
    part = next(part for part in SAID if want[part] != got[part])
    return f"{told} {SAID[part]}\n{difference(flat(want[part], part), flat(got[part], part))}"


def difference(want: Flat, got: Flat) -> str:
    """The first place, by name, where two values differ."""
    path = min(path for path in want.keys() | got.keys() if _at(want, path) != _at(got, path))
    return f"  {path}\n    expected: {_at(want, path)}\n    got:      {_at(got, path)}"


def flat(node: Any, path: str = "") -> Flat:
    """Every leaf of a JSON value under its path: ``requests/H99.03/stage``."""
    name = path.rpartition("/")[2]
    if name in WHOLE and not path.startswith("event/"):
        return {path: f"sha256 {hashlib.sha256(rfc8785.dumps(node)).hexdigest()}"}
    if not isinstance(node, dict | list) or (path and not node):
        return {path: node}
    parts = node.items() if isinstance(node, dict) else enumerate(node)
    found: Flat = {}
    for key, part in parts:
        found |= flat(part, f"{path}/{key}" if path else str(key))
    return found


def _read(line: str | None) -> Any:
    return json.loads(line) if line else None


def read(line: str) -> RecordedEvent:
    """The event of a line, as a ledger that holds it gives it."""
    return RecordedEvent.model_validate(json.loads(line)["event"])


def _state(state: State) -> Any:
    """Fields at their default left out: one added later with a default changes nothing."""
    return state.model_dump(mode="json", exclude_defaults=True)


def _alarms(state: State) -> Sequence[Value]:
    return alarms(state) if isinstance(state, Consultation) else ()


def _brief(alarm: Value) -> Any:
    return alarm.model_dump(mode="json", exclude_defaults=True)


def _sorted(found: Iterable[Value]) -> list[Value]:
    return sorted(found, key=lambda alarm: rfc8785.dumps(_brief(alarm)))


def _changes(before: Flat, after: Flat) -> Flat:
    differing = {path: value for path, value in after.items() if _at(before, path) != value}
    return differing | {path: GONE for path in before if path not in after}


def _at(values: Flat, path: str) -> Any:
    return values.get(path, NOTHING)
