"""A case within an administrative procedure: nothing in it is later than the return date."""

from datetime import date

from remiss.consultation.life.opening.messages import Open
from remiss.consultation.refusals import Refusal
from remiss.consultation.values import DraftKind, Procedure


def check_procedure(command: Open) -> None:
    """That the file is named, and its return date leaves an agency time to answer.

    Only a kind that no command of before has asks for it, so that none of them is refused by it.

    Raises:
        Refusal: `procedure_not_named`, `procedure_of_another_kind`, `return_date_too_near`.
    """
    procedure, kind = command.procedure, command.draft.kind
    if procedure is None:
        if kind is DraftKind.ADMINISTRATIVE_PROCEDURE:
            raise Refusal("procedure_not_named", kind=kind)
        return
    if kind is not DraftKind.ADMINISTRATIVE_PROCEDURE:
        raise Refusal("procedure_of_another_kind", kind=DraftKind.ADMINISTRATIVE_PROCEDURE)
    _check_time(command, procedure)


def _check_time(command: Open, procedure: Procedure) -> None:
    """The least time for a reply, and after it the whole ladder, silence included."""
    calendar, policy = command.calendar, command.policy
    least = calendar.add(command.at, policy.correct_within)
    ladder_over = calendar.add(least, policy.silence.after)
    to_come = procedure.return_on >= calendar.local(command.at).date()
    if to_come and calendar.last_moment(procedure.return_on) >= ladder_over:
        return
    earliest = calendar.local(ladder_over).date()
    raise Refusal("return_date_too_near", return_on=procedure.return_on, earliest=earliest)


def check_day(procedure: Procedure | None, day: date) -> None:
    """That a day set for an agency is not beyond the applicant's.

    Raises:
        Refusal: `beyond_return_date`.
    """
    if procedure and day > procedure.return_on:
        raise Refusal("beyond_return_date", return_on=procedure.return_on)
