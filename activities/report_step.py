"""The report of a working morning: compiled, rendered, published once."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import datetime

import structlog
from temporalio import activity

from activities.checkpoint_step import MakeCheckpoint
from remiss.consultation.ports import (
    CheckpointOutcome,
    Port,
    PublishedReport,
    ReportMade,
    ReportTask,
)
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.views.overdue_list import MorningCases
from remiss.documents.daily_report import docx
from remiss.documents.found_delays import FoundDelays
from remiss.documents.morning_reports import MorningReports, as_markdown, reports_on
from remiss.texts import Bilingual, say

log = structlog.get_logger()

OpenCases = Callable[[datetime], AsyncIterator[MorningCases]]
"""The cases open at a moment, as they then stood, some at a time, and mail that had not arrived."""
Publish = Callable[[PublishedReport], Awaitable[PublishedReport]]
"""Stores a report; what is stored for its day, which may be another's."""
CalendarAt = Callable[[datetime], Awaitable[WorkCalendar]]
"""The working calendar in force, for the year of a moment."""


LookAround = Callable[[], Awaitable[Sequence[Bilingual]]]
"""What stands still in the service, in words, for whoever runs it."""


async def _by_nobody() -> CheckpointOutcome:
    return CheckpointOutcome()


async def _nothing() -> Sequence[Bilingual]:
    return ()


class Reporting:
    """Makes reports of what `cases` finds, for the People's Committee named `province`.

    Each goes out with the checkpoint that `make_checkpoint` makes, or says why there is none.
    """

    def __init__(
        self,
        cases: OpenCases,
        publish: Publish,
        calendar: CalendarAt,
        province: str,
        make_checkpoint: MakeCheckpoint = _by_nobody,
        look_around: LookAround = _nothing,
    ) -> None:
        self._look_around = look_around
        self._cases, self._publish = cases, publish
        self._calendar, self._province, self._make_checkpoint = calendar, province, make_checkpoint

    @activity.defn(name=Port.REPORT)
    async def make_daily_report(self, task: ReportTask) -> ReportMade:
        """The report of the day of `task.at`; nothing on a day off.

        Safe to repeat: it says what was known at `task.at`, whenever it is made, and the ledger
        keeps the first report of a day.
        """
        calendar = await self._calendar(task.at)
        day = calendar.local(task.at).date()
        if reason := calendar.skipped(day):
            log.info("daily_report_not_due", day=str(day), reason=reason.en)
            return ReportMade(day=day, made_at=None, summary=_day_off(reason))
        outcome = await self._make_checkpoint()
        found = FoundDelays(task.at)
        async for known in self._cases(task.at):
            await asyncio.to_thread(found.add, known)
        signs = await self._look_around()
        report = await asyncio.to_thread(render_report, found, self._province, outcome, signs)
        stored = await self._publish(report)
        log.info("daily_report_published", day=str(day), made_at=stored.made_at.isoformat())
        kept = MorningReports.model_validate_json(stored.body)
        return ReportMade(
            day=day, made_at=stored.made_at, summary=kept.summary, details=as_markdown(kept)
        )


def render_report(
    found: FoundDelays,
    province: str,
    outcome: CheckpointOutcome | None = None,
    signs: Sequence[Bilingual] = (),
) -> PublishedReport:
    """The reports on what was `found` as they are published; `signs` say what stands still."""
    outcome = outcome or CheckpointOutcome()
    reports = reports_on(found, province, outcome)
    reports = reports.model_copy(update={"operators": tuple(signs)})
    return PublishedReport(
        day=reports.day,
        made_at=found.at,
        body=reports.model_dump_json(),
        office_docx=docx(reports.office),
        chairman_docx=docx(reports.chairman) if reports.chairman else None,
        checkpoint=outcome.newest.number if outcome.newest else None,
        checkpoint_refused=outcome.refused,
    )


def _day_off(reason: Bilingual) -> Bilingual:
    return say("daily_report.not_made", reason=reason)
