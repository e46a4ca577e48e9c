"""The parts people play in a case, by which they are told of it; `recipients` says of what."""

from enum import StrEnum
from typing import NamedTuple

from remiss.consultation.state import Stage
from remiss.consultation.telling.next_steps import NextStep
from remiss.consultation.values import Role


class Part(StrEnum):
    """The part someone plays in a case, by which a notice finds them."""

    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    AGENCY = "agency"
    OFFICIAL = "official"
    HEAD = "head"
    OFFICE = "office"
    CHAIRMAN = "chairman"
    VICE_CHAIRMAN = "vice_chairman"
    DEPUTY = "deputy"
    COLLEAGUE = "colleague"
    DELEGATE = "delegate"
    PREVIOUS_OFFICER = "previous_officer"
    RELIEVED = "relieved"
    DESK = "desk"
    PREPARER = "preparer"


READS: dict[Role, tuple[Part, ...]] = {
    Role.SUPERVISOR: (Part.SUPERVISOR,),
    Role.AGENCY_HEAD: (Part.HEAD, Part.AGENCY),
    Role.AGENCY_OFFICIAL: (Part.AGENCY,),
    Role.CLERK: (Part.AGENCY,),
    Role.OFFICE: (Part.OFFICE, Part.VICE_CHAIRMAN, Part.CHAIRMAN),
}
"""The parts whose notices a role reads, the closest first, when nobody is named.

The Office also reads what goes to the Chairman and to a Vice-Chairman: it is the Office that lays
it before them.
"""


class Recipient(NamedTuple):
    """A part to tell. What asks for nothing and decides nothing need not fill a mailbox.

    `stages` limits it to the requests that stand there; of two that fit, the first counts.
    """

    part: Part
    todo: NextStep | None = None
    by_mail: bool = True
    stages: frozenset[Stage] = frozenset()
    others: bool = False
    """Those asked in the same case beside the one the event is about."""


def fyi(part: Part) -> Recipient:
    """For information, in the inbox and the agency's own system."""
    return Recipient(part, by_mail=False)


def asked_and_official(step: NextStep) -> tuple[Recipient, Recipient]:
    """Both who stand for the agency asked: its focal point, and the official it named."""
    return Recipient(Part.AGENCY, step), Recipient(Part.OFFICIAL, step)
