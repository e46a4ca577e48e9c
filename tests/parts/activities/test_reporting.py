"""The daily report keeps the calendar in force, recorded days among it."""

from datetime import UTC, datetime
from io import BytesIO

import asyncpg
from docx import Document

import worker
from remiss import ledger
from remiss.consultation.ports import CheckpointBrief, CheckpointOutcome, ReportTask
from remiss.consultation.time.days_off import CalendarOverride, DayKind, DayName, RecordOverrides
from remiss.documents.morning_reports import MorningReports
from remiss.reference.calendars import calendar_in_force
from remiss.texts import Bilingual
from tests.given.case import OFFICE, hanoi

TUESDAY = hanoi("2026-12-08", "07:30")


CHECKPOINT = CheckpointOutcome(
    newest=CheckpointBrief(number=7, at=TUESDAY, size=3, root="ab" * 32, key="cd" * 8)
)
ALARM = CheckpointOutcome(
    refused=Bilingual(vi="HS-1 #5 đã bị sửa.", en="HS-1 #5 was changed."),
)


class Attested:
    """A notary who only says what he was told to."""

    def __init__(self, attestation: CheckpointOutcome | None = None) -> None:
        self._attestation = attestation or CheckpointOutcome()

    async def __call__(self) -> CheckpointOutcome:
        return self._attestation


async def test_no_report_is_made_on_a_day_recorded_as_off(database: str) -> None:
    """A Tuesday on which offices are closed by a storm, and the Tuesday as it was."""
    pool = await ledger.connect(database)
    book = ledger.CalendarBook(pool)
    reporting = worker._reporting(pool, book, Attested())
    assert calendar_in_force((), 2026).skipped(TUESDAY.date()) is None

    before = await reporting.make_daily_report(ReportTask(at=TUESDAY))
    name = DayName(vi="Nghỉ do bão", en="Closed by a storm")
    storm = RecordOverrides(
        id="thinh:1",
        actor=OFFICE,
        at=datetime.now(UTC),
        overrides=(CalendarOverride(date=TUESDAY.date(), kind=DayKind.DAY_OFF, name=name),),
        legal_basis="Công điện số 05/CĐ-UBND",
        reason="Bão số 3",
    )
    await book.record(storm, lambda _: None)
    after = await reporting.make_daily_report(ReportTask(at=TUESDAY))
    await pool.close()

    assert before.made_at is not None
    assert (after.made_at, after.summary.vi) == (None, "Không lập báo cáo: Nghỉ do bão")


async def test_a_report_goes_out_with_the_checkpoint(database: str, owner: asyncpg.Pool) -> None:
    """What was signed right before is named in the document, in the table and in Temporal's UI."""
    await owner.execute("insert into checkpoint (number, at, body) values (7, now(), '{}')")
    pool = await ledger.connect(database)
    reporting = worker._reporting(pool, ledger.CalendarBook(pool), Attested(CHECKPOINT))
    made = await reporting.make_daily_report(ReportTask(at=TUESDAY))
    stored = await ledger.read_report(pool, TUESDAY.date())
    await pool.close()
    assert stored is not None
    assert (stored.checkpoint, stored.checkpoint_refused) == (7, None)
    assert MorningReports.model_validate_json(stored.body).office.ledger == CHECKPOINT
    assert "bản xác nhận có chữ ký số, số 7" in told(stored.office_docx)
    assert "ab" * 32 in told(stored.office_docx)
    assert "checkpoint 7" in made.details


async def test_a_report_carries_the_alarm(database: str) -> None:
    """A ledger that contradicts what was signed is the first thing the Office reads."""
    pool = await ledger.connect(database)
    reporting = worker._reporting(pool, ledger.CalendarBook(pool), Attested(ALARM))
    made = await reporting.make_daily_report(ReportTask(at=TUESDAY))
    stored = await ledger.read_report(pool, TUESDAY.date())
    await pool.close()
    assert stored is not None
    assert (stored.checkpoint, stored.checkpoint_refused) == (None, ALARM.refused)
    text = told(stored.office_docx)
    assert text.index("CẢNH BÁO VỀ NHẬT KÝ HỆ THỐNG") < text.index("Tính đến")
    assert "HS-1 #5 đã bị sửa." in text
    assert "**HS-1 #5 đã bị sửa.**" in made.details


def told(content: bytes) -> str:
    """The words of a document."""
    return "\n".join(paragraph.text for paragraph in Document(BytesIO(content)).paragraphs)
