"""Contested returns: the officer, then the Office, decides; and repeated returns rise."""

from remiss.consultation.life.commands import ContestReturn, ReviewReply
from remiss.consultation.life.events import (
    Basis,
    ReplyAccepted,
    ReturnContested,
    ReturnEscalated,
    Reviewer,
)
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.state import Stage
from remiss.consultation.values import Actor, Position
from tests.given.case import (
    CLEAR,
    FINANCE,
    FLAGGED,
    OFFICE,
    OFFICER,
    RETURNED,
    assessed,
    given,
    hanoi,
    head,
    kinds,
    opening,
    order,
    refusal,
    replies,
    time_passes,
    when,
)

RETURNED_ONCE = (opening(), replies(FINANCE), assessed(FINANCE, RETURNED))


def contest() -> ContestReturn:
    return order(ContestReturn, head(FINANCE), agency=FINANCE.code, reasons="Đã nêu ở mục 2")


def decide_by(actor: Actor, decision: str) -> ReviewReply:
    return order(
        ReviewReply, actor, agency=FINANCE.code, decision=decision, reasons="Đã xem xét mục 2"
    )


def test_a_return_by_the_rubric_goes_to_the_officer() -> None:
    """A machine never has the last word against an agency."""
    _, (contested,) = when(given(*RETURNED_ONCE), contest())

    assert isinstance(contested, ReturnContested)
    assert contested.before is Reviewer.OFFICER


def test_an_upheld_contest_leaves_the_agencys_score() -> None:
    """The return no longer counts, and the event says that it was upset."""
    case = given(*RETURNED_ONCE)
    assert case.requests[FINANCE.code].returns == 1

    case, (accepted,) = when(case, contest(), decide_by(OFFICER, "accept"))

    assert isinstance(accepted, ReplyAccepted)
    assert accepted.upheld
    assert case.requests[FINANCE.code].returns == 0
    assert case.requests[FINANCE.code].stage is Stage.ANSWERED


def test_what_a_returned_reply_asks_for_is_carried_into_a_new_run() -> None:
    """Contested and accepted after all, it makes the comments that the ledger leads to."""
    asks = replies(FINANCE, position=Position.NONE, text="Đề nghị bổ sung nguồn vốn tại Điều 5.")
    returned = given(opening(), asks, assessed(FINANCE, RETURNED))

    kept, _ = when(returned, contest(), decide_by(OFFICER, "accept"))
    carried, _ = when(returned.without_decided_texts(), contest(), decide_by(OFFICER, "accept"))

    assert kept.comments
    assert carried.comments == kept.comments


def test_a_refused_contest_counts_the_return_once() -> None:
    """Refusing a contest is no second return, and leaves the agency its time."""
    before = given(*RETURNED_ONCE).requests[FINANCE.code]

    case, events = when(given(*RETURNED_ONCE), contest(), decide_by(OFFICER, "return"))

    assert kinds(events) == ["reply_returned"]
    after = case.requests[FINANCE.code]
    assert (after.stage, after.returns) == (Stage.RETURNED, 1)
    assert after.due_at == before.due_at


def test_after_the_officers_refusal_the_office_decides() -> None:
    """The second contest lies before the Office, and only the Office decides it."""
    case, (contested,) = when(
        given(*RETURNED_ONCE), contest(), decide_by(OFFICER, "return"), contest()
    )

    assert isinstance(contested, ReturnContested)
    assert contested.before is Reviewer.OFFICE
    assert refusal(case, decide_by(OFFICER, "accept")) == "before_another_reviewer"
    case, (accepted,) = when(case, decide_by(OFFICE, "accept"))
    assert isinstance(accepted, ReplyAccepted)
    assert (accepted.basis, accepted.upheld) == (Basis.OFFICE, True)
    assert case.requests[FINANCE.code].returns == 0


def test_the_offices_word_ends_it() -> None:
    """After the Office's refusal the agency completes its reply."""
    case = given(
        *RETURNED_ONCE,
        contest(),
        decide_by(OFFICER, "return"),
        contest(),
        decide_by(OFFICE, "return"),
    )

    assert refusal(case, contest()) == "decided_by_the_office"
    case, _ = when(case, replies(FINANCE), assessed(FINANCE, CLEAR, number=2))
    assert case.requests[FINANCE.code].stage is Stage.ANSWERED


def test_an_officers_own_return_is_contested_before_the_office() -> None:
    """Nobody is judge of their own return."""
    case = given(
        opening(), replies(FINANCE), assessed(FINANCE, FLAGGED), decide_by(OFFICER, "return")
    )

    _, (contested,) = when(case, contest())

    assert isinstance(contested, ReturnContested)
    assert contested.before is Reviewer.OFFICE


def test_the_office_does_not_review_before_it_is_asked() -> None:
    """A flagged reply is the officer's to decide."""
    case = given(opening(), replies(FINANCE), assessed(FINANCE, FLAGGED))

    assert refusal(case, decide_by(OFFICE, "accept")) == "before_another_reviewer"


def test_the_office_is_no_judge_in_its_own_case() -> None:
    """People of the agency whose reply it is do not decide on it."""
    own = OFFICE.model_copy(update={"agency": FINANCE.code})
    case = given(*RETURNED_ONCE, contest(), decide_by(OFFICER, "return"), contest())

    assert refusal(case, decide_by(own, "accept")) == "judge_in_own_case"


def test_an_undecided_contest_is_accepted_in_time() -> None:
    """Whoever should decide and does not, does not hold the agency up."""
    case = given(*RETURNED_ONCE, contest(), decide_by(OFFICER, "return"), contest())

    case, (accepted,) = when(case, time_passes(hanoi("2026-03-04", "17:00")))

    assert isinstance(accepted, ReplyAccepted)
    assert (accepted.basis, accepted.upheld) == (Basis.REVIEW_LAPSED, False)
    assert case.requests[FINANCE.code].returns == 0
    assert case.requests[FINANCE.code].stage is Stage.ANSWERED


def test_repeated_returns_rise_official_head_office() -> None:
    """Each further return is told one level higher, and then stays at the top."""
    case, levels = given(opening()), []
    for number in range(1, 5):
        case, events = when(case, replies(FINANCE), assessed(FINANCE, RETURNED, number=number))
        levels += [event.level for event in events if isinstance(event, ReturnEscalated)]

    assert levels == [EscalationLevel.OFFICIAL, EscalationLevel.HEAD, EscalationLevel.OFFICE]
    assert case.requests[FINANCE.code].returns == 4
    assert case.level is EscalationLevel.OFFICE
