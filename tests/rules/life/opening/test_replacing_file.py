"""A wrong file of the draft replaced: nothing is asked anew, nobody is blamed for the wrong one."""

from datetime import date, datetime
from typing import Any

import pytest

from remiss.consultation.decider import decide
from remiss.consultation.life.commands import (
    AddAgency,
    AmendDraft,
    AskClarification,
    CloseOnRecord,
    CorrectReply,
    MoveDeadlines,
    ReplaceDraftFile,
    RequestExtension,
    Resume,
    ReviewReply,
    Suspend,
)
from remiss.consultation.life.events import (
    DraftFileReplaced,
    Event,
    LatenessCorrected,
    RecordedEvent,
    ReplyReceived,
)
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.state import Consultation, Stage, Unopened
from remiss.consultation.telling.chronicle import describe
from remiss.consultation.telling.notice import notices_of
from remiss.consultation.time.span import WorkSpan
from remiss.consultation.values import (
    AttachedFile,
    ClarificationGround,
    Draft,
    DraftKind,
    ReplyCorrection,
)
from remiss.consultation.views.explanation import explain_deadlines
from remiss.evidence.dossier.case_facts import attachments_of
from tests.given.case import (
    CLEAR,
    CULTURE,
    DIRECTORY,
    FINANCE,
    FLAGGED,
    JUSTICE,
    LAW,
    MONEY,
    OFFICE,
    OFFICER,
    POLICY,
    SHA,
    SUPERVISOR,
    assessed,
    given,
    hanoi,
    head,
    kinds,
    opening,
    order,
    refusal,
    replies,
    reply_text,
    time_passes,
    when,
)

RIGHT, THIRD = "e" * 64, "f" * 64
WEDNESDAY = hanoi("2026-03-04", "09:00")
FILE = AttachedFile(sha256=RIGHT, name="Dự thảo đủ phụ lục.pdf", size=9, media_type="text/plain")
WRONG = AttachedFile(sha256=SHA, name="Nháp.docx", size=5, media_type="text/plain")
REASON = "Tệp đã gửi thiếu Phụ lục II"


def replaces(at: datetime = WEDNESDAY, sha256: str = RIGHT, **changes: Any) -> ReplaceDraftFile:
    what: dict[str, Any] = {"sha256": sha256, "file": FILE, "reason": REASON}
    return order(ReplaceDraftFile, OFFICER, at, **{**what, **changes})


def amends(sha256: str = THIRD, at: datetime = WEDNESDAY) -> AmendDraft:
    draft = Draft(subject="Dự thảo hướng dẫn", kind=DraftKind.GUIDELINE, sha256=sha256)
    changed = (MONEY.model_copy(update={"text": "Mức chi mới có phù hợp không?"}),)
    return order(AmendDraft, OFFICER, at, draft=draft, changed=changed, directory=DIRECTORY)


def told(case: Consultation, event: Event) -> dict[tuple[str, str | None], str | None]:
    """Who is told of an event, and what they should do next."""
    recorded = RecordedEvent(
        consultation=case.id, version=case.version, command_id="x", actor=OFFICER, event=event
    )
    notices = notices_of(recorded, case)
    return {(one.addressee.part, one.addressee.agency): one.step for one in notices}


def test_what_is_asked_stays_and_no_round_begins() -> None:
    """Draft, questions and requests are the same; the file is another, the wrong one on record."""
    before = given(opening())

    case, (replaced,) = when(before, replaces())

    assert isinstance(replaced, DraftFileReplaced)
    assert (case.round, case.questions, case.changed_in) == (1, before.questions, {})
    assert case.draft == before.draft.model_copy(update={"sha256": RIGHT, "file": FILE})
    (version,) = case.versions
    assert version.draft == case.draft
    assert [(one.sha256, one.until) for one in version.replaced] == [(SHA, WEDNESDAY)]


