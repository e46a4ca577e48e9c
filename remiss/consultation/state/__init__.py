"""A consultation between events: the case, its requests, their replies and comments."""

from remiss.consultation.state.comment import Comment, Disposition, Objection
from remiss.consultation.state.consultation import (
    Consultation,
    Outage,
    State,
    Unopened,
)
from remiss.consultation.state.draft_version import DraftVersion, FinalText
from remiss.consultation.state.follow_up import FollowUp, FollowUpStep
from remiss.consultation.state.issued_letter import IssuedLetter
from remiss.consultation.state.kept_replies import KeptReplies
from remiss.consultation.state.open_point import Clarification, Decline, Extension
from remiss.consultation.state.pending_correction import PendingCorrection
from remiss.consultation.state.received_reply import ReceivedReply, UsedLate
from remiss.consultation.state.reopening import Reopening
from remiss.consultation.state.request import Request
from remiss.consultation.state.work_inside import (
    Circulation,
    DelayReason,
    Delegation,
    Forwarded,
    InternalDeadline,
    Involvement,
    PassedDesk,
    PersonAt,
)
from remiss.consultation.values.stages import (
    NO_REPLY,
    SETTLED,
    UNSETTLED,
    WITH_AGENCY,
    CaseStage,
    Holder,
    Stage,
)

__all__ = [
    "NO_REPLY",
    "SETTLED",
    "UNSETTLED",
    "WITH_AGENCY",
    "CaseStage",
    "Circulation",
    "Clarification",
    "Comment",
    "Consultation",
    "Decline",
    "DelayReason",
    "Delegation",
    "Disposition",
    "DraftVersion",
    "Extension",
    "FinalText",
    "FollowUp",
    "FollowUpStep",
    "Forwarded",
    "Holder",
    "InternalDeadline",
    "Involvement",
    "IssuedLetter",
    "KeptReplies",
    "Objection",
    "Outage",
    "PassedDesk",
    "PendingCorrection",
    "PersonAt",
    "ReceivedReply",
    "Reopening",
    "Request",
    "Stage",
    "State",
    "Unopened",
    "UsedLate",
]
