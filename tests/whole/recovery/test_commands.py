"""The two commands, as an operator runs them."""

import pytest

from remiss import ledger
from remiss.machine.network_ports import free_port
from tests.given.backup import Backup
from tests.given.case import FINANCE, replies
from tests.given.commands import run_remiss
from tests.given.lost_cases import of_the_past
from tests.given.province import Province
from tests.parts.workflows.test_stories import ALONE
from tests.whole.recovery.test_each_case import _by_force


async def remiss(province: Province, *arguments: str) -> tuple[int | None, str]:
    """Exit code and everything printed."""
    said = await run_remiss(
        *arguments,
        REMISS_POSTGRES_DSN=province.dsn,
        REMISS_TEMPORAL_ADDRESS=province.address,
        REMISS_TASK_QUEUE=province.queue,
        COLUMNS="200",
    )
    return said.code, said.out + said.err


async def test_recover_says_what_it_did_in_both_languages(province: Province) -> None:
    """First a look, then the deed, then nothing left to do."""
    story = province.case()
    await ledger.append(province.pool, of_the_past(story.id, 1))

    code, said = await remiss(province, "recover", "--dry-run")
    assert (code, "Sẽ khởi động lại 1 hồ sơ" in said) == (0, True), said
    code, said = await remiss(province, "recover")
    assert (code, "Đã khởi động lại 1 hồ sơ" in said) == (0, True), said
    assert "1 cases started again" in said
    code, said = await remiss(province, "recover")
    assert (code, "1 are running and were left alone" in said) == (0, True), said
    await story.gives(replies(FINANCE))


async def test_recover_fails_where_a_case_is_spoilt(province: Province) -> None:
    """Exit code 1, and the case by name in both languages."""
    story = province.case()
    await ledger.append(province.pool, of_the_past(story.id, 1))
    await _by_force(province, "delete from event where version = 2")

    code, said = await remiss(province, "recover")

    assert code == 1
    assert f"{story.id}: Thiếu sự kiện này" in said
    assert f"{story.id}: This event is missing" in said


async def test_reconcile_says_what_it_wrote(province: Province, backup: Backup) -> None:
    """How many events of how many cases; run again, none."""
    story = province.case()
    await story.opens(**ALONE)
    await backup.take()
    await story.gives(replies(FINANCE))
    await backup.restore()

    code, said = await remiss(province, "reconcile", "--dry-run")
    assert (code, "Sẽ ghi lại 2 sự kiện của 1 hồ sơ" in said) == (0, True), said
    code, said = await remiss(province, "reconcile")
    assert (code, "2 events of 1 cases written" in said) == (0, True), said
    code, said = await remiss(province, "reconcile")
    assert (code, "0 events of 0 cases written" in said) == (0, True), said
    assert (await ledger.verify(province.dsn)).holds


async def test_a_temporal_that_does_not_answer_is_named(province: Province) -> None:
    """Not a hang: where it was looked for, and what to check."""
    port = free_port()
    province.address = f"127.0.0.1:{port}"

    code, said = await remiss(province, "recover")

    assert code == 1
    assert f"Không kết nối được Temporal tại 127.0.0.1:{port}" in said
    assert "REMISS_TEMPORAL_ADDRESS" in said


@pytest.mark.parametrize("command", ["recover", "reconcile"])
async def test_a_database_of_an_earlier_release_is_migrated_first(
    province: Province, command: str
) -> None:
    """As after restoring a backup made before an upgrade."""
    story = province.case()
    await story.opens(**ALONE)
    await _by_force(province, "drop table reappended, request, consultation cascade")

    code, said = await remiss(province, command)

    assert code == 1
    assert "`remiss migrate`" in said
