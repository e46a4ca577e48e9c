"""Who is told of what: the notices of a story, and their addressees at a glance."""

from typing import Any

from remiss.consultation.decider import decide
from remiss.consultation.life.events import Event, RecordedEvent
from remiss.consultation.life.evolution import evolve_case, fold
from remiss.consultation.state import Consultation
from remiss.consultation.telling.notice import Notice, notices_of
from remiss.consultation.values import Actor


def told(case: Consultation, *commands: Any) -> list[Notice]:
    """Every notice of the events the last of `commands` leads to."""
    *before, last = commands
    case = after(case, *before)
    found: list[Notice] = []
    for event in decide(case, last):
        case = evolve_case(case, event)
        found += notices_of(recorded(case, last.actor, event), case)
    return found


def after(case: Consultation, *commands: Any) -> Consultation:
    """The case after `commands`, each at its own time."""
    for command in commands:
        folded = fold(decide(case, command), case)
        assert isinstance(folded, Consultation)
        case = folded
    return case


def recorded(case: Consultation, actor: Actor, event: Event) -> RecordedEvent:
    """An event in its place, as the last of its case."""
    return RecordedEvent(
        consultation=case.id, version=case.version, command_id="x", actor=actor, event=event
    )


def parts(notices: list[Notice], kind: str, *, by_mail: bool | None = None) -> set[Any]:
    """Who is told of events of `kind`: part and agency, or part and person."""
    return {
        (n.addressee.part, n.addressee.person.id if n.addressee.person else n.addressee.agency)
        for n in notices
        if n.kind == kind and by_mail in {None, n.by_mail}
    }
