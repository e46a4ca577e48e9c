"""Stories of one case each, on a real Temporal server and a real ledger."""

from typing import Any

import pytest
from temporalio.client import WorkflowUpdateFailedError

from remiss import ledger
from remiss.consultation.life.commands import (
    AddAgency,
    Cancel,
    Conclude,
    ContestReturn,
    GiveDelayReason,
    ReviewReply,
    TimePassed,
    WithdrawAgency,
)
from remiss.consultation.life.events import Basis, ConsultationOpened, TimedEventBase
from remiss.consultation.rule_number import LISTING_FORETOLD
from remiss.consultation.state import CaseStage, Stage
from remiss.consultation.values import REMISS
from remiss.consultation.views.rehearsals.rehearsal import rehearse
from tests.given.case import (
    CULTURE,
    FINANCE,
    FLAGGED,
    JUSTICE,
    OFFICE,
    OFFICER,
    POLICY,
    RETURNED,
    agency,
    head,
    official,
    opening,
    order,
    replies,
    signs,
)
from tests.given.story import Story

BUDGET = agency("H99.05", "Kho bạc", "fin.norms")
ALONE = {"questions": opening().questions[1:], "agencies": (FINANCE.code,)}


async def test_everyone_answers_and_the_case_ends(story: Story) -> None:
    """Asked, answered, concluded, archived: the plain case, with nothing left running."""
    opened = await story.opens()
    assert (opened.version, opened.recorded) == (3, True)
    await story.gives(replies(JUSTICE))
    await story.gives(replies(FINANCE))
    await story.gives(order(Conclude, OFFICER))

    await story.handle.result()

    assert await story.recorded() == [
        "consultation_opened",
        "request_sent",
        "request_sent",
        "reply_received",
        "reply_accepted",
        "reply_received",
        "reply_accepted",
        "consultation_concluded",
        "consultation_archived",
    ]


async def test_a_reply_costs_at_most_ten_events_of_history(story: Story) -> None:
    """A reply is assessed, recorded and answered inside its own workflow task."""
    await story.opens()
    before = await story.history()

    receipt = await story.gives(replies(FINANCE))

    cost = (await story.history())[len(before) :]
    assert receipt.events == ("reply_received", "reply_accepted")
    assert receipt.recorded
    assert cost.count("WORKFLOW_TASK_STARTED") == 1
    assert len(cost) <= 10, cost


async def test_silence_climbs_the_whole_ladder(story: Story) -> None:
    """Reminders, overdue, head, Office, Chairman, silence on record; then a late reply is taken."""
    await story.opens(**ALONE)

    told = [await story.until_next_alarm() for _ in range(7)]

    assert told == [
        ["reminder_sent"],
        ["reminder_sent"],
        ["request_overdue"],
        ["request_escalated"],
        ["request_escalated"],
        ["request_escalated"],
        ["silence_recorded"],
    ]
    request = await story.request(FINANCE)
    assert (request.stage, request.replies) == (Stage.SILENT, ())
    await story.gives(order(Conclude, OFFICER))
    late = await story.gives(replies(FINANCE))
    assert late.events == ("reply_received",)
    request = await story.request(FINANCE)
    assert (request.stage, request.replies[-1].late) == (Stage.SILENT, True)
    assert (await story.case()).stage is CaseStage.CONCLUDED


async def test_an_agency_told_on_the_due_day_says_why_it_is_late(story: Story) -> None:
    """Two reminders, the notice of the list, a reason; the deadline passes all the same."""
    await story.opens(rules=LISTING_FORETOLD, **ALONE)
    told = [await story.until_next_alarm() for _ in range(3)]
    assert told == [["reminder_sent"], ["reminder_sent"], ["listing_foretold"]]

    why = order(GiveDelayReason, head(FINANCE), agency=FINANCE.code, reason="Chờ số liệu của xã")
    assert (await story.gives(why)).events == ("delay_reason_given",)

    assert await story.until_next_alarm() == ["request_overdue"]
    request = await story.request(FINANCE)
    assert request.delay_reason
    assert (request.overdue, request.delay_reason.by) == (True, head(FINANCE).person)


async def test_a_flagged_reply_is_returned_by_the_officer_and_answered_well(story: Story) -> None:
    """Wording goes to a person; the second reply settles the request."""
    story.findings.queue = [FLAGGED]
    await story.opens(**ALONE)
    receipt = await story.gives(replies(FINANCE))
    assert receipt.events == ("reply_received", "reply_flagged")
    assert receipt.assessment == FLAGGED

    returned = order(
        ReviewReply, OFFICER, agency=FINANCE.code, decision="return", reasons="Nêu rõ mức chi"
    )
    assert (await story.gives(returned)).events == ("reply_returned", "return_escalated")
    await story.gives(replies(FINANCE))

    request = await story.request(FINANCE)
    assert (request.stage, request.returns, len(request.replies)) == (Stage.ANSWERED, 1, 2)


async def test_the_officers_silence_accepts_a_flagged_reply(story: Story) -> None:
    """The agency is not punished for the officer's delay."""
    story.findings.queue = [FLAGGED]
    await story.opens(**ALONE)
    await story.gives(replies(FINANCE))

    assert await story.until_next_alarm() == ["reply_accepted"]

    request = await story.request(FINANCE)
    assert request.replies[-1].basis is Basis.REVIEW_LAPSED


