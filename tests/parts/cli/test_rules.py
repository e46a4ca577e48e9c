"""`remiss rules` as a person runs it: what officers made of each rule, and what retired."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from remiss import ledger
from remiss.consultation.life.commands import ReviewReply
from remiss.ledger.reads.scorecards.rule_agreement import LEAST_DECISIONS
from remiss.reference.calendars import working_calendar
from tests.given.case import FINANCE, FLAGGED, OFFICER, assessed, opening, order, replies
from tests.given.ledger_cases import batches
from tests.parts.cli.test_reporting import remiss

NOW = datetime.now(UTC)


@pytest.fixture
async def accepted_unchanged(database: str) -> None:
    """Officers accepted what one rule flagged, as often as it takes."""
    pool = await ledger.connect(database)
    calendar = working_calendar(NOW.year, NOW.year + 2)
    accept = order(ReviewReply, OFFICER, NOW, agency=FINANCE.code, decision="accept")
    for number in range(LEAST_DECISIONS):
        opened = opening(NOW, consultation=f"HS-{number:03}", calendar=calendar)
        came = (replies(FINANCE, NOW), assessed(FINANCE, FLAGGED, NOW))
        for batch in batches(opened, *came, accept):
            await ledger.append(pool, batch)
    await pool.close()


@pytest.mark.usefixtures("accepted_unchanged")
async def test_it_names_what_retired_and_why(database: str, tmp_path: Path) -> None:
    """The rule, its figures, and by how many decisions of which time."""
    code, said, complained = await remiss(database, tmp_path / "data", "rules")

    assert code == 0, complained
    (row,) = [line for line in said.splitlines() if line.startswith("│ wording")]
    assert [cell.strip() for cell in row.split("│")[1:-1]] == [
        *("wording", "test"),
        *("10", "10", "0", "0%"),
    ]
    assert "wording (test)" in said
    assert "180" in said


async def test_nothing_decided_is_nothing_said(database: str, tmp_path: Path) -> None:
    """An empty table, and no rule retired."""
    code, said, _ = await remiss(database, tmp_path / "data", "rules")
    assert code == 0
    assert "thôi tự đánh dấu" not in said
