"""`remiss show` as a person runs it: a case as it stands, or as it stood."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import asyncpg
import pytest
from rich.console import Console

from remiss import ledger
from remiss.cli.cases.shown_case import ShownCase, chosen_moment, shown_case
from remiss.cli.screens.case_screen import show_case
from remiss.texts import BilingualError
from tests.given import generated
from tests.given.case import MONDAY, hanoi
from tests.given.known_cases import known_cases
from tests.given.ledger_cases import case
from tests.parts.cli.test_reporting import remiss

ID = "HS-SHOWN"


@pytest.fixture
async def pool(database: str) -> AsyncIterator[asyncpg.Pool]:
    """A ledger in which Finance stays silent in one case, and others that chance wrote."""
    pool = await ledger.connect(database)
    for batch in case(ID):
        await ledger.append(pool, batch)
    yield pool
    await pool.close()


async def test_it_prints_a_case_as_it_stood(
    pool: asyncpg.Pool, database: str, tmp_path: Path
) -> None:
    """On the third of March nobody was late yet, and the moment is named in both languages."""
    at = ("--at", "2026-03-03T12:00:00+07:00")
    code, said, complained = await remiss(database, tmp_path, "show", ID, *at)

    assert (code, complained) == (0, "")
    assert "Hồ sơ đúng như đã biết vào lúc 12:00 thứ Ba 03/3/2026" in said
    assert "as it was known at 12:00 Tuesday 03/3/2026" in said
    assert "Chờ trả lời" in said
    assert "không trả lời" not in said


async def test_without_a_moment_it_prints_the_present(
    pool: asyncpg.Pool, database: str, tmp_path: Path
) -> None:
    """The silence that was recorded since is there."""
    code, said, complained = await remiss(database, tmp_path, "show", ID)

    assert (code, complained) == (0, "")
    assert "được ghi nhận là không trả lời" in " ".join(said.split())
    assert "Hồ sơ đúng như đã biết" not in said


async def test_json_holds_the_same(pool: asyncpg.Pool, database: str, tmp_path: Path) -> None:
    """Everything of the value, and nothing else on the way to a program."""
    at = hanoi("2026-03-10", "12:00")
    code, said, complained = await remiss(
        database, tmp_path, "show", ID, "--at", at.isoformat(), "--json"
    )

    assert (code, complained) == (0, "")
    assert ShownCase.model_validate(json.loads(said)) == await shown_case(database, ID, at)


async def test_it_agrees_with_the_daily_report(pool: asyncpg.Pool, database: str) -> None:
    """What a report of a moment counts is what a case shows of that moment, in every case."""
    for seed in range(12):
        await ledger.append(pool, generated.whole(f"HS-{seed:04}", seed))

    compared = 0
    for days in range(1, 40, 4):
        at = MONDAY + timedelta(days=days, hours=3)
        for reported in await known_cases(pool, at):
            assert (await shown_case(database, reported.id, at)).case == reported
            compared += 1
    assert compared > 30


async def test_a_mistake_is_one_message(pool: asyncpg.Pool, database: str, tmp_path: Path) -> None:
    """No case, before the opening, in the future, no moment: what is wrong, and what to do."""
    ahead = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    for arguments, said in (
        (("HS-NOBODY",), "Sổ cái không có hồ sơ HS-NOBODY"),
        ((ID, "--at", "2026-03-01T12:00:00+07:00"), "hồ sơ được mở lúc 08:00 thứ Hai 02/3/2026"),
        ((ID, "--at", ahead), "thời điểm này chưa đến"),
        ((ID, "--at", "2026-03-03"), "kèm múi giờ"),
    ):
        code, printed, complained = await remiss(database, tmp_path, "show", *arguments)
        assert (code, printed) == (1, "")
        assert said in complained
        assert "Traceback" not in complained


def test_only_a_moment_with_its_offset_is_taken() -> None:
    """As at the API: a day, a time without offset or any other word is none."""
    assert chosen_moment("2026-03-03T12:00:00+07:00") == hanoi("2026-03-03", "12:00")
    for written in ("2026-03-03", "2026-03-03T12:00:00", "yesterday", "20260303T120000", ""):
        with pytest.raises(BilingualError, match="such as 2026-12-01T09:00:00"):
            chosen_moment(written)


@pytest.mark.parametrize("columns", [60, 100])
async def test_no_line_is_wider_than_the_terminal(
    pool: asyncpg.Pool, database: str, columns: int
) -> None:
    """Long sentences fold; nothing is cut off."""
    found = await shown_case(database, ID, hanoi("2026-03-12", "17:31"))
    console = Console(width=columns, file=StringIO())

    show_case(console, found.case, found.events, found.as_of)

    assert isinstance(console.file, StringIO)
    lines = console.file.getvalue().splitlines()
    assert max(map(len, lines)) <= columns
    assert "…" not in "".join(lines)