def test_all_the_time_to_reply_begins_with_the_right_file() -> None:
    """Two days and a half had been spent on the wrong one: they are given back, whole."""
    case, (replaced,) = when(given(opening()), replaces())

    fresh = POLICY.reply_within
    for code in (JUSTICE.code, FINANCE.code):
        request = case.requests[code]
        assert request.due_at == request.clock.first_due_at.replace(day=11)
        assert request.due_at == case.calendar.add(WEDNESDAY, fresh)
    assert isinstance(replaced, DraftFileReplaced)
    assert {moved.agency for moved in replaced.moved} == {JUSTICE.code, FINANCE.code}
    assert all(moved.due_before < moved.due_at for moved in replaced.moved)


def test_who_was_late_under_the_wrong_file_is_late_no_more() -> None:
    """Reminders, lateness and rungs begin again with the right one."""
    late = given(opening(), time_passes(hanoi("2026-03-11", "17:00")))
    request = late.requests[FINANCE.code]
    assert (request.overdue, request.level) == (True, EscalationLevel.OFFICE)

    case, _ = when(late, replaces(hanoi("2026-03-12")))

    request = case.requests[FINANCE.code]
    assert (request.overdue, request.level, request.reminders) == (False, EscalationLevel.NONE, 0)
    assert request.clock.days_late(case.calendar, hanoi("2026-03-12")) == 0
    case, _ = when(case, time_passes(hanoi("2026-03-24")))
    request = case.requests[FINANCE.code]
    assert (request.overdue, request.reminders) == (True, 2)


def test_what_was_late_before_this_version_stays_late() -> None:
    """The wrong file came with the second version: lateness on the first was on a right one."""
    late = given(
        opening(), time_passes(hanoi("2026-03-11", "17:00")), amends(at=hanoi("2026-03-12"))
    )
    before = late.requests[FINANCE.code].clock.late_before
    assert before > 0

    case, _ = when(late, replaces(hanoi("2026-03-13")))

    assert case.requests[FINANCE.code].clock.late_before == before
    assert case.requests[JUSTICE.code].clock == late.requests[JUSTICE.code].clock


def test_a_later_day_that_was_given_is_not_taken_back() -> None:
    """All its time from now ends before the day the drafting side gave."""
    later = order(MoveDeadlines, OFFICER, to=date(2026, 3, 20), reason="Họp")
    case, _ = when(given(opening(), later), replaces())
    assert case.requests[FINANCE.code].due_at == hanoi("2026-03-20", "17:00")


def test_more_time_that_was_asked_for_takes_none_away() -> None:
    """A day that the right file's deadline covers may be asked for again; a later one waits."""
    at = hanoi("2026-03-04", "08:30")
    for day, waits in ((date(2026, 3, 11), False), (date(2026, 3, 12), True)):
        asks = order(RequestExtension, head(FINANCE), at, agency=FINANCE.code, to=day, reason="Chờ")
        case, _ = when(given(opening(), asks), replaces())
        assert bool(case.requests[FINANCE.code].extension_pending) is waits
        case, _ = when(case, time_passes(hanoi("2026-03-06")))
        due = hanoi("2026-03-12" if waits else "2026-03-11", "17:00")
        assert case.requests[FINANCE.code].due_at == due


def test_time_somebody_else_holds_goes_on_not_counting() -> None:
    """A clarification is still open: the whole time begins once it is answered."""
    asks = order(
        AskClarification,
        head(FINANCE),
        agency=FINANCE.code,
        ground=ClarificationGround.MISSING_DOCUMENT,
        text="Tệp không mở được.",
    )
    stopped = given(opening(), asks, order(Suspend, OFFICER, WEDNESDAY, reason="Tệp nhầm"))
    case, _ = when(stopped, replaces(hanoi("2026-03-05", "09:00")))
    held = case.requests[JUSTICE.code].clock
    assert held.held_since == hanoi("2026-03-05", "09:00")

    case, _ = when(case, order(Resume, OFFICER, hanoi("2026-03-06", "09:00"), reason="Đã thay"))

    request, asked = case.requests[JUSTICE.code], case.requests[FINANCE.code]
    assert request.due_at == case.calendar.add(hanoi("2026-03-06", "09:00"), POLICY.reply_within)
    assert (asked.stage, asked.clock.held) == (Stage.CLARIFYING, True)


