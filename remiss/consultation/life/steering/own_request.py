"""The Office as a party: it sets no deadline for itself, and decides in no case of its own."""

from remiss.consultation.life.message import CommandBase
from remiss.consultation.life.preconditions import request_of
from remiss.consultation.life.steering.messages import CloseOnRecord, OrderDeadline
from remiss.consultation.life.steering.urging_messages import Urge
from remiss.consultation.refusals import Refusal
from remiss.consultation.state import Consultation, State
from remiss.consultation.values import Role


def check_not_own(state: State, command: OrderDeadline | CloseOnRecord | Urge) -> None:
    """Refuse where the person of the Office and the agency asked are of one house.

    Raises:
        Refusal: `own_request`.
    """
    if isinstance(state, Consultation) and command.actor.agency == command.agency:
        raise Refusal("own_request", agency=request_of(state, command.agency).agency.name)


def check_not_own_case(state: State, command: CommandBase) -> None:
    """Refuse the Office where its own house drafts: it would judge between itself and others.

    Raises:
        Refusal: `own_case`.
    """
    if command.actor.role is not Role.OFFICE or not isinstance(state, Consultation):
        return
    if command.actor.agency == state.drafting_agency.code:
        raise Refusal("own_case", agency=state.drafting_agency.name)
