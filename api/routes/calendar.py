"""The working calendar: read it, try a change, record it."""

from typing import Any

from fastapi import APIRouter, status
from fastapi.responses import JSONResponse

from api.callers import Caller, Has, IdempotencyKey
from api.documentation import WRITE_REFUSALS, act, ask, read, refusals
from api.path_prefixes import V1
from remiss.consultation.time.days_off import RecordOverrides, asked_the_same
from remiss.consultation.time.local_moments import in_local_time
from remiss.consultation.time.override_checks import check_territories
from remiss.intake.strict_json import StrictRoute
from remiss.problems.problem import Problem
from remiss.sending.caller_command import command
from remiss.views.calendar.calendar_answers import (
    CalendarAnswer,
    CalendarPreview,
    OverridesAccepted,
    OverridesAnswer,
    OverridesBody,
    PreviewBody,
)
from remiss.views.calendar.working_calendar import calendar_answer, preview

router = APIRouter(prefix=f"{V1}/calendar", tags=["calendar"], route_class=StrictRoute)
WHERE = {"Location": router.prefix}
RECORDS: dict[str, Any] = {
    **act("keep_calendar", "Ghi nhận ngày nghỉ, ngày làm bù", "Record days off and make-up days"),
    "status_code": 201,
    "response_model": OverridesAnswer,
    "responses": {
        202: {
            "model": OverridesAccepted,
            "description": "Đã tiếp nhận, đang ghi / Accepted, being recorded",
        },
        **refusals(*WRITE_REFUSALS),
    },
}


@router.get(
    "", **read("read_calendar", "Lịch làm việc đang áp dụng", "The working calendar in force")
)
async def read_calendar(has: Has, _actor: Caller) -> CalendarAnswer:
    """Days off, whole or in part or in one commune; working weekends; each record and why."""
    return calendar_answer(await has.calendars.recorded())


@router.post(
    "/preview",
    **ask("keep_calendar", "Xem trước thời hạn nào thay đổi", "Preview which deadlines would move"),
)
async def preview_calendar(has: Has, _actor: Caller, body: PreviewBody) -> CalendarPreview:
    """Before and after, among at most 50 running cases a page; nothing is recorded.

    Of a day in one commune or ward only requests to its agencies move.
    """
    return await preview(has.ledger, has.calendars, body)


@router.post("/overrides", **RECORDS)
async def record_overrides(
    has: Has, actor: Caller, key: IdempotencyKey, body: OverridesBody
) -> JSONResponse:
    """Of a day the latest record counts, for the province and each commune. Cases then follow.

    With `part` the other part of the day is the opposite; with `territory` only there.
    """
    check_territories(body.overrides, has.registry.territories)
    given = command(RecordOverrides, actor, key, **dict(body))
    answer = await has.updates.record(given)
    if answer is None:
        accepted = OverridesAccepted().model_dump(mode="json")
        return JSONResponse(accepted, status.HTTP_202_ACCEPTED, WHERE)
    if not asked_the_same(given, answer.recorded):
        raise Problem("idempotency_key_reused")
    done = in_local_time(OverridesAnswer(recorded=answer.recorded)).model_dump(mode="json")
    return JSONResponse(done, status.HTTP_201_CREATED, WHERE)
