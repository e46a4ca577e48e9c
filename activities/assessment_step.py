"""Assessing a reply."""

import structlog
from temporalio import activity

from activities.second_opinion import SecondOpinion
from remiss.consultation.clarity.assessment import Assess, Assessment, AssessmentTask
from remiss.consultation.ports import Port

log = structlog.get_logger()


class Assessing:
    """Assesses replies with the assessor it was composed with, and a second opinion if any."""

    def __init__(self, assess: Assess, second: SecondOpinion | None = None) -> None:
        self._assess, self._second = assess, second

    @activity.defn(name=Port.ASSESS)
    async def assess_reply(self, task: AssessmentTask) -> Assessment:
        """Safe to repeat: assessing touches nothing, and what is recorded is recorded once."""
        assessment = self._assess(task.questions, task.reply, task.mandates)
        if self._second:
            assessment = await self._second.on(task, assessment)
        log.info(
            "reply_assessed",
            consultation=activity.info().workflow_id,
            verdict=assessment.verdict,
            confidence=assessment.confidence,
        )
        return assessment
