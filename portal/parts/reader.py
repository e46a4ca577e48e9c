"""Who reads a prepared reply inside its agency, what they may do, and whether it waits for them."""

from datetime import datetime
from typing import Protocol

from remiss.consultation.life.replying.desks import place_of
from remiss.consultation.life.replying.signatory import Lending, is_lent, may_sign
from remiss.consultation.state import Circulation
from remiss.consultation.values import Actor, Value
from remiss.consultation.views.current_desk import CurrentDesk, DeskTask


class ToSign(Lending, Protocol):
    """A request, or a row of one: who may sign in it, and where its prepared reply lies."""

    @property
    def circulation(self) -> Circulation | None:
        """The desks the reply passes, where a chain is kept."""


class ReplyReader(Value):
    """What the visitor may do with the text that they read."""

    signs: bool
    passes_on: bool
    sends_back: bool

    @classmethod
    def of(cls, request: ToSign, actor: Actor, now: datetime) -> "ReplyReader":
        """By the desks of the chain, or by who may sign where none is kept."""
        way = request.circulation
        desks = way.desks if way else ()
        place = place_of(desks, actor)
        on_desk = way is not None and place is not None and place >= way.place
        signs = may_sign(request, actor, now, desks)
        return cls(
            signs=signs,
            passes_on=on_desk and place != len(desks) - 1,
            sends_back=signs or on_desk,
        )

    @property
    def verb(self) -> str:
        """What the page is opened for."""
        if self.signs:
            return "sign"
        return "pass_on" if self.passes_on else "read"


def lies_with(request: ToSign, desk: CurrentDesk | None, actor: Actor, now: datetime) -> bool:
    """Whether a prepared reply on this desk waits for this person, and for nobody before them."""
    if desk is None:
        return False
    if desk.person and desk.person.id == actor.id:
        return True
    if desk.person and not is_lent(request, actor, now):
        return False
    return desk.task is DeskTask.SIGN and ReplyReader.of(request, actor, now).signs
