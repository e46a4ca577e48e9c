"""The desks a reply passes before it is signed, where its agency keeps such a chain.

The chain is the one in force when a reply is prepared: what is on its way keeps it. A desk nobody
sits at is left out; where it would have signed, the head does.
docs/decisions/0054-a-reply-passes-the-desks-of-its-agency.md
"""

from collections.abc import Iterator, Sequence

from remiss.consultation.life.replying.messages import CorrectReply, SignReply, SubmitReply
from remiss.consultation.relevance import in_charge
from remiss.consultation.rule_number import DESKS_BEFORE_SIGNING
from remiss.consultation.state import Consultation, Request
from remiss.consultation.values import DeskKind, DeskStep, Person, SigningOrder

Way = Sequence[DeskStep]
"""Desks in their order; whoever sits at the last of them signs."""


def way_of(
    case: Consultation, request: Request, command: SubmitReply | CorrectReply | SignReply
) -> Way:
    """The desks of the reply a command gives or signs; none where no chain is kept."""
    if isinstance(command, SignReply):
        return request.circulation.desks if request.circulation else ()
    if command.signing is None or case.rules < DESKS_BEFORE_SIGNING:
        return ()
    return _without_repeats(_steps(command.signing, deputy_for(case, request, command.signing)))


def deputy_for(case: Consultation, request: Request, order: SigningOrder) -> Person | None:
    """The one deputy head in charge of all that is asked; None where several are, or none."""
    charged = [(each.person, each.fields) for each in order.deputies]
    asked = case.owed_by(request) or case.questions_of(request)
    found = [in_charge(charged, question.field) for question in asked]
    return found[0] if found and all(each == found[0] for each in found) else None


def place_of(way: Way, person: Person) -> int | None:
    """Which of the desks is this person's, counted from 0."""
    places = (n for n, step in enumerate(way) if step.person and step.person.id == person.id)
    return next(places, None)


def _steps(order: SigningOrder, deputy: Person | None) -> list[DeskStep]:
    sitting = {DeskKind.UNIT_HEAD: order.unit_head, DeskKind.DEPUTY_HEAD: deputy}
    manned = [
        DeskStep(desk=desk, person=sitting.get(desk, order.head))
        for desk in order.desks
        if desk is DeskKind.HEAD or sitting[desk]
    ]
    if order.desks and (not manned or manned[-1].desk is not order.desks[-1]):
        manned.append(DeskStep(desk=DeskKind.HEAD, person=order.head))
    head = order.head.id if order.head else None
    return [s for s in manned if s.desk is DeskKind.HEAD or not s.person or s.person.id != head]


def _without_repeats(steps: list[DeskStep]) -> Way:
    """Whoever sits at two desks sees a reply once, at the later."""
    return tuple(_last_of_each(steps))


def _last_of_each(steps: list[DeskStep]) -> Iterator[DeskStep]:
    for n, step in enumerate(steps):
        if step.person is None or step.person not in [later.person for later in steps[n + 1 :]]:
            yield step
