"""Whom each event in the life of a consultation concerns."""

from datetime import date, timedelta
from typing import Any, get_args

import pytest

from remiss.consultation.life.commands import (
    AdoptCalendar,
    AmendDraft,
    AnswerClarification,
    AskClarification,
    Assign,
    Cancel,
    CloseOnRecord,
    ContestReturn,
    Contribute,
    CorrectReply,
    DecideExtension,
    DelegateSignature,
    EndClarification,
    ExplainWordings,
    GiveDelayReason,
    InvolveColleague,
    KeepFromOthers,
    LayBeforeHead,
    LetOthersRead,
    MoveDeadlines,
    MoveReturnDate,
    Open,
    OrderDeadline,
    RecordFinalText,
    RecordLetter,
    Reopen,
    ReplaceDraftFile,
    ReplaceOfficer,
    RequestExtension,
    Resume,
    RuleOnCorrection,
    RuleOnDecline,
    SendBackDraft,
    Suspend,
    TakeOver,
    Urge,
    UseLateReply,
    WordingExplanation,
)
from remiss.consultation.life.events import Event
from remiss.consultation.rule_number import CURRENT_RULES, LISTING_FORETOLD
from remiss.consultation.telling.notice import Notice
from remiss.consultation.telling.parts import Part
from remiss.consultation.values import (
    REMISS,
    AttachedFile,
    ClarificationGround,
    DispositionKind,
    Draft,
    DraftKind,
    FinalWording,
    FollowUpOutcome,
    LateUse,
    Person,
    Procedure,
    ReplyCorrection,
    WordingFinding,
)
from remiss.texts import labels, text
from tests.given.case import (
    CALENDAR,
    CLEAR,
    CULTURE,
    FINANCE,
    FLAGGED,
    HOME,
    JUSTICE,
    MONDAY,
    MONEY,
    OFFICE,
    OFFICER,
    OTHER_OFFICER,
    RETURNED,
    SHA,
    SUPERVISOR,
    assessed,
    both,
    given,
    hanoi,
    head,
    official,
    opening,
    order,
    replies,
    reply_text,
    time_passes,
)
from tests.given.telling import parts, told
from tests.rules.life.commenting.test_disposing import ANSWERED, COMMENT, disposes, objects
from tests.rules.life.declining.test_declining import REGISTRY, declines
from tests.rules.life.declining.test_outside import ANSWERED as LAW_ANSWERED
from tests.rules.life.declining.test_outside import follows_up, sends_away
from tests.rules.life.inside.test_desks import DEPUTY, UNIT_HEAD, passes, prepares, returns
from tests.rules.life.inside.test_forwarding import CLERK, forwards
from tests.rules.life.ladder.test_vice_chairman import OFFICE_TOLD, VICE_CHAIRMAN_TIME, opens
from tests.rules.life.replying.test_entering import confirms, entered
from tests.rules.life.replying.test_issued_replies import records

F: dict[str, Any] = {"agency": FINANCE.code}
AN, BINH = Person(id="an", name="Nguyễn Văn An"), Person(id="binh", name="Lê Bình")
CHI = Person(id="chi", name="Vũ Chi")
TUESDAY, FRIDAY = hanoi("2026-03-03"), date(2026, 3, 13)

