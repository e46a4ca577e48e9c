"""Where a request and a case stand, and who has the next move."""

from enum import StrEnum


class Stage(StrEnum):
    """Where one request stands."""

    AWAITING = "awaiting_reply"
    CLARIFYING = "clarifying"
    ASSESSING = "assessing"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    DECLINING = "declining"
    ANSWERED = "answered"
    SILENT = "silent"
    TRANSFERRED = "transferred"
    CLOSED = "closed_on_record"
    WITHDRAWN = "withdrawn"


SETTLED = frozenset(
    {Stage.ANSWERED, Stage.SILENT, Stage.TRANSFERRED, Stage.CLOSED, Stage.WITHDRAWN}
)
UNSETTLED = frozenset(Stage) - SETTLED
WITH_AGENCY = frozenset({Stage.AWAITING, Stage.RETURNED})
NO_REPLY = frozenset({Stage.SILENT, Stage.CLOSED})
"""Outcomes beside which a reply is still taken, and changes nothing."""


class CaseStage(StrEnum):
    """Where the whole case stands."""

    OPEN = "open"
    SUSPENDED = "suspended"
    CONCLUDED = "concluded"
    CANCELLED = "cancelled"
    ARCHIVED = "archived"


class Holder(StrEnum):
    """Who has the next move."""

    AGENCY = "agency"
    OFFICER = "officer"
    HEAD = "head"
    OFFICE = "office"
    REMISS = "remiss"
    NOBODY = "nobody"
