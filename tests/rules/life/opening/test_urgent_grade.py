"""An urgent grade takes a reason and a leader of the drafting agency."""

from typing import Any

import pytest

from remiss.consultation.admission import admit
from remiss.consultation.decider import decide
from remiss.consultation.life.commands import Open
from remiss.consultation.life.events import ConsultationOpened, RecordedEvent
from remiss.consultation.life.evolution import fold, initial_state
from remiss.consultation.refusals import Refusal
from remiss.consultation.state import Consultation
from remiss.consultation.telling.chronicle import describe
from remiss.consultation.values import Actor, Draft, DraftKind, Urgency
from remiss.consultation.views.rehearsals.rehearsal import rehearse
from tests.given.case import OFFICER, SHA, SUPERVISOR, opening

GRADES = [grade for grade in Urgency if grade is not Urgency.NORMAL]
REASON = "Chủ tịch UBND tỉnh yêu cầu báo cáo trước 04/12/2026 (Thông báo số 412/TB-VP)."


def asks(grade: Urgency = Urgency.URGENT, by: Actor = OFFICER, **changed: Any) -> Open:
    """An opening with this grade."""
    draft = Draft(subject="Kế hoạch", kind=DraftKind.PLAN, sha256=SHA, urgency=grade)
    return opening(by=by, draft=draft, **changed)


def opened(command: Open) -> ConsultationOpened:
    """The first event of a case that opens so."""
    first = admit(initial_state(), command)[0]
    assert isinstance(first, ConsultationOpened)
    return first


def refused(command: Open) -> str:
    """Why it is not opened."""
    with pytest.raises(Refusal) as caught:
        admit(initial_state(), command)
    return caught.value.code


@pytest.mark.parametrize("grade", GRADES)
def test_an_officer_alone_opens_nothing_urgent(grade: Urgency) -> None:
    """With a reason as without: the leader is missing."""
    assert refused(asks(grade)) == "urgency_without_reason"
    assert refused(asks(grade, urgency_reason=REASON)) == "urgency_without_leader"


@pytest.mark.parametrize("grade", GRADES)
def test_a_leader_needs_only_the_reason(grade: Urgency) -> None:
    """Who opens it themself has asked for it and approved it."""
    assert refused(asks(grade, by=SUPERVISOR)) == "urgency_without_reason"

    event = opened(asks(grade, by=SUPERVISOR, urgency_reason=REASON))

    assert event.officer == SUPERVISOR.person
    approval = event.urgency_approval
    assert approval
    assert (approval.reason, approval.asked_by, approval.approved_by) == (
        REASON,
        SUPERVISOR.person,
        SUPERVISOR.person,
    )


def test_what_a_leader_approves_is_the_officers_case() -> None:
    """The event names both, and so does the timeline, with grade and reason."""
    command = asks(by=SUPERVISOR, urgency_reason=REASON, asked_by=OFFICER.person)

    event = opened(command)

    assert event.officer == OFFICER.person
    assert event.urgency_approval
    assert event.urgency_approval.asked_by == OFFICER.person
    assert event.urgency_approval.approved_by == SUPERVISOR.person
    case = fold(decide(initial_state(), command))
    assert isinstance(case, Consultation)
    assert case.urgency_approval == event.urgency_approval
    recorded = RecordedEvent(
        consultation=case.id, version=1, command_id=command.id, actor=SUPERVISOR, event=event
    )
    said = describe(recorded)
    for told in (OFFICER.name, SUPERVISOR.name, REASON, "khẩn"):
        assert told.casefold() in said.vi.casefold()
    for told in (OFFICER.name, SUPERVISOR.name, REASON, "urgent"):
        assert told.casefold() in said.en.casefold()


def test_a_normal_grade_takes_neither() -> None:
    """A reason that was typed and is needed no more is not recorded."""
    event = opened(asks(Urgency.NORMAL, urgency_reason=REASON))

    assert event.urgency_approval is None
    assert event.officer == OFFICER.person
    assert b"urgency_approval" not in event.model_dump_json().encode()


@pytest.mark.parametrize("grade", GRADES)
def test_what_was_opened_before_is_decided_as_it_was(grade: Urgency) -> None:
    """A replay asks no admission: an urgent case of an officer alone stays open."""
    events = decide(initial_state(), asks(grade))

    case = fold(events)
    assert isinstance(case, Consultation)
    assert case.draft.urgency is grade
    assert case.urgency_approval is None


def test_a_rehearsal_asks_for_the_reason_and_no_leader() -> None:
    """It shows what a leader would approve."""
    with pytest.raises(Refusal, match="urgency_without_reason"):
        rehearse(asks())

    assert rehearse(asks(urgency_reason=REASON)).agencies
