"""From acknowledging a request to the decision on its reply."""

from datetime import timedelta
from typing import Any

import pytest

from remiss.consultation.life.commands import (
    Acknowledge,
    Assign,
    Conclude,
    ContestReturn,
    ReviewReply,
    SendBackDraft,
    WithdrawAgency,
)
from remiss.consultation.life.events import (
    Basis,
    ReplyAccepted,
    ReplyFlagged,
    ReplyReceived,
    ReplyReturned,
)
from remiss.consultation.state import Stage
from remiss.consultation.values import Answer, Person, Position
from remiss.consultation.views.rows import view
from tests.given.case import (
    CLEAR,
    FINANCE,
    FLAGGED,
    JUSTICE,
    MONDAY,
    OFFICER,
    OTHER_OFFICER,
    RETURNED,
    SUPERVISOR,
    assessed,
    given,
    hanoi,
    head,
    kinds,
    official,
    opening,
    order,
    refusal,
    replies,
    reply_text,
    signs,
    time_passes,
    when,
)

TUESDAY = hanoi("2026-03-03")
AN = Person(id="an", name="Nguyễn Văn An")


def test_acknowledging_and_assigning_name_people_and_times() -> None:
    """Every step names who did it and when."""
    case = given(
        opening(),
        order(Acknowledge, official(FINANCE), TUESDAY, agency=FINANCE.code),
        order(Assign, head(FINANCE), TUESDAY, agency=FINANCE.code, official=AN),
    )

    request = case.requests[FINANCE.code]
    assert request.acknowledged is not None
    assert (request.acknowledged.person.id, request.acknowledged.at) == ("cv-H99.04", TUESDAY)
    assert request.official == AN


def test_acknowledging_twice_is_refused() -> None:
    """The first acknowledgement stands."""
    command = order(Acknowledge, head(FINANCE), agency=FINANCE.code)

    assert refusal(given(opening(), command), command) == "already_acknowledged"


def test_only_a_head_assigns() -> None:
    """Work is assigned by the head of the agency."""
    command = order(Assign, official(FINANCE), agency=FINANCE.code, official=AN)

    assert refusal(given(opening()), command) == "not_permitted"


def test_a_heads_reply_counts_at_once() -> None:
    """One head may prepare and sign; the responsible official is named all the same."""
    _, (received,) = when(given(opening()), replies(FINANCE, TUESDAY))

    assert isinstance(received, ReplyReceived)
    assert received.signatory.id == "gd-H99.04"
    assert received.reply.responsible_official.name == "Nguyễn Văn An"
    assert (received.late, received.days_late) == (False, 0)


def test_an_officials_reply_waits_for_a_signature() -> None:
    """Unsigned, a reply is a draft and stops no clock."""
    drafted = replies(FINANCE, TUESDAY, by=official(FINANCE))
    case, events = when(given(opening()), drafted)

    assert kinds(events) == ["reply_drafted"]
    assert case == given(opening(), drafted)
    _, late = when(case, time_passes(hanoi("2026-03-09", "17:00")))
    assert "request_overdue" in kinds(late)


def test_a_signed_draft_counts_from_its_signature() -> None:
    """Two people make a reply: who prepared it and who signed it."""
    signed = signs(FINANCE, TUESDAY)

    _, (received,) = when(given(opening(), replies(FINANCE, by=official(FINANCE))), signed)

    assert isinstance(received, ReplyReceived)
    assert (received.signatory.id, received.at) == ("gd-H99.04", TUESDAY)


def test_an_official_cannot_sign() -> None:
    """The signatory is a head of the agency."""
    case = given(opening(), replies(FINANCE, by=official(FINANCE)))

    assert refusal(case, signs(FINANCE, by=official(FINANCE))) == "signature_not_delegated"


def test_where_nothing_lies_nobody_is_told_whose_signature_it_takes() -> None:
    """There is nothing to sign, whoever asks; of a prepared text an official hears whose it is."""
    by, read = official(FINANCE), reply_text().sha256()
    said: dict[str, Any] = {"agency": FINANCE.code, "reasons": "Thiếu căn cứ"}
    back = order(SendBackDraft, by, reply_sha256=read, **said)

    assert refusal(given(opening()), back) == "nothing_to_sign"
    assert refusal(given(opening()), signs(FINANCE, by=by)) == "nothing_to_sign"
    prepared = given(opening(), replies(FINANCE, by=by))
    assert refusal(prepared, back) == "draft_is_the_heads"


