"""What callers get."""

from datetime import datetime

from pydantic import AwareDatetime, Field

from remiss.consultation.life.events import UrgencyApproval
from remiss.consultation.life.opening.likely_duplicates import LikelyDuplicate
from remiss.consultation.ports import Receipt
from remiss.consultation.state import DraftVersion, FinalText
from remiss.consultation.values import (
    Actor,
    Agency,
    AgencyCode,
    Draft,
    FieldCode,
    Person,
    Question,
    QuestionId,
    ServedTask,
    Value,
)
from remiss.consultation.views.retrospect import AsOf
from remiss.consultation.views.return_date import ReturnDate
from remiss.consultation.views.rows import ConsultationRow
from remiss.ledger.reads.agency_inbox import InboxItem
from remiss.ledger.reads.case_list import CaseItem
from remiss.ledger.reads.notices.told_notices import DeliveryItem, NoticeItem
from remiss.ledger.reads.notices.undelivered_mail import UndeliveredMail
from remiss.ledger.reads.service_signs import Sign
from remiss.ledger.reads.waiting_tasks import TaskItem
from remiss.texts import Bilingual
from remiss.views.concerned import LeftOutAgency
from remiss.views.outside import FollowUpDetail
from remiss.views.request_answers import RequestDetail, SharedClarification


class Links(Value):
    """Where to go from here."""

    consultation: str
    timeline: str
    command: str
    request: str | None = None


class Done(Value):
    """The command was carried out and is in the ledger."""

    receipt: Receipt
    links: Links


class Warned(Done):
    """Carried out, and in the ledger; an agency that should be asked as well is named."""

    warnings: tuple[LeftOutAgency, ...] = Field(
        description="Cơ quan liên quan trực tiếp nhưng chưa được lấy ý kiến. / Agencies directly "
        "concerned that were not asked."
    )


class Opened(Warned):
    """The consultation is open and in the ledger."""

    duplicates: tuple[LikelyDuplicate, ...] | None = Field(
        description="Hồ sơ đang mở có thể trùng với hồ sơ này; trống: chưa đối chiếu được. / Open "
        "cases it may repeat; null: nobody could look."
    )


class Accepted(Value):
    """The command is durable and being worked on; `links.command` tells what becomes of it."""

    status: str = "accepted"
    receipt: Receipt | None = None
    links: Links


class ConsultationPage(Value):
    """Cases, newest first; `next` is the cursor of the page after this one."""

    items: tuple[CaseItem, ...]
    next: str | None


class InboxPage(Value):
    """An agency's requests, soonest due first."""

    items: tuple[InboxItem, ...]
    next: str | None


class TaskPage(Value):
    """What waits for the caller, soonest due first; what has no due time comes last."""

    items: tuple[TaskItem, ...]
    next: str | None


class NoticePage(Value):
    """The caller's notices, newest first; `next` is the cursor of the page after this one."""

    items: tuple[NoticeItem, ...]
    next: str | None


class DeliveryPage(Value):
    """Deliveries, newest first; `next` is the cursor of the page after this one."""

    items: tuple[DeliveryItem, ...]
    next: str | None


LEDGER_BEHIND = (
    "Nhật ký hệ thống còn chậm hơn hồ sơ: nội dung này có thể thiếu thao tác mới nhất, vốn sẽ được "
    "ghi. / The ledger lags behind the case: this may lack the newest actions, which will be "
    "recorded."
)


class ConsultationDetail(Value):
    """One case, as far as the caller may see it."""

    row: ConsultationRow
    draft: Draft
    drafting_agency: Bilingual
    officer: Person
    urgency_approval: UrgencyApproval | None = Field(
        description="Why its grade is urgent, who asked for that, and the leader who approved it."
    )
    questions: tuple[Question, ...]
    versions: tuple[DraftVersion, ...] = Field(description="Of the draft, numbered by round.")
    changed_in: dict[QuestionId, int] = Field(
        description="The round in which a question was last put anew, if it was."
    )
    suspended_at: AwareDatetime | None
    final_text: FinalText | None = Field(description="As it is submitted or issued, if laid down.")
    return_date: ReturnDate | None = Field(
        default=None,
        description="Of an administrative procedure: the applicant's file, its return date, and "
        "who puts it at risk; an agency reads neither the applicant nor the others.",
    )
    task: ServedTask | None = Field(
        default=None, description="The task it serves, and by when that is to be submitted."
    )
    follow_ups: tuple[FollowUpDetail, ...] = Field(
        description="Questions that are for bodies outside the registry, and what became of them."
    )
    shared_clarifications: tuple[SharedClarification, ...] = Field(
        description="What was made clear to other agencies, for an agency that reads."
    )
    requests: tuple[RequestDetail, ...] = Field(description="The present one of each agency.")
    earlier: tuple[RequestDetail, ...] = Field(description="Those before, first to last.")
    left_out: tuple[LeftOutAgency, ...] = Field(
        description="Agencies directly concerned that are not asked; an agency reads none."
    )
    undelivered: tuple[UndeliveredMail, ...] = Field(
        default=(), description="Mail about the case that did not arrive; an agency reads none."
    )
    as_of: AsOf | None = Field(
        default=None, description="Which instant this speaks of, where one was asked for."
    )
    ledger_behind: bool = Field(description=LEDGER_BEHIND)


class TimelineEntry(Value):
    """One event as people read it; `hash` is its link in the ledger's chain."""

    version: int
    type: str
    at: datetime
    actor: Actor
    agency: AgencyCode | None
    text: Bilingual
    hash: str


class Timeline(Value):
    """What happened, in order."""

    consultation: str
    entries: tuple[TimelineEntry, ...]
    as_of: AsOf | None = Field(
        default=None, description="Up to which instant, where one was asked for."
    )
    ledger_behind: bool = Field(description=LEDGER_BEHIND)


class AgencyList(Value):
    """The registry of agencies."""

    registry: str
    agencies: tuple[Agency, ...]


class Taxonomy(Value):
    """The fields of government a question may fall under."""

    registry: str
    fields: dict[FieldCode, Bilingual]


class Health(Value):
    """Whether the service can work; `down` names what does not answer.

    `degraded`: it answers, and something stands still; `signs` say what, and the way out.
    """

    status: str
    down: tuple[str, ...] = ()
    signs: tuple[Sign, ...] = ()
