"""Whose tasks somebody may export: Home Affairs of every agency, a head of their own, one's own."""

from remiss.consultation.authority import AUTHORITY
from remiss.consultation.permission import not_permitted
from remiss.consultation.values import Actor, AgencyCode, PersonId, Role
from remiss.consultation.views.sheets.sheet_period import SheetPeriod
from remiss.ledger.sheets.task_reads import TasksWanted
from remiss.problems.problem import Problem


def tasks_wanted(
    actor: Actor, period: SheetPeriod, agency: AgencyCode | None, person: PersonId | None
) -> TasksWanted:
    """What is read for them; nothing of cases to which the agency of Home Affairs is a party.

    Raises:
        Problem: `not_found`: of another agency or person than they may know of, or of none.
        Refusal: `not_permitted`.
    """
    roles = AUTHORITY["read_task_list"].roles
    if actor.role not in roles:
        raise not_permitted(actor, roles)
    of = agency or actor.agency
    if of is None:
        raise Problem("not_found")
    if actor.role is Role.HOME_AFFAIRS:
        return TasksWanted(actor, of, period, person)
    if of != actor.agency:
        raise Problem("not_found")
    if actor.role is Role.AGENCY_HEAD:
        return TasksWanted(actor, of, period, person)
    if person not in {None, actor.id}:
        raise Problem("not_found")
    return TasksWanted(actor, of, period, actor.id)
