"""The number of the rules a case runs by."""

import pytest
from pydantic import TypeAdapter, ValidationError

from remiss.consultation.admission import admit
from remiss.consultation.decider import decide
from remiss.consultation.life.commands import Acknowledge
from remiss.consultation.life.events import ConsultationOpened, Event
from remiss.consultation.life.evolution import fold, initial_state
from remiss.consultation.life.ladder.alarms import Watch
from remiss.consultation.ports import CaseStart
from remiss.consultation.refusals import Refusal
from remiss.consultation.rule_number import CURRENT_RULES
from remiss.consultation.state import Consultation
from tests.given.case import FINANCE, given, head, opening, order, when
from workflows.ledger_journal import Journal

EVENTS = TypeAdapter[Event](Event)


NUMBERS = "remiss.consultation.rule_number.CURRENT_RULES"
NEXT = CURRENT_RULES + 1


def opened_by(number: int) -> tuple[ConsultationOpened, Consultation]:
    """A case opened by a command that brings this number."""
    events = decide(initial_state(), opening().model_copy(update={"rules": number}))
    state = fold(events)
    assert isinstance(events[0], ConsultationOpened)
    assert isinstance(state, Consultation)
    return events[0], state


def test_the_first_number_is_not_written() -> None:
    """What was stored before there were numbers keeps its bytes, and says rules 1."""
    opened, case = opened_by(1)
    assert "rules" not in opened.model_dump(mode="json")
    assert "rules" not in opening().model_dump_json()
    assert "rules" not in case.model_dump(mode="json")
    again = EVENTS.validate_python(opened.model_dump(mode="json"))
    assert isinstance(again, ConsultationOpened)
    assert again.rules == case.rules == 1


def test_another_number_is_written_and_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """The opening command brings it; the event and every state after it keep it."""
    monkeypatch.setattr(NUMBERS, NEXT)
    opened, case = opened_by(NEXT)
    assert opened.model_dump(mode="json")["rules"] == NEXT
    after, _ = when(case, order(Acknowledge, head(FINANCE), agency=FINANCE.code))
    assert after.rules == NEXT
    assert after.model_dump(mode="json")["rules"] == NEXT


def test_a_number_nobody_knows_is_not_run_by(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker too old for a case leaves it to one that knows its rules."""
    with monkeypatch.context() as newer:
        newer.setattr(NUMBERS, NEXT)
        opened, case = opened_by(NEXT)
    with pytest.raises(ValidationError, match="rules"):
        EVENTS.validate_json(opened.model_dump_json())
    with pytest.raises(ValidationError, match="rules"):
        Consultation.model_validate_json(case.model_dump_json())


def test_the_number_is_no_part_of_what_was_asked() -> None:
    """A retry of an opening after the rules changed is still the same command."""
    command = opening()
    assert command.model_copy(update={"rules": NEXT}).fingerprint() == command.fingerprint()


def test_what_was_accepted_is_decided_again_whatever_is_refused_since(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A limit that came later stops new commands, never one carried into a new run."""
    case, command = given(opening()), order(Acknowledge, head(FINANCE), agency=FINANCE.code)
    accepted = admit(case, command)
    monkeypatch.setattr("remiss.consultation.message_size.MOST_BYTES", 1)
    with pytest.raises(Refusal, match="too_much_at_once"):
        admit(case, command)
    journal = Journal(CaseStart(state=case, pending=(command,)), lambda: None, Watch())
    assert tuple(each.event for each in journal.decided_after(case.version).events) == accepted
    assert journal.state == fold(accepted, case)
    assert journal.recorded == case