def test_calendar_days_begin_anew_as_well() -> None:
    """Where the law counts every day."""
    days = POLICY.model_copy(update={"reply_within": WorkSpan(calendar_days=15)})
    case, _ = when(given(opening(policy=days)), replaces())
    span = case.calendar.add(WEDNESDAY, days.reply_within)
    assert case.requests[FINANCE.code].due_at == span


def test_every_agency_asked_is_told_and_what_to_do() -> None:
    """Those that owe an answer read the new file; those that do not are told as well."""
    case = given(opening(), replies(FINANCE))

    case, (replaced, *_) = when(case, replaces())

    steps = told(case, replaced)
    assert steps["agency", JUSTICE.code] == "read_new_file"
    assert ("agency", FINANCE.code) in steps
    assert ("supervisor", OFFICER.agency) in steps


def test_a_reply_to_the_replaced_file_is_one_to_this_round() -> None:
    """It names the file it read; what it says is kept, and a person decides."""
    case, _ = when(
        given(opening(draft=opening().draft.model_copy(update={"file": WRONG}))), replaces()
    )

    case, (received,) = when(case, replies(FINANCE, WEDNESDAY))

    assert isinstance(received, ReplyReceived)
    assert (received.version, received.outdated, received.late) == (1, (), False)
    assert received.replaced_file is not None
    assert received.replaced_file.name == "Nháp.docx"
    recorded = RecordedEvent(
        consultation="x", version=9, command_id="x", actor=OFFICER, event=received
    )
    assert "“Nháp.docx”" in describe(recorded).vi
    _, events = when(case, assessed(FINANCE, CLEAR, WEDNESDAY))
    assert kinds(events) == ["reply_flagged"]


def test_a_reply_to_the_right_file_is_judged_as_any() -> None:
    """Nothing says that it read another."""
    case, _ = when(given(opening()), replaces())
    reply = replies(FINANCE, WEDNESDAY, draft_sha256=RIGHT)
    case, (received,) = when(case, reply)
    assert isinstance(received, ReplyReceived)
    assert received.replaced_file is None
    _, events = when(case, assessed(FINANCE, CLEAR, WEDNESDAY))
    assert kinds(events) == ["reply_accepted"]


def test_a_reply_that_waits_for_a_decision_stays_and_can_be_corrected() -> None:
    """It was late under the wrong file, and is late no more; its agency may replace it."""
    late = hanoi("2026-03-11", "10:00")
    case = given(
        opening(), time_passes(late), replies(FINANCE, late), assessed(FINANCE, FLAGGED, late)
    )
    assert case.requests[FINANCE.code].replies[0].days_late == 2

    case, (_, corrected) = when(case, replaces(hanoi("2026-03-11", "14:00")))

    assert isinstance(corrected, LatenessCorrected)
    (reply,) = case.requests[FINANCE.code].replies
    assert (reply.late, reply.days_late) == (False, 0)
    assert case.requests[FINANCE.code].stage is Stage.IN_REVIEW
    correction = order(
        CorrectReply,
        head(FINANCE),
        hanoi("2026-03-11", "15:00"),
        agency=FINANCE.code,
        reply=reply_text(draft_sha256=RIGHT),
        corrects=ReplyCorrection(number=1, reason="Đã xem tệp đúng"),
    )
    case, _ = when(case, correction)
    assert case.requests[FINANCE.code].replies[-1].reply.draft_sha256 == RIGHT


