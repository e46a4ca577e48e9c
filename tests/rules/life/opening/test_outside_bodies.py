"""A ministry, an association, the army: asked by letter, on a written basis, and never blamed."""

import unicodedata
from datetime import date, datetime
from typing import Any

import pytest

from remiss.consultation.life.commands import (
    AmendDraft,
    AskOutside,
    Conclude,
    Decision,
    EndOutside,
    EnterReply,
    ReviewReply,
    WithdrawAgency,
)
from remiss.consultation.life.events import RequestSent
from remiss.consultation.life.ladder.alarms import alarms
from remiss.consultation.repeated_command import repeated_receipt
from remiss.consultation.rule_number import CURRENT_RULES
from remiss.consultation.state import Stage, Unopened
from remiss.consultation.values import Actor, OutsideBody, Person, Position, ReplyWay, Role
from remiss.consultation.views.lateness import days_late
from remiss.consultation.views.overdue_list import is_listed, listed_on
from remiss.consultation.views.rehearsals.rehearsal import rehearse
from remiss.consultation.views.standstill import stalls
from tests.given.case import (
    CLEAR,
    DIRECTORY,
    FINANCE,
    FLAGGED,
    JUSTICE,
    LAW,
    MONEY,
    OFFICE,
    OFFICER,
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
from tests.given.ledger_cases import batches, events_of

MINISTRY = OutsideBody(
    name="Bộ Tài chính",
    address="Số 28 Trần Hưng Đạo, Hà Nội",
    legal_basis="Khoản 3 Điều 26 Luật Ngân sách nhà nước",
    questions=("money",),
)
ARMY = MINISTRY.model_copy(update={"name": "Quân khu 1", "questions": ("law", "money")})
CODE = "Z00.01"
DUE = hanoi("2026-03-09", "17:00")
TUESDAY, LATER = hanoi("2026-03-03"), hanoi("2026-05-20")


def asks(body: OutsideBody = MINISTRY, at: datetime = TUESDAY, by: Actor = OFFICER) -> AskOutside:
    return order(AskOutside, by, at, body=body)


def enters(at: datetime, on: date, number: int = 1, **changes: Any) -> tuple[Any, ...]:
    """Its letter, entered by the officer and found clear."""
    reply = reply_text("money", attachments=("d" * 64,), **changes)
    way = {"signed_by": Person(id="btc", name="Nguyễn Văn Bình"), "way": ReplyWay.PAPER}
    letter = order(EnterReply, OFFICER, at, agency=CODE, reply=reply, received_on=on, **way)
    found = assessed(FINANCE, CLEAR, at, number).model_copy(update={"agency": CODE})
    return letter, found


def ends(at: datetime, by: Actor = OFFICER, agency: str = CODE) -> EndOutside:
    return order(EndOutside, by, at, agency=agency, reasons="Đã hai lần gửi văn bản")


def test_it_is_asked_at_the_opening_or_later() -> None:
    """On its legal basis, which stands in a mandate's place, for the questions put to it."""
    at_once = given(opening(outside=(MINISTRY, ARMY)))
    case, (sent,) = when(given(opening()), asks())
    assert isinstance(sent, RequestSent)

    assert [*at_once.requests] == [JUSTICE.code, FINANCE.code, CODE, "Z00.02"]
    assert at_once.requests["Z00.02"].question_ids == ("law", "money")
    assert (sent.agency, sent.profile.name.vi) == (CODE, "Bộ Tài chính")
    (match,) = case.requests[CODE].matches
    assert match.mandate is not None
    assert (match.question, match.mandate.legal_basis) == ("money", MINISTRY.legal_basis)
    assert case.requests[CODE].outside


def test_it_alone_may_be_asked() -> None:
    """A question with a body that answers for it has one, also where no agency here does."""
    case = given(opening(agencies=(), outside=(ARMY,)))

    assert [*case.requests] == [CODE]
    assert refusal(case, asks(ARMY)) == "outside_body_twice"
    half = opening(agencies=(), questions=(LAW, MONEY), outside=(MINISTRY,))
    assert refusal(Unopened(), half) == "question_without_agency"


def test_it_is_named_once_and_of_questions_there_are() -> None:
    """Withdrawn, it may be asked again; more than twenty are a case of another kind."""
    case = given(opening(), asks())
    strange = MINISTRY.model_copy(update={"name": "Hội Luật gia", "questions": ("other",)})
    many = [MINISTRY.model_copy(update={"name": f"Hội số {n}"}) for n in range(20)]

    assert refusal(case, asks()) == "outside_body_twice"
    assert refusal(case, asks(strange)) == "no_such_question"
    assert refusal(given(opening(), *(asks(each) for each in many)), asks()) == "too_many_outside"
    for same in ("BỘ  TÀI chính ", unicodedata.normalize("NFD", MINISTRY.name)):
        assert (
            refusal(case, asks(MINISTRY.model_copy(update={"name": same}))) == "outside_body_twice"
        )
    taken_back = order(WithdrawAgency, OFFICER, TUESDAY, agency=CODE, reason="Nhầm nội dung")
    again, _ = when(case, taken_back, asks())
    assert again.requests["Z00.02"].stage is Stage.AWAITING


@pytest.mark.parametrize("by", [OFFICE, head(FINANCE)])
def test_only_the_drafting_side_asks_it(by: Actor) -> None:
    """Whoever answers for the draft answers for whom it was laid before."""
    assert refusal(given(opening()), asks(by=by)) == "not_permitted"


def test_nothing_rings_against_it() -> None:
    """No reminder, no lateness, no rung, no silence, no list: however long it takes."""
    case, _ = when(
        given(opening(rules=CURRENT_RULES), asks(), replies(JUSTICE), replies(FINANCE)),
        assessed(JUSTICE, CLEAR),
        assessed(FINANCE, CLEAR),
        time_passes(LATER),
    )
    request = case.requests[CODE]

    assert alarms(case) == ()
    assert (request.stage, request.overdue, request.notices) == (Stage.AWAITING, False, ())
    assert days_late(case, request, LATER) == 0
    assert (listed_on(case, request), is_listed(case, request, LATER)) == (None, False)
    assert stalls(case, LATER) == ()


def test_its_letter_is_entered_and_never_late() -> None:
    """With its comments, as any reply; nobody of it has an account that could confirm it."""
    asked = given(opening(), asks())
    changes = Position.AGREE_WITH_CHANGES
    letter: dict[str, Any] = {"position": changes, "text": "Đề nghị sửa Điều 4.", "answers": ()}
    case, _ = when(asked, time_passes(LATER), *enters(LATER, date(2026, 5, 20), **letter))
    (reply,) = case.requests[CODE].replies

    assert case.requests[CODE].stage is Stage.ANSWERED
    assert (reply.late, reply.days_late) == (False, 0)
    assert reply.entry is not None
    assert [comment.agency for comment in case.comments.values()] == [CODE]


def test_returning_what_it_wrote_climbs_nothing() -> None:
    """The drafter may ask it to complete its letter, as often as need be."""
    case = given(opening(), asks())
    for number in (1, 2, 3):
        letter, found = enters(TUESDAY, date(2026, 3, 3), number)
        flagged = found.model_copy(update={"assessment": FLAGGED})
        back = order(
            ReviewReply,
            OFFICER,
            TUESDAY,
            agency=CODE,
            decision=Decision.RETURN,
            reasons="Chưa nêu mức chi",
        )
        case, happened = when(case, letter, flagged, back)
        assert kinds(happened) == ["reply_returned"]
    assert stalls(case, TUESDAY) == ()


def test_who_drafts_ends_it_once_its_day_has_passed() -> None:
    """With reasons, on record, and as no agreement; a later letter is still taken."""
    case, _ = when(
        given(opening(), asks(), replies(JUSTICE), replies(FINANCE)),
        assessed(JUSTICE, CLEAR),
        assessed(FINANCE, CLEAR),
    )
    due = case.requests[CODE].due_at

    assert refusal(case, order(Conclude, OFFICER, TUESDAY)) == "requests_open"
    assert refusal(case, ends(TUESDAY)) == "outside_has_time"
    assert refusal(case, ends(due, by=OFFICER, agency=FINANCE.code)) == "request_settled"
    ended, happened = when(case, ends(due))
    assert kinds(happened) == ["request_closed_on_record"]
    concluded, _ = when(ended, order(Conclude, OFFICER, due))
    late, _ = when(concluded, enters(LATER, date(2026, 5, 20))[0])
    (reply,) = late.requests[CODE].replies
    assert late.requests[CODE].came_beside(reply)


def test_who_drafts_ends_nothing_of_an_agency() -> None:
    """That stays the Office's."""
    case = given(opening(), asks())

    assert refusal(case, ends(LATER, SUPERVISOR, FINANCE.code)) == "not_outside"
    assert refusal(case, ends(LATER, OFFICE)) == "not_permitted"


def test_its_code_opens_the_case_to_nobody() -> None:
    """Whoever comes with it is a stranger."""
    case = given(opening(), asks())
    someone = Actor(id="x", name="Người lạ", role=Role.AGENCY_HEAD, agency=CODE)
    asked = replies(FINANCE, TUESDAY, someone).model_copy(update={"agency": CODE})

    assert refusal(case, asked) == "consultation_not_found"


def test_an_amended_draft_asks_it_again_what_it_was_asked() -> None:
    """And no other question of the same field."""
    case = given(opening(outside=(MINISTRY,)))
    fresh = MONEY.model_copy(update={"id": "more", "text": "Còn khoản nào nữa?"})
    changed = MONEY.model_copy(update={"text": "Mức chi mới có phù hợp không?"})
    draft = case.draft.model_copy(update={"sha256": "e" * 64})
    after, happened = when(
        case,
        order(
            AmendDraft,
            OFFICER,
            TUESDAY,
            draft=draft,
            changed=(changed, fresh),
            directory=DIRECTORY,
        ),
    )

    assert CODE in {getattr(event, "agency", None) for event in happened}
    assert after.requests[CODE].question_ids == ("money",)


def test_a_rehearsal_has_it_answer_when_it_is_asked_to() -> None:
    """Nothing else can be foreseen of it."""
    foreseen = rehearse(opening(outside=(MINISTRY,)))
    (row,) = (agency for agency in foreseen.agencies if agency.code == CODE)

    assert [step.step for step in row.steps] == ["reply"]
    assert row.steps[0].at == DUE
    assert not row.silent


def test_sent_twice_it_is_asked_once() -> None:
    """The same command is known by its events, alone and within an opening."""
    opened, later = opening(outside=(MINISTRY,)), asks(ARMY)
    events = events_of(batches(opened, later))

    for command in (opened, later):
        receipt = repeated_receipt(events, command)
        assert receipt is not None
        assert "request_sent" in receipt.events