def test_a_head_signs_the_text_they_read() -> None:
    """A text put in place of the one read is not signed unseen."""
    case = given(
        opening(),
        replies(FINANCE, by=official(FINANCE)),
        replies(FINANCE, by=official(FINANCE), position=Position.DISAGREE),
    )

    assert refusal(case, signs(FINANCE)) == "another_text_to_sign"
    _, events = when(case, signs(FINANCE, position=Position.DISAGREE))
    assert kinds(events) == ["reply_received"]


def test_there_must_be_something_to_sign() -> None:
    """A signature needs a prepared reply."""
    signed = signs(FINANCE)

    assert refusal(given(opening()), signed) == "nothing_to_sign"


def test_a_clear_reply_settles_the_request() -> None:
    """Accepted by the rubric, the request is answered."""
    case = given(opening(), replies(FINANCE), assessed(FINANCE, CLEAR))

    assert case.requests[FINANCE.code].stage is Stage.ANSWERED
    assert refusal(case, replies(FINANCE)) == "already_answered"


def test_a_plain_absence_is_returned_at_once_with_its_findings() -> None:
    """The agency can correct while its clock runs: the deadline stays."""
    case, (returned, _) = when(
        given(opening(), replies(FINANCE, TUESDAY)), assessed(FINANCE, RETURNED, TUESDAY)
    )

    assert isinstance(returned, ReplyReturned)
    assert returned.basis is Basis.RUBRIC
    assert returned.due_at == hanoi("2026-03-09", "17:00")
    assert given(opening()).requests[FINANCE.code].due_at == returned.due_at
    assert case.version == 6  # opened, two sent, received, returned, risen


def test_a_return_on_the_last_day_leaves_time_to_correct() -> None:
    """A returned agency has at least the policy's least time, whatever was left."""
    last_hour = hanoi("2026-03-09", "16:00")

    _, (returned, _) = when(
        given(opening(), replies(FINANCE, last_hour)), assessed(FINANCE, RETURNED, last_hour)
    )

    assert isinstance(returned, ReplyReturned)
    assert returned.due_at == hanoi("2026-03-10", "17:00")


def test_wording_alone_goes_to_the_officer() -> None:
    """A flag is not a return: a person decides, within the policy's time."""
    _, (flagged,) = when(given(opening(), replies(FINANCE)), assessed(FINANCE, FLAGGED))

    assert isinstance(flagged, ReplyFlagged)
    assert flagged.review_due_at == hanoi("2026-03-04", "17:00")


def test_the_officers_silence_accepts() -> None:
    """The agency is not punished for the officer's delay, which is recorded as such."""
    case = given(opening(), replies(FINANCE), assessed(FINANCE, FLAGGED))

    case, events = when(case, time_passes(hanoi("2026-03-04", "17:00")))

    accepted = next(event for event in events if isinstance(event, ReplyAccepted))
    assert (accepted.basis, accepted.by) == (Basis.REVIEW_LAPSED, None)


def test_review_gives_back_the_time_it_took() -> None:
    """The clock stands still while the officer reviews."""
    case = given(opening(), replies(FINANCE, TUESDAY), assessed(FINANCE, FLAGGED, TUESDAY))
    decided = order(
        ReviewReply,
        OFFICER,
        TUESDAY + timedelta(days=1),
        agency=FINANCE.code,
        decision="return",
        reasons="Nêu rõ mức chi đề nghị",
    )

    _, (returned, _) = when(case, decided)

    assert isinstance(returned, ReplyReturned)
    assert returned.due_at == hanoi("2026-03-10", "17:00")
    assert returned.by == OFFICER.person


def test_a_persons_return_needs_reasons() -> None:
    """Nobody is sent back without being told why."""
    case = given(opening(), replies(FINANCE), assessed(FINANCE, FLAGGED))
    command = order(ReviewReply, OFFICER, agency=FINANCE.code, decision="return")

    assert refusal(case, command) == "reasons_needed"


def test_there_must_be_something_to_review() -> None:
    """A review decides on a flagged or contested reply only."""
    command = order(ReviewReply, OFFICER, agency=FINANCE.code, decision="accept")

    assert refusal(given(opening()), command) == "nothing_to_review"


def test_another_officer_may_not_decide_but_a_supervisor_may() -> None:
    """The officer in charge decides; the supervisor covers an absence."""
    case = given(opening(), replies(FINANCE), assessed(FINANCE, FLAGGED))
    decision: dict[str, Any] = {"agency": FINANCE.code, "decision": "accept"}

    assert (
        refusal(case, order(ReviewReply, OTHER_OFFICER, **decision)) == "not_the_officer_in_charge"
    )
    _, events = when(case, order(ReviewReply, SUPERVISOR, **decision))
    assert kinds(events) == ["reply_accepted"]


