"""Recording days off and days worked, and letting every running case follow."""

import asyncio
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Protocol

import structlog
from temporalio import activity
from temporalio.client import (
    Client,
    RPCError,
    WorkflowUpdateFailedError,
    WorkflowUpdateRPCTimeoutOrCancelledError,
)
from temporalio.exceptions import ApplicationError
from temporalio.service import RPCStatusCode

from remiss.consultation.life.commands import AdoptCalendar
from remiss.consultation.ports import (
    ADOPT_CALENDAR,
    Adoption,
    AdoptionPage,
    OverridesRecorded,
    Port,
    Receipt,
)
from remiss.consultation.refusals import Refusal
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.time.days_off import RecordedOverride, RecordOverrides
from remiss.consultation.time.overlay import differing_days, kept_as_it_was, unrecorded_days
from remiss.consultation.time.override_checks import check_overrides
from remiss.consultation.values import REMISS, AgencyCode
from remiss.texts import VIET_NAM

log = structlog.get_logger()

PAGE = 50
AT_ONCE = 8
ANSWERS_WITHIN_SECONDS = 5
OVER = frozenset(
    {
        "consultation_cancelled",
        "consultation_archived",
        "consultation_closed",
        "AcceptedUpdateCompletedWorkflow",
    }
)
"""How a case that ended meanwhile answers: it keeps the calendar it ended under."""
MOST_WORDS = 2_000

YEARS_LEFT = 2
"""Of a calendar, before a case takes up one that reaches further."""


class Build(Protocol):
    """Makes the calendar in force."""

    def __call__(
        self,
        recorded: Iterable[RecordedOverride],
        year: int,
        since: int | None = None,
        territories: Collection[AgencyCode] = (),
        /,
    ) -> WorkCalendar:
        """From what is recorded; for a case opened in the year `since`, in these territories."""


Explain = Callable[[Collection[date]], list[str]]
"""What is behind days that changed though nobody recorded them."""


class FollowedCalendar(Protocol):
    """A running case, the calendar it follows, and where those work whose time runs in it."""

    @property
    def consultation(self) -> str: ...
    @property
    def opened_at(self) -> datetime: ...
    @property
    def calendar(self) -> WorkCalendar: ...
    @property
    def since(self) -> datetime: ...
    @property
    def territories(self) -> frozenset[AgencyCode]: ...


class Book(Protocol):
    """What is recorded; see `ledger.CalendarBook`."""

    async def record(
        self,
        command: RecordOverrides,
        check: Callable[[tuple[RecordedOverride, ...]], None],
        /,
    ) -> tuple[RecordedOverride, ...]: ...

    async def recorded(self) -> tuple[RecordedOverride, ...]: ...

    async def running(self, after: str, limit: int, /) -> Sequence[FollowedCalendar]: ...


