"""That a case was over and went on: since when, as what, and by whose reason."""

from pydantic import AwareDatetime

from remiss.consultation.values import Person, Value
from remiss.consultation.values.stages import CaseStage


class Reopening(Value):
    """One reopening; what was published when the case was closed is amended by what follows."""

    stage: CaseStage
    closed_at: AwareDatetime
    at: AwareDatetime
    by: Person
    reason: str