async def test_a_returned_agency_that_stays_silent_is_overdue_again(story: Story) -> None:
    """After a return the clock runs on, and the ladder with it."""
    story.findings.queue = [RETURNED]
    await story.opens(**ALONE)

    receipt = await story.gives(replies(FINANCE))

    assert receipt.events == ("reply_received", "reply_returned", "return_escalated")
    demanded = RETURNED.under(return_from_prose=False, bases=POLICY.bases)
    assert receipt.assessment == demanded
    told = [await story.until_next_alarm() for _ in range(4)]
    assert [kind for step in told for kind in step] == [
        "reminder_sent",
        "reminder_sent",
        "request_overdue",
        "request_escalated",
    ]


async def test_a_contested_return_is_upheld_by_a_person(story: Story) -> None:
    """A machine never has the last word against an agency."""
    story.findings.queue = [RETURNED]
    await story.opens(**ALONE)
    await story.gives(replies(FINANCE))
    contested = order(ContestReturn, head(FINANCE), agency=FINANCE.code, reasons="Đã nêu ở mục 2")

    assert (await story.gives(contested)).events == ("return_contested",)
    await story.gives(order(ReviewReply, OFFICER, agency=FINANCE.code, decision="accept"))

    request = await story.request(FINANCE)
    assert (request.stage, request.replies[-1].basis) == (Stage.ANSWERED, Basis.REVIEW)


async def test_a_contest_refused_by_the_officer_is_decided_by_the_office(story: Story) -> None:
    """The agency may go on to the Office, whose decision clears its score."""
    story.findings.queue = [RETURNED]
    await story.opens(**ALONE)
    await story.gives(replies(FINANCE))
    again: dict[str, Any] = {"agency": FINANCE.code, "reasons": "Đã nêu ở mục 2"}
    await story.gives(order(ContestReturn, head(FINANCE), **again))
    await story.gives(order(ReviewReply, OFFICER, decision="return", **again))
    await story.gives(order(ContestReturn, head(FINANCE), **again))

    await story.gives(order(ReviewReply, OFFICE, decision="accept", **again))

    request = await story.request(FINANCE)
    assert (request.stage, request.returns) == (Stage.ANSWERED, 0)
    assert request.replies[-1].basis is Basis.OFFICE


async def test_two_people_make_a_reply(story: Story) -> None:
    """The official prepares, the head signs, and only then is it assessed."""
    await story.opens(**ALONE)

    drafted = await story.gives(replies(FINANCE, by=official(FINANCE)))
    signed = await story.gives(signs(FINANCE))

    assert drafted.events == ("reply_drafted",)
    assert signed.events == ("reply_received", "reply_accepted")
    reply = (await story.request(FINANCE)).replies[-1]
    assert reply.signatory.id == head(FINANCE).id
    assert reply.reply.responsible_official.name == "Nguyễn Văn An"


async def test_what_the_rules_refuse_leaves_no_history(story: Story) -> None:
    """A refusal names its reason and costs the case nothing."""
    await story.opens()
    before = await story.history()
    unconcerned = order(AddAgency, OFFICER, agency=CULTURE.code, profile=CULTURE)

    assert await story.is_refused(unconcerned) == "agency_not_concerned"
    assert await story.is_refused(order(Conclude, OFFICER)) == "requests_open"

    assert await story.history() == before
    assert len(await story.recorded()) == 3


async def test_an_added_agency_replaces_a_withdrawn_one(story: Story) -> None:
    """People change the case; a withdrawn agency owes nothing more."""
    await story.opens(**ALONE)
    await story.gives(order(AddAgency, OFFICER, agency=BUDGET.code, profile=BUDGET))
    await story.gives(order(WithdrawAgency, OFFICER, agency=FINANCE.code, reason="Gửi nhầm"))
    await story.gives(replies(BUDGET))
    await story.gives(order(Conclude, OFFICER))

    await story.handle.result()

    assert (await story.request(FINANCE)).stage is Stage.WITHDRAWN


async def test_cancelling_ends_the_case_at_once(story: Story) -> None:
    """A cancelled case keeps no timer and no workflow."""
    await story.opens()
    await story.gives(order(Cancel, OFFICER, reason="Dừng xây dựng văn bản"))

    await story.handle.result()

    assert (await story.case()).stage is CaseStage.CANCELLED


async def test_an_update_nobody_may_send_does_not_stall_the_case(story: Story) -> None:
    """Rubbish, or Remiss's own commands from outside, are turned away; the case goes on."""
    await story.opens(**ALONE)
    disguised = order(TimePassed, REMISS)

    for payload in ({"kind": "reply"}, {"kind": "reply", "id": 7}, disguised, None):
        with pytest.raises(WorkflowUpdateFailedError):
            await story.handle.execute_update("reply", payload)

    assert (await story.gives(replies(FINANCE))).events[-1] == "reply_accepted"


async def test_a_case_runs_as_it_was_rehearsed(story: Story) -> None:
    """Every reminder, rung and silence of the running case rings at the moment foretold."""
    await story.opens(**ALONE)
    opened, *_ = (r.event for r in await ledger.stream(story.pool, story.id))
    assert isinstance(opened, ConsultationOpened)
    asked: dict[str, Any] = {**ALONE, "calendar": opened.calendar, "policy": opened.policy}
    rehearsal = rehearse(opening(at=opened.at, **asked))

    for _ in rehearsal.agencies[0].steps:
        await story.until_next_alarm()

    rang = [
        r.event.fell_due_at
        for r in await ledger.stream(story.pool, story.id)
        if isinstance(r.event, TimedEventBase)
    ]
    assert rang == [step.at for step in rehearsal.agencies[0].steps]
    assert (await story.request(FINANCE)).settled_at == rehearsal.worst_case.at
    assert (await story.gives(order(Conclude, OFFICER))).events == ("consultation_concluded",)
