"""The applicant's return date, and whose answers put it at risk."""

from collections.abc import Iterator

from pydantic import Field

from remiss.consultation.state import Consultation, Request
from remiss.consultation.values import AgencyCode, Procedure, Value
from remiss.texts import Bilingual, local_date, say


class ReturnDate(Value):
    """What a case within an administrative procedure is bound by."""

    procedure: Procedure
    at_risk: tuple[AgencyCode, ...] = Field(
        description="Agencies that are overdue, or have no room left for reminding them."
    )
    text: Bilingual


def return_date(case: Consultation) -> ReturnDate | None:
    """None where the case is part of no such procedure."""
    if case.procedure is None:
        return None
    late = tuple(at_risk(case))
    if not late:
        return kept(case.procedure)
    return ReturnDate(
        procedure=case.procedure,
        at_risk=tuple(request.agency.code for request in late),
        text=say(
            "return_date.at_risk",
            agencies=[request.agency.name for request in late],
            **_facts(case.procedure),
        ),
    )


def kept(procedure: Procedure) -> ReturnDate:
    """The date, with nothing said against it."""
    said = say("return_date.kept", **_facts(procedure))
    return ReturnDate(procedure=procedure, at_risk=(), text=said)


def at_risk(case: Consultation) -> Iterator[Request]:
    """Open requests whose answer may come too late for the applicant."""
    if case.bound is None:
        return
    for request in case.open_requests:
        calendar = case.calendar_of(request.agency)
        spent = calendar.add(request.due_at, case.policy.silence.after)
        if request.overdue or spent > case.bound.end(calendar):
            yield request


def _facts(procedure: Procedure) -> dict[str, str]:
    return {"number": procedure.number, "return_on": local_date(procedure.return_on)}