SILENT = time_passes(hanoi("2026-04-06"))
SETTLED = {
    "a reply that counts": (replies(FINANCE), assessed(FINANCE, CLEAR)),
    "a reply accepted by a person": (
        replies(FINANCE),
        assessed(FINANCE, FLAGGED),
        order(ReviewReply, OFFICER, agency=FINANCE.code, decision="accept"),
    ),
    "silence": (SILENT,),
    "an end on record": (
        order(CloseOnRecord, OFFICE, agency=FINANCE.code, reasons="Không còn cần"),
    ),
}


@pytest.mark.parametrize("before", SETTLED.values(), ids=SETTLED.keys())
def test_nothing_is_replaced_under_an_outcome(before: tuple[Any, ...]) -> None:
    """Nobody is taken to have spoken on a file they never saw; the question is put anew instead."""
    case = given(opening(), *before)
    assert refusal(case, replaces(hanoi("2026-04-06"))) == "draft_file_relied_on"


def test_outcomes_of_an_earlier_version_do_not_stand_in_the_way() -> None:
    """They rest on a file of their own."""
    case = given(opening(), replies(JUSTICE), assessed(JUSTICE, CLEAR), amends())
    case, (replaced,) = when(case, replaces(hanoi("2026-03-05")))
    assert isinstance(replaced, DraftFileReplaced)
    assert [moved.agency for moved in replaced.moved] == [FINANCE.code]
    assert (replaced.round, case.round) == (2, 2)


def test_one_that_was_asked_later_counts_as_one_asked_about_this_version() -> None:
    """Added in the second round, it answered by the second file, also on what the first asked."""
    added = order(
        AddAgency,
        SUPERVISOR,
        WEDNESDAY,
        agency=CULTURE.code,
        profile=CULTURE,
        override_reason="Có cơ sở văn hóa",
    )
    answers = replies(CULTURE, WEDNESDAY, draft_sha256=THIRD)
    case = given(opening(), amends(), added, answers, assessed(CULTURE, CLEAR, WEDNESDAY))
    assert case.changed_in == {MONEY.id: 2}
    assert LAW.id in case.requests[CULTURE.code].answered
    assert refusal(case, replaces()) == "draft_file_relied_on"


def test_another_file_is_needed() -> None:
    """Neither the one that lies there, nor one of another version."""
    case = given(opening())
    assert refusal(case, replaces(sha256=SHA)) == "draft_file_not_changed"
    case, _ = when(case, amends())
    assert refusal(case, replaces(sha256=SHA)) == "draft_not_changed"


def test_it_may_turn_out_that_the_first_file_was_the_right_one() -> None:
    """Whoever answers by it answers by the file that stands."""
    case, _ = when(given(opening()), replaces(), replaces(hanoi("2026-03-05"), SHA, file=None))
    case, (received,) = when(case, replies(FINANCE, hanoi("2026-03-05")))
    assert isinstance(received, ReplyReceived)
    assert received.replaced_file is None
    assert [one.sha256 for one in case.versions[0].replaced] == [SHA, RIGHT]


def test_no_amended_draft_is_a_file_that_was_replaced() -> None:
    """Nobody could tell which of the two a reply means."""
    case, _ = when(given(opening()), replaces())
    assert refusal(case, amends(SHA)) == "draft_not_changed"


def test_both_files_are_part_of_the_record() -> None:
    """Whoever is handed the case as proof holds the wrong file and the right one."""
    opened = decide(Unopened(), opening())
    case = given(opening())
    events = [*opened, *decide(case, replaces())]
    said = [{"event": event.model_dump(mode="json")} for event in events]
    assert attachments_of(said) == (SHA, RIGHT)


def test_the_deadline_says_why_it_lies_there() -> None:
    """That the file was replaced, and that all the time began then."""
    case, _ = when(given(opening()), replaces())
    explained = explain_deadlines(case, case.requests[FINANCE.code])
    assert any("tệp dự thảo gửi nhầm" in str(one.model_dump()) for one in explained)
