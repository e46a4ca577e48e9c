"""Assessing a reply: what was found in it, and what of that may count."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog
from temporalio import activity

from activities.second_opinion import SecondOpinion
from remiss.consultation.clarity.assessment import Assess, Assessment, AssessmentTask
from remiss.consultation.ports import Port

log = structlog.get_logger()

SECONDS = 0.5
"""How long the ledger may take to name retired rules; after that, none is."""

FindRetired = Callable[[str], Awaitable[frozenset[str]]]
"""The rules of one version of the rubric that no longer flag a reply by themselves."""


class Assessing:
    """Assesses replies with the assessor it was composed with, and a second opinion if any.

    `find_retired` asks the ledger which rules officers do not follow.
    """

    def __init__(
        self,
        assess: Assess,
        second: SecondOpinion | None = None,
        find_retired: FindRetired | None = None,
    ) -> None:
        self._assess, self._second, self._find_retired = assess, second, find_retired

    @activity.defn(name=Port.ASSESS)
    async def assess_reply(self, task: AssessmentTask) -> Assessment:
        """Safe to repeat: assessing touches nothing, and what is recorded is recorded once."""
        questions, numbers = task.questions, task.numbers
        assessment = self._assess(questions, task.reply, task.mandates, numbers=numbers)
        assessment = assessment.under(return_from_prose=task.return_from_prose, bases=task.bases)
        if self._second:
            assessment = await self._second.on(task, assessment)
        assessment = await self._without_retired(assessment)
        log.info(
            "reply_assessed",
            consultation=activity.info().workflow_id,
            verdict=assessment.verdict,
            confidence=assessment.confidence,
        )
        return assessment

    async def _without_retired(self, assessment: Assessment) -> Assessment:
        """Without what only retired rules found. A ledger that is away retires nothing."""
        if self._find_retired is None or not assessment.findings:
            return assessment
        try:
            retired = await asyncio.wait_for(self._find_retired(assessment.rubric), SECONDS)
        except Exception as error:  # noqa: BLE001 -- nothing of the ledger's may cost an assessment
            log.warning("retired_rules_unknown", reason=type(error).__name__)
            return assessment
        left = assessment.without(retired)
        if left.retired:
            log.warning(
                "retired_rules_left_out",
                consultation=activity.info().workflow_id,
                rubric=left.rubric,
                rules=left.retired,
            )
        return left
