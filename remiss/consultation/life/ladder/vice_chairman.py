"""The Vice-Chairman in charge of a field, told between the Office and the Chairman.

No level of its own: levels are numbers in what is stored, and compared. That somebody was told is
a notice of the request, which stands after that of the Office in the same climb.
docs/decisions/0049-the-vice-chairman-is-told-beside-the-ladder.md
"""

from remiss.consultation.policy import EscalationLevel
from remiss.consultation.relevance import in_charge
from remiss.consultation.rule_number import VICE_CHAIRMAN_TOLD
from remiss.consultation.state import Consultation, Request
from remiss.consultation.values import Person


def vice_chairmen_of(case: Consultation, request: Request) -> tuple[Person, ...]:
    """Who is in charge of what the agency still owes an answer to, each once."""
    charged = [(each.person, each.fields) for each in case.vice_chairmen]
    found = (in_charge(charged, question.field) for question in case.owed_by(request))
    return tuple({person.id: person for person in found if person}.values())


def is_to_be_told(case: Consultation, request: Request) -> bool:
    """Whether the Office was told, nobody above it yet, and somebody is in charge."""
    if case.rules < VICE_CHAIRMAN_TOLD or case.policy.vice_chairman_after is None:
        return False
    at_the_office = request.level is EscalationLevel.OFFICE and not _told_since_the_office(request)
    return at_the_office and bool(vice_chairmen_of(case, request))


def _told_since_the_office(request: Request) -> bool:
    for notice in reversed(request.notices):
        if notice.kind == "vice_chairman":
            return True
        if notice.level is EscalationLevel.OFFICE:
            return False
    return False
