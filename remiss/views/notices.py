"""What callers get about notices."""

from typing import Literal

from pydantic import AwareDatetime, Field

from remiss.consultation.telling.notice import Addressee
from remiss.consultation.values import AgencyCode, Urgency, Value
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


class NoticePage(Value):
    """The caller's notices, newest first; `next` is the cursor of the page after this one."""

    items: tuple[NoticeItem, ...]
    next: str | None


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


class DeliveryPage(Value):
    """Deliveries, newest first; `next` is the cursor of the page after this one."""

    items: tuple[DeliveryItem, ...]
    next: str | None
