"""Who may sign for an agency: a head of it, the last desk of its chain, whom a head authorised."""

from datetime import datetime
from typing import Protocol

from remiss.consultation.life.replying.desks import Way, place_of, way_of
from remiss.consultation.life.replying.messages import CorrectReply, SignReply, SubmitReply
from remiss.consultation.refusals import Refusal
from remiss.consultation.relevance import covers
from remiss.consultation.rule_number import DESKS_BEFORE_SIGNING
from remiss.consultation.state import Consultation, Delegation, Request
from remiss.consultation.values import Actor, DeskKind, QuestionId, Role, SigningForm

FORMS = {DeskKind.UNIT_HEAD: SigningForm.TL, DeskKind.DEPUTY_HEAD: SigningForm.KT}
"""What the last desk signs as; the head's own signature has no form."""


class Lending(Protocol):
    """A request, or a row of one, in which a head may have lent their signature."""

    @property
    def delegation(self) -> Delegation | None:
        """To whom, and for which time."""


def is_lent(request: Lending, actor: Actor, at: datetime) -> bool:
    """Whether a head lent this person their signature, and the time for it runs."""
    lent = request.delegation
    return lent is not None and lent.to.id == actor.id and lent.since <= at < lent.until


def may_sign(request: Lending, actor: Actor, at: datetime, way: Way = ()) -> bool:
    """The last desk, a head who sits at none before it, or whom a head lent their signature."""
    if is_lent(request, actor, at):
        return True
    place = place_of(way, actor)
    if place is not None:
        return place == len(way) - 1
    return actor.role is Role.AGENCY_HEAD


def check_signatory(request: Request, command: SignReply) -> None:
    """Refuse who may not sign, and say whose turn it is or until when they could have.

    Raises:
        Refusal: `signature_not_delegated`, `signature_delegated_for`, `another_desk_signs`.
    """
    way = request.circulation.desks if request.circulation else ()
    if may_sign(request, command.actor, command.at, way):
        return
    if place_of(way, command.actor) is not None:
        raise Refusal("another_desk_signs", desk=way[-1].desk)
    lent = request.delegation
    if lent is None or lent.to.id != command.actor.id:
        raise Refusal("signature_not_delegated", agency=request.agency.name)
    raise Refusal("signature_delegated_for", since=lent.since, until=lent.until)


def check_charge(case: Consultation, command: SubmitReply | SignReply | CorrectReply) -> None:
    """Refuse a deputy head who would sign what a complete list puts in somebody else's charge.

    Raises:
        Refusal: `beyond_their_fields`.
    """
    beyond = beyond_charge(case, case.requests[command.agency], command)
    if beyond and command.signing and command.signing.complete:
        raise Refusal("beyond_their_fields", person=command.actor.name, questions=beyond)


def beyond_charge(
    case: Consultation, request: Request, command: SubmitReply | SignReply | CorrectReply
) -> tuple[QuestionId, ...]:
    """What of the questions lies in no charge of the deputy head who signs at no desk of its own.

    A head lends the signature for whatever they want signed.
    """
    order, actor = command.signing, command.actor
    if order is None or case.rules < DESKS_BEFORE_SIGNING:
        return ()
    if actor.role is not Role.AGENCY_HEAD or is_lent(request, actor, command.at):
        return ()
    own = [each.fields for each in order.deputies if each.person.id == actor.id]
    if not own or place_of(way_of(case, request, command), actor) is not None:
        return ()
    asked = case.owed_by(request) or case.questions_of(request)
    return tuple(q.id for q in asked if not any(covers(field, q.field) for field in own[0]))


def form_of(
    case: Consultation, request: Request, command: SubmitReply | SignReply | CorrectReply
) -> SigningForm | None:
    """In which form whoever gives this command signs; None for a head's own signature."""
    if case.rules < DESKS_BEFORE_SIGNING:
        return None
    way, actor = way_of(case, request, command), command.actor
    place = place_of(way, actor)
    if place is not None and place == len(way) - 1:
        return FORMS.get(way[place].desk)
    deputies = command.signing.deputies if command.signing else ()
    if actor.id in {each.person.id for each in deputies}:
        return SigningForm.KT
    return None if actor.role is Role.AGENCY_HEAD else SigningForm.TUQ
