"""What people call the things the code names: one label for each, in both languages."""

from collections.abc import Mapping

from remiss.consultation.clarity.assessment import Verdict
from remiss.consultation.life.events import Reviewer
from remiss.consultation.policy import EscalationLevel, SilenceOutcome
from remiss.consultation.state import CaseStage, Holder, Stage
from remiss.consultation.time.moves import Hold
from remiss.consultation.values import (
    Agency,
    AgencyCode,
    ClarificationGround,
    DispositionKind,
    DraftKind,
    FollowUpOutcome,
    LateUse,
    Position,
    Role,
    SigningForm,
    Urgency,
)
from remiss.consultation.views.open_tasks import TaskKind
from remiss.texts import (
    VIET_NAM,
    Bilingual,
    day_and_time,
    hours,
    labels,
    local_date,
    local_time,
    question_name,
)

__all__ = ["VIET_NAM", "day_and_time", "hours", "local_date", "local_time", "question_name"]

STAGES = labels(Stage)
CASE_STAGES = labels(CaseStage)
LEVELS = labels(EscalationLevel)
POSITIONS = labels(Position)
VERDICTS = labels(Verdict)
ROLES = labels(Role)
REVIEWERS = labels(Reviewer)
HOLDERS = labels(Holder)
URGENCIES = labels(Urgency)
DRAFT_KINDS = labels(DraftKind)
GROUNDS = labels(ClarificationGround)
DISPOSITIONS = labels(DispositionKind)
LATE_USES = labels(LateUse)
FOLLOW_UPS = labels(FollowUpOutcome)
TASKS = labels(TaskKind)
HOLDS = labels(Hold)
SIGNING_FORMS = labels(SigningForm)
SILENCE_OUTCOMES = labels(SilenceOutcome)


def agency_name(code: AgencyCode, agencies: Mapping[AgencyCode, Agency]) -> Bilingual:
    """The name of an agency; its code only where nobody has the name."""
    return agencies[code].name if code in agencies else Bilingual(vi=code, en=code)
