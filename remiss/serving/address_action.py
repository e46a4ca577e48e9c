"""What an address does, as a row of the table of authority; and the case it is about."""

import structlog
from fastapi import Request

from remiss.consultation.authority import AUTHORITY
from remiss.consultation.refusals import Refusal

DOES = "remiss.action"
LONGEST_ID = 40


class AddressAction:
    """What an address does, as a row of `remiss.consultation.authority`; it stands beside it."""

    def __init__(self, name: str) -> None:
        """By the name of its row.

        Raises:
            LookupError: there is no such row.
        """
        if name not in AUTHORITY:
            raise LookupError(f"{name} is no action of remiss.consultation.authority")
        self.name = name

    async def __call__(self, request: Request) -> None:
        """Tell whoever asks in this request."""
        request.scope[DOES] = self.name


def case_named(given: str) -> str:
    """The case in an address, named in the log.

    Raises:
        Refusal: `consultation_not_found`, of what cannot be an id as of a case that is not there.
    """
    plain = given.replace("-", "").isalnum() and given.isascii()
    if not plain or len(given) > LONGEST_ID:
        raise Refusal("consultation_not_found")
    structlog.contextvars.bind_contextvars(consultation=given)
    return given
