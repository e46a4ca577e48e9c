"""Inspections and outliers as the API answers with them."""

from datetime import date

from pydantic import AwareDatetime, Field

from remiss.consultation.inspecting.draw import PopulationLine
from remiss.consultation.inspecting.inspection import OrderedDossier
from remiss.consultation.inspecting.messages import Criteria, Unit
from remiss.consultation.inspecting.outliers import Indicator, distribution
from remiss.consultation.values import AgencyCode, Person, Sha256, Value
from remiss.consultation.views.scores.tally import Card
from remiss.ledger.inspecting.inspection_chain import OpenedInspection
from remiss.sending.inspections import ReadInspection, ReadSample
from remiss.texts import Bilingual


class InspectionsAnswer(Value):
    """The last opened first."""

    items: tuple[OpenedInspection, ...]
    next: str | None


class SampleAnswer(Value):
    """One sample; each that was ever committed is listed, drawn or not."""

    number: int
    committed_at: AwareDatetime
    committed_by: Person
    unit: Unit
    criteria: Criteria
    size: int | None
    seed_sha256: Sha256 | None
    indicator: Indicator | None
    reason: str
    checkpoint: int | None = Field(description="The first that signed the commitment.")
    drawn_at: AwareDatetime | None
    seed: str | None
    root: Sha256 | None
    population: Sha256 | None = Field(description="The sha256 of the list.")
    among: int | None
    drawn: tuple[PopulationLine, ...]


class DossierAnswer(Value):
    """One dossier that was ordered, and how often it was fetched."""

    number: int
    consultation: str
    ordered_at: AwareDatetime
    packed_at: AwareDatetime | None
    sha256: Sha256 | None
    size: int | None
    refused: Bilingual | None
    fetched: int


class InspectionAnswer(Value):
    """An inspection with its samples."""

    inspection: str
    decision: str
    reason: str
    opened_at: AwareDatetime
    opened_by: Person
    samples: tuple[SampleAnswer, ...]
    dossiers: tuple[DossierAnswer, ...]


class OutlierLine(Value):
    """One agency: `distance` in median deviations; null where most have the same value."""

    agency: AgencyCode
    name: Bilingual
    amount: int
    among: int
    value: float
    distance: float | None
    stands_out: bool


class OutliersAnswer(Value):
    """The distribution of an indicator, the farthest first."""

    card: Card
    figure: str
    first: date
    last: date
    threshold: int
    median: float | None
    spread: float | None = Field(description="The median distance from the median.")
    items: tuple[OutlierLine, ...]


def inspection_answer(found: ReadInspection) -> InspectionAnswer:
    """An inspection as an inspector reads it."""
    opened = found.inspection.opened
    return InspectionAnswer(
        inspection=found.id,
        decision=opened.decision,
        reason=opened.reason,
        opened_at=opened.at,
        opened_by=found.entries[0].actor.person,
        samples=tuple(map(_sample, found.samples)),
        dossiers=tuple(map(_dossier, found.inspection.dossiers)),
    )


def _dossier(each: OrderedDossier) -> DossierAnswer:
    packed = each.packed
    return DossierAnswer(
        number=each.ordered.number,
        consultation=each.ordered.consultation,
        ordered_at=each.ordered.at,
        packed_at=packed.at if packed else None,
        sha256=packed.sha256 if packed else None,
        size=packed.size if packed and packed.sha256 else None,
        refused=packed.refused if packed else None,
        fetched=each.fetched,
    )


def _sample(found: ReadSample) -> SampleAnswer:
    committed, drawn = found.sample.committed, found.sample.drawn
    return SampleAnswer(
        number=committed.number,
        committed_at=committed.at,
        committed_by=found.entry.actor.person,
        unit=committed.unit,
        criteria=committed.criteria,
        size=committed.size,
        seed_sha256=committed.commitment,
        indicator=committed.indicator,
        reason=committed.reason,
        checkpoint=found.checkpoint.number if found.checkpoint else None,
        drawn_at=drawn.at if drawn else None,
        seed=drawn.seed if drawn else None,
        root=drawn.root if drawn else None,
        population=drawn.population if drawn else None,
        among=drawn.among if drawn else None,
        drawn=drawn.drawn if drawn else (),
    )


def outliers_answer(indicator: Indicator) -> OutliersAnswer:
    """The distribution of an indicator."""
    found = distribution(indicator)
    lines = [
        OutlierLine(
            agency=each.counted.agency,
            name=each.counted.name,
            amount=each.counted.amount,
            among=each.counted.among,
            value=round(float(each.counted.value), 4),
            distance=None if each.distance is None else round(float(each.distance), 4),
            stands_out=each.stands_out,
        )
        for each in (found.standings if found else ())
    ]
    return OutliersAnswer(
        card=indicator.card,
        figure=indicator.figure,
        first=indicator.first,
        last=indicator.last,
        threshold=indicator.threshold,
        median=round(float(found.median), 4) if found else None,
        spread=round(float(found.spread), 4) if found else None,
        items=tuple(lines),
    )