ADOPTS = disposes(DispositionKind.ADOPTED, None)
FINAL = order(
    RecordFinalText,
    OFFICER,
    file=AttachedFile(sha256=SHA, name="Hướng dẫn.docx", size=9, media_type="text/plain"),
    wordings=(FinalWording(comment=COMMENT, finding=WordingFinding.NOT_FOUND),),
)
FILE = opening(
    draft=Draft(
        subject="Giấy phép môi trường", kind=DraftKind.ADMINISTRATIVE_PROCEDURE, sha256=SHA
    ),
    procedure=Procedure(number="000.00.15.H99-260302-0007", return_on=date(2026, 3, 11)),
)
ASKS = order(
    AskClarification,
    head(FINANCE),
    TUESDAY,
    **F,
    ground=ClarificationGround.MISSING_DOCUMENT,
    text="Thiếu phụ lục",
)
WANTS_TIME = order(
    RequestExtension, head(FINANCE), TUESDAY, **F, to=date(2026, 3, 11), reason="Cần khảo sát"
)
ENTERED = (opening(), entered(), assessed(FINANCE, CLEAR, TUESDAY))
CORRECTABLE = (replies(FINANCE), assessed(FINANCE, CLEAR))
CORRECTS = order(
    CorrectReply,
    head(FINANCE),
    TUESDAY,
    **F,
    corrects=ReplyCorrection(number=1, reason="Ghi nhầm số liệu"),
    reply=reply_text(),
)
ASSIGNS = order(Assign, head(FINANCE), MONDAY, **F, official=AN, deputy=BINH)
SETS_INTERNAL = order(
    Assign,
    head(FINANCE),
    MONDAY,
    **F,
    official=AN,
    internal_due_at=hanoi("2026-03-04", "16:00"),
)
INVOLVES = order(InvolveColleague, head(FINANCE), **F, colleague=BINH, part="Phần mức chi")
LENDS, LENDS_ANEW = (
    order(
        DelegateSignature,
        head(FINANCE),
        **F,
        to=to,
        since=MONDAY,
        until=MONDAY + timedelta(days=9),
        reason="Nghỉ phép",
    )
    for to in (BINH, CHI)
)
DRAFTS = replies(FINANCE, TUESDAY, by=official(FINANCE))
SUSPENDS = order(Suspend, OFFICER, TUESDAY, reason="Chờ Nghị định")
KEEPS = order(KeepFromOthers, OFFICER, **F, reason="Có nội dung nội bộ")
LETS = order(LetOthersRead, OFFICER, TUESDAY, **F, reason="Đã công bố")
FLAGGED_REPLY = (replies(FINANCE, TUESDAY), assessed(FINANCE, FLAGGED, TUESDAY))
CONTESTED_RETURN = (
    replies(FINANCE, TUESDAY),
    assessed(FINANCE, RETURNED, TUESDAY),
    order(ContestReturn, head(FINANCE), TUESDAY, **F, reasons="Đã nêu ở mục 2"),
)
AMENDED: dict[str, Any] = {
    "draft": Draft(subject="Dự thảo sửa đổi", kind=DraftKind.GUIDELINE, sha256="e" * 64),
    "changed": (MONEY,),
    "directory": REGISTRY,
}
NEW_CALENDAR = CALENDAR.model_copy(
    update={"version": "new", "days_off": {**CALENDAR.days_off, date(2026, 3, 5): both("Nghỉ")}}
)
SILENT = time_passes(hanoi("2026-03-20", "17:00"))

HEAD_OF_FINANCE = head(FINANCE)
ON_DESKS = (opening(rules=CURRENT_RULES), prepares())
AGENCY, HEAD = (Part.AGENCY, FINANCE.code), (Part.HEAD, FINANCE.code)
LAW_AGENCY = (Part.AGENCY, JUSTICE.code)
BY_NAME = (Part.OFFICIAL, AN.id)
BOTH_NAMES = {BY_NAME, (Part.DEPUTY, BINH.id)}
IN_CHARGE, ABOVE = (Part.OFFICER, OFFICER.id), (Part.SUPERVISOR, HOME.code)
FORETOLD = opening(rules=LISTING_FORETOLD, questions=(MONEY,), agencies=(FINANCE.code,))


def extension(*, granted: bool) -> Any:
    return order(DecideExtension, SUPERVISOR, TUESDAY, **F, granted=granted, reasons="Việc gấp")


def ruling(*, confirmed: bool) -> Any:
    return order(
        RuleOnDecline,
        SUPERVISOR,
        TUESDAY,
        **F,
        question="money",
        confirmed=confirmed,
        reasons="Theo phân công",
    )


OUTSIDE = (*LAW_ANSWERED, sends_away(), ruling(confirmed=True))
FOLLOW_UP_DUE = hanoi("2026-03-06", "17:00")

