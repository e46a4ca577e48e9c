"""Whose tasks somebody may export: Home Affairs of every agency, a head of their own, one's own."""

from collections.abc import Iterable

from remiss.consultation.authority import AUTHORITY, Scorecard
from remiss.consultation.permission import not_permitted
from remiss.consultation.values import Actor, AgencyCode, PersonId, Role
from remiss.consultation.views.sheets.sheet_period import SheetPeriod
from remiss.consultation.views.sheets.task_record import TaskRecord
from remiss.ledger.sheets.period_count import days_of
from remiss.ledger.sheets.task_reads import TasksWanted
from remiss.problems.problem import Problem
from remiss.views.personal_figures import Looking, open_to


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


async def look_at_tasks(looking: Looking, wanted: TasksWanted, tasks: Iterable[TaskRecord]) -> None:
    """Put on record whose tasks these are, before they are shown; nobody else reads such a list.

    Raises:
        Problem: `ledger_unavailable`: it cannot be put on record, so nothing is shown.
    """
    people = {task.official.id for task in tasks if task.official}
    await open_to(looking, Scorecard.AGENCIES, people, days_of(wanted.period))