def test_only_a_return_can_be_contested() -> None:
    """There is nothing to contest before a return."""
    contested = order(ContestReturn, head(FINANCE), agency=FINANCE.code, reasons="Không đúng")

    assert refusal(given(opening()), contested) == "nothing_to_contest"


def test_a_second_reply_waits_for_the_review() -> None:
    """One reply is decided before the next is taken."""
    case = given(opening(), replies(FINANCE), assessed(FINANCE, FLAGGED))

    assert refusal(case, replies(FINANCE)) == "reply_under_review"


def test_a_late_reply_is_taken_and_marked() -> None:
    """Late replies are never bounced; the record says how late."""
    due = hanoi("2026-03-09", "17:00")
    case = given(opening(), time_passes(due))

    _, (received,) = when(case, replies(FINANCE, hanoi("2026-03-11", "09:00")))

    assert isinstance(received, ReplyReceived)
    assert (received.late, received.days_late) == (True, 2)


def test_a_reply_after_silence_is_taken_and_leaves_silence_on_record() -> None:
    """The silence happened; late replies are kept beside it, a better one after a poor one too."""
    silent_from = hanoi("2026-03-30")
    late = replies(FINANCE, silent_from + timedelta(hours=1))
    case = given(opening(), time_passes(hanoi("2026-03-16", "17:00")), time_passes(silent_from))

    case, events = when(case, late)
    better = replies(FINANCE, silent_from + timedelta(hours=2))
    case, again = when(case, better)

    assert kinds(events) == kinds(again) == ["reply_received"]
    request = case.requests[FINANCE.code]
    assert (request.stage, len(request.replies)) == (Stage.SILENT, 2)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"draft_sha256": "e" * 64}, "reply_to_another_draft"),
        ({"answers": (Answer(question="law"),)}, "answers_to_unasked_questions"),
        ({"answers": (Answer(question="money"),) * 2}, "question_answered_twice"),
    ],
)
def test_a_reply_must_answer_what_was_asked(changes: dict[str, Any], code: str) -> None:
    """A reply to another draft or another's question is refused, and nothing is lost."""
    assert refusal(given(opening()), replies(FINANCE, **changes)) == code


def test_an_assessment_is_recorded_once() -> None:
    """A repeated or outdated assessment changes nothing."""
    case = given(opening(), replies(FINANCE), assessed(FINANCE, CLEAR))

    assert when(case, assessed(FINANCE, RETURNED))[1] == ()


def test_a_withdrawn_agency_owes_nothing() -> None:
    """After withdrawal no reply is taken and no clock runs."""
    withdrawn = order(WithdrawAgency, OFFICER, agency=FINANCE.code, reason="Gửi nhầm")
    case = given(opening(questions=opening().questions[:1], agencies=(JUSTICE.code,)))
    assert refusal(case, withdrawn) == "request_not_found"

    both_asked = given(opening())
    assert refusal(both_asked, withdrawn) == "withdrawal_leaves_question"


def test_the_positions_of_a_reply_are_kept_as_given() -> None:
    """What the agency declared is never rewritten."""
    case = given(opening(), replies(FINANCE, position=Position.DISAGREE))

    assert case.requests[FINANCE.code].replies[-1].reply.position is Position.DISAGREE
    assert refusal(case, order(Conclude, OFFICER, MONDAY)) == "requests_open"


def test_a_reply_has_a_size_one_message_can_carry() -> None:
    """What is longer goes into an attachment, and the refusal says so."""
    with pytest.raises(ValueError, match="attach what is longer"):
        reply_text(
            "money",
            text="a" * 90_000,
            legal_basis="b" * 4_000,
            answers=(Answer(question="money", text="c" * 20_000, proposed_wording="d" * 20_000),),
        )


def test_words_no_rule_needs_can_be_left_behind() -> None:
    """A decided reply keeps who, what position and when; an undecided one keeps everything."""
    case = given(opening(), replies(FINANCE), assessed(FINANCE, CLEAR), replies(JUSTICE))

    slim = case.without_decided_texts()

    finance, justice = slim.requests[FINANCE.code], slim.requests[JUSTICE.code]
    assert finance.replies[-1].reply.text == ""
    assert finance.replies[-1].reply.position is Position.AGREE
    assert justice == case.requests[JUSTICE.code]
    assert view(slim) == view(case)
