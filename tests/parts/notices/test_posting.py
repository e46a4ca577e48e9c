"""The postman as the worker runs it: settings in, mail out."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from remiss import ledger
from remiss.notices import overview
from remiss.notices import post_office as posting
from remiss.settings import InvalidSettingsError, Settings
from tests.given.case import opening
from tests.given.commands import run_remiss
from tests.given.ledger_cases import batches
from tests.given.post import SECRET, Mailbox, Receiver, mail_server, web_server

ROOT = Path(__file__).parents[3]
CONTACTS = """
office: baocao@office.example
chairman: chutich@office.example
agencies:
  H99.03: {{mailbox: vanthu@justice.example, webhook: "{url}"}}
  H99.04: {{mailbox: vanthu@finance.example}}
"""


def settings(folder: Path, dsn: str, **changes: Any) -> Settings:
    return Settings(data_dir=folder, postgres_dsn=SecretStr(dsn), virtual_clock=True, **changes)


def with_webhook(folder: Path, url: str) -> Path:
    file = folder / "contacts.yaml"
    file.write_text(CONTACTS.format(url=url), encoding="utf-8")
    return file


async def happens(dsn: str) -> None:
    pool = await ledger.connect(dsn)
    for batch in batches(opening(consultation="HS-1")):
        await ledger.append(pool, batch)
    await pool.close()


async def until(true: Any) -> None:
    async with asyncio.timeout(10):
        while not true():  # noqa: ASYNC110 -- what another program does sets no event here
            await asyncio.sleep(0.05)


async def test_without_a_mail_server_letters_lie_in_a_folder(database: str, tmp_path: Path) -> None:
    """The embedded mode: two agencies asked, two files, within seconds."""
    await happens(database)
    async with posting.postman_at_work(settings(tmp_path, database)):
        await until(lambda: len(list((tmp_path / "mail").glob("*.eml"))) == 2)
    assert (await overview(database)).tallies[0].sent == 2


async def test_with_servers_mail_and_webhooks_go_out(database: str, tmp_path: Path) -> None:
    """Everything the settings name is used: server, sender, secret, address of the service."""
    await happens(database)
    async with mail_server(Mailbox()) as box, web_server(Receiver()) as receiver:
        changes = {
            "contacts_file": with_webhook(tmp_path, receiver.url()),
            "smtp_host": "127.0.0.1",
            "smtp_port": box.port,
            "smtp_tls": "none",
            "mail_from": "Remiss <remiss@tinh.example>",
            "public_url": "https://lay-y-kien.example/",
            "webhook_secrets": {"H99.03": SecretStr(SECRET)},
            "webhook_allow_loopback": True,
        }
        async with posting.postman_at_work(settings(tmp_path, database, **changes)):
            await until(lambda: len(box.letters) == 2 and receiver.calls)
    assert {letter["From"] for letter in box.letters} == {"Remiss <remiss@tinh.example>"}
    assert b'"url": "https://lay-y-kien.example/v1/consultations/HS-1' in receiver.calls[0].body
    assert not (tmp_path / "mail").exists()


@pytest.mark.parametrize(
    ("url", "changes", "said"),
    [
        ("https://a.example/", {}, r"REMISS_WEBHOOK_SECRETS: thiếu khóa ký của H99\.03"),
        (
            "http://a.example/",
            {"webhook_secrets": {"H99.03": SecretStr(SECRET)}},
            r"H99\.03: http://a\.example/: phải dùng https / must be https",
        ),
        (
            "https://a.example/",
            {"webhook_secrets": {"H99.03": SecretStr(SECRET)}, "smtp_host": "smtp.example"},
            r"REMISS_MAIL_FROM: chưa được đặt",
        ),
        ("nowhere", {}, r"REMISS_CONTACTS_FILE: contacts\.yaml, dòng / line 5"),
    ],
)
async def test_what_could_never_be_told_is_refused_at_start(
    tmp_path: Path, url: str, changes: dict[str, Any], said: str
) -> None:
    """The message names the setting and the agency, before anything runs."""
    changes = {**changes, "contacts_file": with_webhook(tmp_path, url)}
    with pytest.raises(InvalidSettingsError, match=said) as caught:
        async with posting.postman_at_work(
            settings(tmp_path, "postgresql://nobody@127.0.0.1:1/x", **changes)
        ):
            pytest.fail("started")
    assert SECRET not in str(caught.value)


async def test_a_database_that_is_down_stops_nothing(tmp_path: Path) -> None:
    """It waits, and ends when told to."""
    async with posting.postman_at_work(settings(tmp_path, "postgresql://nobody@127.0.0.1:1/none")):
        await asyncio.sleep(0.2)


async def test_the_command_line_counts_and_names_what_did_not_arrive(
    database: str, tmp_path: Path
) -> None:
    """`remiss notices`: per channel how many stand where; each failure with its reason."""
    await happens(database)
    async with mail_server(Mailbox(answer="554 [no] mail")) as box:
        changes = {"smtp_host": "127.0.0.1", "smtp_port": box.port, "smtp_tls": "none"}
        changes["mail_from"] = "remiss@tinh.example"
        async with posting.postman_at_work(settings(tmp_path, database, **changes)):
            async with asyncio.timeout(10):
                while not (found := await overview(database)).failures:  # noqa: ASYNC110
                    await asyncio.sleep(0.05)
    code, said, _ = await run_remiss("notices", REMISS_POSTGRES_DSN=database, COLUMNS="200")
    assert code == 0
    assert "Bị trả lại / Bounced" in said
    failure = found.failures[0]
    assert f"HS-1 #{failure.version} mail {failure.recipient}: bounced, SMTP 554 [no] mail" in said
