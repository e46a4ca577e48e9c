"""An urgent grade: only with a reason, and only by a leader of the drafting agency.

The leader opens the case themself, or approves what an officer asked to open; either way the
command is the leader's own. Asked at admission alone: what was opened before stays open.
docs/decisions/0068-an-urgent-grade-is-a-leaders-act.md
"""

from remiss.consultation.life.opening.messages import Open, UrgencyApproval
from remiss.consultation.refusals import Refusal
from remiss.consultation.values import Role, Urgency
from remiss.texts import label


def check_urgency(command: Open) -> None:
    """Whether a case may open with the grade of its draft, by whoever commands it.

    Raises:
        Refusal: `urgency_without_reason`, `urgency_without_leader`.
    """
    check_urgency_reason(command)
    grade = command.draft.urgency
    if grade is not Urgency.NORMAL and command.actor.role is not Role.SUPERVISOR:
        raise Refusal("urgency_without_leader", urgency=label(grade))


def check_urgency_reason(command: Open) -> None:
    """Whether an urgent grade has its reason, whoever approves it later.

    Raises:
        Refusal: `urgency_without_reason`.
    """
    grade = command.draft.urgency
    if grade is not Urgency.NORMAL and command.urgency_reason is None:
        raise Refusal("urgency_without_reason", urgency=label(grade))


def approval_in(command: Open) -> UrgencyApproval | None:
    """What the opening records of its grade; None for a normal one, and for one of before."""
    reason, actor = command.urgency_reason, command.actor
    if command.draft.urgency is Urgency.NORMAL or reason is None:
        return None
    asked_by = command.asked_by or actor.person
    return UrgencyApproval(reason=reason, asked_by=asked_by, approved_by=actor.person)
