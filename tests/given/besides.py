"""What else happens in a case nobody wrote: whom agencies name, pauses, the end of a case.

From a chance of its own, so that the rest of the life stays as it was.
"""

from datetime import datetime
from random import Random
from typing import Any

from remiss.consultation.life.commands import Assign, Command, Conclude, Resume, Suspend
from remiss.consultation.state import Consultation, State
from remiss.consultation.values import Agency, Answer, Person, Position
from tests.given.case import SUPERVISOR, head, order

AT_TWICE = ("an", "binh")


def officials(of: Agency) -> tuple[Person, ...]:
    """Two of each agency."""
    return tuple(Person(id=f"{name}-{of.code}", name=f"{name} {of.code}") for name in AT_TWICE)


def besides(chance: Random, now: datetime, state: State, *, late: bool) -> tuple[Command, ...]:
    """At most one command of such a kind."""
    if not isinstance(state, Consultation) or chance.random() > 0.15:
        return ()
    boss = SUPERVISOR.model_copy(update={"agency": state.drafting_agency.code})
    request = chance.choice(tuple(state.requests.values()))
    official = chance.choice(officials(request.agency))
    named: Any = {"agency": request.agency.code, "official": official}
    kinds: list[Command] = [order(Assign, head(request.agency), now, **named)] * 3
    kinds.append(order(Suspend, boss, now, reason="Chờ họp"))
    kinds += [order(Resume, boss, now, reason="Đã họp")] * 2
    if late:
        kinds += [order(Conclude, boss, now)] * 6
    return (chance.choice(kinds),)


def written(now: datetime, of: Agency, position: Position) -> dict[str, Any]:
    """Who is responsible for a reply, and sometimes one answer with or without a wording."""
    by = {"responsible_official": officials(of)[now.minute % 2]}
    if now.hour % 3:
        return by
    wording = "Sửa thành năm ngày." if now.hour % 2 else ""
    answer = Answer(
        question="law", position=position, text="Đề nghị sửa.", proposed_wording=wording
    )
    return {**by, "answers": (answer,)}
