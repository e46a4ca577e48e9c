"""What stands still between events and people is said where operators look, with the way out."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import asyncpg
import pytest

from remiss.ledger.reads.notices.delivery_overview import overview
from remiss.ledger.reads.service_signs import Sign, WatchedPart, database_time, ledger_signs
from remiss.notices.outbox.sending_again import send_again
from remiss.sending.service_condition import disk_signs
from tests.given.checkpoints import NINE
from tests.given.ledger_cases import case
from tests.given.post import Office


class Usage(NamedTuple):
    """How full a disk is."""

    total: int
    used: int
    free: int


async def _signs(
    office: Office, at: datetime | None = None, **later: float
) -> dict[WatchedPart, Sign]:
    now = (at or await database_time(office.pool)) + timedelta(**later)
    return {sign.part: sign for sign in await ledger_signs(office.pool, now)}


async def test_where_everything_arrives_nothing_is_said(office: Office) -> None:
    """Neither at once nor after a quiet week."""
    await office.happens(*case("HS-1"))
    assert await _signs(office) == {}
    await office.goes_out()
    assert await _signs(office, days=7) == {}


async def test_collecting_that_stands_still_is_said(office: Office) -> None:
    """Since when, and the way out: events are there, and nothing is made of them."""
    await office.happens(*case("HS-1"))
    sign = (await _signs(office, minutes=3))[WatchedPart.NOTICES]
    assert sign.since is not None
    assert "notices_stalled" in sign.text.en
    assert "khởi động lại tiến trình xử lý" in sign.text.vi


async def test_a_place_ahead_of_the_database_is_said(
    office: Office, owner: asyncpg.Pool, owner_dsn: str
) -> None:
    """As after a restore into a younger server: with the command that puts it right."""
    await office.happens(*case("HS-1"))
    await office.goes_out()
    await owner.execute("update notice_place set transaction_id = '900000000'")
    await office.happens(*case("HS-2"))
    sign = (await _signs(office))[WatchedPart.NOTICES]
    assert "pg_resetwal --next-transaction-id" in sign.text.vi
    assert sign.since is not None
    assert [found.part for found in (await overview(owner_dsn)).signs] == [WatchedPart.NOTICES]


async def test_mail_that_fails_that_waits_and_that_is_lost_is_counted(office: Office) -> None:
    """Each kind by itself, until it arrives."""
    office.mail.answer = "451 later"
    await office.happens(*case("HS-1"))
    await office.goes_out()
    assert await _signs(office, office.clock()) == {}  # one failure is nothing to speak of
    office.clock.forward(days=1)
    await office.goes_out()
    sign = (await _signs(office, office.clock()))[WatchedPart.MAIL]
    assert "still tried" in sign.text.en
    office.clock.forward(days=5, hours=15)  # a Monday morning
    await office.goes_out()
    sign = (await _signs(office, office.clock()))[WatchedPart.MAIL]
    assert "are tried no more" in sign.text.en
    office.mail.answer = "250 OK"
    for address in {row["recipient"] for row in await office.rows("mail")}:
        await send_again(office.pool, address, office.clock())
    sign = (await _signs(office, office.clock(), minutes=20))[WatchedPart.MAIL]
    assert "were not tried" in sign.text.en
    await office.goes_out()
    assert WatchedPart.MAIL not in await _signs(office, office.clock())


async def test_checkpoints_that_are_made_no_more_are_said(
    office: Office, owner: asyncpg.Pool
) -> None:
    """Where there are some; where none was ever made, nothing signs."""
    await office.happens(*case("HS-1"))
    await office.goes_out()
    assert await _signs(office, hours=3) == {}
    await owner.execute("insert into checkpoint (number, at, body) values (1, $1, '{}')", NINE)
    assert "remiss checkpoint" in (await _signs(office, hours=3))[WatchedPart.CHECKPOINTS].text.en


def test_a_disk_about_to_be_full_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what is left; a folder that is not there says nothing."""
    assert list(disk_signs(tmp_path / "nowhere")) == []
    for free, said in ((1 << 40, 0), (100 << 20, 1), (0, 1)):
        usage = Usage(1 << 40, 0, free)
        monkeypatch.setattr(shutil, "disk_usage", lambda _, usage=usage: usage)
        assert [sign.part for sign in disk_signs(tmp_path)] == [WatchedPart.DISK] * said
