"""Whose time it was, in words and tables: side by side, person by person, stretch by stretch."""

from collections.abc import Iterable
from datetime import timedelta

from portal.parts.table import Cell, ColumnHead, Table, TableKind
from remiss.consultation.state import Consultation
from remiss.consultation.telling.labels import STAGES, agency_name
from remiss.consultation.values import Agency, AgencyCode, DeskKind, Person
from remiss.consultation.views.holding.handovers import Handover
from remiss.consultation.views.holding.held_time import HeldLane, HeldPart, HeldStretch
from remiss.consultation.views.holding.holdings import HeldBy
from remiss.texts import Bilingual, hours, label, local_time, say, text

MATRIX = tuple(HeldBy)
NUMERIC = frozenset({"hours", *(f"of_{side}" for side in MATRIX)})
ALWAYS = frozenset({MATRIX.index(HeldBy.AGENCY), MATRIX.index(HeldBy.DRAFTING), len(MATRIX)})
"""Columns of the table of requests that stand there also where nothing was held."""
Names = dict[AgencyCode, Agency]


def names_of(case: Consultation) -> Names:
    """Every agency that can have held something of the case."""
    agencies = (case.drafting_agency, *(request.agency for request in case.all_requests))
    return {agency.code: agency for agency in agencies}


def owner(part: HeldPart | HeldStretch, names: Names) -> Bilingual:
    """An agency by its name; else the side."""
    if part.agency is None:
        return label(part.held_by)
    return agency_name(part.agency, names)


def say_hours(minutes: int) -> str:
    """Working hours and minutes: 12:30."""
    return hours(timedelta(minutes=minutes))


def sides_table(parts: Iterable[HeldPart], total: int, names: Names) -> Table:
    """What each side held; the last row is the sum."""
    rows = [(Cell(text=owner(each, names)), _hours(each.minutes)) for each in parts]
    rows.append((Cell(text=text("portal.held.total")), _hours(total)))
    return Table(heads=_heads("side", "hours"), rows=tuple(rows))


def people_table(parts: Iterable[HeldPart], names: Names) -> Table:
    """What each person held; who is not named, is the agency or side as a whole."""
    rows = (
        (Cell(text=_person(each.person)), Cell(text=owner(each, names)), _hours(each.minutes))
        for each in parts
    )
    return Table(heads=_heads("person", "side", "hours"), rows=tuple(rows))


def stretches_table(stretches: Iterable[HeldStretch], names: Names) -> Table:
    """First to last: since, until, whose, for what."""
    return Table(
        heads=_heads("since", "until", "person", "side", "what", "hours"),
        rows=tuple(
            (
                Cell(text=local_time(each.since)),
                Cell(text=text("portal.held.still") if each.still else local_time(each.until)),
                Cell(text=_person(each.person), empty=each.person is None),
                Cell(text=owner(each, names)),
                Cell(text=_what(each)),
                _hours(each.minutes),
            )
            for each in stretches
        ),
    )


def lanes_table(
    lanes: Iterable[tuple[Bilingual, str | None, HeldLane]], total: tuple[int, ...]
) -> Table:
    """A row for each request: what each side held of it, and the whole; first all of them.

    A side that held nothing in any of them has no column.
    """
    shown = [place for place, held in enumerate(total) if held or place in ALWAYS]
    rows = [(Cell(text=text("portal.held.total")), *(_hours(total[each]) for each in shown))]
    for name, path, lane in lanes:
        held = by_side(lane)
        rows.append((Cell(text=name, path=path), *(_hours(held[each]) for each in shown)))
    columns = (*(f"of_{side}" for side in MATRIX), "hours")
    heads = _heads("request", *(columns[each] for each in shown))
    return Table(kind=TableKind.SCROLL, heads=heads, rows=tuple(rows))


def by_side(lane: HeldLane) -> tuple[int, ...]:
    """Minutes of each side in their order, and of all."""
    held = dict.fromkeys(MATRIX, 0)
    for each in lane.stretches:
        held[each.held_by] += each.minutes
    return (*held.values(), lane.minutes)


def handovers_table(handovers: Iterable[Handover], names: Names) -> Table:
    """When what passed from whom to whom, by whose order; who stands in until when."""
    return Table(
        heads=_heads("at", "handed", "from", "to", "by", "cover"),
        rows=tuple(
            (
                Cell(text=local_time(each.at)),
                Cell(text=_handed(each, names)),
                Cell(text=", ".join(p.name for p in each.before), empty=not each.before),
                Cell(text=each.to.name if each.to else label(DeskKind.HEAD)),
                Cell(text=each.by.name),
                _cover(each),
            )
            for each in handovers
        ),
    )


def _handed(each: Handover, names: Names) -> Bilingual:
    said = text(f"portal.held.handed.{each.kind}")
    if each.agency is None:
        return said
    return say("portal.held.handed_in", what=said, agency=agency_name(each.agency, names))


def _cover(each: Handover) -> Cell:
    said = [*_stands_in(each)]
    if each.reason:
        said.append(say("portal.held.reason", reason=each.reason))
    if not said:
        return Cell(empty=True)
    vi, en = ("; ".join(getattr(one, lang) for one in said) for lang in ("vi", "en"))
    return Cell(text=Bilingual(vi=vi, en=en))


def _stands_in(each: Handover) -> Iterable[Bilingual]:
    if each.cover:
        key = "cover_until" if each.until else "cover"
        until = {"until": local_time(each.until)} if each.until else {}
        yield say(f"portal.held.{key}", name=each.cover.name, **until)
    elif each.since and each.until:
        yield say("portal.held.lent", since=local_time(each.since), until=local_time(each.until))


def _what(each: HeldStretch) -> Bilingual:
    if each.held_by is HeldBy.OUTAGE:
        return text("portal.held.what.outage")
    if each.held_by is HeldBy.PAUSE:
        return text("portal.held.what.pause")
    if each.task:
        return text(f"portal.desk.task.{each.task}")
    return STAGES[each.stage] if each.stage else text("portal.held.what.case")


def _person(person: Person | None) -> Bilingual | str:
    return person.name if person else text("portal.held.nobody_named")


def _hours(minutes: int) -> Cell:
    return Cell(text=say_hours(minutes))


def _heads(*names: str) -> tuple[ColumnHead, ...]:
    return tuple(
        ColumnHead(name=text(f"portal.held.column.{name}"), numeric=name in NUMERIC)
        for name in names
    )
