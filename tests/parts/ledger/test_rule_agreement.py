"""How often people agreed with a rule, counted in a real ledger, and when it retires."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import asyncpg
import pytest

from remiss.consultation.clarity.assessment import Assessment, Finding
from remiss.consultation.life.commands import ContestReturn, ReviewReply
from remiss.consultation.values import Actor
from remiss.ledger import append
from remiss.ledger.reads.scorecards.period import Period
from remiss.ledger.reads.scorecards.rule_agreement import (
    LEAST_DECISIONS,
    MEASURED_FOR,
    Retirement,
    RuleAgreement,
    retired_rules,
    rule_agreement,
)
from tests.given.case import (
    FINANCE,
    FLAGGED,
    MONDAY,
    OFFICE,
    OFFICER,
    RETURNED,
    assessed,
    both,
    hanoi,
    head,
    opening,
    order,
    replies,
    time_passes,
)
from tests.given.ledger_cases import batches

EVER = Period()
LATER = Finding(rule="layout_only", message=both("thể thức"), span="khoản")
TWO_RULES = FLAGGED.model_copy(update={"findings": (*FLAGGED.findings, LATER)})


def decides(decision: str, by: Actor = OFFICER) -> ReviewReply:
    said = "Đề nghị nêu mức"
    return order(ReviewReply, by, agency=FINANCE.code, decision=decision, reasons=said)


def contests() -> ContestReturn:
    return order(ContestReturn, head(FINANCE), agency=FINANCE.code, reasons="Đã nêu ở mục 2")


async def enter(
    pool: asyncpg.Pool, id_: str, *commands: object, finding: Assessment = FLAGGED
) -> None:
    begun = (opening(consultation=id_), replies(FINANCE), assessed(FINANCE, finding))
    for batch in batches(*begun, *commands):  # type: ignore[arg-type]
        await append(pool, batch)


async def enter_many(pool: asyncpg.Pool, decisions: Sequence[str]) -> None:
    for number, decision in enumerate(decisions):
        await enter(pool, f"HS-{number:03}", decides(decision))


async def only(pool: asyncpg.Pool, rule: str = "wording") -> RuleAgreement:
    (found,) = [each for each in await rule_agreement(pool, EVER) if each.rule == rule]
    return found


async def test_a_persons_decision_counts_and_nobody_elses(pool: asyncpg.Pool) -> None:
    """Returned agrees, accepted does not; undecided and lapsed say nothing."""
    await enter(pool, "HS-1", decides("return"))
    await enter(pool, "HS-2", decides("accept"))
    await enter(pool, "HS-3")
    await enter(pool, "HS-4", time_passes(hanoi("2026-03-06")))
    await enter(pool, "HS-5", finding=RETURNED)

    found = await only(pool)

    assert (found.flagged, found.decided, found.agreed, found.share) == (4, 2, 1, 0.5)


async def test_the_last_word_counts(pool: asyncpg.Pool) -> None:
    """The Office upset the officer's return: the rule was not right after all."""
    await enter(pool, "HS-1", decides("return"), contests(), decides("accept", OFFICE))
    await enter(pool, "HS-2", decides("return"), contests(), decides("return", OFFICE))
    await enter(pool, "HS-3", decides("return"), contests())

    found = await only(pool)

    assert (found.decided, found.agreed) == (3, 2)


async def test_a_second_reply_is_decided_apart(pool: asyncpg.Pool) -> None:
    """What became of the next reply says nothing of the flag on the first."""
    second = (replies(FINANCE), assessed(FINANCE, FLAGGED, number=2), decides("accept"))
    await enter(pool, "HS-1", decides("return"), *second)
    found = await only(pool)
    assert (found.flagged, found.decided, found.agreed) == (2, 2, 1)


async def test_each_rule_found_counts_once(pool: asyncpg.Pool) -> None:
    """Two rules on one reply each count; a period is that of the flag."""
    await enter(pool, "HS-1", decides("return"), finding=TWO_RULES)
    assert (await only(pool)).decided == (await only(pool, "layout_only")).decided == 1
    day_after = Period.model_validate({"from": MONDAY.date() + timedelta(days=1)})
    assert await rule_agreement(pool, day_after) == ()


@pytest.mark.parametrize(
    ("agreed", "decided", "retired"),
    [
        (4, LEAST_DECISIONS, True),
        (5, LEAST_DECISIONS, False),
        (0, LEAST_DECISIONS - 1, False),
    ],
)
async def test_a_rule_retires_below_half(
    pool: asyncpg.Pool,
    agreed: int,
    decided: int,
    retired: bool,  # noqa: FBT001
) -> None:
    """Less than half, and not before there are enough decisions."""
    await enter_many(pool, ["return"] * agreed + ["accept"] * (decided - agreed))
    found = await retired_rules(pool, MONDAY + timedelta(days=1))
    assert [each.rule for each in found] == ["wording"] * retired


async def test_a_retired_rule_is_tried_again(pool: asyncpg.Pool) -> None:
    """Once the decisions are old, and at once in another version of the rubric."""
    await enter_many(pool, ["accept"] * LEAST_DECISIONS)
    assert await retired_rules(pool, MONDAY + timedelta(days=1))
    assert not await retired_rules(pool, MONDAY + MEASURED_FOR + timedelta(days=1))


async def test_a_worker_reads_once_in_a_while(
    pool: asyncpg.Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it read stands for some minutes, by version of the rubric; then it looks again."""
    at = MONDAY + timedelta(days=1)
    monkeypatch.setattr(
        "remiss.ledger.reads.scorecards.rule_agreement.datetime", _clock_standing_at(at)
    )
    retirement = Retirement(pool)
    assert await retirement.of("test") == frozenset()
    await enter_many(pool, ["accept"] * LEAST_DECISIONS)
    assert await retirement.of("test") == frozenset()
    fresh = Retirement(pool)
    assert await fresh.of("test") == {"wording"}
    assert await fresh.of("another") == frozenset()


def _clock_standing_at(at: datetime) -> type[datetime]:
    class Standing(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            del tz
            return at

    return Standing
