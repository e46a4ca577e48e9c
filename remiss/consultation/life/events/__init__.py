"""What happened in a consultation. Past tense; `at` is when the workflow learnt of it.

An event that time brought about also says when it fell due: a service that was down records
late, and says so.
"""

from typing import Annotated

from pydantic import Field

from remiss.consultation.life.events.asking import (
    ConsultationOpened,
    DraftAmended,
    Override,
    RequestSent,
    RequestWidened,
    RequestWithdrawn,
)
from remiss.consultation.life.events.asking_back import (
    ClarificationAnswered,
    ClarificationAsked,
    DeclineConfirmed,
    DeclineRebutted,
    DeclineRefused,
    DrafterEscalated,
    DrafterReminded,
    ExtensionGranted,
    ExtensionRefused,
    ExtensionRequested,
    QuestionsDeclined,
)
from remiss.consultation.life.events.base import (
    EventBase,
    RequestEventBase,
    Reviewer,
    TimedEventBase,
)
from remiss.consultation.life.events.inside import (
    ColleagueInvolved,
    ContributionGiven,
    DraftSentBack,
    OfficialAssigned,
    ReplyDrafted,
    RequestAcknowledged,
    SignatureDelegated,
)
from remiss.consultation.life.events.replying import (
    Basis,
    CommentsDisposed,
    Disposed,
    DispositionObjected,
    LateReplyUsed,
    ReplyAccepted,
    ReplyFlagged,
    ReplyReceived,
    ReplyReturned,
    ReturnContested,
    ReturnEscalated,
    ReviewTakenOver,
)
from remiss.consultation.life.events.steering import (
    CalendarChanged,
    ConsultationArchived,
    ConsultationCancelled,
    ConsultationConcluded,
    ConsultationResumed,
    ConsultationSuspended,
    DeadlineMoved,
    DeadlineOrdered,
    OfficerReplaced,
    OutageRecorded,
    RequestClosedOnRecord,
)
from remiss.consultation.life.events.urging import (
    NoticeGiven,
    ReminderSent,
    RequestEscalated,
    RequestOverdue,
    SilenceRecorded,
)
from remiss.consultation.values import Actor, Value

__all__ = [
    "Basis",
    "CalendarChanged",
    "ClarificationAnswered",
    "ClarificationAsked",
    "ColleagueInvolved",
    "CommentsDisposed",
    "ConsultationArchived",
    "ConsultationCancelled",
    "ConsultationConcluded",
    "ConsultationOpened",
    "ConsultationResumed",
    "ConsultationSuspended",
    "ContributionGiven",
    "DeadlineMoved",
    "DeadlineOrdered",
    "DeclineConfirmed",
    "DeclineRebutted",
    "DeclineRefused",
    "Disposed",
    "DispositionObjected",
    "DraftAmended",
    "DraftSentBack",
    "DrafterEscalated",
    "DrafterReminded",
    "Event",
    "EventBase",
    "ExtensionGranted",
    "ExtensionRefused",
    "ExtensionRequested",
    "LateReplyUsed",
    "NoticeGiven",
    "OfficerReplaced",
    "OfficialAssigned",
    "OutageRecorded",
    "Override",
    "QuestionsDeclined",
    "RecordedEvent",
    "ReminderSent",
    "ReplyAccepted",
    "ReplyDrafted",
    "ReplyFlagged",
    "ReplyReceived",
    "ReplyReturned",
    "RequestAcknowledged",
    "RequestClosedOnRecord",
    "RequestEscalated",
    "RequestEventBase",
    "RequestOverdue",
    "RequestSent",
    "RequestWidened",
    "RequestWithdrawn",
    "ReturnContested",
    "ReturnEscalated",
    "ReviewTakenOver",
    "Reviewer",
    "SignatureDelegated",
    "SilenceRecorded",
    "TimedEventBase",
]

Event = Annotated[
    ConsultationOpened
    | DraftAmended
    | RequestSent
    | RequestWidened
    | RequestAcknowledged
    | OfficialAssigned
    | SignatureDelegated
    | ColleagueInvolved
    | ContributionGiven
    | ClarificationAsked
    | ClarificationAnswered
    | DrafterReminded
    | DrafterEscalated
    | ExtensionRequested
    | ExtensionGranted
    | ExtensionRefused
    | QuestionsDeclined
    | DeclineConfirmed
    | DeclineRefused
    | ReplyDrafted
    | DraftSentBack
    | ReplyReceived
    | ReplyAccepted
    | ReplyFlagged
    | ReplyReturned
    | ReturnContested
    | ReviewTakenOver
    | ReturnEscalated
    | ReminderSent
    | RequestOverdue
    | RequestEscalated
    | SilenceRecorded
    | DeadlineOrdered
    | RequestClosedOnRecord
    | RequestWithdrawn
    | LateReplyUsed
    | CommentsDisposed
    | DispositionObjected
    | OutageRecorded
    | CalendarChanged
    | OfficerReplaced
    | ConsultationSuspended
    | ConsultationResumed
    | ConsultationConcluded
    | ConsultationCancelled
    | ConsultationArchived,
    Field(discriminator="kind"),
]


class RecordedEvent(Value):
    """An event in its place: which stream, which version, on whose command."""

    consultation: str
    version: int = Field(ge=1)
    command_id: str
    actor: Actor
    event: Event