# What went before, what happens, the kind of event looked at, whom it is mailed to, who else reads.
STORIES: list[tuple[tuple[Any, ...], Any, str, set[Any], set[Any]]] = [
    (
        (),
        order(RecordLetter, OFFICER, **F, number="12/SNV-CCVC", signed_on=MONDAY.date()),
        "letter_recorded",
        set(),
        {AGENCY},
    ),
    ((), ASSIGNS, "official_assigned", {BY_NAME, (Part.DEPUTY, BINH.id)}, set()),
    ((), SETS_INTERNAL, "internal_deadline_set", {BY_NAME}, set()),
    (
        (SETS_INTERNAL,),
        time_passes(hanoi("2026-03-04", "16:00")),
        "internal_deadline_passed",
        {HEAD, BY_NAME},
        set(),
    ),
    (
        (),
        LENDS,
        "signature_delegated",
        {(Part.DELEGATE, BINH.id)},
        set(),
    ),
    (
        (ASSIGNS,),
        order(Assign, head(FINANCE), TUESDAY, **F, official=CHI),
        "official_assigned",
        {(Part.OFFICIAL, CHI.id), (Part.RELIEVED, AN.id), (Part.RELIEVED, BINH.id)},
        set(),
    ),
    (
        (LENDS,),
        LENDS_ANEW,
        "signature_delegated",
        {(Part.RELIEVED, BINH.id), (Part.DELEGATE, CHI.id)},
        set(),
    ),
    (
        (),
        forwards(BINH),
        "request_forwarded",
        {(Part.DESK, BINH.id)},
        set(),
    ),
    (
        (forwards(BINH),),
        forwards(None, TUESDAY),
        "request_forwarded",
        {HEAD, (Part.RELIEVED, BINH.id)},
        set(),
    ),
    (ENTERED[:1], entered(by=CLERK), "reply_received", {HEAD}, set()),
    ((replies(FINANCE),), records(), "reply_letter_recorded", set(), {IN_CHARGE}),
    ((), INVOLVES, "colleague_involved", {(Part.COLLEAGUE, BINH.id)}, set()),
    (
        (
            ASSIGNS,
            order(
                InvolveColleague,
                head(FINANCE),
                **F,
                colleague=official(FINANCE).person,
                part="Mức chi",
            ),
        ),
        order(Contribute, official(FINANCE), **F, text="Mức chi phù hợp"),
        "contribution_given",
        {*BOTH_NAMES},
        set(),
    ),
    ((), DRAFTS, "reply_drafted", {HEAD}, set()),
    (ON_DESKS[:1], prepares(), "reply_drafted", {(Part.DESK, UNIT_HEAD.id)}, set()),
    (ON_DESKS, passes(UNIT_HEAD), "draft_passed_on", {(Part.DESK, DEPUTY.id)}, set()),
    (
        ON_DESKS,
        passes(DEPUTY),
        "draft_passed_on",
        {(Part.DESK, HEAD_OF_FINANCE.id), (Part.RELIEVED, UNIT_HEAD.id)},
        set(),
    ),
    (
        (*ON_DESKS, time_passes(hanoi("2026-03-05", "07:29"))),
        time_passes(hanoi("2026-03-05", "07:30")),
        "reminder_sent",
        {AGENCY, LAW_AGENCY, (Part.DESK, UNIT_HEAD.id)},
        set(),
    ),
    (
        (*ON_DESKS, passes(UNIT_HEAD), passes(DEPUTY)),
        returns(HEAD_OF_FINANCE),
        "draft_sent_back",
        {(Part.PREPARER, official(FINANCE).id)},
        set(),
    ),
    (
        (order(Cancel, OFFICER, reason="Nhầm"),),
        order(Reopen, SUPERVISOR, TUESDAY, reason="Hủy nhầm hồ sơ"),
        "consultation_reopened",
        {AGENCY, LAW_AGENCY, IN_CHARGE},
        {ABOVE, (Part.OFFICE, None)},
    ),
    (ENTERED[:1], ENTERED[1], "reply_received", {HEAD, AGENCY}, set()),
    (ENTERED, confirms(), "entry_confirmed", set(), {IN_CHARGE}),
    (
        ENTERED,
        confirms(confirmed=False, reasons="Chưa ký"),
        "entry_disputed",
        {AGENCY, IN_CHARGE},
        {ABOVE},
    ),
    (CORRECTABLE, CORRECTS, "correction_received", {IN_CHARGE}, {AGENCY}),
    (
        (*CORRECTABLE, CORRECTS),
        order(RuleOnCorrection, OFFICER, TUESDAY, **F, accepted=True),
        "correction_accepted",
        {AGENCY},
        set(),
    ),
    (
        (*CORRECTABLE, CORRECTS, time_passes(hanoi("2026-03-05", "16:59"))),
        time_passes(hanoi("2026-03-05", "17:00")),
        "correction_accepted",
        {AGENCY, IN_CHARGE, ABOVE},
        set(),
    ),
    (
        (ASSIGNS, *CORRECTABLE, CORRECTS),
        order(RuleOnCorrection, OFFICER, TUESDAY, **F, accepted=False, reasons="Chưa rõ"),
        "correction_refused",
        {AGENCY, *BOTH_NAMES},
        set(),
    ),
    ((LENDS,), DRAFTS, "reply_drafted", {HEAD, (Part.DELEGATE, BINH.id)}, set()),
    (
        (ASSIGNS, DRAFTS),
        order(
            SendBackDraft,
            head(FINANCE),
            TUESDAY,
            **F,
            reply_sha256=reply_text().sha256(),
            reasons="Nêu rõ căn cứ",
        ),
        "draft_sent_back",
        {*BOTH_NAMES},
        set(),
    ),
    ((), ASKS, "clarification_asked", {IN_CHARGE}, set()),
    (
        (ASSIGNS, ASKS),
        order(AnswerClarification, SUPERVISOR, TUESDAY, **F, text="Phụ lục gửi kèm"),
        "clarification_answered",
        {AGENCY, *BOTH_NAMES, LAW_AGENCY, IN_CHARGE},
        set(),
    ),
    (
        (ASKS,),
        order(AnswerClarification, OFFICER, TUESDAY, **F, text="Sửa Điều 4", only_for_asker=True),
        "clarification_answered",
        {AGENCY},
        set(),
    ),
    (
        (FORETOLD, ASSIGNS, time_passes(hanoi("2026-03-06", "17:00"))),
        time_passes(hanoi("2026-03-09", "07:30")),
        "listing_foretold",
        {HEAD, *BOTH_NAMES},
        set(),
    ),
    (
        (),
        order(GiveDelayReason, official(FINANCE), TUESDAY, **F, reason="Chờ số liệu của cơ sở"),
        "delay_reason_given",
        set(),
        {IN_CHARGE, (Part.OFFICE, None), HEAD},
    ),
    (
        (opens(questions=(MONEY,), agencies=(FINANCE.code,)), time_passes(OFFICE_TOLD)),
        time_passes(VICE_CHAIRMAN_TIME),
        "vice_chairman_informed",
        {(Part.VICE_CHAIRMAN, None), HEAD},
        {AGENCY, IN_CHARGE},
    ),
    ((ASKS,), time_passes(hanoi("2026-03-04", "07:30")), "drafter_reminded", {IN_CHARGE}, set()),
    (
        (ASKS, time_passes(hanoi("2026-03-06", "16:59"))),
        time_passes(hanoi("2026-03-06", "17:00")),
        "drafter_escalated",
        {IN_CHARGE, ABOVE},
        {AGENCY},
    ),
    ((), WANTS_TIME, "extension_requested", {IN_CHARGE}, set()),
    (
        (ASSIGNS, WANTS_TIME),
        extension(granted=True),
        "extension_granted",
        {AGENCY, *BOTH_NAMES, IN_CHARGE},
        set(),
    ),
    (
        (WANTS_TIME,),
        time_passes(hanoi("2026-03-04", "17:00")),
        "extension_granted",
        {AGENCY, IN_CHARGE, ABOVE},
        set(),
    ),
    ((WANTS_TIME,), extension(granted=False), "extension_refused", {AGENCY, IN_CHARGE}, set()),
    ((), declines(), "questions_declined", {IN_CHARGE}, {AGENCY}),
    ((), declines(field=MONEY.field), "questions_declined", {AGENCY}, {IN_CHARGE}),
    ((declines(),), ruling(confirmed=True), "decline_confirmed", {AGENCY, IN_CHARGE}, set()),
    ((declines(),), ruling(confirmed=False), "decline_refused", {AGENCY, IN_CHARGE}, set()),
    ((sends_away(),), ruling(confirmed=True), "follow_up_opened", {IN_CHARGE}, {ABOVE}),
    (OUTSIDE, time_passes(FOLLOW_UP_DUE), "follow_up_reminded", {IN_CHARGE, ABOVE}, set()),
    (
        OUTSIDE,
        follows_up(FollowUpOutcome.REPORTED),
        "follow_up_recorded",
        set(),
        {AGENCY, ABOVE},
    ),
    (
        (declines(),),
        time_passes(hanoi("2026-03-04", "17:00")),
        "decline_confirmed",
        {AGENCY, IN_CHARGE, ABOVE},
        set(),
    ),
    (
        (declines(),),
        ruling(confirmed=True),
        "request_sent",
        {(Part.AGENCY, CULTURE.code)},
        set(),
    ),
    (
        FLAGGED_REPLY,
        order(LayBeforeHead, OFFICER, TUESDAY, **F, reasons="Chưa có tiền lệ"),
        "reply_laid_before_head",
        {ABOVE},
        {AGENCY},
    ),
    (
        FLAGGED_REPLY,
        order(TakeOver, OFFICE, TUESDAY, **F, reasons="Chậm"),
        "review_taken_over",
        {IN_CHARGE},
        set(),
    ),
    (
        CONTESTED_RETURN,
        order(TakeOver, OFFICE, TUESDAY, **F, reasons="Chậm"),
        "review_taken_over",
        {IN_CHARGE},
        {AGENCY},
    ),
    (
        (),
        order(Urge, OFFICE, TUESDAY, **F, words="Trả lời trong ngày"),
        "request_urged",
        {AGENCY, (Part.HEAD, FINANCE.code)},
        {IN_CHARGE},
    ),
    ((), KEEPS, "replies_kept_from_others", set(), {AGENCY, ABOVE}),
    ((KEEPS,), LETS, "replies_let_to_others", set(), {AGENCY, ABOVE}),
    (
        (),
        order(OrderDeadline, OFFICE, TUESDAY, **F, to=FRIDAY, reasons="Chỉ đạo"),
        "deadline_ordered",
        {AGENCY, IN_CHARGE},
        set(),
    ),
    (
        (),
        order(CloseOnRecord, OFFICE, TUESDAY, **F, reasons="Không còn cần"),
        "request_closed_on_record",
        {AGENCY, IN_CHARGE},
        set(),
    ),
    (
        (SILENT, replies(FINANCE, hanoi("2026-03-23"))),
        order(
            UseLateReply,
            OFFICER,
            hanoi("2026-03-24"),
            **F,
            number=1,
            use=LateUse.CONSIDERED,
            explanation="Đã tham khảo",
        ),
        "late_reply_used",
        {AGENCY},
        set(),
    ),
    (ANSWERED, disposes(), "comments_disposed", {AGENCY}, set()),
    ((*ANSWERED, disposes()), objects(), "disposition_objected", {IN_CHARGE}, set()),
    ((*ANSWERED, ADOPTS), FINAL, "final_text_recorded", set(), {ABOVE}),
    ((*ANSWERED, ADOPTS), FINAL, "wordings_located", set(), {AGENCY}),
    (
        (*ANSWERED, ADOPTS, FINAL),
        order(
            ExplainWordings,
            OFFICER,
            **F,
            explanations=(WordingExplanation(comment=COMMENT, explanation="Theo thẩm định"),),
        ),
        "wordings_explained",
        set(),
        {AGENCY},
    ),
    (
        (),
        order(AmendDraft, SUPERVISOR, TUESDAY, **AMENDED),
        "draft_amended",
        {IN_CHARGE},
        {AGENCY, LAW_AGENCY, ABOVE},
    ),
    ((), order(AmendDraft, OFFICER, TUESDAY, **AMENDED), "request_widened", {AGENCY}, set()),
    (
        (),
        order(ReplaceDraftFile, OFFICER, TUESDAY, sha256="e" * 64, reason="Thiếu phụ lục"),
        "draft_file_replaced",
        {AGENCY, LAW_AGENCY},
        {ABOVE},
    ),
    (
        (),
        order(ReplaceOfficer, SUPERVISOR, TUESDAY, officer=OTHER_OFFICER.person, reason="Đi học"),
        "officer_replaced",
        {(Part.OFFICER, OTHER_OFFICER.id), (Part.PREVIOUS_OFFICER, OFFICER.id)},
        {AGENCY, LAW_AGENCY, ABOVE},
    ),
    (
        (),
        order(MoveDeadlines, OFFICER, TUESDAY, to=date(2026, 3, 12), reason="Phiên họp lùi"),
        "deadlines_moved",
        {AGENCY, LAW_AGENCY},
        {ABOVE},
    ),
    (
        (FILE,),
        order(MoveReturnDate, OFFICER, TUESDAY, return_on=date(2026, 4, 20), reason="Thực địa"),
        "return_date_moved",
        {AGENCY, LAW_AGENCY},
        {ABOVE},
    ),
    (
        (ASKS, time_passes(hanoi("2026-03-06"))),
        order(EndClarification, OFFICE, hanoi("2026-03-06"), **F, reasons="Hồ sơ cần trình"),
        "clarification_ended",
        {AGENCY, IN_CHARGE, ABOVE},
        set(),
    ),
    (
        (
            opening(rules=CURRENT_RULES),
            order(
                RequestExtension,
                head(FINANCE),
                hanoi("2026-03-09", "16:59"),
                **F,
                to=date(2026, 3, 11),
                reason="Cần khảo sát",
            ),
            time_passes(hanoi("2026-03-10", "16:59")),
        ),
        time_passes(hanoi("2026-03-10", "17:00")),
        "extension_lapsed",
        {AGENCY, IN_CHARGE, ABOVE},
        set(),
    ),
    ((), SUSPENDS, "consultation_suspended", {AGENCY, LAW_AGENCY}, {ABOVE}),
    (
        (SUSPENDS,),
        order(Resume, OFFICER, hanoi("2026-03-05"), reason="Đã có Nghị định"),
        "consultation_resumed",
        {AGENCY, LAW_AGENCY},
        {ABOVE},
    ),
    (
        (),
        AdoptCalendar(
            id="swap", actor=REMISS, at=TUESDAY, calendar=NEW_CALENDAR, reason="Nghỉ bù", by=AN
        ),
        "calendar_changed",
        {AGENCY, LAW_AGENCY, IN_CHARGE},
        set(),
    ),
    (
        (
            time_passes(hanoi("2026-03-10", "09:00")),
            replies(FINANCE, hanoi("2026-03-10", "09:00")),
            assessed(FINANCE, CLEAR, hanoi("2026-03-10", "09:00")),
        ),
        AdoptCalendar(
            id="storm",
            actor=REMISS,
            at=hanoi("2026-03-10", "10:00"),
            calendar=NEW_CALENDAR,
            reason="Bão",
            by=AN,
        ),
        "lateness_corrected",
        set(),
        {AGENCY, IN_CHARGE},
    ),
]


