"""After closing every agency asked reads what the others replied, unless it is kept from them."""

from datetime import datetime

import pytest

from remiss.consultation.authority import AUTHORITY, Relation, may, relation
from remiss.consultation.life.commands import (
    AddAgency,
    Cancel,
    Conclude,
    KeepFromOthers,
    LetOthersRead,
    Reopen,
    Suspend,
)
from remiss.consultation.permission import permit
from remiss.consultation.refusals import Refusal
from remiss.consultation.rule_number import CURRENT_RULES, READ_AFTER_CLOSING
from remiss.consultation.state import Consultation
from remiss.consultation.values import Actor
from remiss.consultation.visibility import sees_event, sees_replies, sees_request
from tests.given.case import (
    AUDITOR,
    CLEAR,
    CULTURE,
    FINANCE,
    JUSTICE,
    MONDAY,
    OFFICE,
    OFFICER,
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
    time_passes,
    when,
)

TUESDAY, WEDNESDAY = hanoi("2026-03-03"), hanoi("2026-03-04")
OLDER = READ_AFTER_CLOSING - 1
OTHER = head(JUSTICE)
CONCLUDES = order(Conclude, OFFICER, TUESDAY)


def ready(rules: int = CURRENT_RULES) -> Consultation:
    """Both agencies replied, and nothing stands in the way of the end."""
    return given(
        opening(rules=rules),
        replies(JUSTICE),
        assessed(JUSTICE, CLEAR),
        replies(FINANCE),
        assessed(FINANCE, CLEAR),
    )


def concluded(rules: int = CURRENT_RULES) -> Consultation:
    return when(ready(rules), CONCLUDES)[0]


def keeps(at: datetime = WEDNESDAY, by: Actor = OFFICER) -> KeepFromOthers:
    return order(KeepFromOthers, by, at, agency=FINANCE.code, reason="Có số liệu nội bộ")


def lets(at: datetime = WEDNESDAY, by: Actor = OFFICER) -> LetOthersRead:
    return order(LetOthersRead, by, at, agency=FINANCE.code, reason="Số liệu đã công bố")


def reads(case: Consultation, by: Actor = OTHER) -> bool:
    """Whether Justice reads what Finance replied."""
    return sees_replies(by, case, FINANCE.code)


@pytest.mark.parametrize("by", [head(JUSTICE), official(JUSTICE)], ids=lambda each: each.id)
def test_others_read_once_the_case_is_concluded(by: Actor) -> None:
    """Before that nothing changes; afterwards the replies and nothing else of the request."""
    assert not reads(ready(), by)
    case = concluded()
    assert reads(case, by)
    standing = relation(by, case, FINANCE.code)
    assert standing is Relation.AFTER_CLOSING
    about = [name for name in AUTHORITY if may(by, name, standing)]
    assert about == ["read_replies"]
    assert not sees_request(by, FINANCE.code)


def test_an_archived_case_is_read_as_a_concluded_one() -> None:
    """The end of late replies ends nothing else."""
    case, _ = when(concluded(), time_passes(hanoi("2026-09-01")))
    assert case.is_over
    assert reads(case)


def test_a_case_of_earlier_rules_stays_as_it_was() -> None:
    """Its letter said nothing of it: others read nothing, and there is nothing to mark."""
    case = concluded(OLDER)
    assert not reads(case)
    assert reads(case, head(FINANCE))
    assert refusal(case, keeps()) == "others_never_read"
    assert refusal(case, lets()) == "others_never_read"


def test_a_cancelled_case_lets_nobody_read() -> None:
    """It came to no result that others would read beside."""
    assert not reads(when(ready(), order(Cancel, OFFICER, TUESDAY, reason="Hủy"))[0])


def test_a_case_reopened_is_closed_to_others_until_it_is_concluded_again() -> None:
    """What is asked anew is answered by each for itself."""
    case, _ = when(concluded(), order(Reopen, SUPERVISOR, WEDNESDAY, reason="Kết thúc nhầm"))
    assert not reads(case)
    assert reads(when(case, order(Conclude, OFFICER, WEDNESDAY))[0])


def test_who_was_asked_later_reads_as_the_others_do() -> None:
    """Whom nobody asked learns nothing."""
    case = concluded()
    assert not reads(case, head(CULTURE))
    adds = order(AddAgency, SUPERVISOR, WEDNESDAY, agency=CULTURE.code, profile=CULTURE)
    asked = adds.model_copy(update={"override_reason": "Theo chỉ đạo"})
    reopened, _ = when(case, order(Reopen, SUPERVISOR, WEDNESDAY, reason="Nhầm"), asked)
    assert not reads(reopened, head(CULTURE))


@pytest.mark.parametrize("before", [True, False], ids=["before closing", "after"])
def test_what_is_kept_with_a_reason_is_not_read(*, before: bool) -> None:
    """By the other agencies alone; taken back, it is read again."""
    case, happened = when(
        ready() if before else concluded(), keeps(MONDAY if before else WEDNESDAY)
    )
    assert kinds(happened) == ["replies_kept_from_others"]
    if before:
        case, _ = when(case, CONCLUDES)
    assert not reads(case)
    assert sees_replies(head(FINANCE), case, JUSTICE.code)
    for by in (head(FINANCE), OFFICER, SUPERVISOR, OFFICE, AUDITOR):
        assert reads(case, by), by.id
    kept = case.kept_from_others(FINANCE.code)
    assert kept
    assert (kept.reason, kept.by) == ("Có số liệu nội bộ", OFFICER.person)
    again, happened = when(case, lets())
    assert kinds(happened) == ["replies_let_to_others"]
    assert reads(again)


def test_a_mark_is_given_and_taken_back_once() -> None:
    """Twice says nothing new."""
    assert refusal(ready(), lets()) == "not_kept_from_others"
    kept, _ = when(ready(), keeps())
    assert refusal(kept, keeps()) == "kept_from_others_already"
    assert refusal(when(kept, lets())[0], lets()) == "not_kept_from_others"


def test_a_mark_is_given_while_the_case_is_suspended() -> None:
    """It moves no clock."""
    case, _ = when(ready(), order(Suspend, OFFICER, MONDAY, reason="Chờ luật"), keeps())
    assert case.kept_from_others(FINANCE.code)
    assert (
        case.requests
        == when(ready(), order(Suspend, OFFICER, MONDAY, reason="Chờ luật"))[0].requests
    )


@pytest.mark.parametrize(
    ("by", "said"),
    [
        (head(FINANCE), "not_permitted"),
        (OFFICE, "not_permitted"),
        (head(JUSTICE), "request_not_found"),
        (head(CULTURE), "consultation_not_found"),
    ],
    ids=["its agency", "the Office", "another asked", "a stranger"],
)
def test_the_drafting_side_alone_marks(by: Actor, said: str) -> None:
    """Also of a case whose replies the other agency reads by now."""
    assert refusal(concluded(), keeps(by=by)) == said


def test_the_events_are_read_where_the_request_is() -> None:
    """The agency they are about reads them with the drafting side; another does not."""
    _, happened = when(concluded(), keeps(), lets())
    for event in happened:
        assert sees_event(head(FINANCE), event)
        assert sees_event(OFFICER, event)
        assert not sees_event(head(JUSTICE), event)


def test_an_agency_that_was_not_asked_is_as_one_that_is_not_there() -> None:
    """Also where everything of those asked is read."""
    with pytest.raises(Refusal, match="request_not_found"):
        permit(head(JUSTICE), "read_replies", concluded(), CULTURE.code)
