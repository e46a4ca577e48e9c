"""What the present code does when it lives a kept history again: its commands, in order.

Temporal compares these, kind by kind, with what the history says was done. Their committed list
says in words which one changed; its digest is what is compared. What a case decides meanwhile lies
beside its history: see `decisions`.
"""

import hashlib
import json
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

from temporalio.bridge.proto.workflow_completion import WorkflowActivationCompletion
from temporalio.client import WorkflowHistory
from temporalio.worker import Replayer, WorkflowInstance, WorkflowInstanceDetails
from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions

from remiss.temporal.codec import Key, Keyring, Sealing, data_converter
from tests.given import decisions, traces
from tests.given.decisions import Watched
from workflows.calendar_keeper import CalendarWorkflow
from workflows.case import ConsultationWorkflow
from workflows.morning_report import DailyReportWorkflow

PASSED_THROUGH = SandboxRestrictions.default.with_passthrough_modules(
    "remiss.consultation",
    "remiss.texts",
    "pydantic",
    "pydantic_core",
    "annotated_types",
    "typing_extensions",
)
"""Histories live again in the SDK's sandbox: what workflows may not do fails here, not at work."""
HERE = Path(__file__).parents[1] / "histories"
HISTORIES, FINGERPRINTS = HERE, HERE / "fingerprints.json"
VERSION = tomllib.loads((HERE.parents[1] / "pyproject.toml").read_text())["project"]["version"]
GOLDEN = Keyring((Key("golden", hashlib.sha256(b"Seals histories for tests").digest()),))
"""The key of the kept histories that are sealed; it guards nothing."""
NOTHING = "nothing"
DETAIL = {
    "start_timer": "seq",
    "cancel_timer": "seq",
    "schedule_activity": "activity_type",
    "schedule_local_activity": "activity_type",
    "set_patch_marker": "patch_id",
    "start_child_workflow_execution": "workflow_type",
}


@dataclass(frozen=True)
class Lived:
    """The commands of each activation, and why the replay stopped, if it did."""

    steps: tuple[str, ...]
    failure: BaseException | None = None
    case: Watched | None = None
    otherwise: str | None = None
    """What the history itself says otherwise than its replay."""

    @property
    def fingerprint(self) -> dict[str, Any]:
        """As it is committed."""
        return {"digest": digest(self.steps), "commands": list(self.steps)}


class Recording(SandboxedWorkflowRunner):
    """Runs workflows as a worker does, and notes every command they give."""

    def __init__(self, restrictions: SandboxRestrictions) -> None:
        super().__init__(restrictions=restrictions)
        self.steps: list[str] = []
        self.completions: list[WorkflowActivationCompletion] = []
        self.case: Watched | None = None

    def create_instance(self, det: WorkflowInstanceDetails) -> WorkflowInstance:
        """An instance that is listened to."""
        instance = super().create_instance(det)
        activate = instance.activate

        def listened(act: Any) -> WorkflowActivationCompletion:
            if act.jobs[0].HasField("initialize_workflow"):
                self.case = Watched.of(act.jobs[0].initialize_workflow)
            completion = activate(act)
            if step := "; ".join(_commands(completion)):
                self.steps.append(step)
            # A copy: what leaves the worker is sealed in place.
            self.completions.append(deepcopy(completion))
            if self.case:
                self.case.look(instance)
            return completion

        instance.activate = listened  # type: ignore[method-assign]
        return instance


def kept() -> list[Path]:
    """Every kept history, of every version."""
    return sorted(HISTORIES.glob("*/*.json"))


def path_of(name: str) -> Path:
    """Where the history of a name lies."""
    return HISTORIES / f"{name}.json"


def name_of(path: Path) -> str:
    """Version and story: ``0.1.0/silence_climbs_the_whole_ladder``."""
    return path.relative_to(HISTORIES).with_suffix("").as_posix()


async def lived(
    path: Path,
    restrictions: SandboxRestrictions = PASSED_THROUGH,
    keyring: Keyring = GOLDEN,
) -> Lived:
    """What the present code does with a kept history."""
    recording = Recording(restrictions)
    replayer = Replayer(
        workflows=[ConsultationWorkflow, CalendarWorkflow, DailyReportWorkflow],
        data_converter=data_converter(keyring),
        workflow_runner=recording,
    )
    history = _history(path)
    result = await replayer.replay_workflow(history, raise_on_replay_failure=False)
    otherwise = None
    if recording.case and result.replay_failure is None:
        commands = [c for each in recording.completions for c in each.successful.commands]
        otherwise = await traces.difference(history.events, commands, Sealing(keyring))
    return Lived(tuple(recording.steps), result.replay_failure, recording.case, otherwise)


