"""An inspector takes a drawn case home under their own sign-in: on record, and it verifies."""

import asyncio
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from temporalio.client import Client

import worker
from remiss.consultation.inspecting.messages import DossierFetched, DossierOrdered
from remiss.consultation.values import Actor
from remiss.evidence.dossier.dossier_archive import read_archive
from remiss.evidence.dossier.dossier_verification import verify_dossier
from remiss.evidence.ledger_proof import checkpoint_maker
from remiss.evidence.signature import Signer
from remiss.ledger import append, connect
from remiss.ledger.inspecting.inspection_chain import entries_of
from remiss.settings import Settings
from tests.given import generated
from tests.given.people import AUDITOR, HEAD, OFFICE, OFFICER
from tests.given.served import Served, serving
from tests.given.story import until

OPENS = {"decision": "12/QĐ-TTr", "reason": "Kiểm tra đột xuất quý I"}
COMMITS = {"unit": "cases", "reason": "Theo kế hoạch kiểm tra năm"}


@pytest.fixture
async def signing(settings: Settings, temporal: Client, tmp_path: Path) -> AsyncIterator[Served]:
    """An API with a worker whose host has the key that signs."""
    key = tmp_path / "key.pem"
    Signer.ensure(key)
    keyed = settings.with_values({"checkpoint_key_file": key})
    async with serving(keyed) as served, worker.running(served.settings, temporal):
        yield served


@pytest.fixture
async def pool(database: str) -> AsyncIterator[asyncpg.Pool]:
    pool = await connect(database)
    yield pool
    await pool.close()


async def sends(served: Served, path: str, body: Any, by: Actor = AUDITOR) -> Any:
    answer = await served.call(by, "POST", f"/inspections{path}", json=body)
    assert answer.status_code < 300, answer.text
    return answer.json()


async def drawn(served: Served, pool: asyncpg.Pool) -> str:
    """An inspection that drew the cases HS-1 and HS-2."""
    for seed in (1, 2):
        await append(pool, generated.whole(f"HS-{seed}", seed))
    one = str((await sends(served, "", OPENS))["inspection"])
    await sends(served, f"/{one}/samples", COMMITS)
    assert (await checkpoint_maker(served.settings, pool)()).made
    await sends(served, f"/{one}/samples/1/draw", {})
    return one


async def packed(served: Served, one: str) -> bool:
    answer = await served.call(AUDITOR, "GET", f"/inspections/{one}")
    return all(each["packed_at"] for each in answer.json()["dossiers"])


async def test_a_drawn_case_is_exported_and_verifies_offline(
    signing: Served, pool: asyncpg.Pool, tmp_path: Path
) -> None:
    """The archive holds against the public key, names who ordered it, and each step is on record.

    The evidence of O54: what an inspector exports verifies.
    """
    one = await drawn(signing, pool)
    events = await pool.fetchval("select count(*) from event")
    await sends(signing, f"/{one}/dossiers", {"consultation": "HS-2"})
    await until(partial(packed, signing, one), seconds=30)
    answer = await signing.call(AUDITOR, "GET", f"/inspections/{one}/dossiers/1")
    assert answer.status_code == 200, answer.text
    file = tmp_path / "fetched.zip"
    await asyncio.to_thread(file.write_bytes, answer.content)
    key = signing.settings.checkpoint_key_file
    assert key
    public = Signer.load(key).public
    verdict = verify_dossier(file, {public.id: public})
    assert verdict.holds, verdict.text
    with file.open("rb") as archive:
        names = [entry.name for entry in read_archive(archive).entries]
    assert {"manifest.json", "events.jsonl"} & set(names), names
    assert f"{AUDITOR.name} ({AUDITOR.id})".encode() in answer.content
    entries = await entries_of(pool, one)
    ordered = [each for each in entries if isinstance(each.event, DossierOrdered)]
    fetched = [each for each in entries if isinstance(each.event, DossierFetched)]
    assert [each.actor.id for each in (*ordered, *fetched)] == [AUDITOR.id, AUDITOR.id]
    assert await pool.fetchval("select count(*) from event") == events


async def test_only_a_drawn_case_is_exported_and_by_inspectors_alone(
    signing: Served, pool: asyncpg.Pool
) -> None:
    """Whatever else is asked for is refused, and nothing is packed."""
    one = await drawn(signing, pool)
    await append(pool, generated.whole("HS-3", 3))
    path = f"/inspections/{one}/dossiers"
    answer = await signing.call(AUDITOR, "POST", path, json={"consultation": "HS-3"})
    assert (answer.status_code, answer.json()["code"]) == (422, "case_not_drawn")
    absent = await signing.call(AUDITOR, "GET", f"{path}/1")
    assert (absent.status_code, absent.json()["code"]) == (404, "dossier_not_found")
    for person in (OFFICE, OFFICER, HEAD):
        refused = await signing.call(person, "POST", path, json={"consultation": "HS-2"})
        assert refused.status_code == 403


async def test_the_same_order_is_one_and_a_file_that_is_gone_is_told(
    signing: Served, pool: asyncpg.Pool
) -> None:
    """The same key again packs nothing anew; after its week the file is to be ordered again."""
    one = await drawn(signing, pool)
    path, body = f"/inspections/{one}/dossiers", {"consultation": "HS-1"}
    for _ in range(2):
        answer = await signing.call(AUDITOR, "POST", path, key="orders", json=body)
        assert answer.status_code == 202, answer.text
    await until(partial(packed, signing, one), seconds=30)
    found = (await signing.call(AUDITOR, "GET", f"/inspections/{one}")).json()
    assert len(found["dossiers"]) == 1
    (file,) = (signing.settings.data_dir / "dossiers").iterdir()
    assert file.stat().st_size == found["dossiers"][0]["size"]
    file.unlink()
    gone = await signing.call(AUDITOR, "GET", f"{path}/1")
    assert (gone.status_code, gone.json()["code"]) == (404, "dossier_not_found")
    kinds = [each.event.kind for each in await entries_of(pool, one)]
    assert kinds.count("dossier_packed") == 1
    assert "dossier_fetched" not in kinds