@pytest.mark.parametrize(
    ("before", "happens", "kind", "mailed", "informed"),
    STORIES,
    ids=[f"{number}-{kind}" for number, (_, _, kind, *_) in enumerate(STORIES)],
)
def test_who_is_told(
    before: tuple[Any, ...], happens: Any, kind: str, mailed: set[Any], informed: set[Any]
) -> None:
    """Mail to whom it asks something of, or decides about; the inbox for who may want to know."""
    notices = story(before, happens)
    about_finance = [n for n in notices if n.kind == kind]
    assert parts(about_finance, kind, by_mail=True) == mailed
    assert parts(about_finance, kind, by_mail=False) == informed
    for notice in about_finance:
        assert_complete(notice)


def story(before: tuple[Any, ...], happens: Any) -> list[Notice]:
    begun = before[:1] == ANSWERED[:1] or isinstance(before[0] if before else None, Open)
    opened = before if begun else (opening(rules=CURRENT_RULES), *before)
    return told(given(*opened), happens)


def assert_complete(notice: Notice) -> None:
    """Every blank is filled, in both languages, and a deadline that is named is there."""
    told = [notice.what, notice.title, notice.to, *([notice.todo] if notice.todo else [])]
    for said in told:
        assert said.vi
        assert said.en
        assert "{" not in said.vi + said.en
        assert "None" not in said.vi + said.en
    if notice.step and "{due}" in str(text(f"next_step.{notice.step}")):
        assert notice.due_at


