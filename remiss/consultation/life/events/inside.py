"""Inside the agency asked: who does what before anything is signed."""

from typing import Literal

from pydantic import AwareDatetime, Field

from remiss.consultation.life.events.base import RequestEventBase
from remiss.consultation.values import Person, Reply, Sentence, Sha256


class RequestAcknowledged(RequestEventBase):
    kind: Literal["request_acknowledged"] = "request_acknowledged"
    by: Person


class OfficialAssigned(RequestEventBase):
    kind: Literal["official_assigned"] = "official_assigned"
    official: Person
    deputy: Person | None = Field(default=None, description="Stands in for the official.")
    by: Person


class SignatureDelegated(RequestEventBase):
    """Until `until` that person may sign in the head's place (nghỉ phép, ủy quyền)."""

    kind: Literal["signature_delegated"] = "signature_delegated"
    to: Person
    since: AwareDatetime
    until: AwareDatetime
    reason: Sentence
    by: Person


class ColleagueInvolved(RequestEventBase):
    """A part of the reply was given to a colleague of the same agency."""

    kind: Literal["colleague_involved"] = "colleague_involved"
    colleague: Person
    part: Sentence
    by: Person


class ContributionGiven(RequestEventBase):
    """A colleague gave their part; what it says stays inside the agency."""

    kind: Literal["contribution_given"] = "contribution_given"
    text: Sentence
    by: Person


class ReplyDrafted(RequestEventBase):
    """A reply was prepared; unsigned, it stops no clock."""

    kind: Literal["reply_drafted"] = "reply_drafted"
    reply: Reply
    by: Person


class DraftSentBack(RequestEventBase):
    """The head sent a prepared reply back to be written again."""

    kind: Literal["draft_sent_back"] = "draft_sent_back"
    reply_sha256: Sha256
    reasons: Sentence
    by: Person
