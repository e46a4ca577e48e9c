"""How much lies with each agency, by the day it is due: counted from an index, as the cases say."""

from collections import Counter, defaultdict
from datetime import date

import asyncpg

from remiss.consultation.life.evolution import fold
from remiss.consultation.state import CaseStage, Consultation
from remiss.ledger import append
from remiss.ledger.reads.open_load import open_dues
from remiss.texts import VIET_NAM
from tests.given import generated
from tests.given.ledger_cases import merged

RUNS = {CaseStage.OPEN, CaseStage.SUSPENDED}


async def test_what_lies_with_agencies_is_what_the_cases_say(pool: asyncpg.Pool) -> None:
    """Of cases that run, suspended ones too; nothing of what is over, or has its end."""
    wanted = defaultdict[str, Counter[date]](Counter)
    seen = set[CaseStage]()
    for seed in range(60):
        told = generated.case(f"HS-{seed:02}", seed)
        batch = merged(told[: 3 + seed * 11 % len(told)])
        case = fold(recorded.event for recorded in batch.events)
        assert isinstance(case, Consultation)
        await append(pool, batch)
        seen.add(case.stage)
        for request in case.unsettled:
            wanted[request.agency.code][request.due_at.astimezone(VIET_NAM).date()] += 1
    assert seen > RUNS
    assert await open_dues(pool, sorted(wanted)) == wanted
    one, *_ = sorted(wanted)
    assert await open_dues(pool, [one]) == {one: wanted[one]}
