"""What was decided is set right: a reply corrected, a case reopened, a paper letter confirmed."""

from datetime import UTC, datetime
from typing import Any

import pytest
from temporalio.client import WithStartWorkflowOperation, WorkflowUpdateStage
from temporalio.common import WorkflowIDConflictPolicy

from remiss import ledger
from remiss.consultation.life.commands import (
    Cancel,
    ConfirmEntry,
    CorrectReply,
    EnterReply,
    Reopen,
    RuleOnCorrection,
)
from remiss.consultation.ports import WORKFLOW, Receipt
from remiss.consultation.rule_number import CURRENT_RULES
from remiss.consultation.state import CaseStage, Stage
from remiss.consultation.values import (
    Answer,
    Person,
    Position,
    ReplyCorrection,
    ReplyWay,
)
from remiss.sending.case_start import start_of
from remiss.texts import VIET_NAM
from tests.given.case import (
    FINANCE,
    OFFICE,
    OFFICER,
    SUPERVISOR,
    head,
    opening,
    order,
    replies,
    reply_text,
)
from tests.given.story import Story, record_history

ALONE: dict[str, Any] = {
    "questions": opening().questions[1:],
    "agencies": (FINANCE.code,),
    "rules": CURRENT_RULES,
}
OF_FINANCE: dict[str, Any] = {"agency": FINANCE.code}
WRONG = Answer(question="money", position=Position.DISAGREE, text="Mức chi 120 triệu là đủ.")
RIGHT = Answer(question="money", position=Position.DISAGREE, text="Mức chi 210 triệu là đủ.")
HUONG = Person(id="huong", name="Trần Thị Hương")


async def test_an_accepted_reply_is_corrected_and_the_earlier_one_kept(story: Story) -> None:
    """The officer decides on the first correction, and time on the second."""
    await story.opens(**ALONE)
    await story.gives(replies(FINANCE, answers=(WRONG,)))

    assert (await story.gives(corrects(1))).events == ("correction_received",)
    ruled = order(RuleOnCorrection, OFFICER, accepted=True, **OF_FINANCE)
    assert (await story.gives(ruled)).events == ("correction_accepted",)
    assert list((await story.case()).comments) == ["H99.04-1-2-money"]

    await story.gives(corrects(2))
    assert await story.until_next_alarm() == ["correction_accepted"]
    request = await story.request(FINANCE)
    assert request.stage is Stage.ANSWERED
    assert [reply.replaced_by for reply in request.replies] == [2, 3, None]


def corrects(number: int) -> CorrectReply:
    said = ReplyCorrection(number=number, reason="Ghi nhầm 210 triệu thành 120 triệu.")
    reply = reply_text(answers=(RIGHT,))
    return order(CorrectReply, head(FINANCE), corrects=said, reply=reply, **OF_FINANCE)


async def test_a_letter_on_paper_is_entered_and_confirmed(story: Story) -> None:
    """It counts at once; the head of its agency says afterwards that it is theirs."""
    await story.opens(**ALONE)
    letter = reply_text(answers=(WRONG,), attachments=("d" * 64,))
    today = datetime.now(UTC).astimezone(VIET_NAM).date()
    entered = order(
        EnterReply,
        OFFICER,
        reply=letter,
        signed_by=HUONG,
        way=ReplyWay.PAPER,
        received_on=today,
        **OF_FINANCE,
    )
    await story.gives(entered)

    word = order(ConfirmEntry, head(FINANCE), number=1, confirmed=True, **OF_FINANCE)
    assert (await story.gives(word)).events == ("entry_confirmed",)

    (reply,) = (await story.request(FINANCE)).replies
    assert (reply.signatory, reply.entry_confirmed) == (HUONG, True)


async def test_a_case_cancelled_by_mistake_is_reopened(
    story: Story, request: pytest.FixtureRequest
) -> None:
    """Its run had ended; the next begins from the ledger, and the second who reopens finds it."""
    await story.opens(**ALONE)
    await story.gives(order(Cancel, OFFICER, reason="Hủy nhầm hồ sơ"))
    await story.handle.result()
    if request.config.getoption("--record-histories"):
        await record_history(story.handle, f"{request.node.name.removeprefix('test_')}_before")

    receipt = await reopened(story)

    assert receipt.events == ("consultation_reopened",)
    assert await story.is_refused(order(Reopen, OFFICE, reason="Theo đề nghị")) == "case_not_over"
    assert (await story.case()).stage is CaseStage.OPEN
    assert await story.until_next_alarm() == ["reminder_sent"]
    assert (await story.gives(replies(FINANCE))).events[-1] == "reply_accepted"


async def reopened(story: Story) -> Receipt:
    """What whoever reopens it is told, once it was begun anew as the API begins it."""
    begin = start_of(await ledger.stream(story.pool, story.id))
    assert begin
    command = order(Reopen, SUPERVISOR, reason="Hủy nhầm hồ sơ khác")
    start: WithStartWorkflowOperation[Any, Any] = WithStartWorkflowOperation(
        WORKFLOW,
        begin,
        id=story.id,
        task_queue=story.queue,
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
    )
    update = await story.client.start_update_with_start_workflow(
        command.kind,
        command,
        id=command.id,
        start_workflow_operation=start,
        wait_for_stage=WorkflowUpdateStage.COMPLETED,
        result_type=Receipt,
    )
    receipt = await update.result()
    assert isinstance(receipt, Receipt)
    return receipt
