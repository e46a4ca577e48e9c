"""From the ledger to a mailbox and back: what the parts make of the settings, together."""

from collections.abc import AsyncIterator
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path

import asyncpg
import pytest
from pydantic import SecretStr

import worker
from remiss import ledger
from remiss.consultation.ports import ReportTask
from remiss.evidence import ledger_proof as attesting
from remiss.evidence.signature import Signer
from remiss.notices import MailFolder, ReportMail
from remiss.settings import InvalidSettingsError, Settings
from remiss.texts import BilingualError
from tests.given.case import hanoi
from tests.given.ledger_cases import case

TUESDAY = hanoi("2026-12-08", "07:30")


@pytest.fixture
def settings(database: str, tmp_path: Path) -> Settings:
    """A service that signs with a key it was given."""
    Signer.ensure(tmp_path / "key.pem")
    return Settings(
        data_dir=tmp_path,
        postgres_dsn=SecretStr(database),
        checkpoint_dir=tmp_path / "another disk",
        checkpoint_key_file=tmp_path / "key.pem",
    )


@pytest.fixture
async def pool(database: str) -> AsyncIterator[asyncpg.Pool]:
    """Connections as the service opens them."""
    pool = await ledger.connect(database)
    yield pool
    await pool.close()


async def reports(settings: Settings, dsn: str) -> None:
    """The report of a morning is made and sent, as the worker does it."""
    pool = await ledger.connect(dsn, command_timeout=2)
    book = ledger.CalendarBook(pool)
    reporting = worker._reporting(pool, book, attesting.checkpoint_maker(settings, pool))
    await reporting.make_daily_report(ReportTask(at=TUESDAY))
    mail = ReportMail(
        pool,
        MailFolder(settings.data_dir / "mail"),
        office="office@h99.example",
        chairman="chairman@h99.example",
        sender="Remiss <remiss@h99.example>",
        public_url="https://remiss.example",
        clock=lambda: TUESDAY,
    )
    await mail.deliver()
    await pool.close()


def enclosed(settings: Settings) -> Path:
    """The checkpoint as somebody saved it from the letter."""
    (letter,) = (settings.data_dir / "mail").glob("*.eml")
    message = message_from_bytes(letter.read_bytes(), policy=policy.default)
    (found,) = [p for p in message.walk() if p.get_content_type() == "application/json"]
    path = settings.data_dir / "saved.json"
    path.write_bytes(found.get_payload(decode=True))  # type: ignore[arg-type]
    return path


async def test_what_lies_in_a_mailbox_outlives_every_trace_here(
    settings: Settings, database: str, pool: asyncpg.Pool, owner: asyncpg.Pool
) -> None:
    """Row, file and events are removed together; the letter still shows that they were there."""
    for batch in case("HS-1"):
        await ledger.append(pool, batch)
    await reports(settings, database)
    saved = enclosed(settings)
    assert saved.read_bytes() == (settings.data_dir / "another disk/00000001.json").read_bytes()
    said = await attesting.compare_kept(database, settings, saved)
    assert "is the one the system shows" in said.en
    assert (await attesting.audit_ledger(database, settings)).holds

    for statement in (
        "alter table event disable trigger event_append_only",
        "alter table checkpoint disable trigger checkpoint_append_only",
        "alter table report disable trigger report_append_only",
        "delete from report_mail",
        "delete from report",
        "delete from checkpoint",
        "delete from event",
        "delete from request",
        "delete from consultation",
        "delete from case_score",
        "delete from scorecard",
        "alter table event enable always trigger event_append_only",
        "alter table checkpoint enable always trigger checkpoint_append_only",
        "alter table report enable always trigger report_append_only",
    ):
        await owner.execute(statement)
    (settings.data_dir / "another disk/00000001.json").unlink()
    assert (await attesting.audit_ledger(database, settings)).holds  # by itself it looks new
    with pytest.raises(BilingualError, match="no longer has checkpoint 1"):
        await attesting.compare_kept(database, settings, saved)


async def test_a_new_key_goes_on_where_the_old_one_ended(
    settings: Settings, database: str, pool: asyncpg.Pool, tmp_path: Path
) -> None:
    """With the old public key trusted beside the new, the log stays one; without, it does not."""
    for batch in case("HS-1"):
        await ledger.append(pool, batch)
    await attesting.make_checkpoint(database, settings)
    old, new = (Signer.ensure(tmp_path / name).public for name in ("key.pem", "new.pem"))
    (tmp_path / "both.pem").write_text(old.pem + new.pem, encoding="ascii")
    alone = settings.with_values({"checkpoint_key_file": tmp_path / "new.pem"})
    for batch in case("HS-2"):
        await ledger.append(pool, batch)
    with pytest.raises(BilingualError, match="which is not trusted"):
        await attesting.make_checkpoint(database, alone)

    both = alone.with_values({"checkpoint_public_keys_file": tmp_path / "both.pem"})
    made = await attesting.make_checkpoint(database, both)
    assert made.newest is not None
    assert (made.newest.number, made.newest.key) == (2, new.id)
    assert (await attesting.audit_ledger(database, both)).holds
    assert [each.key for each in await attesting.list_checkpoints(database)] == [old.id, new.id]


async def test_a_key_others_may_read_keeps_the_service_from_starting(
    settings: Settings, database: str
) -> None:
    """The setting is named, and what to do."""
    assert settings.checkpoint_key_file is not None
    settings.checkpoint_key_file.chmod(0o644)
    pool = await ledger.connect(database)
    with pytest.raises(InvalidSettingsError, match=r"REMISS_CHECKPOINT_KEY_FILE: .*chmod 600"):
        attesting.checkpoint_maker(settings, pool)
    await pool.close()


async def test_without_a_key_a_report_is_made_all_the_same(
    settings: Settings, database: str, pool: asyncpg.Pool
) -> None:
    """It goes out without a checkpoint, and its letter says that it has none."""
    await reports(settings.with_values({"checkpoint_key_file": None}), database)
    stored = await ledger.read_report(pool, date(2026, 12, 8))
    assert stored is not None
    assert (stored.checkpoint, stored.checkpoint_refused) == (None, None)
    (letter,) = (settings.data_dir / "mail").glob("*.eml")
    body = message_from_bytes(letter.read_bytes(), policy=policy.default).get_body(("plain",))
    assert body is not None
    assert "Thư này không kèm bản xác nhận nhật ký nào." in body.get_content()
