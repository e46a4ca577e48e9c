"""The daily report at the command line: as published, or as the ledger would have it now."""

from datetime import UTC, date, datetime
from pathlib import Path

from activities.report_step import render_report
from remiss import ledger
from remiss.consultation.ports import PublishedReport
from remiss.consultation.time.local_moments import in_local_time
from remiss.consultation.values import Value
from remiss.documents.found_delays import FoundDelays
from remiss.documents.morning_reports import MorningReports
from remiss.reference.calendars import SESSIONS
from remiss.reference.registry import province_name
from remiss.texts import VIET_NAM, BilingualError, local_date, say, text


class FoundReport(Value):
    """The reports of a day; not `published` ones were made just now and are kept nowhere."""

    report: PublishedReport
    published: bool

    @property
    def reports(self) -> MorningReports:
        """What they say."""
        return MorningReports.model_validate_json(self.report.body)


def chosen_day(written: str | None) -> date:
    """The day named as 2026-12-01; today in Viet Nam where none is.

    Raises:
        BilingualError: it is no day.
    """
    if written is None:
        return datetime.now(VIET_NAM).date()
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise BilingualError(say("command.report.no_day", written=written)) from None


async def report_of(dsn: str, day: date) -> FoundReport:
    """The report published for `day`, or else what was known then: today until now.

    Raises:
        BilingualError: the day has not come, or lies before anything was recorded.
    """
    pool = await ledger.connect(dsn)
    try:
        if stored := await ledger.read_report(pool, day):
            return FoundReport(report=stored, published=True)
        _check_known(day, await ledger.recorded_between(pool))
        at = _moment(day)
        found = FoundDelays(at)
        async for known in ledger.morning_cases(pool, at):
            found.add(known)
        return FoundReport(report=render_report(found, province_name()), published=False)
    finally:
        await pool.close()


def _check_known(day: date, recorded: tuple[datetime, datetime] | None) -> None:
    """Of a day to come nothing is known; of one before the first event there is nothing.

    The demo's events may lie ahead of this machine's clock: then today is where they stand.
    """
    today = datetime.now(VIET_NAM).date()
    first, last = [at.astimezone(VIET_NAM).date() for at in recorded] if recorded else (day, today)
    if day > max(today, last):
        raise BilingualError(say("command.report.ahead", day=local_date(day)))
    if day < first:
        facts = {"day": local_date(day), "first": local_date(first)}
        raise BilingualError(say("command.report.before_first", **facts))


def save(found: FoundReport, path: Path, *, to_chairman: bool) -> None:
    """Write the report as what `path` ends with.

    Raises:
        BilingualError: of another kind, nothing to write, or the file cannot be written.
    """
    content = _content(found, path.suffix.lower(), to_chairman=to_chairman)
    try:
        path.write_bytes(content)
    except OSError as error:
        said = say("command.report.unwritable", path=path, reason=error.strerror)
        raise BilingualError(said) from None


def _content(found: FoundReport, kind: str, *, to_chairman: bool) -> bytes:
    if kind == ".json":
        return in_local_time(found.reports).model_dump_json(indent=2).encode()
    if kind != ".docx":
        raise BilingualError(say("command.report.unknown_kind", kind=kind))
    content = found.report.chairman_docx if to_chairman else found.report.office_docx
    if content is None:
        raise BilingualError(text("command.report.nothing_for_the_chairman"))
    return content


def _moment(day: date) -> datetime:
    """Now for today, else when offices opened that day."""
    now = datetime.now(UTC)
    if day == now.astimezone(VIET_NAM).date():
        return now
    return datetime.combine(day, SESSIONS[0].opens, tzinfo=VIET_NAM)
