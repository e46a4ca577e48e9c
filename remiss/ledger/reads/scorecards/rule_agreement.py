"""How often people who decided on flagged replies agreed with a rule, and which rules retire."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from time import monotonic

from pydantic import ConfigDict, Field

from remiss.consultation.values import Value
from remiss.consultation.views.scores.tally import Card
from remiss.ledger.connection import Reader
from remiss.ledger.reads.scorecards.comment_figures import Share, ratio
from remiss.ledger.reads.scorecards.period import Period, Spans, spans_between
from remiss.ledger.reads.scorecards.scorecard_reads import summed
from remiss.texts import VIET_NAM

LEAST_DECISIONS = 10
"""Decisions before anything is concluded from them."""
MEASURED_FOR = timedelta(days=180)
"""How far back flags count for retiring, from the day that long ago; a rule left with too few
decisions counts again."""
KEPT_SECONDS = 300.0
"""How long a worker goes by what it read last."""


class RuleAgreement(Value):
    """One rule in one version of the rubric, and what people made of what it flagged."""

    rubric: str
    rule: str
    flagged: int = Field(description="Replies it flagged, alone or beside other rules.")
    decided: int = Field(description="Of these, those a person decided on.")
    agreed: int = Field(description="Of these, those the last decision returned.")
    share: Share | None = Field(description="`agreed` by `decided`.")

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "rubric": "3",
                    "rule": "passed_on",
                    "flagged": 15,
                    "decided": 12,
                    "agreed": 5,
                    "share": 0.42,
                }
            ]
        }
    )

    @property
    def retires(self) -> bool:
        """Whether the rule no longer flags a reply by itself."""
        return self.decided >= LEAST_DECISIONS and 2 * self.agreed < self.decided


async def rule_agreement(source: Reader, period: Period) -> tuple[RuleAgreement, ...]:
    """That of every rule, by the replies flagged in a period.

    Raises:
        Problem: `period_reversed`.
    """
    return await _read(source, period.spans())


async def measured_rules(source: Reader, at: datetime) -> tuple[RuleAgreement, ...]:
    """That of every rule, by the flags that count at `at` for retiring."""
    since = (at - MEASURED_FOR).astimezone(VIET_NAM).date()
    return await _read(source, spans_between(since, date.max))


async def retired_rules(source: Reader, at: datetime) -> tuple[RuleAgreement, ...]:
    """The rules that at `at` no longer flag a reply by themselves."""
    return tuple(rule for rule in await measured_rules(source, at) if rule.retires)


class Retirement:
    """The retired rules as a worker knows them: read at most every few minutes."""

    def __init__(self, source: Reader) -> None:
        self._source = source
        self._retired: tuple[RuleAgreement, ...] = ()
        self._read_at: float | None = None
        self._reading = asyncio.Lock()

    async def of(self, rubric: str) -> frozenset[str]:
        """The rules of one version of the rubric that are retired.

        Raises: whatever the database raises while it is away.
        """
        async with self._reading:
            if self._read_at is None or monotonic() - self._read_at > KEPT_SECONDS:
                self._retired = await retired_rules(self._source, datetime.now(UTC))
                self._read_at = monotonic()
        return frozenset(each.rule for each in self._retired if each.rubric == rubric)


async def _read(source: Reader, spans: Spans) -> tuple[RuleAgreement, ...]:
    found = await summed(source, Card.AGREEMENT, spans, None)
    return tuple(
        RuleAgreement(
            rubric=each.subject,
            rule=each.part,
            flagged=each.figures["flagged"],
            decided=each.figures["decided"],
            agreed=each.figures["agreed"],
            share=ratio(each.figures["agreed"], each.figures["decided"]),
        )
        for each in found
    )
