"""What happens between opening and concluding, one short story each, on the real parts."""

from datetime import timedelta
from typing import Any

from remiss.consultation.life.commands import (
    AmendDraft,
    AnswerClarification,
    AskClarification,
    CloseOnRecord,
    Conclude,
    Contribute,
    DecideExtension,
    DeclineQuestions,
    DelegateSignature,
    DisposeComments,
    InvolveColleague,
    ObjectToDisposition,
    OrderDeadline,
    RecordFollowUp,
    ReplaceDraftFile,
    ReplaceOfficer,
    RequestExtension,
    Resume,
    RuleOnDecline,
    SendBackDraft,
    Suspend,
    TakeOver,
    UseLateReply,
)
from remiss.consultation.life.events import Disposed
from remiss.consultation.policy import EscalationLevel, SilenceOutcome
from remiss.consultation.rule_number import CURRENT_RULES
from remiss.consultation.state import CaseStage, Stage
from remiss.consultation.time.moves import Hold
from remiss.consultation.time.span import WorkSpan
from remiss.consultation.values import (
    Answer,
    ClarificationGround,
    Declined,
    DispositionKind,
    FollowUpOutcome,
    LateUse,
    NamedBody,
    Position,
)
from tests.given.case import (
    CULTURE,
    FINANCE,
    FLAGGED,
    JUSTICE,
    OFFICE,
    OFFICER,
    OTHER_OFFICER,
    PAPERS,
    POLICY,
    SUPERVISOR,
    head,
    official,
    opening,
    order,
    replies,
    reply_text,
    signs,
)
from tests.given.story import Story
from tests.rules.life.declining.test_declining import BOTH_LAW, REGISTRY
from tests.rules.life.inside.test_desks import (
    DEPUTY,
    UNIT_HEAD,
    passes,
    prepares,
    returns,
    signature,
)
from tests.rules.life.ladder.test_vice_chairman import AFTER, CHARGES
from tests.rules.life.opening.test_amending import MORE_MONEY, NEW
from tests.rules.life.opening.test_amending import REGISTRY as AMENDED_REGISTRY

ALONE = {"questions": opening().questions[1:], "agencies": (FINANCE.code,)}
OF_FINANCE: dict[str, Any] = {"agency": FINANCE.code}
DISAGREES = Answer(question="money", position=Position.DISAGREE, text="Mức chi vượt định mức.")


async def test_a_clarification_stops_the_clock_until_the_drafter_answers(story: Story) -> None:
    """The drafter is reminded and reported; the agency has its time back on the answer."""
    await story.opens(**ALONE)
    before = (await story.request(FINANCE)).due_at
    await story.gives(
        order(
            AskClarification,
            official(FINANCE),
            ground=ClarificationGround.MISSING_DOCUMENT,
            papers=PAPERS,
            text="Đề nghị gửi phụ lục dự toán.",
            **OF_FINANCE,
        )
    )

    assert await story.until_next_alarm() == ["drafter_reminded"]
    assert await story.until_next_alarm() == ["drafter_escalated"]
    await story.gives(order(AnswerClarification, OFFICER, text="Phụ lục gửi kèm.", **OF_FINANCE))

    request = await story.request(FINANCE)
    assert (request.stage, request.clock.held) == (Stage.AWAITING, False)
    assert request.due_at > before
    assert (await story.gives(replies(FINANCE))).events[-1] == "reply_accepted"


async def test_the_officers_silence_grants_more_time(story: Story) -> None:
    """Asked once; nobody decides; both deadlines are kept."""
    await story.opens(**ALONE)
    case = await story.case()
    due = case.requests[FINANCE.code].due_at
    to = case.calendar.add(due, WorkSpan(days=2)).date()
    wants = order(RequestExtension, head(FINANCE), to=to, reason="Chờ số liệu", **OF_FINANCE)
    await story.gives(wants)

    assert await story.until_next_alarm() == ["extension_granted"]

    request = await story.request(FINANCE)
    assert (request.first_due_at, request.due_at) == (due, case.calendar.end_of(to))
    late = order(DecideExtension, OFFICER, granted=False, reasons="Muộn rồi", **OF_FINANCE)
    assert await story.is_refused(late) == "no_extension_to_decide"


