"""What still runs with a body that ended is listed, with who took over as far as that is known."""

from pathlib import Path
from typing import Any

import asyncpg

from remiss.consultation.life.commands import Cancel
from remiss.consultation.values import OutsideBody
from remiss.ledger import append
from remiss.ledger.reads.ended_bodies import list_cases_of_ended_bodies
from tests.given.case import (
    AGENCIES,
    DIRECTORY,
    FINANCE,
    HOME,
    JUSTICE,
    LAW,
    MONDAY,
    OFFICER,
    agency,
    opening,
    order,
)
from tests.given.ledger_cases import batches
from tests.parts.cli.test_reporting import remiss

MINISTRY = OutsideBody(name="Bộ Y tế", address="Hà Nội", legal_basis="Luật", questions=(LAW.id,))


async def kept(pool: asyncpg.Pool, *commands: Any) -> None:
    for batch in batches(*commands):
        await append(pool, batch)


async def test_open_requests_and_cases_of_ended_bodies_are_listed(pool: asyncpg.Pool) -> None:
    """Not what was settled, nor a body that never stood in the registry."""
    await kept(pool, opening(consultation="HS-OPEN", outside=(MINISTRY,)))
    cancelled = order(Cancel, OFFICER, MONDAY, reason="Mở trùng")
    await kept(pool, opening(consultation="HS-OVER"), cancelled)
    one: dict[str, Any] = {"questions": (LAW,), "agencies": (JUSTICE.code,)}
    await kept(pool, opening(consultation="HS-LESS", **one))

    left = [each for each in AGENCIES if each != FINANCE]
    (found,) = await list_cases_of_ended_bodies(pool, left, MONDAY)
    assert (found.consultation, found.agency, found.successor) == ("HS-OPEN", FINANCE.code, None)
    assert found.agency_name == FINANCE.name.vi
    assert found.move
    assert (found.move.asked, found.move.unplaced) == ((), ("money",))
    assert await list_cases_of_ended_bodies(pool, AGENCIES, MONDAY) == ()

    drafting = [each for each in AGENCIES if each != HOME]
    cases = await list_cases_of_ended_bodies(pool, drafting, MONDAY)
    assert [(each.consultation, each.stage) for each in cases] == [
        ("HS-LESS", None),
        ("HS-OPEN", None),
    ]
    assert [each.move for each in cases] == [None, None]


async def test_who_took_over_is_named_where_it_is_known(
    pool: asyncpg.Pool, database: str, tmp_path: Path
) -> None:
    """By the list of merged bodies; the command says what to do, and that there is something."""
    merged = agency("H99.98", "Sở Kế hoạch và Đầu tư", "fin")
    directory = DIRECTORY.model_copy(update={"agencies": (HOME, JUSTICE, merged)})
    asked: dict[str, Any] = {"agencies": (JUSTICE.code, merged.code), "directory": directory}
    await kept(pool, opening(consultation="HS-KH", **asked))

    (found,) = await list_cases_of_ended_bodies(pool, AGENCIES, MONDAY)
    assert (found.agency, found.successor) == (merged.code, FINANCE.code)
    assert "Sở Tài chính" in found.todo.vi
    assert found.move
    assert [each.agency for each in found.move.asked] == [FINANCE.code]
    code, said, _ = await remiss(database, tmp_path, "registry", "ended")
    assert code == 1
    assert "HS-KH" in said
    assert "Rút đề nghị hiện nay" in " ".join(said.split())