class KeepingCalendar:
    """Keeps the book it was composed with, and speaks to running cases through `client`."""

    def __init__(self, book: Book, build: Build, client: Client, explain: Explain) -> None:
        self._book, self._build, self._client, self._explain = book, build, client, explain

    @activity.defn(name=Port.RECORD_OVERRIDES)
    async def record_overrides(self, command: RecordOverrides) -> OverridesRecorded:
        """Append the days, or say why they are refused.

        Safe to repeat: what the id of a command recorded is recorded once.
        """
        today = command.at.astimezone(VIET_NAM).date()

        def check(recorded: tuple[RecordedOverride, ...]) -> None:
            named = {each.territory for each in command.overrides if each.territory}
            calendar = self._build(recorded, today.year, None, named)
            check_overrides(calendar, command.overrides, today)

        try:
            recorded = await self._book.record(command, check)
        except Refusal as refusal:
            return OverridesRecorded(refused=refusal.as_dict())
        log.info("overrides_recorded", days=[str(each.override.date) for each in recorded])
        return OverridesRecorded(recorded=recorded)

    @activity.defn(name=Port.ADOPT_CALENDAR)
    async def adopt_calendar(self, page: AdoptionPage) -> Adoption:
        """Let a page of running cases follow the calendar in force.

        Safe to repeat: a case that follows it is passed over, and the command's id is that of
        the calendar. A case that cannot be reached is named and holds up no other.
        """
        recorded = await self._book.recorded()
        cases = await self._book.running(page.after, PAGE)
        behind = [given for case in cases if (given := self._needed(case, recorded, page.at))]
        at_once = asyncio.Semaphore(AT_ONCE)
        reached = await asyncio.gather(*(self._reach(at_once, *given) for given in behind))
        left = tuple(id_ for (id_, _), ok in zip(behind, reached, strict=True) if not ok)
        return Adoption(
            adopted=sum(reached),
            left=left,
            next=cases[-1].consultation if len(cases) == PAGE else None,
        )

    def _needed(
        self, case: FollowedCalendar, recorded: tuple[RecordedOverride, ...], at: datetime
    ) -> tuple[str, AdoptCalendar] | None:
        """The command for a case whose days are not those of the calendar in force.

        Unasked, it takes from no case a day that somebody recorded: where nothing is new and the
        record is not there, a restored database has lost it, and a person records it again.
        """
        today, opened = (moment.astimezone(VIET_NAM).date() for moment in (at, case.opened_at))
        followed, territories = case.calendar, case.territories.union(case.calendar.territories)
        present = self._build(recorded, today.year, opened.year, territories)
        calendar = kept_as_it_was(present, followed, today)
        days = differing_days(calendar, followed, opened)
        if not days and followed.last.year >= today.year + YEARS_LEFT:
            return None
        about = [each for each in recorded if _concerns(each, territories)]
        news = [each for each in about if each.at > case.since]
        if not news and (lost := unrecorded_days(followed, present, recorded)):
            log.error("days_without_record", consultation=case.consultation, days=sorted(lost))
            return None
        behind = news or [each for each in about if each.override.date in days]
        return case.consultation, self._adoption(case, calendar, at, behind, days)

    def _adoption(
        self,
        case: FollowedCalendar,
        calendar: WorkCalendar,
        at: datetime,
        behind: Sequence[RecordedOverride],
        days: Collection[date],
    ) -> AdoptCalendar:
        """By whom and on what document: the records behind it, else what this service ships."""
        said = [f"{each.reason} ({each.legal_basis})" for each in behind] or self._explain(days)
        return AdoptCalendar(
            id=f"calendar:{case.since:%Y%m%dT%H%M%S.%f}:{calendar.version}",
            actor=REMISS,
            at=at,
            calendar=calendar,
            reason="; ".join(dict.fromkeys(said))[:MOST_WORDS],
            by=behind[-1].by if behind else REMISS.person,
        )

    async def _reach(self, at_once: asyncio.Semaphore, id_: str, command: AdoptCalendar) -> bool:
        """Whether the case follows the calendar now, or is over."""
        case = self._client.get_workflow_handle(id_)
        try:
            async with at_once, asyncio.timeout(ANSWERS_WITHIN_SECONDS):
                await case.execute_update(
                    ADOPT_CALENDAR, command, id=command.id, result_type=Receipt
                )
        except WorkflowUpdateFailedError as error:
            return _is_over(id_, error)
        except RPCError as error:
            log.warning("case_not_reached", consultation=id_, status=error.status.name)
            return error.status is RPCStatusCode.NOT_FOUND
        except (TimeoutError, WorkflowUpdateRPCTimeoutOrCancelledError):
            log.warning("case_not_reached", consultation=id_, status="no answer in time")
            return False
        finally:
            activity.heartbeat()
        return True


def _is_over(id_: str, error: WorkflowUpdateFailedError) -> bool:
    code = error.cause.type if isinstance(error.cause, ApplicationError) else None
    if code not in OVER:
        log.error("calendar_refused", consultation=id_, code=code)
    return code in OVER


def _concerns(record: RecordedOverride, territories: Collection[AgencyCode]) -> bool:
    territory = record.override.territory
    return territory is None or territory in territories
