"""The page of one inspection: why it is, and each sample ever committed."""

from collections.abc import Iterable
from typing import ClassVar

from portal.forms import Form
from portal.navigation import INSPECTIONS
from portal.page import Page
from portal.pages.inspections.dossier_rows import case_options, dossier_table
from portal.pages.inspections.sample_words import size_words, standing_words
from portal.parts.asked_field import Option
from portal.parts.table import Cell, ColumnHead, Table
from remiss.sending.inspections import ReadInspection, ReadSample
from remiss.texts import Bilingual, Text, day_and_time, say, text

COLUMNS = ("sample", "what", "committed_at", "stands")


class InspectionPage(Page):
    """One inspection."""

    template: ClassVar[str] = "inspections/inspection.html"
    here: ClassVar[str] = INSPECTIONS

    inspection: str
    opened: Bilingual
    reason: Text
    table: Table | None
    counted: Bilingual
    form: Form
    """Of the order of a dossier."""
    may_order: bool
    """Once there are cases."""
    cases: tuple[Option, ...] | None
    dossiers: Table | None


def inspection_path(id_: str, *more: str) -> str:
    """An inspection, or a page below it."""
    return "/".join((INSPECTIONS, id_, *more))


def inspection_page(found: ReadInspection, form: Form) -> InspectionPage:
    """The page of an inspection as it stands."""
    opened = found.inspection.opened
    drawn = sum(1 for each in found.inspection.samples if each.drawn)
    return InspectionPage(
        title=say("portal.inspections.one", decision=opened.decision),
        inspection=found.id,
        opened=say(
            "portal.inspections.opened_by",
            name=found.entries[0].actor.name,
            at=day_and_time(opened.at),
        ),
        reason=opened.reason,
        table=_table(found.id, found.samples),
        counted=say(
            "portal.inspections.counted",
            committed=str(len(found.samples)),
            drawn=str(drawn),
        ),
        form=form,
        may_order=bool(found.inspection.cases),
        cases=case_options(found.inspection),
        dossiers=dossier_table(found.id, found.inspection.dossiers),
    )


def _table(id_: str, samples: Iterable[ReadSample]) -> Table | None:
    rows = tuple(
        (
            Cell(
                text=say("portal.inspections.sample", number=str(each.sample.committed.number)),
                path=inspection_path(id_, "samples", str(each.sample.committed.number)),
            ),
            Cell(text=size_words(each.sample.committed)),
            Cell(text=day_and_time(each.sample.committed.at)),
            Cell(text=standing_words(each)),
        )
        for each in samples
    )
    heads = tuple(ColumnHead(name=text(f"portal.inspections.column.{name}")) for name in COLUMNS)
    return Table(heads=heads, rows=rows) if rows else None
