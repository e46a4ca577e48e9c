"""A consultation between events: the case, its requests, their replies and comments."""

from remiss.consultation.state.comment import Comment, Disposition, Objection
from remiss.consultation.state.consultation import (
    Consultation,
    DraftVersion,
    Outage,
    State,
    Unopened,
)
from remiss.consultation.state.follow_up import FollowUp, FollowUpStep
from remiss.consultation.state.open_point import Clarification, Decline, Extension
from remiss.consultation.state.pending_correction import PendingCorrection
from remiss.consultation.state.received_reply import ReceivedReply, UsedLate
from remiss.consultation.state.reopening import Reopening
from remiss.consultation.state.request import IssuedLetter, Request
from remiss.consultation.state.work_inside import DelayReason, Delegation, Involvement, PersonAt
from remiss.consultation.values.stages import (
    NO_REPLY,
    SETTLED,
    WITH_AGENCY,
    CaseStage,
    Holder,
    Stage,
)

__all__ = [
    "NO_REPLY",
    "SETTLED",
    "WITH_AGENCY",
    "CaseStage",
    "Clarification",
    "Comment",
    "Consultation",
    "Decline",
    "DelayReason",
    "Delegation",
    "Disposition",
    "DraftVersion",
    "Extension",
    "FollowUp",
    "FollowUpStep",
    "Holder",
    "Involvement",
    "IssuedLetter",
    "Objection",
    "Outage",
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
