"""Histories of earlier versions replay: a change that would break a running case fails here."""

from pathlib import Path

import pytest
from temporalio.client import WorkflowHistory
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.worker import Replayer
from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner

from tests.workflows.conftest import HISTORIES
from worker import PASSED_THROUGH
from workflows.calendar import CalendarWorkflow
from workflows.case import ConsultationWorkflow
from workflows.daily_report import DailyReportWorkflow


def replayer() -> Replayer:
    return Replayer(
        workflows=[ConsultationWorkflow, CalendarWorkflow, DailyReportWorkflow],
        data_converter=pydantic_data_converter,
        workflow_runner=SandboxedWorkflowRunner(restrictions=PASSED_THROUGH),
    )


def kept(path: Path) -> WorkflowHistory:
    return WorkflowHistory.from_json(path.stem, path.read_text(encoding="utf-8"))


def test_there_are_histories_to_replay() -> None:
    """The stories whose replay guards running cases are committed."""
    assert len(list(HISTORIES.glob("*.json"))) >= 10


@pytest.mark.parametrize("path", sorted(HISTORIES.glob("*.json")), ids=lambda path: path.stem)
async def test_a_history_replays(path: Path) -> None:
    """Each story leads the present code to the same commands.

    If this fails, a case that is running now would break: keep the old path for it with
    `workflow.patched`.
    """
    await replayer().replay_workflow(kept(path))


async def test_a_changed_workflow_does_not_replay(monkeypatch: pytest.MonkeyPatch) -> None:
    """The gate shuts: a step left out is noticed."""
    monkeypatch.setattr("workflows.journal.Journal.record", _record_nothing)
    history = kept(HISTORIES / "silence_climbs_the_whole_ladder.json")

    with pytest.raises(Exception, match=r"\[TMPRL1100\]"):
        await Replayer(
            workflows=[ConsultationWorkflow, CalendarWorkflow],
            data_converter=pydantic_data_converter,
            workflow_runner=SandboxedWorkflowRunner(
                restrictions=PASSED_THROUGH.with_passthrough_modules("workflows")
            ),
        ).replay_workflow(history)


async def _record_nothing(_journal: object) -> None:
    return
