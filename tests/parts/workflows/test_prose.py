"""What a running case lets a machine return for, by the policy it opened with."""

from remiss.consultation.clarity.assessment import Assessment, Finding, Verdict
from remiss.consultation.state import Stage
from tests.given.case import FINANCE, FLAGGED, JUSTICE, POLICY, both, opening, replies
from tests.given.story import Story

ALONE = {"questions": opening().questions[1:], "agencies": (FINANCE.code,)}
SURE = Assessment(
    rubric="test",
    verdict=Verdict.VAGUE,
    confidence=0.99,
    findings=(
        Finding(rule="wording", message=both("chưa tìm thấy"), span="Thống nhất", returns=True),
    ),
)


async def test_a_case_of_before_returns_no_prose(story: Story) -> None:
    """Its policy says nothing of it: what an assessor would have returned for is flagged."""
    story.findings.queue = [SURE]
    await story.opens(**ALONE)

    receipt = await story.gives(replies(FINANCE))

    assert receipt.events == ("reply_received", "reply_flagged")
    request = await story.request(FINANCE)
    assert (request.stage, request.returns) == (Stage.IN_REVIEW, 0)
    assert not request.overdue
    assert await story.until_next_alarm() == ["reply_accepted"]


async def test_a_case_whose_policy_says_so_returns_prose(story: Story) -> None:
    """Sure enough, it goes back by machine; not sure enough, it does not."""
    story.findings.queue = [FLAGGED.model_copy(update={"confidence": 0.6}), SURE]
    policy = POLICY.model_copy(update={"return_from_prose": True})
    await story.opens(policy=policy)

    unsure = await story.gives(replies(FINANCE))
    assert unsure.events == ("reply_received", "reply_flagged")
    sure = await story.gives(replies(JUSTICE))
    assert sure.events[:2] == ("reply_received", "reply_returned")
