"""`remiss report` as a person runs it: today's from the ledger, or a morning's as published."""

import json
from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta
from io import BytesIO, StringIO
from pathlib import Path

import asyncpg
import pytest
from docx import Document
from rich.console import Console

from activities.report_step import render_report
from remiss import ledger
from remiss.cli.cases.day_report import chosen_day, report_of
from remiss.cli.screens.report_screen import show_report
from remiss.documents.found_delays import FoundDelays
from remiss.documents.morning_reports import MorningReports, compile_reports
from remiss.reference.registry import province_name
from remiss.texts import VIET_NAM, BilingualError
from tests.given import generated
from tests.given.case import FINANCE, MONEY, hanoi, opening, time_passes
from tests.given.commands import run_remiss
from tests.given.databases import template_with
from tests.given.known_cases import known_cases
from tests.given.ledger_cases import batches

BUSY = hanoi("2026-03-13", "07:30")
RISEN = opening(consultation="HS-RISEN", questions=(MONEY,), agencies=(FINANCE.code,))
"""Its one agency stays silent, and has been reported to the Chairman the evening before."""


@pytest.fixture(scope="module")
async def template(postgres_dsn: str, template: str) -> AsyncIterator[str]:
    """A database with some cases in it, to copy."""
    some = [generated.whole(f"HS-{seed:04}", seed) for seed in range(20)]
    risen = batches(RISEN, time_passes(BUSY))
    async with template_with(postgres_dsn, template, [*some, *risen]) as name:
        yield name


@pytest.fixture
async def pool(database: str) -> AsyncIterator[asyncpg.Pool]:
    """A ledger with some cases in it."""
    pool = await ledger.connect(database)
    yield pool
    await pool.close()


async def remiss(dsn: str, folder: Path, *arguments: str) -> tuple[int, str, str]:
    """The exit code, output and complaints of a command on that database."""
    known = {"REMISS_POSTGRES_DSN": dsn, "REMISS_DATA_DIR": str(folder), "COLUMNS": "100"}
    return await run_remiss(*arguments, **known)


async def test_it_prints_a_day_from_the_ledger(
    pool: asyncpg.Pool, database: str, tmp_path: Path
) -> None:
    """As it stood when offices opened; not published, and not published by being looked at."""
    code, said, complained = await remiss(
        database, tmp_path / "data", "report", "--date", "2026-03-13"
    )

    expected = compile_reports(await known_cases(pool, BUSY), BUSY, province_name())
    assert (code, complained) == (0, "")
    assert expected.summary.vi in said
    assert "Tính đến 07:30 thứ Sáu 13/3/2026" in said
    for item in expected.office.overdue:
        assert item.consultation in said
    assert "Chưa phát hành" in said
    assert await pool.fetchval("select count(*) from report") == 0


async def test_a_published_report_is_shown_as_it_was_published(
    pool: asyncpg.Pool, database: str, tmp_path: Path
) -> None:
    """Not counted anew: what was reported is what is shown."""
    earlier = BUSY - timedelta(hours=3)
    await ledger.publish(pool, render_report(FoundDelays(earlier), province_name()))

    _, said, _ = await remiss(database, tmp_path, "report", "--date", "2026-03-13")

    assert "0 hồ sơ đang lấy ý kiến" in said
    assert "Tính đến 04:30 thứ Sáu 13/3/2026" in said
    assert "Chưa phát hành" not in said


async def test_it_writes_word_and_json(pool: asyncpg.Pool, database: str, tmp_path: Path) -> None:
    """What the file's name ends with decides; the Chairman's on request."""
    reports = compile_reports(await known_cases(pool, BUSY), BUSY, province_name())
    assert reports.chairman is not None
    for name, flags in (("a.docx", ()), ("b.json", ()), ("c.docx", ("--chairman",))):
        out = ("report", "--date", "2026-03-13", "--out", str(tmp_path / name))
        code, said, complained = await remiss(database, tmp_path / "data", *out, *flags)
        assert (code, complained) == (0, "")
        assert name in said

    assert MorningReports.model_validate(json.loads((tmp_path / "b.json").read_text())) == reports
    office, chairman = (
        Document(BytesIO((tmp_path / name).read_bytes())) for name in ("a.docx", "c.docx")
    )
    assert "Lãnh đạo Văn phòng" in "".join(p.text for p in office.paragraphs)
    assert "Chủ tịch UBND tỉnh xem xét" in "".join(p.text for p in chairman.paragraphs)


async def test_a_mistake_is_one_message(pool: asyncpg.Pool, database: str, tmp_path: Path) -> None:
    """A wrong day, one to come, an unknown form, nothing for the Chairman, a missing folder."""
    for arguments, said in (
        (("--date", "13/3"), "--date 13/3: hãy ghi một ngày"),
        (("--date", "2099-01-01"), "chưa đến nên chưa có gì để báo cáo"),
        (("--date", "2108-01-01"), "chưa đến nên chưa có gì để báo cáo"),
        (("--date", "9999-12-31"), "chưa đến nên chưa có gì để báo cáo"),
        (("--date", "1900-01-01"), "trước khi có sự kiện đầu tiên"),
        (("--date", "0001-01-01"), "trước khi có sự kiện đầu tiên"),
        (("--date", "2026-03-13", "--out", str(tmp_path / "a.pdf")), "kết thúc bằng .docx"),
        (("--date", "2026-03-13", "--out", str(tmp_path / "no" / "a.json")), "Không ghi được tệp"),
        (
            ("--date", "2026-03-02", "--chairman", "--out", str(tmp_path / "a.docx")),
            "Không có nội dung nào phải báo cáo Chủ tịch",
        ),
    ):
        code, printed, complained = await remiss(database, tmp_path, "report", *arguments)
        assert (code, printed) == (1, "")
        assert said in complained
        assert "Traceback" not in complained


async def test_today_is_counted_up_to_now(pool: asyncpg.Pool, database: str) -> None:
    """Without a day it is today's, with everything known by now."""
    before = datetime.now(VIET_NAM)

    found = await report_of(database, chosen_day(None))

    assert not found.published
    assert before <= found.report.made_at <= datetime.now(VIET_NAM)
    assert found.report.day == before.date()


def test_no_day_but_a_day_is_taken() -> None:
    """A day is written as 2026-12-01."""
    assert chosen_day("2026-12-01") == date(2026, 12, 1)
    with pytest.raises(BilingualError, match="such as 2026-12-01"):
        chosen_day("tomorrow")


@pytest.mark.parametrize("columns", [80, 120])
async def test_no_line_is_wider_than_the_terminal(pool: asyncpg.Pool, columns: int) -> None:
    """Long subjects fold; nothing is cut off."""
    reports = compile_reports(await known_cases(pool, BUSY), BUSY, province_name())
    console = Console(width=columns, file=StringIO())

    show_report(console, reports, published=True)

    assert isinstance(console.file, StringIO)
    assert "chưa nêu" in console.file.getvalue()
    lines = console.file.getvalue().splitlines()
    assert max(map(len, lines)) <= columns
    assert "…" not in "".join(lines)