async def test_a_question_declined_goes_to_the_agency_whose_it_is(story: Story) -> None:
    """One declined, one answered; confirmed by the officer, it moves with a full clock."""
    await story.opens(agencies=(BOTH_LAW.code,), directory=REGISTRY)
    declined = (Declined(question="money", field="culture.festival", to=CULTURE.code),)
    await story.gives(
        order(
            DeclineQuestions,
            head(BOTH_LAW),
            agency=BOTH_LAW.code,
            declined=declined,
            reasons="Kinh phí lễ hội do ngành văn hóa quản lý",
            directory=REGISTRY,
        )
    )
    await story.gives(replies(BOTH_LAW))
    assert (await story.request(BOTH_LAW)).stage is Stage.DECLINING

    ruled = order(RuleOnDecline, OFFICER, agency=BOTH_LAW.code, question="money", confirmed=True)
    receipt = await story.gives(ruled)

    assert receipt.events == ("decline_confirmed", "request_sent")
    assert (await story.request(BOTH_LAW)).stage is Stage.ANSWERED
    assert (await story.gives(replies(CULTURE))).events[-1] == "reply_accepted"


async def test_a_question_for_a_ministry_has_a_timer_of_its_own(story: Story) -> None:
    """The drafter is reminded of it, and the case waits for a word on it before it ends."""
    await story.opens(**ALONE, directory=REGISTRY)
    body = NamedBody(name="Bộ Tài chính", rule="Điều 21 Luật Ngân sách nhà nước")
    declined = (Declined(question="money", field="fin.norms", body=body),)
    what: dict[str, Any] = {"declined": declined, "reasons": "Bộ quy định", "directory": REGISTRY}
    await story.gives(order(DeclineQuestions, head(FINANCE), **what, **OF_FINANCE))
    ruled = order(RuleOnDecline, OFFICER, question="money", confirmed=True, **OF_FINANCE)
    receipt = await story.gives(ruled)
    assert receipt.events == ("decline_confirmed", "follow_up_opened")

    assert await story.until_next_alarm() == ["follow_up_reminded"]

    step: dict[str, Any] = {"question": "money", "text": "Đã trình Bộ", **OF_FINANCE}
    reported = order(RecordFollowUp, OFFICER, outcome=FollowUpOutcome.REPORTED, **step)
    assert (await story.gives(reported)).events == ("follow_up_recorded",)
    assert await story.until_next_alarm() == ["follow_up_reminded"]


async def test_an_unanswered_decline_is_settled_by_time(story: Story) -> None:
    """The officer says nothing; the registry's word stands."""
    await story.opens(**ALONE, directory=REGISTRY)
    declined = (Declined(question="money", field="culture.festival", to=CULTURE.code),)
    what: dict[str, Any] = {"declined": declined, "reasons": "Lễ hội", "directory": REGISTRY}
    await story.gives(order(DeclineQuestions, head(FINANCE), **what, **OF_FINANCE))

    assert await story.until_next_alarm() == ["decline_confirmed", "request_sent"]

    assert (await story.request(FINANCE)).stage is Stage.TRANSFERRED
    assert (await story.request(CULTURE)).stage is Stage.AWAITING


async def test_a_delegate_signs_what_colleagues_prepared(story: Story) -> None:
    """Each step inside the agency has a name: asked, given, sent back, written anew, signed."""
    await story.opens(**ALONE)
    now = (await story.case()).opened_at
    deputy, colleague = official(JUSTICE), official(FINANCE)
    deputy = deputy.model_copy(update={"agency": FINANCE.code})
    await story.gives(
        order(
            DelegateSignature,
            head(FINANCE),
            to=deputy.person,
            since=now,
            until=now + timedelta(days=3),
            reason="Nghỉ phép",
            **OF_FINANCE,
        )
    )
    part: dict[str, Any] = {"colleague": colleague.person, "part": "Số liệu"}
    await story.gives(order(InvolveColleague, head(FINANCE), **part, **OF_FINANCE))
    await story.gives(order(Contribute, colleague, text="Đã quyết toán 95%.", **OF_FINANCE))
    await story.gives(replies(FINANCE, by=colleague, position=Position.DISAGREE))
    read = reply_text(position=Position.DISAGREE).sha256()
    sent_back: dict[str, Any] = {"reply_sha256": read, "reasons": "Thiếu căn cứ", **OF_FINANCE}
    await story.gives(order(SendBackDraft, head(FINANCE), **sent_back))
    await story.gives(replies(FINANCE, by=colleague))

    signed = await story.gives(signs(FINANCE, by=deputy))

    assert signed.events == ("reply_received", "reply_accepted")
    reply = (await story.request(FINANCE)).replies[-1]
    assert (reply.signatory, reply.delegated_by) == (deputy.person, head(FINANCE).person)


