"""What waits for the drafting side or the Office, as a case goes on."""

from typing import Any

from remiss.consultation.life.commands import (
    AnswerClarification,
    AskClarification,
    CloseOnRecord,
    ContestReturn,
    DisposeComments,
    ObjectToDisposition,
    RequestExtension,
    ReviewReply,
    Suspend,
    TakeOver,
    UseLateReply,
)
from remiss.consultation.life.events import Disposed, Reviewer
from remiss.consultation.state import State
from remiss.consultation.values import Answer, DispositionKind, LateUse, Position
from remiss.consultation.views.open_tasks import TaskKind, tasks
from tests.given.case import (
    CLEAR,
    FINANCE,
    JUSTICE,
    MONDAY,
    OFFICE,
    OFFICER,
    POLICY,
    RETURNED,
    assessed,
    given,
    hanoi,
    head,
    opening,
    order,
    replies,
    when,
)

TUESDAY = hanoi("2026-03-03")
LENIENT = POLICY.model_copy(update={"comments": None})
OPEN = opening()
ABOUT: dict[str, Any] = {"agency": FINANCE.code}


def waiting(state: State, *commands: Any) -> list[TaskKind]:
    return [task.kind for task in tasks(when(state, *commands)[0])]


def with_a_comment(*commands: Any) -> Any:
    answer = Answer(question="money", position=Position.AGREE_WITH_CHANGES, text="Đề nghị sửa.")
    changes: dict[str, Any] = {"position": Position.AGREE_WITH_CHANGES, "answers": (answer,)}
    return given(OPEN, replies(FINANCE, **changes), assessed(FINANCE, CLEAR), *commands)


def test_nothing_waits_while_the_agencies_write() -> None:
    """An open request is the agency's work, and in its inbox."""
    assert tasks(given(OPEN)) == ()


def test_questions_and_more_time_wait_for_the_officer_until_their_own_deadlines() -> None:
    """Each with when it fell to the officer, and by when an answer is due."""
    more = order(RequestExtension, head(FINANCE), **ABOUT, to="2026-03-12", reason="Chờ số liệu.")
    ask = order(
        AskClarification, head(FINANCE), TUESDAY, **ABOUT, ground="figures_needed", text="Bảng?"
    )
    case = given(OPEN, more, ask)
    clarify, extend = tasks(case)
    assert (clarify.kind, extend.kind) == (TaskKind.CLARIFICATION, TaskKind.EXTENSION)
    assert (clarify.since, clarify.due_at) == (TUESDAY, hanoi("2026-03-05", "17:00"))
    assert (extend.since, extend.due_at) == (MONDAY, hanoi("2026-03-03", "17:00"))
    answer = order(AnswerClarification, OFFICER, TUESDAY, **ABOUT, text="Kèm theo.")
    assert waiting(case, answer) == [TaskKind.EXTENSION]


def test_a_contested_return_waits_for_whoever_it_lies_before() -> None:
    """The officer; once the Office has taken it over, the Office; once decided, nobody."""
    contested = given(
        OPEN,
        replies(FINANCE),
        assessed(FINANCE, RETURNED),
        order(ContestReturn, head(FINANCE), **ABOUT, reasons="Đã nêu."),
    )
    (task,) = tasks(contested)
    assert (task.kind, task.holder, task.number) == (TaskKind.REVIEW, Reviewer.OFFICER, 1)
    taken, _ = when(contested, order(TakeOver, OFFICE, TUESDAY, **ABOUT, reasons="Gấp."))
    (task,) = tasks(taken)
    assert (task.holder, task.since) == (Reviewer.OFFICE, TUESDAY)
    assert waiting(taken, order(ReviewReply, OFFICE, TUESDAY, **ABOUT, decision="accept")) == []


def test_comments_wait_together_and_again_after_an_objection() -> None:
    """Without a due time: no rule sets one, the conclusion waits for them."""
    case = with_a_comment()
    (task,) = tasks(case)
    assert (task.kind, task.comments, task.due_at) == (TaskKind.COMMENTS, 1, None)
    (id_,) = case.comments
    kept = Disposed(comment=id_, kind=DispositionKind.KEPT, explanation="Đã nêu.")
    disposed, _ = when(case, order(DisposeComments, OFFICER, **ABOUT, dispositions=(kept,)))
    assert tasks(disposed) == ()
    objects = order(
        ObjectToDisposition, head(FINANCE), TUESDAY, **ABOUT, comments=(id_,), reasons="Chưa rõ."
    )
    (task,) = tasks(when(disposed, objects)[0])
    assert (task.kind, task.since) == (TaskKind.COMMENTS, TUESDAY)


def test_where_no_policy_asks_for_it_no_comment_waits() -> None:
    """A case under an older policy concludes without; it is not said to wait."""
    answer = Answer(question="money", position=Position.DISAGREE, text="Không.")
    case = given(
        opening(policy=LENIENT), replies(FINANCE, answers=(answer,)), assessed(FINANCE, CLEAR)
    )
    assert case.comments
    assert tasks(case) == ()


def test_a_suspended_case_waits_for_no_decision() -> None:
    """Nothing could be decided in it; what waited waits again once it is resumed."""
    case = with_a_comment()
    assert waiting(case, order(Suspend, OFFICE, reason="Chờ luật.")) == []


def test_a_reply_beside_the_outcome_waits_until_it_is_spoken_for() -> None:
    """It names which reply to which request."""
    closed = order(CloseOnRecord, OFFICE, agency=JUSTICE.code, reasons="Đã họp.")
    case = given(OPEN, closed, replies(JUSTICE, TUESDAY))
    (task,) = tasks(case)
    assert (task.kind, task.agency, task.request, task.number) == (
        TaskKind.LATE_REPLY,
        JUSTICE.code,
        1,
        1,
    )
    used = order(
        UseLateReply,
        OFFICER,
        TUESDAY,
        agency=JUSTICE.code,
        number=1,
        use=LateUse.FILED,
        explanation="Lưu.",
    )
    assert waiting(case, used) == []
