"""Checkpoints on a real Temporal server and a real ledger: every hour, and with the report."""

import asyncio
import secrets
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import asyncpg
from pydantic import SecretStr
from temporalio.client import Client

import worker
from remiss import ledger
from remiss.consultation.ports import CHECKPOINT_WORKFLOW, CheckpointOutcome
from remiss.evidence.audit import audit
from remiss.evidence.checkpoint import NOTICES
from remiss.evidence.checkpoint_folder import CheckpointFolder
from remiss.evidence.signature import Signer, trusted_keys
from remiss.settings import Settings
from remiss.temporal import schedules as scheduling
from remiss.temporal.schedules import checkpoints_id, ensure_schedules, schedule_id
from tests.given.commands import worker_process
from tests.given.ledger_cases import case
from tests.given.story import until
from tests.parts.workflows.test_daily_report import _exists, _ran

ROOT = Path(__file__).parents[3]


def configured(database: str, temporal_address: str, folder: Path) -> Settings:
    """Settings of a service that signs."""
    Signer.ensure(folder / "key.pem")
    return Settings(
        data_dir=folder,
        postgres_dsn=SecretStr(database),
        temporal_address=temporal_address,
        task_queue=f"checkpoints-{secrets.token_hex(4)}",
        checkpoint_key_file=folder / "key.pem",
        development_issuer=True,
    )


async def test_a_worker_process_signs_what_moved(
    temporal_address: str, temporal: Client, database: str, pool: asyncpg.Pool, tmp_path: Path
) -> None:
    """Started as in production, with the service's rights: the schedule fires, a file is there."""
    settings = configured(database, temporal_address, tmp_path)
    for batch in case("HS-1"):
        await ledger.append(pool, batch)
    handle = temporal.get_schedule_handle(checkpoints_id(settings.task_queue))
    async with worker_process(settings.environment()):
        await until(partial(_exists, handle), seconds=30)
        await handle.trigger()
        await until(partial(_ran, handle), seconds=30)
        (action,) = (await handle.describe()).info.recent_actions
        run = temporal.get_workflow_handle(
            action.action.workflow_id,  # type: ignore[attr-defined]
            result_type=CheckpointOutcome,
        )
        made = await run.result()
    assert made.made
    keys = trusted_keys(tmp_path / "key.pem", None)
    found = await audit(database, CheckpointFolder(tmp_path / "checkpoints"), keys)
    assert found.holds
    assert (found.newest, found.moved) == (made.newest, 0)
    await handle.delete()
    await temporal.get_schedule_handle(schedule_id(settings.task_queue)).delete()


async def test_the_schedule_fires_every_hour(temporal: Client) -> None:
    """At ten past, so that what a day brings is signed within the hour it happened."""
    queue = f"hourly-{secrets.token_hex(4)}"
    await ensure_schedules(temporal, queue)
    await ensure_schedules(temporal, queue)
    handle = temporal.get_schedule_handle(checkpoints_id(queue))
    times = (await handle.describe()).info.next_action_times
    assert {at.minute for at in times} == {scheduling.PAST_THE_HOUR}
    assert times[0] - datetime.now(UTC) <= timedelta(hours=1)
    assert times[1] - times[0] == timedelta(hours=1)
    await handle.delete()
    await temporal.get_schedule_handle(schedule_id(queue)).delete()


async def test_several_workers_sign_each_thing_once(
    temporal_address: str, temporal: Client, database: str, pool: asyncpg.Pool, tmp_path: Path
) -> None:
    """Runs that overlap, on two workers with one folder: numbers without gap or double."""
    settings = configured(database, temporal_address, tmp_path)
    handle = temporal.get_schedule_handle(checkpoints_id(settings.task_queue))
    async with worker_process(settings.environment()), worker.running(settings, temporal):
        await until(partial(_exists, handle), seconds=30)
        for number in range(3):
            for batch in case(f"HS-{number}"):
                await ledger.append(pool, batch)
            runs = [
                temporal.execute_workflow(
                    CHECKPOINT_WORKFLOW,
                    id=f"{settings.task_queue}-{number}-{run}",
                    task_queue=settings.task_queue,
                    result_type=CheckpointOutcome,
                )
                for run in range(4)
            ]
            made = await asyncio.gather(*runs)
            assert any(each.made for each in made)
    # Notices of the same cases may have moved between two runs: then each signs some of it.
    files = CheckpointFolder(tmp_path / "checkpoints").read().files
    assert sorted(files) == list(range(1, len(files) + 1))
    signed = [head.stream for file in files.values() for head in file.heads]
    assert sorted(name for name in signed if name != NOTICES) == ["HS-0", "HS-1", "HS-2"]
    await handle.delete()
    await temporal.get_schedule_handle(schedule_id(settings.task_queue)).delete()
