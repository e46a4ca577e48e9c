"""What moving a request of a body that ended would do, tried on the acts that move it.

Its successors are asked as any agency is added, by their own mandates and with a full deadline;
then its request is withdrawn. Nothing is decided here: a refusal says what has to be done first.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from pydantic import AwareDatetime, Field

from remiss.consultation.clarity.bodies import find_agency
from remiss.consultation.decider import decide
from remiss.consultation.life.commands import AddAgency, Command, WithdrawAgency
from remiss.consultation.life.events import Event, RequestSent
from remiss.consultation.life.evolution import fold
from remiss.consultation.refusals import Refusal
from remiss.consultation.state import Consultation, Request
from remiss.consultation.values import (
    Actor,
    Agency,
    AgencyCode,
    QuestionId,
    Role,
    Value,
)
from remiss.texts import Bilingual, day_and_time, ids_named, say

REASON = "-"
"""No reason is given in a trial; whoever withdraws it gives theirs."""


class AskedInstead(Value):
    """One successor, as it would be asked now."""

    agency: AgencyCode
    agency_name: Bilingual
    questions: tuple[QuestionId, ...] = Field(
        description="Put to it by its own mandate, which may be more than it takes over."
    )
    due_at: AwareDatetime | None = Field(description="If it is asked now; None: it is not asked.")
    refused: Bilingual | None = Field(description="Why it cannot be asked so; None: it can.")


class MovedRequest(Value):
    """What adding each successor, and then withdrawing the request, would lead to."""

    asked: tuple[AskedInstead, ...] = Field(description="Empty where no successor is known.")
    unplaced: tuple[QuestionId, ...] = Field(description="Owed, and no successor is known for it.")
    withdrawal_refused: Bilingual | None = Field(
        description="Why the request cannot be withdrawn after that; None: it can."
    )
    steps: tuple[Bilingual, ...] = Field(description="The same in words, in order.")


def moved_request(
    case: Consultation, ended: AgencyCode, registered: Iterable[Agency], at: datetime
) -> MovedRequest:
    """The move of the open request to `ended`, as the registry is, if it were made at `at`."""
    request, agencies = case.requests[ended], tuple(registered)
    meant = {q: _successor(case, request, q, agencies) for q in request.owed}
    successors = {agency.code: agency for agency in meant.values() if agency}
    asked, moved = list[AskedInstead](), case
    for successor in successors.values():
        adds = AddAgency(**_trial(case, at), agency=successor.code, profile=successor)
        events, refused = _tried(moved, adds)
        asked.append(_asked(successor, events, refused))
        moved = _after(moved, events)
    withdraws = WithdrawAgency(**_trial(case, at), agency=ended, reason=REASON)
    unplaced = [question for question, agency in meant.items() if agency is None]
    kept = _tried(moved, withdraws)[1]
    return MovedRequest(
        asked=tuple(asked),
        unplaced=tuple(unplaced),
        withdrawal_refused=kept,
        steps=tuple(_steps(case, asked, unplaced, kept)),
    )


def _steps(
    case: Consultation,
    asked: Iterable[AskedInstead],
    unplaced: list[QuestionId],
    kept: Bilingual | None,
) -> Iterator[Bilingual]:
    for each in asked:
        if each.due_at:
            due, questions = day_and_time(each.due_at), list(each.questions)
            yield _say(case, "asked", agency=each.agency_name, questions=questions, due=due)
        else:
            yield _say(case, "not_asked", agency=each.agency_name, why=each.refused)
    if unplaced:
        yield _say(case, "unplaced", questions=unplaced)
    yield _say(case, "kept", why=kept) if kept else _say(case, "withdrawn")


def _say(case: Consultation, step: str, **facts: object) -> Bilingual:
    return say(f"ended_body.step.{step}", **ids_named(facts, case.question_numbers))


def _successor(
    case: Consultation, request: Request, question: QuestionId, agencies: tuple[Agency, ...]
) -> Agency | None:
    """Who took over the field the question is in."""
    field = next((each.field for each in case.questions if each.id == question), None)
    return find_agency(request.agency.name.vi, agencies, field)


def _trial(case: Consultation, at: datetime) -> dict[str, Any]:
    """What both acts have in common: the officer in charge gives them."""
    home, officer = case.drafting_agency.code, case.officer
    by = Actor(id=officer.id, name=officer.name, role=Role.OFFICER, agency=home)
    return {"id": "trial", "actor": by, "at": at}


def _tried(case: Consultation, command: Command) -> tuple[tuple[Event, ...], Bilingual | None]:
    try:
        return decide(case, command), None
    except Refusal as refusal:
        return (), refusal.message


def _after(case: Consultation, events: tuple[Event, ...]) -> Consultation:
    state = fold(events, case)
    assert isinstance(state, Consultation)  # noqa: S101 -- a case stays one
    return state


def _asked(agency: Agency, events: tuple[Event, ...], refused: Bilingual | None) -> AskedInstead:
    sent = next((event for event in events if isinstance(event, RequestSent)), None)
    return AskedInstead(
        agency=agency.code,
        agency_name=agency.name,
        questions=tuple(match.question for match in sent.matches) if sent else (),
        due_at=sent.due_at if sent else None,
        refused=refused,
    )
