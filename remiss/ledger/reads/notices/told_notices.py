"""What a reader was told, newest first, and what became of mail and webhooks."""

from collections.abc import Iterable, Sequence
from typing import Literal

import asyncpg
from pydantic import AwareDatetime, Field

from remiss.consultation.telling.notice import Addressee
from remiss.consultation.telling.parts import READS
from remiss.consultation.values import Actor, AgencyCode, Urgency, Value
from remiss.ledger.connection import Reader
from remiss.ledger.reads.pages import ListPage, Wanted, read_page
from remiss.texts import Bilingual


class NoticeItem(Value):
    """One event as the caller is told of it."""

    id: str
    at: AwareDatetime
    kind: str
    consultation: str
    version: int
    subject: str
    urgency: Urgency
    drafting_agency: Bilingual
    officer: str = Field(description="The name of the officer in charge.")
    agency: AgencyCode | None = Field(description="Whose request it is about; null: the case.")
    addressee: Addressee
    title: Bilingual
    what: Bilingual = Field(description="Nội dung. / What happened.")
    todo: Bilingual | None = Field(description="Việc cần làm. / What to do next.")
    due_at: AwareDatetime | None


class DeliveryItem(Value):
    """One notice, or a morning's report, on its way out, and what became of it.

    `waiting`: not tried yet. `failed`: did not arrive; `next_attempt_at` says when it is tried
    again, null that it was given up. `bounced`: refused for good by the other side.
    """

    id: str
    created_at: AwareDatetime
    channel: Literal["mail", "webhook"]
    recipient: str
    kind: str
    at: AwareDatetime
    consultation: str | None = Field(description="Null: a daily report.")
    version: int | None
    status: Literal["waiting", "sent", "failed", "bounced"]
    attempts: int
    deliver_after: AwareDatetime
    next_attempt_at: AwareDatetime | None
    sent_at: AwareDatetime | None
    last_error: str | None


async def list_notices(
    source: Reader, held: Sequence[Actor], wanted: Wanted
) -> ListPage[NoticeItem]:
    """Those addressed to a person by name, or to a part a role plays in their agency."""
    parts = [part for actor in held for part in READS.get(actor.role, ())]
    arguments = (held[0].id, held[0].agency, parts, *wanted.place())
    return await read_page(source, "notices", _notice, arguments, wanted.limit)


async def list_deliveries(
    source: Reader, states: Iterable[str], wanted: Wanted
) -> ListPage[DeliveryItem]:
    """Mail and webhooks in one of these states."""
    arguments = (list(states), *wanted.place())
    return await read_page(source, "deliveries", _delivery, arguments, wanted.limit)


def _notice(record: asyncpg.Record) -> NoticeItem:
    return NoticeItem.model_validate_json(record["body"])


def _delivery(record: asyncpg.Record) -> DeliveryItem:
    return DeliveryItem.model_validate_json(record["body"])
