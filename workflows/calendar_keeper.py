"""The keeper of the working calendar: takes what is recorded, and sees that every case follows."""

from datetime import timedelta

from temporalio import workflow
from temporalio.exceptions import ApplicationError

with workflow.unsafe.imports_passed_through():
    from remiss.consultation.ports import (
        CALENDAR_WORKFLOW,
        RECORD_OVERRIDES,
        Adoption,
        AdoptionPage,
        KeeperStart,
        OverridesRecorded,
        Port,
    )
    from remiss.consultation.refusals import Refusal
    from remiss.consultation.time.days_off import RecordOverrides
    from remiss.consultation.time.override_checks import check_keeper
    from workflows.step_options import UNTIL_DONE

LOOKS = (0, 60, 3_600, 86_400)
"""Seconds before each look for cases that do not follow yet.

The later ones find a case that was being opened, with the calendar before, while a day was
recorded.
"""
NIGHTLY = (0,)
"""The one look of a run that starts at night by itself, with nothing to start from."""
UNASKED_FOR = timedelta(minutes=1)
FIRST_RETRY_SECONDS, LAST_RETRY_SECONDS = 60, 3_600
PAGE_TAKES = timedelta(minutes=3)
SILENT_FOR = timedelta(seconds=10)
SHOWN = 20


@workflow.defn(name=CALENDAR_WORKFLOW)
class CalendarWorkflow:
    """Runs while something recorded lately may not have reached every case, and then ends.

    One that starts at night looks once, for what nobody recorded: a newer release of the days
    themselves, and days of a territory that a case came to have an agency in.
    """

    @workflow.init
    def __init__(self, start: KeeperStart | None = None) -> None:
        self._looks = list(start.looks if start else NIGHTLY)
        self._retry_seconds = FIRST_RETRY_SECONDS
        self._recorded_anew = False
        workflow.set_update_handler(RECORD_OVERRIDES, self._record, validator=self._admit)

    @workflow.run
    async def run(self, start: KeeperStart | None = None) -> None:
        del start  # taken by __init__
        if not await self._asked():
            return
        while self._looks or not workflow.all_handlers_finished():
            await workflow.wait_condition(
                lambda: bool(self._looks) or workflow.all_handlers_finished()
            )
            if self._looks and await self._time_to_look(self._looks.pop(0)):
                await self._look()
            if workflow.info().is_continue_as_new_suggested():
                await workflow.wait_condition(workflow.all_handlers_finished)
                workflow.continue_as_new(KeeperStart(looks=tuple(self._looks)))

    def _admit(self, command: RecordOverrides) -> None:
        try:
            check_keeper(command.actor)
        except Refusal as refusal:
            raise _told(refusal.code, refusal.as_dict()) from refusal

    async def _record(self, command: RecordOverrides) -> OverridesRecorded:
        """Answered once the days are recorded; the cases follow afterwards."""
        answer: OverridesRecorded = await workflow.execute_activity(
            Port.RECORD_OVERRIDES,
            command.model_copy(update={"at": workflow.now()}),
            result_type=OverridesRecorded,
            summary=", ".join(f"{day.date} {day.kind}" for day in command.overrides)[:200],
            **UNTIL_DONE,
        )
        if answer.refused:
            raise _told(answer.refused["code"], answer.refused)
        self._looks, self._recorded_anew = list(LOOKS), True
        return answer

    async def _asked(self) -> bool:
        """Whether anything was ever asked; a run nobody speaks to ends by itself."""
        try:
            await workflow.wait_condition(
                lambda: bool(self._looks) or not workflow.all_handlers_finished(),
                timeout=UNASKED_FOR,
                timeout_summary="chờ ngày cần ghi · wait for days to record",
            )
        except TimeoutError:
            return False
        return True

    async def _time_to_look(self, seconds: int) -> bool:
        """Wait for the next look; False when something recorded meanwhile asks for one at once."""
        self._recorded_anew = False
        if seconds == 0:
            return True
        try:
            await workflow.wait_condition(
                lambda: self._recorded_anew,
                timeout=timedelta(seconds=seconds),
                timeout_summary="tìm hồ sơ chưa theo lịch mới · look for cases behind the calendar",
            )
        except TimeoutError:
            return True
        return False

    async def _look(self) -> None:
        """Let every running case follow; come back for those that could not be reached."""
        adopted, left = 0, list[str]()
        page: str | None = ""
        while page is not None:
            done: Adoption = await workflow.execute_activity(
                Port.ADOPT_CALENDAR,
                AdoptionPage(at=workflow.now(), after=page),
                result_type=Adoption,
                summary=f"các hồ sơ sau · the cases after “{page}”",
                start_to_close_timeout=PAGE_TAKES,
                heartbeat_timeout=SILENT_FOR,
                retry_policy=UNTIL_DONE["retry_policy"],
            )
            adopted, page = adopted + done.adopted, done.next
            left += done.left
        self._come_back(left)
        workflow.set_current_details(_details(adopted, left))

    def _come_back(self, left: list[str]) -> None:
        if not left or self._recorded_anew:
            self._retry_seconds = FIRST_RETRY_SECONDS
            return
        self._looks.insert(0, self._retry_seconds)
        self._retry_seconds = min(2 * self._retry_seconds, LAST_RETRY_SECONDS)


def _details(adopted: int, left: list[str]) -> str:
    """What an auditor reads beside the workflow."""
    lines = [f"Lần rà soát gần nhất · last look: {adopted} hồ sơ theo lịch mới · cases followed"]
    if left:
        named = ", ".join(left[:SHOWN]) + (" ..." if len(left) > SHOWN else "")
        lines.append(f"Chưa được, sẽ thử lại · not reached, tried again: {len(left)}: {named}")
    return "\n\n".join(lines)


def _told(code: str, refusal: dict[str, object]) -> ApplicationError:
    return ApplicationError(code, refusal, type=code, non_retryable=True)
