"""Assessments of the replies to one case: each made once, in the workflow task or by the server."""

from collections.abc import Callable, Coroutine
from typing import Any

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from remiss.consultation.clarity.assessment import Assessment, AssessmentTask
    from remiss.consultation.life.commands import Command, RecordAssessment, assessment_id
    from remiss.consultation.ports import Port
    from remiss.consultation.state import Consultation, Request, Stage
    from remiss.consultation.values import REMISS
    from workflows.step_options import IN_TASK, STEP_FAILED, UNTIL_DONE


class Assessments:
    """Has every reply assessed that awaits it; `case` is asked for the case as it stands."""

    def __init__(
        self,
        case: Callable[[], Consultation],
        apply: Callable[[Command], None],
        record: Callable[[], Coroutine[Any, Any, None]],
        in_background: Callable[[Coroutine[Any, Any, None]], None],
    ) -> None:
        self._case = case
        self._apply = apply
        self._record = record
        self._in_background = in_background
        self._under_way: set[str] = set()

    async def assess_in_task(self, request: Request) -> None:
        """Assess the reply just received inside this workflow task; else leave it to the server."""
        if request.stage is not Stage.ASSESSING:
            return
        self._under_way.add(_assessment_of(request))
        try:
            assessment = await workflow.execute_local_activity(
                Port.ASSESS, self._task(request), result_type=Assessment, **IN_TASK
            )
        except STEP_FAILED:
            workflow.logger.warning("assessment_deferred", extra={"agency": request.agency.code})
            self._under_way.discard(_assessment_of(request))
        else:
            self._record_assessment(request, assessment)

    def assess_what_is_left(self) -> None:
        """Have the server see to every reply whose assessment is neither there nor under way."""
        for request in self.unassessed():
            self._under_way.add(_assessment_of(request))
            self._in_background(self._assess_until_done(request))

    def unassessed(self) -> list[Request]:
        """The requests whose reply nobody has begun to assess."""
        return [
            request
            for request in self._case().requests.values()
            if request.stage is Stage.ASSESSING and _assessment_of(request) not in self._under_way
        ]

    async def _assess_until_done(self, request: Request) -> None:
        assessment = await workflow.execute_activity(
            Port.ASSESS,
            self._task(request),
            result_type=Assessment,
            summary=f"{request.agency.code}: đánh giá văn bản trả lời · assess the reply",
            **UNTIL_DONE,
        )
        self._record_assessment(request, assessment)
        await self._record()

    def _record_assessment(self, request: Request, assessment: Assessment) -> None:
        self._apply(
            RecordAssessment(
                id=_assessment_of(request),
                actor=REMISS,
                at=workflow.now(),
                agency=request.agency.code,
                reply_number=len(request.replies),
                assessment=assessment,
            )
        )

    def _task(self, request: Request) -> AssessmentTask:
        return AssessmentTask(
            questions=self._case().owed_by(request),
            reply=request.replies[-1].reply,
            mandates=request.agency.mandates,
            return_from_prose=self._case().policy.return_from_prose,
            bases=self._case().policy.bases,
            numbers=self._case().question_numbers,
        )


def _assessment_of(request: Request) -> str:
    return assessment_id(request.agency.code, len(request.replies))