def _history(path: Path) -> WorkflowHistory:
    return WorkflowHistory.from_json(path.stem, path.read_text(encoding="utf-8"))


def committed() -> dict[str, dict[str, Any]]:
    """The fingerprints as they are committed, by version and story."""
    found: dict[str, dict[str, Any]] = json.loads(FINGERPRINTS.read_text(encoding="utf-8"))
    return found


def complaint(name: str, expected: Sequence[str], found: Lived) -> str | None:
    """What to tell whoever changed a workflow; None when nothing differs."""
    pairs = list(zip_longest(_flat(expected), _flat(found.steps), fillvalue=NOTHING))
    differing = next((n for n, (want, got) in enumerate(pairs) if want != got), None)
    if differing is None and found.failure is None:
        return None
    if differing is None:
        return f"{name}: does not replay: {found.failure}\n{WHAT_TO_DO}"
    want, got = pairs[differing]
    before = ", ".join(want for want, _ in pairs[max(0, differing - 3) : differing]) or "the start"
    said = f"\nTemporal: {found.failure}" if found.failure else ""
    return (
        f"{name}: command {differing + 1} of {len(_flat(expected))} differs.\n"
        f"  expected: {want}\n  got:      {got}\n  after:    {before}{said}\n{WHAT_TO_DO}"
    )


def decided_otherwise(name: str, found: Lived) -> str | None:
    """What to tell whoever changed a rule; None where every event, state and alarm is the same."""
    case = found.case
    if case is None:
        return None
    told = decisions.complaint(lines_of(name), case.lines) or case.parted() or found.otherwise
    return f"{name}: {told}\n{WHAT_RULES_DO}" if told else None


def events_of(name: str) -> Path:
    """Where the events of a case lie, beside its history."""
    return HISTORIES / f"{name}.events.jsonl"


def lines_of(name: str) -> list[str]:
    """They as they are committed; none where they are not."""
    path = events_of(name)
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


WHAT_RULES_DO = (
    "A case that is running now would part from its ledger: it decides by the rules it opened\n"
    "with. Keep the old rule for it, and put the changed one beside it. If no case can have\n"
    "reached this, record anew what this version decides:\n"
    "  .venv/bin/pytest tests/histories/test_replay.py --record-fingerprints"
)
WHAT_TO_DO = (
    "A case that is running now would stop here. Keep the old path for it:\n"
    '  if workflow.patched("what changed"): <new path> else: <old path>\n'
    "If no case can have reached this, record this version's histories and fingerprints anew:\n"
    "  .venv/bin/pytest tests/parts/workflows --record-histories\n"
    "  .venv/bin/pytest tests/histories/test_replay.py --record-fingerprints"
)


def record(found: dict[str, Lived]) -> None:
    """Commit to these: new stories, and those of the present version. A released one stays."""
    before = committed() if FINGERPRINTS.exists() else {}
    stays = {name: print_ for name, print_ in before.items() if not name.startswith(f"{VERSION}/")}
    new = {name: each.fingerprint for name, each in found.items() if each.failure is None}
    text = json.dumps(dict(sorted((new | stays).items())), ensure_ascii=False, indent=1)
    FINGERPRINTS.write_text(f"{text}\n", encoding="utf-8")
    for name in new:
        if (case := found[name].case) and name not in stays:
            events_of(name).write_text("".join(f"{line}\n" for line in case.lines), "utf-8")


def digest(steps: Iterable[str]) -> str:
    """One digest of all commands in order, however they came together."""
    return hashlib.sha256("\n".join(_flat(steps)).encode()).hexdigest()[:16]


def _flat(steps: Iterable[str]) -> list[str]:
    return [command for step in steps for command in step.split("; ")]


def _commands(completion: WorkflowActivationCompletion) -> Iterator[str]:
    for command in completion.successful.commands:
        kind = command.WhichOneof("variant")
        if kind in {None, "respond_to_query"}:
            continue
        body = getattr(command, str(kind))
        detail = body.WhichOneof("response") if kind == "update_response" else None
        if kind in DETAIL:
            detail = getattr(body, DETAIL[kind])
        yield str(kind) if detail is None else f"{kind} {detail}"
