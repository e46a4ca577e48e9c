"""A case as one caller may see it."""

from collections.abc import Iterable
from dataclasses import dataclass

from api.ledger import Ledger, Stored
from consultation.answering import request_of
from consultation.authority import AUTHORITY, may_see
from consultation.events import RequestEventBase
from consultation.evolving import fold
from consultation.policy import EscalationLevel
from consultation.refusals import Refusal
from consultation.state import CaseStage, Consultation, Request
from consultation.values import Actor, AgencyCode, Role
from consultation.view import ConsultationRow, RequestRow, view


@dataclass(frozen=True)
class SeenCase:
    """One case through the eyes of `actor`: an agency sees its own request, and what is common."""

    actor: Actor
    case: Consultation
    events: tuple[Stored, ...]

    @property
    def row(self) -> ConsultationRow:
        """The case as lists show it to the actor."""
        return seen_by(self.actor, view(self.case))

    @property
    def requests(self) -> tuple[Request, ...]:
        """The requests the actor may see."""
        return tuple(r for r in self.case.requests.values() if self._shows(r.agency.code))

    def request(self, agency: AgencyCode) -> Request:
        """The request to `agency`.

        Raises:
            Refusal: `request_not_found`, whether it is another's or nobody's.
        """
        if not self._shows(agency):
            raise Refusal("request_not_found")
        return request_of(self.case, agency)

    @property
    def timeline(self) -> tuple[Stored, ...]:
        """The events of the case itself, and those of the requests the actor may see."""
        return tuple(stored for stored in self.events if self._tells(stored))

    def sees_unsigned(self, request: Request) -> bool:
        """Whether the actor may read a reply that is prepared and not signed: not its addressee."""
        return self.actor.role is Role.AUDITOR or (
            answers_for_agency(self.actor) and self.actor.agency == request.agency.code
        )

    def _shows(self, agency: AgencyCode) -> bool:
        return not answers_for_agency(self.actor) or agency == self.actor.agency

    def _tells(self, stored: Stored) -> bool:
        event = stored.recorded.event
        return not isinstance(event, RequestEventBase) or self._shows(event.agency)


async def see(ledger: Ledger, actor: Actor, consultation: str) -> SeenCase:
    """The case as it stands in the ledger.

    Raises:
        Refusal: `consultation_not_found`, whether it is hidden from `actor` or not there.
    """
    events = await ledger.stream(consultation)
    case = fold(stored.recorded.event for stored in events)
    if not isinstance(case, Consultation) or not may_see(actor, case):
        raise Refusal("consultation_not_found")
    return SeenCase(actor, case, events)


def answers_for_agency(actor: Actor) -> bool:
    """Whether the actor is asked, rather than asking or auditing."""
    _, roles = AUTHORITY["reply"]
    return actor.role in roles


def seen_by(actor: Actor, row: ConsultationRow) -> ConsultationRow:
    """The row without what it tells of other agencies, when an agency reads it."""
    if not answers_for_agency(actor):
        return row
    own = tuple(request for request in row.requests if request.agency == actor.agency)
    pending = own if row.stage is CaseStage.OPEN else ()
    return row.model_copy(
        update={
            "requests": own,
            "level": _level(pending),
            "next_alarm_at": min(
                (r.next_alarm_at for r in pending if r.next_alarm_at), default=None
            ),
        }
    )


def _level(requests: Iterable[RequestRow]) -> EscalationLevel:
    return max((r.level for r in requests if not r.settled_at), default=EscalationLevel.NONE)
