"""Nhập hộ: a reply that came otherwise than through the service, and who entered it."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from remiss.consultation.values.codes import Value, added_later
from remiss.consultation.values.person import Person


class ReplyWay(StrEnum):
    """How a reply came that its agency did not give here."""

    PAPER = "paper"
    MEETING = "meeting"
    OTHER = "other"


class Entry(Value):
    """How and when the reply came, and who entered it."""

    by: Person
    way: ReplyWay
    received_on: date = Field(description="When it reached the drafting agency.")
    own: bool = added_later(default=False, description="By the agency's own clerk (văn thư).")
