"""What may happen in an inspection: every rule of it."""

from typing import assert_never

from remiss.consultation.inspecting.draw import (
    MOST_DRAWN,
    MOST_LINES,
    digest,
    draw,
    population_text,
)
from remiss.consultation.inspecting.inspection import (
    Inspection,
    NotOpened,
    OrderedDossier,
    Sample,
    State,
)
from remiss.consultation.inspecting.messages import (
    Command,
    CommitSample,
    DossierFetched,
    DossierOrdered,
    DossierPacked,
    DrawSample,
    Event,
    FetchDossier,
    InspectionOpened,
    OpenInspection,
    OrderDossier,
    RecordPacked,
    SampleCommitted,
    SampleDrawn,
)
from remiss.consultation.inspecting.outliers import Indicator, distribution
from remiss.consultation.permission import not_permitted, permit_role
from remiss.consultation.refusals import Refusal
from remiss.consultation.values import AgencyCode, Role
from remiss.consultation.views.scores.tally import Card
from remiss.consultation.visibility import recused_for

INSPECTS = "inspect"
"""The row of the table of authority."""


def decide(state: State, command: Command) -> Event:
    """What happens on a command.

    Raises:
        Refusal: `not_permitted`; `inspection_not_found`; what the rules of each say.
    """
    _check_actor(command)
    match command:
        case OpenInspection():
            return _open(state, command)
        case CommitSample():
            return _commit(_opened(state), command)
        case DrawSample():
            return _draw(_opened(state), command)
        case OrderDossier():
            return _order(_opened(state), command)
        case RecordPacked():
            return _packed(_opened(state), command)
        case FetchDossier():
            return _fetch(_opened(state), command)
        case _ as other:
            assert_never(other)


def _check_actor(command: Command) -> None:
    """Inspectors alone; what was packed says Remiss, and nobody else."""
    if not isinstance(command, RecordPacked):
        permit_role(command.actor, INSPECTS)
    elif command.actor.role is not Role.SYSTEM:
        raise not_permitted(command.actor, frozenset({Role.SYSTEM}))


def _opened(state: State) -> Inspection:
    if isinstance(state, NotOpened):
        raise Refusal("inspection_not_found")
    return state


def _open(state: State, command: OpenInspection) -> InspectionOpened:
    if not isinstance(state, NotOpened):
        raise Refusal("inspection_opened_already")
    return InspectionOpened(at=command.at, decision=command.decision, reason=command.reason)


def _commit(inspection: Inspection, command: CommitSample) -> SampleCommitted:
    """A sample of a size takes a commitment; one of everything has nothing to draw by."""
    if (command.size is None) != (command.commitment is None):
        raise Refusal("sample_size_and_seed")
    days = command.criteria
    if days.first and days.last and days.first > days.last:
        raise Refusal("days_reversed")
    named = {*command.criteria.asked, *command.criteria.drafting}
    recused = recused_for(command.actor)
    if recused and recused in named:
        raise Refusal("own_agency_inspected")
    _check_outliers(command.indicator, command)
    return SampleCommitted(
        at=command.at,
        number=len(inspection.samples) + 1,
        unit=command.unit,
        criteria=command.criteria,
        size=command.size,
        commitment=command.commitment,
        indicator=command.indicator,
        recused=recused,
        reason=command.reason,
        by_signature=command.size is not None,
    )


def _check_outliers(indicator: Indicator | None, command: CommitSample) -> None:
    """What is drawn by an indicator is drawn from those that stand out by it, and nobody else."""
    if indicator is None:
        return
    found = distribution(indicator)
    outliers: tuple[AgencyCode, ...] = found.outliers if found else ()
    if not outliers:
        raise Refusal("nobody_stands_out")
    criteria = command.criteria
    of_card = criteria.asked if indicator.card is Card.AGENCIES else criteria.drafting
    if tuple(sorted(of_card)) != outliers:
        raise Refusal("not_the_outliers", agencies=outliers)


def _draw(inspection: Inspection, command: DrawSample) -> SampleDrawn:
    """Once, with the seed that was committed and no other."""
    sample = inspection.sample(command.number)
    if sample is None:
        raise Refusal("sample_not_found")
    if sample.drawn:
        raise Refusal("sample_drawn_already", number=command.number)
    _check_seed(sample, command)
    size = sample.committed.size
    signature = command.signature if sample.committed.by_signature else None
    most = MOST_DRAWN if size is None else MOST_LINES
    if len(command.population) > most:
        raise Refusal("population_too_large", most=most)
    return SampleDrawn(
        at=command.at,
        number=command.number,
        seed=command.seed,
        checkpoint=command.checkpoint,
        root=command.root,
        population=digest(population_text(command.population)),
        among=len(command.population),
        drawn=draw(command.population, size, command.seed, command.root, signature),
    )


def _check_seed(sample: Sample, command: DrawSample) -> None:
    commitment = sample.committed.commitment
    given = digest(command.seed) if command.seed is not None else None
    if given != commitment:
        raise Refusal("seed_not_the_committed")


def _order(inspection: Inspection, command: OrderDossier) -> DossierOrdered:
    """Of a case that was drawn, and of no other: what is not drawn is not taken home."""
    if command.consultation not in inspection.cases:
        raise Refusal("case_not_drawn", case=command.consultation)
    number = len(inspection.dossiers) + 1
    return DossierOrdered(at=command.at, number=number, consultation=command.consultation)


def _packed(inspection: Inspection, command: RecordPacked) -> DossierPacked:
    """Once."""
    dossier = _ordered(inspection, command.number)
    if dossier.packed:
        raise Refusal("dossier_packed_already")
    return DossierPacked(
        at=command.at,
        number=command.number,
        sha256=command.sha256,
        size=command.size,
        refused=command.refused,
    )


def _fetch(inspection: Inspection, command: FetchDossier) -> DossierFetched:
    """As often as it lies there; each time goes on record."""
    dossier = _ordered(inspection, command.number)
    if dossier.packed is None:
        raise Refusal("dossier_not_packed")
    if dossier.packed.sha256 is None:
        raise Refusal("dossier_refused", reason=dossier.packed.refused)
    return DossierFetched(at=command.at, number=command.number)


def _ordered(inspection: Inspection, number: int) -> OrderedDossier:
    found = inspection.dossier(number)
    if found is None:
        raise Refusal("dossier_not_found")
    return found
