"""Assessing a reply."""

import structlog
from temporalio import activity

from consultation.assessment import Assess, Assessment, AssessmentTask
from consultation.ports import Port

log = structlog.get_logger()


class Assessing:
    """Assesses replies with the assessor it was composed with."""

    def __init__(self, assess: Assess) -> None:
        self._assess = assess

    @activity.defn(name=Port.ASSESS)
    async def assess_reply(self, task: AssessmentTask) -> Assessment:
        """Safe to repeat: an assessor is deterministic and touches nothing."""
        assessment = self._assess(task.questions, task.reply, task.mandates)
        log.info(
            "reply_assessed",
            consultation=activity.info().workflow_id,
            verdict=assessment.verdict,
            action=assessment.action,
        )
        return assessment
