"""A case the ledger knows and Temporal does not: what callers are told, before and after."""

import secrets
from typing import Any

import asyncpg
from pydantic import SecretStr
from temporalio.client import Client

from remiss.recovery import recover
from remiss.recovery.outcomes import Fate
from tests.given.api_cases import Case, opening
from tests.given.people import HEAD, OFFICER, STRANGER
from tests.given.served import Served


async def test_a_case_that_is_lost_is_neither_denied_nor_opened_anew(
    served: Served, temporal: Client
) -> None:
    """Reads go on; a command is told to come again; its opening sent again finds it as it was."""
    case, sent = await _opened(served)
    handle = temporal.get_workflow_handle(case.id)
    await handle.terminate("lost")
    run = (await handle.describe()).run_id

    answer = await case.tries(HEAD, "acknowledge")
    assert (answer.status_code, answer.json()["code"]) == (503, "case_not_running")
    assert int(answer.headers["Retry-After"]) > 0
    assert (await served.call(HEAD, "GET", case.path)).status_code == 200
    assert (await case.is_refused(STRANGER, "acknowledge"))[0] == 404
    again = await served.call(OFFICER, "POST", "/consultations", **sent)
    assert again.status_code == 201, again.text
    assert again.json()["receipt"]["consultation"] == case.id
    assert (await handle.describe()).run_id == run

    assert await _recovered(served) == {case.id: Fate.STARTED}
    assert await case.does(HEAD, "acknowledge") == ["request_acknowledged"]


async def test_keys_given_before_the_loss_still_act_once(served: Served, temporal: Client) -> None:
    """The same command is answered as it was; the key of one used for another is refused."""
    case, sent = await _opened(served)
    key = secrets.token_hex(8)
    reply: dict[str, Any] = {"key": key, "json": case.reply()}
    first = await served.call(HEAD, "POST", f"{case.request()}/reply", **reply)
    await temporal.get_workflow_handle(case.id).terminate("lost")
    await _recovered(served)

    again = await served.call(HEAD, "POST", f"{case.request()}/reply", **reply)
    assert again.status_code == 200, again.text
    assert again.json()["receipt"] == first.json()["receipt"]
    opened = await served.call(OFFICER, "POST", "/consultations", **sent)
    assert opened.json()["receipt"]["version"] == 3
    other: dict[str, Any] = {"key": key, "json": case.reply(legal_basis="Nghị định 163/2016/NĐ-CP")}
    reused = await served.call(HEAD, "POST", f"{case.request()}/reply", **other)
    assert (reused.status_code, reused.json()["code"]) == (422, "idempotency_key_reused")
    assert (await case.told(OFFICER)).count("reply_received") == 1
    status = await served.call(HEAD, "GET", f"{case.path}/commands/{HEAD.id}:{key}")
    assert status.json()["status"] == "recorded"
    told = first.json()["receipt"]
    assert {name: status.json()[name] for name in ("version", "events")} == {
        name: told[name] for name in ("version", "events")
    }


async def test_a_case_that_is_over_stays_over(served: Served, temporal: Client) -> None:
    """Nothing starts it again, and it answers from the ledger as it did."""
    case, _ = await _opened(served)
    await case.does(OFFICER, "cancel", "", reason="Dừng xây dựng văn bản")
    before = await case.tries(HEAD, "acknowledge")

    assert await _recovered(served) == {}

    after = await case.tries(HEAD, "acknowledge")
    assert (after.status_code, after.json()["code"]) == (409, "consultation_cancelled")
    assert after.json()["code"] == before.json()["code"]


async def test_a_case_that_a_restored_ledger_lacks_is_not_opened_anew(
    served: Served, temporal: Client, owner_dsn: str
) -> None:
    """Over in Temporal, unknown to the ledger: its opening sent again begins no second history."""
    case, sent = await _opened(served)
    handle = temporal.get_workflow_handle(case.id)
    await handle.terminate("lost")
    await _recovered(served)  # a run that was never sent the opening: Temporal cannot answer it
    await case.does(OFFICER, "cancel", "", reason="Dừng xây dựng văn bản")
    await handle.result()
    run = (await handle.describe()).run_id
    await _forgotten(owner_dsn)

    again = await served.call(OFFICER, "POST", "/consultations", **sent)

    assert (again.status_code, again.json()["code"]) == (503, "case_not_running")
    assert (await handle.describe()).run_id == run


async def _forgotten(owner_dsn: str) -> None:
    """The ledger as in a backup made before there was a case."""
    connection = await asyncpg.connect(owner_dsn)
    try:
        await connection.execute("alter table event disable trigger event_append_only")
        await connection.execute("truncate event, consultation, request")
        await connection.execute("alter table event enable always trigger event_append_only")
    finally:
        await connection.close()


async def _opened(served: Served) -> tuple[Case, dict[str, Any]]:
    sha256 = await served.upload(OFFICER, b"%PDF-1.7 draft")
    sent: dict[str, Any] = {"key": secrets.token_hex(8), "json": opening(sha256)}
    answer = await served.call(OFFICER, "POST", "/consultations", **sent)
    assert answer.status_code == 201, answer.text
    return Case(served, answer.json()["receipt"]["consultation"], sha256), sent


async def _recovered(served: Served) -> dict[str, Fate]:
    dsn = served.settings.postgres_dsn
    assert isinstance(dsn, SecretStr)
    summary = await recover(dsn.get_secret_value(), served.settings, progress=lambda _: None)
    assert summary.succeeded, summary.to_see_to.en
    return {outcome.consultation: outcome.fate for outcome in summary.outcomes}
