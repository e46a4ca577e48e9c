"""On whose desk a request lies inside its agency: who it waits for there, and for what.

Read within the agency and by inspectors; to everybody else the agency as a whole has it.
"""

from enum import StrEnum

from pydantic import AwareDatetime, Field

from remiss.consultation.state import NO_REPLY, WITH_AGENCY, Request
from remiss.consultation.values import DeskKind, Person, Value, added_later


class DeskTask(StrEnum):
    """What is to be done there, under the name of the command that does it."""

    ASSIGN = "assign"
    PREPARE = "reply"
    PASS_ON = "pass_on"  # noqa: S105 -- a command  # nosec B105
    SIGN = "sign"


class CurrentDesk(Value):
    """Who has it now; `person` is None where any head of the agency may do it."""

    task: DeskTask
    person: Person | None = None
    desk: DeskKind | None = Field(default=None, description="Of the chain the agency keeps.")
    since: AwareDatetime | None = Field(
        default=None, description="Since when it lies there, where that is on record."
    )
    due_at: AwareDatetime | None = added_later(
        None, description="By when the head wants it prepared, where one was set."
    )


def current_desk(request: Request) -> CurrentDesk | None:
    """Where it lies; None where the agency has nothing to do."""
    if request.drafted and _is_taken(request):
        return _of_draft(request)
    if request.stage not in WITH_AGENCY:
        return None
    if request.official:
        due = request.internal.due_at if request.internal else None
        return CurrentDesk(task=DeskTask.PREPARE, person=request.official, due_at=due)
    if passed := request.forwarded:
        task = DeskTask.ASSIGN if passed.leads else DeskTask.PREPARE
        desk = None if passed.to else DeskKind.HEAD
        return CurrentDesk(task=task, person=passed.to, desk=desk, since=passed.at)
    return CurrentDesk(task=DeskTask.ASSIGN, desk=DeskKind.HEAD, since=request.sent_at)


def _is_taken(request: Request) -> bool:
    """Whether a prepared reply would still be taken, signed."""
    late = request.stage in NO_REPLY
    return not request.settled or late or request.drafted_corrects is not None


def _of_draft(request: Request) -> CurrentDesk:
    way = request.circulation
    if way is None:
        return CurrentDesk(task=DeskTask.SIGN, desk=DeskKind.HEAD)
    task = DeskTask.SIGN if way.at_last_desk else DeskTask.PASS_ON
    return CurrentDesk(task=task, person=way.desk.person, desk=way.desk.desk, since=way.since)
