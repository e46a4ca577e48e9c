"""What proves a task: the events of its own request that whoever reads may read."""

from datetime import timedelta

import asyncpg
import pytest

from remiss.consultation.life.events import LatenessCorrected
from remiss.consultation.life.inside.messages import DelegateSignature
from remiss.consultation.values import Actor, Person, Role
from remiss.consultation.views.sheets.sheet_period import Length, SheetPeriod
from remiss.consultation.views.sheets.task_record import task_records
from remiss.ledger import append
from remiss.ledger.sheets.task_reads import TasksWanted, tasks_of
from tests.given.case import (
    AUDITOR,
    CLEAR,
    FINANCE,
    MONDAY,
    assessed,
    head,
    opening,
    order,
    replies,
)
from tests.given.ledger_cases import batches

HEAD = head(FINANCE)
HOME_AFFAIRS = AUDITOR.model_copy(update={"role": Role.HOME_AFFAIRS})
LENT = order(
    DelegateSignature,
    HEAD,
    agency=FINANCE.code,
    to=Person(id="duc", name="Lê Đức"),
    since=MONDAY,
    until=MONDAY + timedelta(days=3),
    reason="Nghỉ phép",
)


@pytest.mark.parametrize(("reader", "inside"), [(HEAD, True), (HOME_AFFAIRS, False)])
async def test_what_is_inside_an_agency_proves_nothing_to_others(
    pool: asyncpg.Pool,
    reader: Actor,
    inside: bool,  # noqa: FBT001
) -> None:
    """Whom a head let sign, and when, Home Affairs reads neither in the case nor here."""
    for batch in batches(opening(), LENT):
        await append(pool, batch)
    wanted = TasksWanted(reader, FINANCE.code, SheetPeriod(MONDAY.year, Length.YEAR, 1))
    (task,) = [each async for each in tasks_of(pool, wanted)]
    kinds = [proof.kind for proof in task.proofs]
    assert ("signature_delegated" in kinds) is inside
    assert kinds[0] == "request_sent"


def test_a_correction_proves_the_task_it_corrects() -> None:
    """Of two requests to an agency the first: found less late after the second was sent."""
    (opened,) = batches(opening())
    sent = [each for each in opened.events if getattr(each.event, "agency", None) == FINANCE.code]
    corrected = LatenessCorrected(
        at=MONDAY, agency=FINANCE.code, request=1, number=1, days_before=2, days_late=0, late=False
    )
    last = sent[0].model_copy(update={"version": 99, "event": corrected})
    events = [opened.events[0], *sent, *sent, last]
    first, second = task_records([(each, "00") for each in events], FINANCE.code)
    assert first.proofs[-1].kind == "lateness_corrected"
    assert "lateness_corrected" not in [proof.kind for proof in second.proofs]


def test_a_task_is_finished_when_its_reply_came() -> None:
    """How long it was assessed and reviewed afterwards is not the agency's time."""
    came, decided = MONDAY + timedelta(days=1), MONDAY + timedelta(days=9)
    told = batches(
        opening(),
        replies(FINANCE, came),
        assessed(FINANCE, CLEAR).model_copy(update={"at": decided}),
    )
    events = [each for batch in told for each in batch.events]
    (task,) = task_records([(each, "00") for each in events], FINANCE.code)
    assert task.proofs[-1].at == decided
    assert (task.finished_at, task.late) == (came, False)
