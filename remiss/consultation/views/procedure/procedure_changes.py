"""What changed between two versions of a procedure, step by step."""

from collections.abc import Iterator
from enum import StrEnum

from remiss.consultation.values import Value
from remiss.consultation.views.procedure.described_procedure import DescribedProcedure
from remiss.consultation.views.procedure.described_step import DescribedStep
from remiss.texts import Bilingual, text


class ChangedWhat(StrEnum):
    """What of a procedure is another."""

    ADDED = "added"
    REMOVED = "removed"
    NAME = "name"
    TIME = "time"
    FORM = "form"
    BASIS = "basis"


class ProcedureChange(Value):
    """One change; `step` is None where it is of the whole."""

    what: ChangedWhat
    step: str | None
    name: Bilingual
    before: Bilingual | None
    after: Bilingual | None


def procedure_changes(
    before: DescribedProcedure, after: DescribedProcedure
) -> tuple[ProcedureChange, ...]:
    """In the order of the later version; steps that are gone come last."""
    return tuple(_changes(before, after))


def _changes(before: DescribedProcedure, after: DescribedProcedure) -> Iterator[ProcedureChange]:
    if before.bases != after.bases:
        yield ProcedureChange(
            what=ChangedWhat.BASIS,
            step=None,
            name=text("procedure.whole"),
            before=_as_written(" ".join(before.bases)),
            after=_as_written(" ".join(after.bases)),
        )
    old = {step.id: step for step in before.steps}
    for step in after.steps:
        yield from _of_step(old.pop(step.id, None), step)
    for gone in old.values():
        yield ProcedureChange(
            what=ChangedWhat.REMOVED, step=gone.id, name=gone.name, before=gone.time, after=None
        )


def _of_step(old: DescribedStep | None, step: DescribedStep) -> Iterator[ProcedureChange]:
    if old is None:
        yield ProcedureChange(
            what=ChangedWhat.ADDED, step=step.id, name=step.name, before=None, after=step.time
        )
        return
    told = (
        (ChangedWhat.NAME, old.name, step.name),
        (ChangedWhat.TIME, old.time, step.time),
        (ChangedWhat.FORM, old.form, step.form),
    )
    for what, was, now in told:
        if was != now:
            yield ProcedureChange(what=what, step=step.id, name=step.name, before=was, after=now)


def _as_written(words: str) -> Bilingual:
    return Bilingual(vi=words, en=words)
