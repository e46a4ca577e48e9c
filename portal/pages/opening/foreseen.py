"""What opening a case would lead to, as a page says it: a rehearsal, and what would be sent."""

import asyncio
from collections.abc import Iterator
from datetime import datetime

from fastapi.concurrency import run_in_threadpool

from portal.parts.rungs import Progress, ProgressStep
from portal.parts.table import Cell, ColumnHead, Table
from portal.paths import case_path
from portal.pictures.lanes import Lanes
from portal.pictures.rehearsed_lanes import rehearsed_lanes
from portal.visit import Visit
from remiss.consultation.life.commands import Open
from remiss.consultation.life.opening.likely_duplicates import LikelyDuplicate
from remiss.consultation.values import (
    AgencyCode,
    AttachedFile,
    Urgency,
    Value,
    number_questions,
)
from remiss.consultation.views.rehearsals.rehearsal import RehearsedAgency
from remiss.consultation.views.task_deadline import cite_task
from remiss.sending.bodies.opening import OpenBody, RehearseBody
from remiss.sending.caller_command import rehearsed_opening
from remiss.texts import Bilingual, Text, day_and_time, join, label, question_name, say, text
from remiss.views.file_access import draft_with_file
from remiss.views.rehearsals import Preview, find_duplicates, preview


class Duplicate(Value):
    """An open case that this one may repeat."""

    said: Bilingual
    path: str


class CheckedQuestion(Value):
    """A question as it would be put."""

    name: Bilingual
    words: Text
    field: Bilingual


class Foreseen(Value):
    """What would happen if it were sent now."""

    due_at: datetime | None
    """The deadline, where it is one for all."""
    all_answer: datetime
    nobody_answers: datetime
    late_until: datetime | None
    task_missed: Bilingual | None
    """That the task may be submitted too late."""
    task: Bilingual | None
    ladder: tuple[ProgressStep, ...]
    """Of the first agency assumed to stay silent."""
    picture: Lanes
    agencies: Table
    silent: tuple[str, ...]
    everyone: tuple[RehearsedAgency, ...]
    policy: Bilingual
    basis: Text
    holidays: tuple[Bilingual, ...]
    left_out: tuple[Bilingual, ...]
    duplicates: tuple[Duplicate, ...] | None
    subject: Text
    kind: Bilingual
    urgency: Bilingual
    urgency_reason: Text | None
    number: Text | None
    file: AttachedFile | None
    outside: tuple[Text, ...]
    questions: tuple[CheckedQuestion, ...]


async def foresee(
    visit: Visit, body: OpenBody, silent: tuple[AgencyCode, ...] | None = None
) -> Foreseen:
    """What opening it now would lead to, as the visit's person would open it.

    Raises:
        Refusal, Problem: as the opening itself, but for a leader's approval.
    """
    has = visit.has
    rehearsed = RehearseBody.model_validate(body.model_dump() | {"silent": silent})
    recorded, charges = await has.calendars.known(), has.people.vice_chairmen
    meant = rehearsed_opening(
        visit.actor, rehearsed, has.registry, has.field_index, recorded, charges
    )
    with_file = await run_in_threadpool(draft_with_file, has.store, visit.actor, body.draft)
    duplicates = await find_duplicates(has.ledger, meant)
    found = await asyncio.to_thread(preview, meant, silent, duplicates)
    return foreseen_of(meant, with_file.file, found)


def foreseen_of(asked: Open, file: AttachedFile | None, preview: Preview) -> Foreseen:
    """What the rehearsal showed, as the page says it."""
    dues = {each.deadline.due_at for each in preview.agencies}
    silent = next((each for each in preview.agencies if each.silent and each.steps), None)
    policy = say(
        "portal.opening.policy",
        title=preview.policy_title,
        version=preview.policy_version,
    )
    return Foreseen(
        due_at=min(dues) if len(dues) == 1 else None,
        all_answer=preview.all_answer.at,
        nobody_answers=preview.worst_case.at,
        late_until=preview.worst_case.late_replies_until,
        task_missed=preview.task_missed,
        task=cite_task(asked.task) if asked.task else None,
        ladder=tuple(_ladder(silent)) if silent else (),
        picture=rehearsed_lanes(preview, asked.calendar),
        agencies=_agencies(asked, preview),
        silent=preview.ending.silent,
        everyone=preview.agencies,
        policy=policy,
        basis=preview.legal_basis,
        holidays=tuple(_holidays(preview)),
        left_out=tuple(each.text for each in preview.warnings),
        duplicates=_duplicates(preview.duplicates),
        subject=asked.draft.subject,
        kind=label(asked.draft.kind),
        urgency=label(asked.draft.urgency),
        urgency_reason=None if asked.draft.urgency is Urgency.NORMAL else asked.urgency_reason,
        number=asked.draft.number,
        file=file,
        outside=tuple(each.name for each in asked.outside),
        questions=tuple(_questions(asked)),
    )


def _questions(asked: Open) -> Iterator[CheckedQuestion]:
    numbers = number_questions(asked.questions)
    for each in asked.questions:
        field = asked.directory.fields[each.field]
        yield CheckedQuestion(name=question_name(each.id, numbers), words=each.text, field=field)


def _ladder(agency: RehearsedAgency) -> Iterator[ProgressStep]:
    for step in agency.steps:
        yield ProgressStep(name=step.label, note=day_and_time(step.at), progress=Progress.NEXT)


def _agencies(asked: Open, preview: Preview) -> Table:
    numbers = number_questions(asked.questions)
    heads = ("agency", "questions", "why", "due")
    return Table(
        heads=tuple(ColumnHead(name=text(f"portal.opening.column.{name}")) for name in heads),
        rows=tuple(_row(each, numbers) for each in preview.agencies),
    )


def _row(agency: RehearsedAgency, numbers: dict[str, int]) -> tuple[Cell, ...]:
    names = [question_name(each.question.id, numbers) for each in agency.asked]
    mandates = dict.fromkeys(each.mandate for each in agency.asked if each.mandate)
    why = "; ".join(f"{each.title} ({each.legal_basis})" for each in mandates)
    reason = agency.override.reason if agency.override else ""
    return (
        Cell(text=agency.name),
        Cell(text=join(names, ", ")),
        Cell(text=why or reason),
        Cell(text=day_and_time(agency.deadline.due_at)),
    )


def _holidays(preview: Preview) -> Iterator[Bilingual]:
    for day in preview.holidays:
        name = day.reason or Bilingual(vi="", en="")
        yield say("portal.opening.holiday", day=f"{day.date:%d/%m/%Y}", name=name)


def _duplicates(found: tuple[LikelyDuplicate, ...] | None) -> tuple[Duplicate, ...] | None:
    if found is None:
        return None
    return tuple(Duplicate(said=each.text, path=case_path(each.consultation)) for each in found)
