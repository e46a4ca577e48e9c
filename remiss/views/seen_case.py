"""A case as one caller may see it. What they may read, `remiss.consultation.visibility` says."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from remiss.consultation.life.events import (
    ConsultationOpened,
    DraftAmended,
    Event,
    RequestEventBase,
    RequestSent,
)
from remiss.consultation.life.evolution import fold
from remiss.consultation.life.preconditions import request_of
from remiss.consultation.permission import permit
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.refusals import Refusal
from remiss.consultation.state import CaseStage, Consultation, Request, Stage
from remiss.consultation.values import Actor, AgencyCode, Question, QuestionId
from remiss.consultation.views.rows import (
    ConsultationRow,
    RequestRow,
    case_row,
    request_row,
    row_over,
)
from remiss.consultation.visibility import (
    answers_for_agency,
    sees_event,
    sees_forwarding,
    sees_inside,
    sees_request,
)
from remiss.ledger.reads.pool import Ledger
from remiss.ledger.reads.stored_events import LedgerEvent
from remiss.problems.problem import Problem


@dataclass(frozen=True)
class SeenCase:
    """One case through the eyes of `actor`."""

    actor: Actor
    case: Consultation
    events: tuple[LedgerEvent, ...]
    behind: bool
    """The case is known to have decided more than is read here."""

    @cached_property
    def row(self) -> ConsultationRow:
        """The case as lists show it to the actor."""
        rows = tuple(self.row_of(request) for request in self.requests)
        if answers_for_agency(self.actor):
            return row_over(self.case, rows, **_of_these(self.case.stage, rows))
        return case_row(self.case, rows)

    def row_of(self, request: Request) -> RequestRow:
        """The row of a request the actor may see, made once."""
        place = (request.agency.code, request.ordinal)
        if place not in self._rows:
            row = request_row(self.case, request)
            self._rows[place] = request_seen_by(self.actor, row)
        return self._rows[place]

    @cached_property
    def _rows(self) -> dict[tuple[AgencyCode, int], RequestRow]:
        return {}

    @cached_property
    def requests(self) -> tuple[Request, ...]:
        """The present request of each agency the actor may see."""
        return self._seen(self.case.requests.values())

    @cached_property
    def earlier(self) -> tuple[Request, ...]:
        """The requests before those, first to last."""
        return self._seen(self.case.earlier)

    def request(self, agency: AgencyCode, ordinal: int | None = None) -> Request:
        """The present request to `agency`, or the `ordinal`-th.

        Raises:
            Refusal: `request_not_found`, whether it is another's or nobody's.
        """
        if not sees_request(self.actor, agency):
            raise Refusal("request_not_found")
        present = request_of(self.case, agency)
        if ordinal is None:
            return present
        found = [r for r in self.case.requests_of(agency) if r.ordinal == ordinal]
        if not found:
            raise Refusal("request_not_found")
        return found[0]

    def questions_of(self, request: Request) -> tuple[Question, ...]:
        """What a request asks, or asked, in the words of its last round, each under its field."""
        asked = {match.question: match.field for match in request.matches}
        return tuple(
            question.model_copy(update={"field": asked[question.id] or question.field})
            for question in self._questions_in(request.round).values()
            if question.id in asked
        )

    def told_in(self, request: Request) -> tuple[Event, ...]:
        """The events of a request, from its sending on."""
        return tuple(self._by_request[request.agency.code, request.ordinal])

    @cached_property
    def _by_request(self) -> Mapping[tuple[AgencyCode, int], Sequence[Event]]:
        found: dict[tuple[AgencyCode, int], list[Event]] = defaultdict(list)
        ordinals: dict[AgencyCode, int] = defaultdict(int)
        for stored in self.events:
            event = stored.recorded.event
            if isinstance(event, RequestEventBase):
                ordinals[event.agency] += isinstance(event, RequestSent)
                found[event.agency, ordinals[event.agency]].append(event)
        return found

    @property
    def timeline(self) -> tuple[LedgerEvent, ...]:
        """The events the actor may read."""
        return tuple(s for s in self.events if sees_event(self.actor, s.recorded.event))

    def sees_inside(self, request: Request) -> bool:
        """Whether the actor may read what the agency does before it signs."""
        return sees_inside(self.actor, request.agency.code)

    def sees_forwarding(self, request: Request) -> bool:
        """Whether the actor may read to whom the agency's clerk passed the request on."""
        return sees_forwarding(self.actor, request.agency.code)

    def _seen(self, requests: Iterable[Request]) -> tuple[Request, ...]:
        return tuple(r for r in requests if sees_request(self.actor, r.agency.code))

    def _questions_in(self, round_: int) -> dict[QuestionId, Question]:
        """The questions as they stood in a round, each in its last words by then."""
        asked: dict[QuestionId, Question] = {}
        for opened, questions in self._rounds:
            if opened <= round_:
                asked |= {question.id: question for question in questions}
        return asked

    @cached_property
    def _rounds(self) -> Sequence[tuple[int, Sequence[Question]]]:
        """The questions that each round puts, anew or for the first time."""
        rounds: list[tuple[int, Sequence[Question]]] = []
        for stored in self.events:
            match stored.recorded.event:
                case ConsultationOpened(questions=questions):
                    rounds.append((0, questions))
                case DraftAmended(round=opened, changed=changed):
                    rounds.append((opened, changed))
                case _:
                    pass
        return rounds