async def test_a_reply_passes_the_desks_of_its_agency(story: Story) -> None:
    """Prepared, sent back from one desk, prepared anew, passed on and signed in its form."""
    await story.opens(**ALONE, rules=CURRENT_RULES)
    for passed_on in (False, True):
        assert (await story.gives(prepares())).events == ("reply_drafted",)
        step = passes(UNIT_HEAD) if passed_on else returns(UNIT_HEAD)
        await story.gives(step)
    way = (await story.request(FINANCE)).circulation
    assert way is not None
    assert way.desk.person == DEPUTY.person
    await story.gives(passes(DEPUTY))

    signed = await story.gives(signature(head(FINANCE)))

    assert signed.events == ("reply_received", "reply_accepted")
    request = await story.request(FINANCE)
    assert request.circulation is None
    assert (request.replies[-1].signatory, request.replies[-1].form) == (head(FINANCE).person, None)


async def test_a_wrong_file_of_the_draft_is_replaced(story: Story) -> None:
    """After a reminder: the time begins anew, and a reply to either file is one to this round."""
    await story.opens(rules=CURRENT_RULES)
    await story.until_next_alarm()
    before = await story.case()
    replaced = order(ReplaceDraftFile, OFFICER, sha256=NEW, reason="Thiếu phụ lục")

    assert (await story.gives(replaced)).events == ("draft_file_replaced",)

    case = await story.case()
    assert case.round == 1
    for code, request in before.requests.items():
        assert case.requests[code].due_at > request.due_at
    assert await story.until_next_alarm() == ["reminder_sent", "reminder_sent"]
    earlier = await story.gives(replies(FINANCE))
    assert earlier.events == ("reply_received", "reply_flagged")
    right = await story.gives(replies(JUSTICE, draft_sha256=NEW))
    assert right.events == ("reply_received", "reply_accepted")
    again = order(ReplaceDraftFile, OFFICER, sha256="d" * 64, reason="Thiếu phụ lục")
    assert await story.is_refused(again) == "draft_file_relied_on"


async def test_the_vice_chairman_in_charge_is_told_before_the_chairman(story: Story) -> None:
    """A report of its own between two rungs; the case's level says nothing of it."""
    await story.opens(**ALONE, policy=AFTER, vice_chairmen=CHARGES, rules=CURRENT_RULES)
    told: list[str] = []
    while "vice_chairman_informed" not in told:
        told += await story.until_next_alarm()
    request = await story.request(FINANCE)
    assert [notice.kind for notice in request.notices][-2:] == ["escalation", "vice_chairman"]
    assert request.level is EscalationLevel.OFFICE
    await story.until_next_alarm()
    assert (await story.request(FINANCE)).level is EscalationLevel.CHAIRMAN


async def test_an_amended_draft_opens_a_second_round(story: Story) -> None:
    """Finance answers anew, Justice's reply stands, an answer to the old text goes to a person."""
    await story.opens()
    await story.gives(replies(JUSTICE))
    await story.gives(replies(FINANCE))
    draft = opening().draft.model_copy(update={"sha256": NEW})
    amends: dict[str, Any] = {
        "draft": draft,
        "changed": (MORE_MONEY,),
        "directory": AMENDED_REGISTRY,
    }

    receipt = await story.gives(order(AmendDraft, OFFICER, **amends))

    assert receipt.events == ("draft_amended", "request_sent")
    old = await story.gives(replies(FINANCE))
    assert old.events == ("reply_received", "reply_flagged")
    case = await story.case()
    assert (case.round, case.requests[JUSTICE.code].stage) == (2, Stage.ANSWERED)
    assert case.requests[FINANCE.code].replies[-1].outdated == ("money",)


