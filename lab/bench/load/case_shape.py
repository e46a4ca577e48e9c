"""A case of so many agencies, each asked one question of its field and agreeing."""

from datetime import UTC, datetime
from functools import cache
from typing import NamedTuple

from temporalio.client import Client

from remiss.consultation.life.commands import Open
from remiss.consultation.policy import Policy
from remiss.consultation.ports import Receipt
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.values import Agency, Directory, Question, Reply
from remiss.reference.calendars import working_calendar
from tests.given.case import DIRECTORY, HOME, POLICY, agency, both, opening, replies, reply_text

YEAR = datetime.now(UTC).year
CALENDAR = working_calendar(YEAR, YEAR + 2)


class Shape(NamedTuple):
    """Whom a case asks, and what: where agencies outnumber the letters, several share a field."""

    agencies: tuple[Agency, ...]
    questions: tuple[Question, ...]
    directory: Directory

    @property
    def codes(self) -> list[str]:
        return [each.code for each in self.agencies]

    def reply_of(self, number: int) -> Reply:
        """What the agency of this number answers."""
        return reply_text(self.questions[number % len(self.questions)].id)

    def opening_of(
        self, case_id: str, calendar: WorkCalendar = CALENDAR, policy: Policy = POLICY
    ) -> Open:
        """The command that opens a case so, as the API would give it."""
        return opening(
            consultation=case_id,
            questions=self.questions,
            agencies=tuple(self.codes),
            directory=self.directory,
            calendar=calendar,
            policy=policy,
        ).model_copy(update={"id": f"{case_id}:open"})


@cache
def shape_of(agencies: int) -> Shape:
    """A shape of so many agencies."""
    letters = "abcdefghijklmnopqrstuvwxyz"[:agencies]
    fields = tuple(f"fin.{letter}" for letter in letters)
    asked = tuple(
        agency(code_of(n), f"Cơ quan {n}", fields[n % len(fields)]) for n in range(agencies)
    )
    questions = tuple(
        Question(id=f"q{n}", text="Mức chi có phù hợp không?", field=field)
        for n, field in enumerate(fields)
    )
    known = {"fields": {field: both(field) for field in fields}, "agencies": (HOME, *asked)}
    return Shape(asked, questions, DIRECTORY.model_copy(update=known))


def code_of(number: int) -> str:
    """Of a hundred agencies under one province's number, then of the one before it."""
    return f"H{98 - number // 100}.{number % 100:02}"


async def reply_by(client: Client, case_id: str, shape: Shape, number: int) -> Receipt:
    """Give one agency's reply, and wait for its receipt.

    Raises:
        RuntimeError: it was not accepted, so that what was measured is not a reply.
    """
    asked = shape.agencies[number]
    changes = {"id": f"{case_id}:{asked.code}", "reply": shape.reply_of(number)}
    command = replies(asked).model_copy(update=changes)
    case = client.get_workflow_handle(case_id)
    answer = case.execute_update("reply", command, id=command.id, result_type=Receipt)
    receipt: Receipt = await answer
    if "reply_accepted" not in receipt.events:
        raise RuntimeError(receipt.model_dump_json())
    return receipt
