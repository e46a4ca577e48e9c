"""Every comment is answered for, its agency may object once, and late replies are spoken for."""

from datetime import datetime
from typing import Any

import pytest

from remiss.consultation.life.commands import (
    Conclude,
    DisposeComments,
    ObjectToDisposition,
    UseLateReply,
)
from remiss.consultation.life.events import CommentsDisposed, Disposed, SilenceRecorded
from remiss.consultation.policy import SilenceOutcome
from remiss.consultation.state import CaseStage, Consultation, Stage
from remiss.consultation.values import Answer, DispositionKind, LateUse, Position
from tests.given.case import (
    CLEAR,
    FINANCE,
    JUSTICE,
    MONDAY,
    OFFICER,
    POLICY,
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

COMMENT = "H99.04-1-1-money"
WANTS_MORE = (
    Answer(
        question="money",
        position=Position.AGREE_WITH_CHANGES,
        text="Mức chi nên tối đa 1,5 lần.",
        proposed_wording="tối đa 1,5 lần",
    ),
)
ANSWERED = (
    opening(),
    replies(FINANCE, answers=WANTS_MORE),
    assessed(FINANCE, CLEAR),
    replies(JUSTICE),
    assessed(JUSTICE, CLEAR),
)
LATER = hanoi("2026-03-04", "17:00")


def disposes(
    kind: DispositionKind = DispositionKind.KEPT,
    explanation: str | None = "Đã có trần tại Nghị quyết",
    at: datetime = MONDAY,
    comment: str = COMMENT,
) -> DisposeComments:
    said = Disposed(comment=comment, kind=kind, explanation=explanation)
    return order(DisposeComments, OFFICER, at, agency=FINANCE.code, dispositions=(said,))


def objects(at: datetime = MONDAY, **changes: Any) -> ObjectToDisposition:
    what: dict[str, Any] = {"agency": FINANCE.code, "comments": (COMMENT,), "reasons": "Chưa đúng"}
    return order(ObjectToDisposition, head(FINANCE), at, **{**what, **changes})


def concludes(at: datetime = MONDAY) -> Conclude:
    return order(Conclude, OFFICER, at)


def silent_case() -> Consultation:
    return given(
        opening(questions=opening().questions[1:], agencies=(FINANCE.code,)),
        time_passes(hanoi("2026-03-20", "08:00")),
    )


# What is a comment


@pytest.mark.parametrize(
    ("answer", "is_remark"),
    [
        (Answer(question="q", position=Position.AGREE, text="Thống nhất."), False),
        (Answer(question="q", position=Position.AGREE, text="Phù hợp. ĐỀ NGHỊ bỏ từ “bị”."), True),
        (Answer(question="q", position=Position.AGREE, proposed_wording="tối đa"), True),
        (Answer(question="q", position=Position.DISAGREE), True),
        (Answer(question="q", position=Position.NOT_IN_MANDATE), False),
    ],
)
def test_a_remark_asks_for_something(answer: Answer, is_remark: bool) -> None:  # noqa: FBT001
    """Agreement that asks for nothing needs no answer; agreement that asks for something does."""
    assert answer.is_remark is is_remark


def test_a_reply_without_answers_is_one_remark_as_a_whole() -> None:
    """What it asks for in its text is not lost."""
    reply = reply_text(position=Position.DISAGREE)

    assert reply.remarks == (None,)
    assert reply_text().remarks == ()


def test_accepting_a_reply_lists_its_comments() -> None:
    """Each under an id that names agency, request, reply and question."""
    case = given(*ANSWERED)

    assert list(case.comments) == [COMMENT]
    (comment,) = case.comments_of(case.requests[FINANCE.code])
    assert (comment.reply, comment.question, comment.disposition) == (1, "money", None)


# Dispositions


def test_a_case_does_not_conclude_over_a_comment() -> None:
    """An answer for every comment, and time to object to it."""
    case = given(*ANSWERED)
    assert refusal(case, concludes()) == "comments_undisposed"

    case, (disposed,) = when(case, disposes())
    assert isinstance(disposed, CommentsDisposed)
    assert disposed.object_until == LATER
    assert refusal(case, concludes()) == "objections_possible"

    assert when(case, concludes(LATER))[0].stage is CaseStage.CONCLUDED


def test_nobody_waits_to_object_to_what_was_adopted() -> None:
    """Adopted in full needs no words and no waiting."""
    case = given(*ANSWERED, disposes(DispositionKind.ADOPTED, None))

    assert when(case, concludes())[0].stage is CaseStage.CONCLUDED


@pytest.mark.parametrize(
    "kind", [DispositionKind.IN_PART, DispositionKind.LATER, DispositionKind.KEPT]
)
def test_everything_else_says_why(kind: DispositionKind) -> None:
    """Which part, when, or why not."""
    assert refusal(given(*ANSWERED), disposes(kind, None)) == "disposition_needs_reason"


def test_an_agency_objects_once_and_the_officer_looks_again() -> None:
    """The first disposition is set aside; the second is the last word."""
    case, _ = when(given(*ANSWERED, disposes()), objects())

    comment = case.comments[COMMENT]
    assert (comment.disposition, comment.set_aside and comment.set_aside.kind) == (
        None,
        DispositionKind.KEPT,
    )
    assert refusal(case, concludes(LATER)) == "comments_undisposed"
    assert refusal(case, objects()) == "objected_before"

    case, (again,) = when(case, disposes(DispositionKind.IN_PART))
    assert isinstance(again, CommentsDisposed)
    assert again.object_until is None
    assert case.comments[COMMENT].object_until is None
    assert refusal(case, disposes()) == "disposition_is_final"
    assert when(case, concludes())[0].stage is CaseStage.CONCLUDED


def test_objecting_has_its_time_and_its_object() -> None:
    """Not before there is something to object to, and not for ever."""
    case = given(*ANSWERED)
    assert refusal(case, objects()) == "not_disposed_yet"

    case, _ = when(case, disposes())
    late = hanoi("2026-03-04", "17:01")
    assert refusal(case, objects(late)) == "objection_too_late"
    assert refusal(case, objects(comments=("H99.03-1-1",))) == "no_such_comment"


def test_a_comment_belongs_to_its_agency() -> None:
    """Another agency's is answered like one that is not there."""
    case = given(*ANSWERED)
    said = Disposed(comment=COMMENT, kind=DispositionKind.ADOPTED)
    wrong = order(DisposeComments, OFFICER, agency=JUSTICE.code, dispositions=(said,))

    assert refusal(case, wrong) == "no_such_comment"


def test_an_older_policy_asks_for_none_of_this() -> None:
    """Cases opened before the rule conclude as they did."""
    old = POLICY.model_copy(update={"comments": None})
    case = given(opening(policy=old), *ANSWERED[1:])

    assert when(case, concludes())[0].stage is CaseStage.CONCLUDED


# Silence, and what comes after it


def test_silence_shows_the_notices_that_preceded_it() -> None:
    """Two reminders, overdue, head, Office, Chairman, each with its time."""
    _, events = when(
        given(opening(questions=opening().questions[1:], agencies=(FINANCE.code,))),
        time_passes(hanoi("2026-03-20", "08:00")),
    )

    silence = next(event for event in events if isinstance(event, SilenceRecorded))
    assert [notice.kind for notice in silence.notices] == [
        "reminder",
        "reminder",
        "overdue",
        "escalation",
        "escalation",
        "escalation",
    ]
    assert silence.outcome is SilenceOutcome.ON_RECORD


def test_a_late_reply_is_taken_before_and_after_consolidation_and_spoken_for() -> None:
    """Before the case concludes the officer must say how it was used; after, they may."""
    case = silent_case()
    at = hanoi("2026-03-20", "09:00")
    case, _ = when(case, replies(FINANCE, at))
    assert case.requests[FINANCE.code].stage is Stage.SILENT
    assert refusal(case, concludes(at)) == "late_replies_unused"
    used = order(
        UseLateReply,
        OFFICER,
        at,
        agency=FINANCE.code,
        number=1,
        use=LateUse.CONSIDERED,
        explanation="Đã chỉnh Điều 7",
    )

    case, events = when(case, used, concludes(at), replies(FINANCE, at))
    assert kinds(events) == ["reply_received"]
    again = used.model_copy(update={"number": 2, "use": LateUse.FILED})
    case, events = when(case, again)

    assert kinds(events) == ["late_reply_used"]
    assert [r.used and r.used.use for r in case.requests[FINANCE.code].replies] == [
        LateUse.CONSIDERED,
        LateUse.FILED,
    ]
    assert refusal(case, used.model_copy(update={"number": 9})) == "no_such_late_reply"


# What is no comment


AGREED_BUT_READ = (
    opening(),
    replies(FINANCE, position=Position.AGREE, text="Thống nhất. Đề nghị lưu ý thời điểm."),
    assessed(FINANCE, CLEAR),
    replies(JUSTICE),
    assessed(JUSTICE, CLEAR),
)
ON_THE_WHOLE = "H99.04-1-1"


def test_one_act_says_that_a_reply_asks_for_nothing_and_the_case_concludes() -> None:
    """A remark nobody made needs no words, no waiting, and stands on record for the agency."""
    case = given(*AGREED_BUT_READ)
    assert refusal(case, concludes()) == "comments_undisposed"

    case, (disposed,) = when(case, disposes(DispositionKind.NO_COMMENT, None, comment=ON_THE_WHOLE))

    assert isinstance(disposed, CommentsDisposed)
    assert disposed.object_until == LATER
    assert not case.comments[ON_THE_WHOLE].stands
    assert when(case, concludes())[0].stage is CaseStage.CONCLUDED


def test_an_agency_may_say_that_it_made_a_comment_all_the_same() -> None:
    """The officer then looks again, as after any objection."""
    said = disposes(DispositionKind.NO_COMMENT, None, comment=ON_THE_WHOLE)
    case, _ = when(given(*AGREED_BUT_READ, said), objects(comments=(ON_THE_WHOLE,)))

    assert case.comments[ON_THE_WHOLE].stands
    assert refusal(case, concludes()) == "comments_undisposed"


def test_nobody_says_that_an_agency_that_ticked_changes_made_no_comment() -> None:
    """What was ticked counts before what anybody reads."""
    assert refusal(given(*ANSWERED), disposes(DispositionKind.NO_COMMENT)) == "comment_was_made"


def test_a_comment_that_repeats_another_says_which() -> None:
    """It is disposed of with the other, and needs the words for it."""
    repeated = DispositionKind.REPEATED

    assert refusal(given(*ANSWERED), disposes(repeated, None)) == "disposition_needs_reason"
    case, _ = when(given(*ANSWERED), disposes(repeated, "Trùng ý kiến chung."))
    assert when(case, concludes(LATER))[0].stage is CaseStage.CONCLUDED
