"""The command, as a person runs it."""

import asyncio
import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from remiss import ledger
from remiss.consultation.time.days_off import CalendarOverride, DayKind, DayName, RecordOverrides
from tests.given.case import OFFICE

ROOT = Path(__file__).parents[3]
YEAR = datetime.now(UTC).year


async def remiss(database: str, *arguments: str) -> tuple[int | None, str]:
    """Exit code and everything printed."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "remiss.cli", *arguments),
        cwd=ROOT,
        env={**os.environ, "REMISS_POSTGRES_DSN": database, "COLUMNS": "200"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    return process.returncode, said.decode()


async def test_it_shows_the_calendar_and_who_recorded_what(database: str) -> None:
    """The recorded day stands among the holidays, with its document, printed as it was written."""
    name = DayName(vi="Nghỉ do bão", en="Closed by a storm")
    pool = await ledger.connect(database)
    command = RecordOverrides(
        id="thinh:1",
        actor=OFFICE,
        at=datetime.now(UTC),
        overrides=(CalendarOverride(date=date(YEAR, 10, 12), kind=DayKind.DAY_OFF, name=name),),
        legal_basis="Công điện 05/CĐ-UBND [hỏa tốc]",
        reason="Bão số 3",
    )
    await ledger.CalendarBook(pool).record(command, lambda _: None)
    await pool.close()

    code, said = await remiss(database, "calendar")

    assert code == 0, said
    (line,) = [line for line in said.splitlines() if f"12/10/{YEAR}" in line]
    assert "Nghỉ do bão" in line
    assert "05/CĐ-UBND [hỏa tốc]" in line
    assert f"01/01/{YEAR}" in said
    assert "-overrides-1-" in said


async def test_a_year_beyond_the_calendar_is_said_to_be(database: str) -> None:
    """No empty table: the reason, in both languages, and an exit code."""
    code, said = await remiss(database, "calendar", "--year", str(YEAR + 30))

    assert code == 1
    assert "chưa có năm" in said
    assert "does not reach" in said
