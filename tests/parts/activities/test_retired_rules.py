"""What an assessment makes of retired rules, and of a ledger that cannot name them."""

import asyncio

import pytest
from temporalio.testing import ActivityEnvironment

from activities.assessment_step import SECONDS, Assessing, FindRetired
from remiss.consultation.clarity.assessment import Action, Assessment, AssessmentTask
from remiss.consultation.values import Question
from tests.given.case import CLEAR, FLAGGED, RETURNED, reply_text

TASK = AssessmentTask(
    questions=(Question(id="money", text="Mức chi có phù hợp không?", field="fin.norms"),),
    reply=reply_text("money"),
    mandates=(),
    bases={"missing_position": "Quy chế làm việc, Điều 9"},
)


async def assessed(finding: Assessment, find_retired: FindRetired | None) -> Assessment:
    assessing = Assessing(lambda *_, **__: finding, find_retired=find_retired)
    made = await ActivityEnvironment().run(assessing.assess_reply, TASK)
    assert isinstance(made, Assessment)
    return made


async def wording(rubric: str) -> frozenset[str]:
    return frozenset({"wording", "missing_position"}) if rubric == "test" else frozenset()


async def away(rubric: str) -> frozenset[str]:
    raise ConnectionRefusedError(rubric)


async def slow(rubric: str) -> frozenset[str]:
    await asyncio.sleep(20 * SECONDS)
    return await wording(rubric)


async def test_a_flag_by_retired_rules_alone_is_none() -> None:
    """The reply is accepted, and the assessment says what was left out."""
    made = await assessed(FLAGGED, wording)
    assert (made.action(), made.retired, made.findings) == (Action.ACCEPT, ("wording",), ())


@pytest.mark.parametrize("finding", [CLEAR, RETURNED], ids=["clear", "structural"])
async def test_nothing_else_changes(finding: Assessment) -> None:
    """A clear reply stays clear; what anyone can check goes back whatever retired."""
    made = await assessed(finding, wording)
    assert made == finding.under(return_from_prose=False, bases=TASK.bases)
    assert (made.action(), made.retired) == (finding.action(), ())


async def test_another_rubric_has_rules_of_its_own() -> None:
    """What retired in one version is tried anew in the next."""
    finding = FLAGGED.model_copy(update={"rubric": "next"})
    assert await assessed(finding, wording) == finding


@pytest.mark.parametrize("find_retired", [away, slow, None], ids=["away", "slow", "none"])
async def test_without_the_ledger_nothing_is_retired(find_retired: FindRetired | None) -> None:
    """The assessment is made all the same, and in time."""
    async with asyncio.timeout(4 * SECONDS):
        assert await assessed(FLAGGED, find_retired) == FLAGGED


async def test_prose_returns_only_where_the_policy_says_so() -> None:
    """The task says what the policy of the case lets a machine do."""
    prose = FLAGGED.model_copy(update={"confidence": 0.99})
    assert (await assessed(prose, None)).action() is Action.FLAG
    assessing = Assessing(lambda *_, **__: prose)
    task = TASK.model_copy(update={"return_from_prose": True})
    made = await ActivityEnvironment().run(assessing.assess_reply, task)
    assert made.action() is Action.RETURN
