"""The inspection that an inspector acts by, where figures of people are read."""

from typing import Annotated

from pydantic import StringConstraints

from remiss.consultation.refusals import Refusal
from remiss.consultation.values import Actor, Role, Value
from remiss.texts import Text

Decision = Annotated[Text, StringConstraints(strip_whitespace=True, min_length=3, max_length=100)]
Reason = Annotated[Text, StringConstraints(strip_whitespace=True, min_length=10, max_length=500)]


class InspectionNamed(Value):
    """The decision that opened an inspection, and why these figures are read in it."""

    inspection: Decision
    reason: Reason


def reads_people(reader: Actor, named: InspectionNamed | None) -> bool:
    """Whether figures of people are shown to `reader`, who may read those of their agencies."""
    return reader.role is not Role.INSPECTOR or named is not None


def inspection_of(inspection: str | None, reason: str | None) -> InspectionNamed | None:
    """What an address names: both, or neither.

    Raises:
        Refusal: `inspection_without_reason`, also for a reason that says nothing.
    """
    if not (inspection or reason):
        return None
    try:
        return InspectionNamed(inspection=inspection or "", reason=reason or "")
    except ValueError as error:
        raise Refusal("inspection_without_reason") from error
