"""Who may sign for an agency: a head of it, and whom a head lent their signature."""

from datetime import datetime

from remiss.consultation.life.replying.messages import SignReply
from remiss.consultation.refusals import Refusal
from remiss.consultation.state import Request
from remiss.consultation.values import Actor, Role


def may_sign(request: Request, actor: Actor, at: datetime) -> bool:
    """A head of the agency, or whom a head lent their signature, for as long as they did."""
    if actor.role is Role.AGENCY_HEAD:
        return True
    lent = request.delegation
    return lent is not None and lent.to.id == actor.id and lent.since <= at < lent.until


def check_signatory(request: Request, command: SignReply) -> None:
    """Refuse who may not sign, and say until when they could have.

    Raises:
        Refusal: `signature_not_delegated`, `signature_delegated_for`.
    """
    if may_sign(request, command.actor, command.at):
        return
    lent = request.delegation
    if lent is None or lent.to.id != command.actor.id:
        raise Refusal("signature_not_delegated", agency=request.agency.name)
    raise Refusal("signature_delegated_for", since=lent.since, until=lent.until)
