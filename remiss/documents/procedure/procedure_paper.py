"""The procedure under the headings by which internal procedures are published, as a Word file."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from docx.document import Document

from remiss.consultation.views.procedure.described_procedure import DescribedProcedure
from remiss.consultation.views.procedure.described_step import DescribedStep, Part
from remiss.consultation.views.procedure.procedure_changes import ProcedureChange
from remiss.documents.letters.letter import Block, Grid, Paragraph, add_block, add_title
from remiss.documents.official_wording import one_line
from remiss.documents.word import Properties, Style, add_line, blank, to_bytes, with_next
from remiss.texts import Bilingual, local_date, say, text, texts

STEP_HEADS = tuple(head.vi for head in texts("procedure_paper.step").values())
STEP_SHARES = (5, 31, 19, 20, 14, 11)
CHANGE_HEADS = tuple(head.vi for head in texts("procedure_paper.change").values())
CHANGE_SHARES = (30, 12, 29, 29)


def procedure_docx(
    procedure: DescribedProcedure, changes: tuple[ProcedureChange, ...], made_at: datetime
) -> bytes:
    """The procedure on landscape pages; `changes` are those from the version before."""
    properties = Properties(
        title=one_line(procedure.title.vi), author=text("role.office").vi, made_at=made_at
    )
    document = blank(properties, landscape=True)
    add_title(document, text("procedure_paper.title").vi, procedure.title.vi)
    add_line(document, holds(procedure).vi, Style.STANDING)
    for block in (*_body(procedure), *_changed(changes)):
        _add(document, block)
    return to_bytes(document, properties)


def holds(procedure: DescribedProcedure) -> Bilingual:
    """By which policy, in which version, and since when."""
    until = procedure.until
    return say(
        "procedure_paper.holds.until" if until else "procedure_paper.holds",
        title=procedure.policy_title,
        policy=procedure.policy,
        version=str(procedure.policy_version),
        since=local_date(procedure.since),
        until=until and local_date(until),
        rules=str(procedure.rules),
    )


def _add(document: Document, block: Block) -> None:
    with_next(add_block(document, block)[:1])


def _body(procedure: DescribedProcedure) -> Iterator[Block]:
    yield _heading(1, "steps")
    for part in Part:
        steps = procedure.part(part)
        if steps:
            yield Paragraph(lead=text(f"procedure.part.{part}").vi)
            yield Grid(heads=STEP_HEADS, shares=STEP_SHARES, rows=tuple(_rows(steps)), centred=(0,))
    listed = (
        ("ways", procedure.ways),
        ("papers", procedure.papers),
        ("time_limit", (procedure.time_limit,)),
        ("doers", procedure.doers),
        ("results", procedure.results),
        ("forms", procedure.forms),
    )
    for number, (name, lines) in enumerate(listed, start=2):
        yield _heading(number, name)
        yield from _lines(line.vi for line in lines)
    yield _heading(8, "bases")
    yield from _lines(procedure.bases)


def _heading(number: int, name: str) -> Paragraph:
    return Paragraph(lead=f"{number}. {text(f'procedure.heading.{name}').vi}")


def _lines(lines: Iterable[str]) -> Iterator[Paragraph]:
    for line in lines:
        yield Paragraph(text=f"- {one_line(line)}")


def _rows(steps: Iterable[DescribedStep]) -> Iterator[tuple[str, ...]]:
    for number, step in enumerate(steps, start=1):
        form = "\n".join(each for each in (step.form and step.form.vi, step.template) if each)
        basis = one_line(step.basis)
        yield str(number), step.name.vi, step.who.vi, step.time.vi, form, basis


def _changed(changes: tuple[ProcedureChange, ...]) -> Iterator[Block]:
    if changes:
        yield Paragraph(lead=f"9. {text('procedure_paper.changes').vi}")
        rows = tuple(
            (
                each.name.vi,
                text(f"procedure.changed.{each.what}").vi,
                each.before.vi if each.before else "",
                each.after.vi if each.after else "",
            )
            for each in changes
        )
        yield Grid(heads=CHANGE_HEADS, shares=CHANGE_SHARES, rows=rows)