async def test_the_office_steps_in(story: Story) -> None:
    """It orders a date, takes a review over, closes an item on record."""
    story.findings.queue = [FLAGGED]
    await story.opens()
    case = await story.case()
    to = case.calendar.add(case.opened_at, WorkSpan(days=2)).date()
    ordered = order(OrderDeadline, OFFICE, to=to, reasons="Phục vụ phiên họp", **OF_FINANCE)
    await story.gives(ordered)
    await story.gives(replies(JUSTICE))
    await story.gives(order(TakeOver, OFFICE, agency=JUSTICE.code, reasons="Kéo dài"))

    await story.gives(order(CloseOnRecord, OFFICE, reasons="Đang sáp nhập", **OF_FINANCE))

    finance = await story.request(FINANCE)
    assert (finance.stage, finance.due_at) == (Stage.CLOSED, case.calendar.end_of(to))
    assert (await story.request(JUSTICE)).reviewer == "office"


async def test_a_suspended_case_keeps_no_timer(story: Story) -> None:
    """A new officer resumes it; every clock runs on with what was left."""
    await story.opens(**ALONE)
    due = (await story.request(FINANCE)).due_at
    await story.gives(order(Suspend, OFFICER, reason="Chờ chỉ đạo"))
    assert (await story.request(FINANCE)).clock.holds == (Hold.SUSPENSION,)
    replaced = order(ReplaceOfficer, SUPERVISOR, officer=OTHER_OFFICER.person, reason="Nghỉ phép")
    await story.gives(replaced)

    assert await story.is_refused(order(Resume, OFFICER, reason="Tiếp")) == (
        "not_the_officer_in_charge"
    )
    await story.gives(order(Resume, OTHER_OFFICER, reason="Tiếp tục"))

    assert (await story.request(FINANCE)).due_at >= due
    assert await story.until_next_alarm() == ["reminder_sent"]


async def test_silence_deemed_agreement_is_not_agreement_given(story: Story) -> None:
    """By a named law, after every notice; a reply that comes later is taken and spoken for."""
    law = "Quyết định của UBND tỉnh về quy chế phối hợp, Điều 8"
    silence = POLICY.silence.model_copy(
        update={"outcome": SilenceOutcome.DEEMED_AGREED, "legal_basis": law}
    )
    await story.opens(**ALONE, policy=POLICY.model_copy(update={"silence": silence}))
    while (await story.request(FINANCE)).stage is not Stage.SILENT:
        await story.until_next_alarm()

    request = await story.request(FINANCE)
    assert (request.silence, request.replies, len(request.notices)) == (
        SilenceOutcome.DEEMED_AGREED,
        (),
        6,
    )
    await story.gives(replies(FINANCE))
    assert await story.is_refused(order(Conclude, OFFICER)) == "late_replies_unused"
    used: dict[str, Any] = {"number": 1, "use": LateUse.CONSIDERED, "explanation": "Đã sửa Điều 7"}
    await story.gives(order(UseLateReply, OFFICER, **used, **OF_FINANCE))
    await story.gives(order(Conclude, OFFICER))
    assert (await story.case()).stage is CaseStage.CONCLUDED


async def test_every_comment_is_answered_for_before_the_case_concludes(story: Story) -> None:
    """Kept, objected to, adopted in part: the last word; then the case may end."""
    await story.opens(**ALONE)
    await story.gives(replies(FINANCE, answers=(DISAGREES,)))
    (comment,) = (await story.case()).comments
    assert await story.is_refused(order(Conclude, OFFICER)) == "comments_undisposed"

    def disposed(kind: DispositionKind) -> DisposeComments:
        said = Disposed(comment=comment, kind=kind, explanation="Theo Nghị quyết của HĐND")
        return order(DisposeComments, OFFICER, dispositions=(said,), **OF_FINANCE)

    await story.gives(disposed(DispositionKind.KEPT))
    assert await story.is_refused(order(Conclude, OFFICER)) == "objections_possible"
    objects: dict[str, Any] = {"comments": (comment,), "reasons": "Nghị quyết chưa có mức này"}
    await story.gives(order(ObjectToDisposition, head(FINANCE), **objects, **OF_FINANCE))
    await story.gives(disposed(DispositionKind.IN_PART))
    await story.gives(order(Conclude, OFFICER))

    await story.handle.result()

    final = (await story.case()).comments[comment]
    assert final.disposition is not None
    assert final.disposition.kind is DispositionKind.IN_PART