def test_every_part_has_a_name() -> None:
    """A letter can greet whoever it is for."""
    assert set(labels(Part)) == set(Part)


def test_every_kind_of_event_is_told_of_in_some_test() -> None:
    """The stories here and of the older events together leave no line untried."""
    union, *_ = get_args(Event)
    kinds = {event.model_fields["kind"].default for event in get_args(union)}
    older = {
        *("consultation_opened", "request_sent", "request_acknowledged", "reply_received"),
        *("reply_accepted", "reply_flagged", "reply_returned", "return_contested"),
        *("return_escalated", "reminder_sent", "request_overdue", "request_escalated"),
        *("silence_recorded", "request_withdrawn", "outage_recorded", "consultation_concluded"),
        *("consultation_cancelled", "consultation_archived"),
    }
    assert {kind for _, _, kind, *_ in STORIES} | older == kinds


def test_an_accepted_reply_with_comments_asks_for_their_disposition() -> None:
    """The officer reads what is next; without comments there is nothing to do."""
    with_comments = told(given(*ANSWERED[:2]), assessed(FINANCE, CLEAR))
    without = told(given(opening(), replies(FINANCE)), assessed(FINANCE, CLEAR))
    todo = {n.addressee.part: n.todo for n in with_comments}
    assert todo[Part.OFFICER] is not None
    assert {n.addressee.part: n.todo for n in without}[Part.OFFICER] is None
