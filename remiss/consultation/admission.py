"""Admission of a command: the one moment at which it can be refused for what is asked only then.

A replay decides again whatever was admitted, and comes by here no more. So a new reason to refuse
stands here, where it may change at any time, or in `decide` under a new number of rules.
"""

from remiss.consultation.classified_marks import check_unclassified
from remiss.consultation.decider import decide
from remiss.consultation.life.clarifying.missing_papers import check_papers
from remiss.consultation.life.commands import (
    AmendDraft,
    AskClarification,
    CloseOnRecord,
    Command,
    CorrectReply,
    Open,
    OrderDeadline,
    SignReply,
    SubmitReply,
    Urge,
)
from remiss.consultation.life.events import Event
from remiss.consultation.life.opening.amendment import check_same_terms
from remiss.consultation.life.opening.kinds import check_kind
from remiss.consultation.life.opening.urgent_grade import check_urgency, check_urgency_reason
from remiss.consultation.life.replying.signatory import check_charge
from remiss.consultation.life.steering.own_request import check_not_own, check_not_own_case
from remiss.consultation.message_size import check_fits, check_room
from remiss.consultation.named_people import check_people
from remiss.consultation.refusals import Refusal
from remiss.consultation.state import Consultation, State
from remiss.consultation.time.open_days import CalendarTooShort


def admit(state: State, command: Command, *, approved_later: bool = False) -> tuple[Event, ...]:
    """The events `command` would lead to now.

    With `approved_later` an urgent grade needs its reason alone: a leader is asked next, or
    nobody yet, as in a rehearsal.

    Raises:
        Refusal: the rules do not allow it, it is classified or a text of it is
            marked so, its draft is of a kind that is not opened any more, its grade is urgent
            without a reason or a leader, it asks for papers it does not name, names
            people who could not do it, signs as a deputy what is not in their charge, amends the
            draft into one of another kind or urgency, sets the deadline or the outcome of the
            Office's own agency or is the Office's in a case of its own, names a day beyond its
            calendar, or it leads to more than one message, or the case, has room for.
    """
    check_unclassified(command)
    events = _decided(state, command)
    if isinstance(command, Open | AmendDraft):
        check_kind(state, command)
    if isinstance(command, Open):
        (check_urgency_reason if approved_later else check_urgency)(command)
    if isinstance(state, Consultation):
        check_people(state, command)
        if isinstance(command, SubmitReply | SignReply | CorrectReply):
            check_charge(state, command)
    if isinstance(command, AskClarification):
        check_papers(command)
    if isinstance(command, AmendDraft) and isinstance(state, Consultation):
        check_same_terms(state, command)
    if isinstance(command, OrderDeadline | CloseOnRecord | Urge):
        check_not_own(state, command)
    check_not_own_case(state, command)
    check_fits(events)
    check_room(state, command, events)
    return events


def _decided(state: State, command: Command) -> tuple[Event, ...]:
    """What follows; that a day lies beyond the calendar is said in words."""
    try:
        return decide(state, command)
    except CalendarTooShort as short:
        raise Refusal("calendar_too_short", **short.facts) from short
