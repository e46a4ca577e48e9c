"""The clerk passes a request on within the agency: to its head, or to somebody named."""

from datetime import datetime
from typing import Any

import pytest

from remiss.consultation.life.commands import Assign, Forward
from remiss.consultation.values import Listed, PeopleNamed, Person, Role
from remiss.consultation.views.current_desk import CurrentDesk, DeskTask, current_desk
from remiss.consultation.visibility import sees_event
from tests.given.case import (
    AUDITOR,
    FINANCE,
    JUSTICE,
    MONDAY,
    OFFICE,
    OFFICER,
    given,
    hanoi,
    head,
    official,
    opening,
    order,
    refusal,
    when,
)

CLERK = official(FINANCE).model_copy(update={"id": "vt", "name": "Võ Thị Nga", "role": Role.CLERK})
AN = Person(id="an", name="Nguyễn Văn An")
TUESDAY = hanoi("2026-03-03")


def forwards(to: Person | None = None, at: datetime = MONDAY, **said: Any) -> Forward:
    return order(Forward, CLERK, at, agency=FINANCE.code, to=to, **said)


def desk_after(*commands: Any) -> CurrentDesk | None:
    return current_desk(given(opening(), *commands).requests[FINANCE.code])


def listed(*roles: Role) -> PeopleNamed:
    return PeopleNamed(
        complete=True, listed=(Listed(id=AN.id, agency=FINANCE.code, roles=roles),), unlisted=()
    )


def test_it_lies_with_whom_it_was_passed_on_to() -> None:
    """The head assigns it, an official answers it; whoever is assigned later has it then."""
    to_head = desk_after(forwards(at=TUESDAY))
    assert to_head is not None
    assert (to_head.task, to_head.person, to_head.since) == (DeskTask.ASSIGN, None, TUESDAY)
    for named, task in ((listed(Role.AGENCY_HEAD), DeskTask.ASSIGN), (None, DeskTask.PREPARE)):
        desk = desk_after(forwards(AN, TUESDAY, named=named))
        assert desk is not None
        assert (desk.task, desk.person) == (task, AN)
    assigned = order(
        Assign, head(FINANCE), agency=FINANCE.code, official=Person(id="binh", name="Bình")
    )
    desk = desk_after(forwards(AN), assigned)
    assert desk is not None
    assert desk.person
    assert desk.person.id == "binh"


def test_the_clerk_reads_what_they_passed_on_and_who_asked_does_not() -> None:
    """It is inside the agency."""
    _, (event,) = when(given(opening()), forwards(AN))
    readers = (CLERK, head(FINANCE), official(FINANCE), AUDITOR, OFFICER, OFFICE, head(JUSTICE))
    assert [person.id for person in readers if sees_event(person, event)] == [
        CLERK.id,
        head(FINANCE).id,
        official(FINANCE).id,
        AUDITOR.id,
    ]


@pytest.mark.parametrize("by", [official(FINANCE), head(FINANCE)], ids=lambda by: by.id)
def test_only_the_clerk_passes_a_request_on(by: Any) -> None:
    """A head assigns, an official involves colleagues."""
    asked = forwards(AN).model_copy(update={"actor": by})
    assert refusal(given(opening()), asked) == "not_permitted"
