"""The daily report keeps the calendar in force, recorded days among it."""

from datetime import UTC, datetime

import ledger
import worker
from consultation.overrides import CalendarOverride, DayKind, DayName, RecordOverrides
from consultation.ports import ReportTask
from reference.calendars import calendar_in_force
from tests.domain.given import OFFICE, hanoi

TUESDAY = hanoi("2026-12-08", "07:30")


async def test_no_report_is_made_on_a_day_recorded_as_off(database: str) -> None:
    """A Tuesday on which offices are closed by a storm, and the Tuesday as it was."""
    pool = await ledger.connect(database)
    book = ledger.CalendarBook(pool)
    reporting = worker._reporting(pool, book)
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
