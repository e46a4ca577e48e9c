"""The page of one sample: what was committed, the draw, what was drawn and how to redo it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, NamedTuple

from portal.forms import Form
from portal.navigation import INSPECTIONS
from portal.page import Page
from portal.pages.inspections.inspection_page import inspection_path
from portal.pages.inspections.outlier_table import outlier_table
from portal.pages.inspections.sample_words import (
    criteria_words,
    size_words,
    standing_words,
)
from portal.parts.paging import Paging
from portal.parts.table import Cell, ColumnHead, Table
from portal.paths import case_path
from remiss.consultation.inspecting.draw import PopulationLine
from remiss.consultation.inspecting.messages import Unit
from remiss.reference.registry import Registry
from remiss.sending.inspections import ReadInspection, ReadSample
from remiss.texts import Bilingual, Text, day_and_time, say, text

COLUMNS = ("case", "agency", "event")


class SamplePage(Page):
    """One sample of an inspection."""

    template: ClassVar[str] = "inspections/sample.html"
    here: ClassVar[str] = INSPECTIONS

    up: str
    inspection: Bilingual
    facts: tuple[tuple[Bilingual, Bilingual | Text], ...]
    standing: Bilingual
    indicator: Table | None
    form: Form
    """Of the draw."""
    may_draw: bool
    """Signed by a checkpoint, and not drawn yet."""
    takes_seed: bool
    table: Table | None
    paging: Paging
    record: str | None
    """Where its record is downloaded, once drawn."""


class ShownLines(NamedTuple):
    """The lines drawn that stand on the page, and where the others are."""

    lines: Sequence[PopulationLine]
    paging: Paging


def sample_page(
    whole: ReadInspection,
    found: ReadSample,
    registry: Registry,
    form: Form,
    shown: ShownLines,
) -> SamplePage:
    """The page of a sample as it stands."""
    id_, committed, drawn = whole.id, found.sample.committed, found.sample.drawn
    number = str(committed.number)
    return SamplePage(
        title=say("portal.inspections.sample", number=number),
        up=inspection_path(id_),
        inspection=say("portal.inspections.one", decision=whole.inspection.opened.decision),
        facts=tuple(_facts(found, registry)),
        standing=standing_words(found),
        indicator=outlier_table(committed.indicator) if committed.indicator else None,
        form=form,
        may_draw=found.checkpoint is not None and drawn is None,
        takes_seed=committed.size is not None,
        table=_table(shown.lines, committed.unit, registry) if drawn else None,
        paging=shown.paging,
        record=inspection_path(id_, "samples", number, "record") if drawn else None,
    )


def _facts(found: ReadSample, registry: Registry) -> Iterator[tuple[Bilingual, Bilingual | Text]]:
    committed, drawn = found.sample.committed, found.sample.drawn
    yield text("portal.inspections.column.what"), size_words(committed)
    yield from criteria_words(committed, registry)
    yield text("portal.inspections.field.reason"), committed.reason
    by = {"name": found.entry.actor.name, "at": day_and_time(committed.at)}
    yield text("portal.inspections.column.committed_at"), say("portal.inspections.by", **by)
    if committed.commitment:
        yield text("portal.inspections.fact.commitment"), committed.commitment
    if found.checkpoint:
        at = {"number": str(found.checkpoint.number), "at": day_and_time(found.checkpoint.at)}
        yield text("portal.inspections.fact.checkpoint"), say("portal.inspections.number_at", **at)
    if drawn:
        yield text("portal.inspections.fact.root"), drawn.root
        if drawn.seed:
            yield text("portal.inspections.fact.seed"), drawn.seed
        yield text("portal.inspections.fact.population"), drawn.population


def _table(lines: Iterable[PopulationLine], unit: Unit, registry: Registry) -> Table | None:
    rows = tuple(_row(line, unit, registry) for line in lines)
    columns = COLUMNS[:1] if unit is Unit.CASES else COLUMNS
    heads = tuple(ColumnHead(name=text(f"portal.inspections.column.{name}")) for name in columns)
    return Table(heads=heads, rows=rows) if rows else None


def _row(line: PopulationLine, unit: Unit, registry: Registry) -> tuple[Cell, ...]:
    case, _, request = line.partition("/")
    if unit is Unit.CASES:
        return (Cell(text=case, path=case_path(case)),)
    agency, _, version = request.partition("#")
    return (
        Cell(text=case, path=case_path(case)),
        Cell(text=registry.name_of(agency), path=f"/requests/{case}/{agency}"),
        Cell(text=version, path=case_path(case, "ledger")),
    )
