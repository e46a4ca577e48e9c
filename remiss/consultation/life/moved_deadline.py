"""What an act does to one deadline of a case."""

from pydantic import AwareDatetime

from remiss.consultation.values import AgencyCode, Value


class DeadlineMoved(Value):
    """A deadline before and after."""

    agency: AgencyCode
    due_before: AwareDatetime
    due_at: AwareDatetime