async def see(
    ledger: Ledger,
    actor: Actor,
    consultation: str,
    action: str = "read_case",
    agency: AgencyCode | None = None,
) -> SeenCase:
    """The case as it stands in the ledger, for what `actor` is about to do with it.

    Raises:
        Refusal: `consultation_not_found`, whether it is hidden from `actor` or not there; else
            as `remiss.consultation.permission.permit`.
        Problem: `being_recorded`, of a case that was accepted and is not in the ledger yet.
    """
    events = await ledger.stream(consultation)
    case = fold(stored.recorded.event for stored in events)
    if not isinstance(case, Consultation):
        accepted = await ledger.unrecorded(consultation)
        permit(actor, action, accepted if isinstance(accepted, Consultation) else None, agency)
        raise Problem("being_recorded", headers={"Retry-After": "2"})
    permit(actor, action, case, agency)
    return SeenCase(actor, case, events, behind=consultation in ledger.behind)


async def known_case(ledger: Ledger, consultation: str) -> Consultation | None:
    """The case in the ledger, or one that was accepted and is not in it yet; None: there is none.

    For no reader's eyes: it says how people stand to the case.
    """
    case = fold(stored.recorded.event for stored in await ledger.stream(consultation))
    if not isinstance(case, Consultation):
        case = await ledger.unrecorded(consultation)
    return case if isinstance(case, Consultation) else None


def request_seen_by(actor: Actor, row: RequestRow) -> RequestRow:
    """The row of one request the actor may see, without what others keep to themselves.

    Nor what is for pages alone.
    """
    hidden: dict[str, Any] = {"facts": None} if row.facts else {}
    if not sees_inside(actor, row.agency):
        hidden |= {"drafted": False, "desk": None}
    if answers_for_agency(actor) and row.stage is Stage.IN_REVIEW:
        hidden["verdict"] = None
    return row.model_copy(update=hidden) if hidden else row


def _of_these(stage: CaseStage, rows: Sequence[RequestRow]) -> dict[str, Any]:
    pending = rows if stage is CaseStage.OPEN else ()
    alarms = (request.next_alarm_at for request in pending if request.next_alarm_at)
    return {"level": _level(pending), "next_alarm_at": min(alarms, default=None), "tasks": ()}


def _level(requests: Iterable[RequestRow]) -> EscalationLevel:
    return max((r.level for r in requests if not r.settled_at), default=EscalationLevel.NONE)
