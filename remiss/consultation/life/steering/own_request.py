"""The Office as one of the agencies asked: it sets no deadline and no outcome for itself."""

from remiss.consultation.life.preconditions import request_of
from remiss.consultation.life.steering.messages import CloseOnRecord, OrderDeadline
from remiss.consultation.refusals import Refusal
from remiss.consultation.state import Consultation, State


def check_not_own(state: State, command: OrderDeadline | CloseOnRecord) -> None:
    """Refuse where the person of the Office and the agency asked are of one house.

    Raises:
        Refusal: `own_request`.
    """
    if isinstance(state, Consultation) and command.actor.agency == command.agency:
        raise Refusal("own_request", agency=request_of(state, command.agency).agency.name)
