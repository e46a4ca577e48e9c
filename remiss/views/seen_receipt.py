"""A receipt as one caller may read it."""

from remiss.consultation.ports import Receipt
from remiss.consultation.values import Actor
from remiss.consultation.visibility import answers_for_agency

UNDECIDED = "reply_flagged"


def receipt_seen_by(actor: Actor, receipt: Receipt) -> Receipt:
    """The receipt; to an agency, of a reply under review, without what a machine read in it."""
    if answers_for_agency(actor) and UNDECIDED in receipt.events:
        return receipt.model_copy(update={"assessment": None})
    return receipt
