"""What waits: which group a thing stands in, what its button does, and whose move it is."""

from datetime import datetime
from typing import Any

import pytest

from portal.pages.agency_work import agency_item, waits_for
from portal.pages.drafting_work import task_item, waiting_items
from portal.pages.work_page import grouped
from portal.parts.case_in_time import CaseInTime
from portal.parts.tag import State
from portal.parts.work import WorkItem
from remiss.consultation.life.commands import (
    Acknowledge,
    AskClarification,
    Assign,
    PassOn,
    SubmitReply,
)
from remiss.consultation.rule_number import CURRENT_RULES
from remiss.consultation.state import Consultation
from remiss.consultation.values import Actor, ClarificationGround, DeskKind, Role, SigningOrder
from tests.given.case import (
    CLEAR,
    FINANCE,
    MONDAY,
    assessed,
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
from tests.given.rows_of_work import awaited_case, inbox_item, task_items

TUESDAY = hanoi("2026-03-03", "09:00")
HEAD, OFFICIAL = head(FINANCE), official(FINANCE)
ACKNOWLEDGED = order(Acknowledge, HEAD, MONDAY, agency=FINANCE.code)
NAMED = order(Assign, HEAD, MONDAY, agency=FINANCE.code, official=OFFICIAL.person)
PREPARED = order(SubmitReply, OFFICIAL, MONDAY, agency=FINANCE.code, reply=reply_text())
UNIT_HEAD = Actor(id="tp", name="Trần Văn Phòng", role=Role.AGENCY_OFFICIAL, agency=FINANCE.code)
BY_UNIT_HEAD = SigningOrder(
    desks=(DeskKind.UNIT_HEAD, DeskKind.HEAD), unit_head=UNIT_HEAD.person, head=HEAD.person
)
PASSED_ON = order(
    PassOn, UNIT_HEAD, MONDAY, agency=FINANCE.code, reply_sha256=reply_text().sha256()
)
ASKED = order(
    AskClarification,
    HEAD,
    TUESDAY,
    agency=FINANCE.code,
    text="Đề nghị gửi danh sách.",
    ground=ClarificationGround.MISSING_DOCUMENT,
)


def shown(actor: Actor, *commands: Any, now: datetime = TUESDAY) -> WorkItem:
    """Finance's request in its inbox, once these commands were given."""
    case = given(opening(rules=CURRENT_RULES), *commands)
    return agency_item(actor, inbox_item(case, FINANCE.code), CaseInTime.of(case, now))


def is_mine(actor: Actor, case: Consultation) -> bool:
    """Whether Finance's request waits for this person."""
    return waits_for(actor, inbox_item(case, FINANCE.code).request, TUESDAY)


@pytest.mark.parametrize(
    ("actor", "commands", "path", "button"),
    [
        (HEAD, (), "", "Mở và tiếp nhận"),
        (HEAD, (ACKNOWLEDGED,), "/assign", "Giao công chức"),
        (OFFICIAL, (ACKNOWLEDGED, NAMED), "/reply", "Soạn văn bản trả lời"),
        (OFFICIAL, (ACKNOWLEDGED, NAMED, PREPARED), "/sign", "Đọc văn bản đã trình"),
        (HEAD, (ACKNOWLEDGED, NAMED, PREPARED), "/sign", "Đọc và ký"),
        (HEAD, (PREPARED,), "/sign", "Đọc và ký"),
        (HEAD, (ACKNOWLEDGED, ASKED), "", "Mở đề nghị"),
    ],
)
def test_the_button_is_the_next_thing_this_person_does(
    actor: Actor, commands: tuple[Any, ...], path: str, button: str
) -> None:
    """A head signs what an official prepared; nobody is led to what they may not do."""
    act = shown(actor, *commands).act
    assert act is not None
    assert (act.path, act.name.vi) == (f"/requests/HS-TEST/H99.04{path}", button)


def test_what_waits_for_me_is_mine_to_move() -> None:
    """The named official writes; what they prepared waits for the head and no longer for them."""
    named = given(opening(), NAMED)
    assert is_mine(OFFICIAL, named)
    assert not is_mine(HEAD, named)
    prepared = given(opening(), NAMED, PREPARED)
    assert is_mine(HEAD, prepared)
    assert not is_mine(HEAD, given(opening(), NAMED, ASKED))


def test_a_desk_before_the_signature_finds_the_reply_it_passes_on() -> None:
    """Whoever's desk it lies on is named and led to the text; the head only once it is there."""
    laid = (ACKNOWLEDGED, NAMED, PREPARED.model_copy(update={"signing": BY_UNIT_HEAD}))
    item = shown(UNIT_HEAD, *laid)
    assert item.act is not None
    assert item.desk is not None
    assert (item.act.name.vi, item.act.path) == (
        "Đọc và trình tiếp",
        "/requests/HS-TEST/H99.04/sign",
    )
    assert UNIT_HEAD.name in item.desk.vi

    there = given(opening(rules=CURRENT_RULES), *laid)
    assert is_mine(UNIT_HEAD, there)
    assert not is_mine(HEAD, there)
    passed = given(opening(rules=CURRENT_RULES), *laid, PASSED_ON)
    assert is_mine(HEAD, passed)
    assert not is_mine(UNIT_HEAD, passed)


def test_overdue_stands_first_and_stopped_after_what_runs() -> None:
    """Within a group the order of the list stays: soonest due first."""
    late_at = hanoi("2026-03-12")
    late = shown(HEAD, time_passes(late_at), now=late_at)
    stopped, running = shown(HEAD, ASKED), shown(HEAD)
    groups = grouped([stopped, running, late], "agency")
    assert [group.items[0].tag.state for group in groups] == [*(State.LATE, State.NEAR, State.HOLD)]
    assert groups[0].heading.vi == "Quá hạn (1)"


def test_what_is_settled_waits_for_nobody() -> None:
    """No desk, no button, no next step."""
    item = shown(HEAD, replies(FINANCE), assessed(FINANCE, CLEAR))
    assert (item.desk, item.act, item.next_step, item.standing) == (None, None, None, ())


def test_a_decision_shows_the_words_of_the_agency_and_what_is_stopped() -> None:
    """Beside when it is due and what happens if nobody decides."""
    case = given(opening(), ASKED)
    (item,) = task_items(case)
    found = task_item(item, CaseInTime.of(case, hanoi("2026-03-04", "09:00")))

    assert found.said == "Đề nghị gửi danh sách."
    assert found.path == "/requests/HS-TEST/H99.04/clarification"
    assert found.tag.text.vi == "Còn 1 ngày 6 giờ"
    assert found.standing[0].vi == "Thời hạn của Sở Tài chính tạm dừng từ 09:00 thứ Ba 03/3/2026."
    assert found.next_step is not None


def test_who_drafts_sees_whom_an_agency_put_on_it() -> None:
    """By name where there is one."""
    case = given(opening(), NAMED)
    items = waiting_items(awaited_case(case), CaseInTime.of(case, TUESDAY))
    (item,) = [each for each in items if each.heading == FINANCE.name]
    assert item.desk is not None
    assert item.desk.vi == "Chuyên viên H99.04, Sở Tài chính"


def test_a_case_of_many_agencies_does_not_fill_the_list() -> None:
    """Those due first stand there, and how many more the case waits for."""
    case = given(opening())
    (item,) = waiting_items(awaited_case(case, of_each=1), CaseInTime.of(case, TUESDAY))
    assert item.standing[-1].vi == "Hồ sơ này còn 1 cơ quan khác chưa có văn bản trả lời."
