"""What the Office and the Chairman read each working morning: what is overdue, and what stalls.

"kịp thời báo cáo Chủ tịch UBND tỉnh ... cơ quan, địa phương có nhiệm vụ quá hạn"
(Công văn UBND tỉnh Bắc Giang, tháng 10/2023, điểm 3).
"""

from datetime import date
from typing import Literal

from pydantic import AwareDatetime, Field

from consultation.policy import EscalationLevel
from consultation.state import Stage
from consultation.values import AgencyCode, Bilingual, Text, Urgency, Value


class OverdueItem(Value):
    """One request that is overdue, or stalls: returned again and again, or before a reviewer."""

    consultation: str
    subject: Text
    urgency: Urgency = Urgency.NORMAL
    drafting_agency: AgencyCode
    drafting_agency_name: Text
    officer: Text = Field(description="Name of the officer in charge.")
    agency: AgencyCode
    agency_name: Text
    official: Text | None = Field(default=None, description="Name of the official it lies with.")
    stage: Stage
    due_at: AwareDatetime
    days_late: int = Field(ge=0, description="Working days late; 0 for what only stalls.")
    level: EscalationLevel = Field(
        default=EscalationLevel.NONE, description="The highest it was reported to."
    )
    returns: int = Field(default=0, ge=0)
    next_step: Bilingual | None = None
    next_step_at: AwareDatetime | None = None
    why: Bilingual = Field(description="Why it is late, or stalls, in one sentence.")


class DailyReport(Value):
    """The report of one morning to one reader; the Chairman's is the report of last resort.

    The lists hold what the reader is to see: who fills them decides which levels those are.
    """

    day: date
    made_at: AwareDatetime
    to: Literal[EscalationLevel.OFFICE, EscalationLevel.CHAIRMAN]
    province: Text = Field(description="Its People's Committee: “Ủy ban nhân dân tỉnh Tân Giang”.")
    open_consultations: int = Field(ge=0)
    open_requests: int = Field(ge=0)
    overdue: tuple[OverdueItem, ...] = ()
    stalled: tuple[OverdueItem, ...] = ()
