"""Open cases of bodies that the registry no longer has, for whoever moves them to a successor."""

from collections.abc import Iterable
from datetime import datetime

from pydantic import AwareDatetime, Field

from remiss.consultation.clarity.bodies import find_agency
from remiss.consultation.life.evolution import fold
from remiss.consultation.state import Consultation, Stage, State
from remiss.consultation.values import RESERVED, Agency, AgencyCode, QuestionId, Value
from remiss.consultation.views.rehearsals.moved_request import MovedRequest, moved_request
from remiss.ledger.connection import Reader
from remiss.ledger.reads.stored_events import stream
from remiss.ledger.statements import SQL
from remiss.texts import Bilingual, say


class CaseOfEndedBody(Value):
    """One request a body that ended has not settled, or one case it drafts."""

    agency: AgencyCode
    agency_name: str | None = Field(description="As the case knows it; None where it drafts.")
    consultation: str
    subject: str
    drafting_agency: AgencyCode
    officer_name: str
    stage: Stage | None = Field(description="Of its request; None where it drafts the case.")
    questions: tuple[QuestionId, ...]
    due_at: AwareDatetime | None
    successor: AgencyCode | None = Field(
        description="Who took over, as far as the list of merged bodies says; None: not known."
    )
    todo: Bilingual
    move: MovedRequest | None = Field(
        description="What moving the request by these acts would lead to; None where it drafts."
    )


async def list_cases_of_ended_bodies(
    source: Reader, registered: Iterable[Agency], at: datetime
) -> tuple[CaseOfEndedBody, ...]:
    """By body, soonest due first, moved as of `at`; a body outside the registry has not ended."""
    agencies = tuple(registered)
    codes = [agency.code for agency in agencies]
    rows = await source.fetch(SQL["open_with_ended"], codes, RESERVED)
    found = []
    for row in rows:
        drafts = row["agency_name"] is None
        case = None if drafts else fold(r.event for r in await stream(source, row["consultation"]))
        move = _move(case, row["agency"], agencies, at)
        found.append(_found(dict(row), agencies, move))
    return tuple(found)


def _move(
    case: State | None, ended: AgencyCode, agencies: tuple[Agency, ...], at: datetime
) -> MovedRequest | None:
    """None also where the tables lag behind the case, and the request is settled."""
    if not isinstance(case, Consultation) or case.requests[ended].settled:
        return None
    return moved_request(case, ended, agencies, at)


def _found(
    row: dict[str, object], agencies: tuple[Agency, ...], move: MovedRequest | None
) -> CaseOfEndedBody:
    name = row["agency_name"]
    meant = find_agency(str(name), agencies) if name else None
    state = "drafting" if name is None else "known" if meant else "unknown"
    todo = say(f"ended_body.{state}", successor=meant and meant.name)
    successor = meant.code if meant else None
    return CaseOfEndedBody.model_validate(
        {**row, "successor": successor, "todo": todo, "move": move}
    )
