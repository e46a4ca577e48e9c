"""The procedure: which there are, and one of them with its versions and what changed."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from portal.page import Page
from portal.parts.paging import with_query
from portal.parts.table import Cell, ColumnHead, Table
from portal.parts.tabs import Tab
from remiss.consultation.values import DraftKind, Urgency, Value
from remiss.consultation.views.procedure.described_step import DescribedStep, Part
from remiss.consultation.views.procedure.procedure_changes import ChangedWhat, ProcedureChange
from remiss.documents.procedure.procedure_paper import holds
from remiss.texts import Bilingual, Text, label, local_date, say, text
from remiss.views.procedure.procedures import ListedProcedure, ProcedureAnswer, ProcedureVersion

PROCEDURES = "/procedures"
STEP_COLUMNS = ("name", "who", "time", "form")
CHANGE_COLUMNS = ("step", "what", "before", "after")
FILES = ("docx", "bpmn", "json")
Lines = tuple[Bilingual | Text, ...]


class ProceduresPage(Page):
    """Each kind of draft, and within what time an agency replies by urgency."""

    template: ClassVar[str] = "procedures.html"

    table: Table


class StepsOfPart(Value):
    """The steps of one part."""

    id: str
    heading: Bilingual
    table: Table


class HeadedLines(Value):
    """One of the published headings, and what stands under it."""

    heading: Bilingual
    lines: Lines


class ProcedurePage(Page):
    """One procedure as it holds on a day."""

    template: ClassVar[str] = "procedures/procedure.html"

    holds: Bilingual
    versions: tuple[Tab, ...]
    files: tuple[Tab, ...]
    parts: tuple[StepsOfPart, ...]
    headed: tuple[HeadedLines, ...]
    compared: Bilingual
    changes: str | None
    """Where they stand; None where nothing changed, or there is nothing to compare with."""


class ProcedureChangesPage(Page):
    """What changed from one version of a procedure to another."""

    template: ClassVar[str] = "procedures/changes.html"

    back: str
    holds: Bilingual
    compared: Bilingual
    table: Table | None
    """None where nothing changed."""


def procedures_page(listed: Iterable[ListedProcedure]) -> ProceduresPage:
    """A row for each kind, a column for each urgency."""
    by_kind: dict[DraftKind, dict[Urgency, ListedProcedure]] = {}
    for each in listed:
        by_kind.setdefault(each.kind, {})[each.urgency] = each
    heads = (
        ColumnHead(name=text("portal.procedures.kind")),
        *(ColumnHead(name=label(urgency)) for urgency in Urgency),
    )
    rows = tuple(
        (Cell(text=label(kind)), *(_cell(found.get(urgency)) for urgency in Urgency))
        for kind, found in by_kind.items()
    )
    return ProceduresPage(
        title=text("portal.procedures.title"), table=Table(heads=heads, rows=rows)
    )


def _cell(found: ListedProcedure | None) -> Cell:
    if found is None:
        return Cell(text="–", empty=True)
    return Cell(text=found.reply_within, path=f"{PROCEDURES}/{found.kind}/{found.urgency}")


def procedure_page(found: ProcedureAnswer) -> ProcedurePage:
    """Its steps under the published headings."""
    own = f"{PROCEDURES}/{found.kind}/{found.urgency}"
    return ProcedurePage(
        title=found.title,
        holds=holds(found),
        versions=tuple(_tab(own, each, found.since) for each in found.versions),
        files=tuple(
            Tab(
                name=text(f"portal.procedures.file.{each}"),
                path=with_query(f"{own}.{each}", {"on": found.since.isoformat()}),
                here=False,
            )
            for each in FILES
        ),
        parts=tuple(_part(part, steps) for part in Part if (steps := found.part(part))),
        headed=tuple(_headed(found)),
        compared=_compared(found),
        changes=with_query(f"{own}/changes", {"on": found.since.isoformat()})
        if found.changes
        else None,
    )


def procedure_changes_page(found: ProcedureAnswer) -> ProcedureChangesPage:
    """Step by step, before and after."""
    own = f"{PROCEDURES}/{found.kind}/{found.urgency}"
    return ProcedureChangesPage(
        title=found.title,
        back=with_query(own, {"on": found.since.isoformat()}),
        holds=holds(found),
        compared=_compared(found),
        table=_changes(found.changes),
    )


def _tab(own: str, version: ProcedureVersion, here: date) -> Tab:
    return Tab(
        name=say("portal.procedures.since", since=local_date(version.since)),
        path=with_query(own, {"on": version.since.isoformat()}),
        here=version.since == here,
    )


def _part(part: Part, steps: Iterable[DescribedStep]) -> StepsOfPart:
    heads = tuple(ColumnHead(name=text(f"procedure_paper.step.{n}")) for n in STEP_COLUMNS)
    rows = tuple(
        (
            Cell(text=step.name),
            Cell(text=step.who),
            Cell(text=step.time),
            Cell(text=step.form or "–", empty=step.form is None),
        )
        for step in steps
    )
    heading = text(f"procedure.part.{part}")
    return StepsOfPart(id=part.value, heading=heading, table=Table(heads=heads, rows=rows))


def _headed(found: ProcedureAnswer) -> Iterable[HeadedLines]:
    told: tuple[tuple[str, Lines], ...] = (
        ("ways", found.ways),
        ("papers", found.papers),
        ("time_limit", (found.time_limit,)),
        ("doers", found.doers),
        ("results", found.results),
        ("forms", found.forms),
        ("bases", found.bases),
    )
    for name, lines in told:
        yield HeadedLines(heading=text(f"procedure.heading.{name}"), lines=lines)


def _compared(found: ProcedureAnswer) -> Bilingual:
    if found.compared_with is None:
        return text("portal.procedures.first")
    key = "changed" if found.changes else "unchanged"
    return say(f"portal.procedures.{key}", since=local_date(found.compared_with))


def _words(what: ChangedWhat, words: Bilingual | None) -> Cell:
    """A basis is cited as it is written, in Vietnamese alone."""
    if words is None:
        return Cell(text="–", empty=True)
    return Cell(text=words.vi if what is ChangedWhat.BASIS else words)


def _changes(changes: tuple[ProcedureChange, ...]) -> Table | None:
    if not changes:
        return None
    heads = tuple(ColumnHead(name=text(f"procedure_paper.change.{n}")) for n in CHANGE_COLUMNS)
    rows = tuple(
        (
            Cell(text=each.name),
            Cell(text=text(f"procedure.changed.{each.what}")),
            _words(each.what, each.before),
            _words(each.what, each.after),
        )
        for each in changes
    )
    return Table(heads=heads, rows=rows)
