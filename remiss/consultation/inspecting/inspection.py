"""An inspection as its events tell it."""

from collections.abc import Iterable

from remiss.consultation.inspecting.draw import case_of
from remiss.consultation.inspecting.messages import (
    DossierFetched,
    DossierOrdered,
    DossierPacked,
    Event,
    InspectionOpened,
    SampleCommitted,
    SampleDrawn,
)
from remiss.consultation.values import Value


class Sample(Value):
    """One sample: what was committed, and once drawn what came of it."""

    committed: SampleCommitted
    drawn: SampleDrawn | None = None


class OrderedDossier(Value):
    """One dossier: the order, what was packed, and how often it was fetched."""

    ordered: DossierOrdered
    packed: DossierPacked | None = None
    fetched: int = 0


class NotOpened(Value):
    """Nothing happened yet."""


class Inspection(Value):
    """Its decision, and every sample ever committed, the discarded ones too."""

    opened: InspectionOpened
    samples: tuple[Sample, ...] = ()
    dossiers: tuple[OrderedDossier, ...] = ()

    def sample(self, number: int) -> Sample | None:
        """The sample of that number; None: there is none."""
        return self.samples[number - 1] if 0 < number <= len(self.samples) else None

    def dossier(self, number: int) -> OrderedDossier | None:
        """The dossier of that number; None: none was ordered."""
        return self.dossiers[number - 1] if 0 < number <= len(self.dossiers) else None

    @property
    def cases(self) -> frozenset[str]:
        """Every case drawn in it."""
        lines = (line for each in self.samples if each.drawn for line in each.drawn.drawn)
        return frozenset(map(case_of, lines))


State = NotOpened | Inspection


def initial_state() -> NotOpened:
    """Before anything happened."""
    return NotOpened()


def evolve(state: State, event: Event) -> State:
    """The state after one more event.

    Raises:
        ValueError: the event cannot follow: something was stored that nobody decided.
    """
    match state, event:
        case NotOpened(), InspectionOpened():
            return Inspection(opened=event)
        case Inspection(), SampleCommitted():
            return _with_samples(state, (*state.samples, Sample(committed=event)))
        case Inspection(), SampleDrawn():
            return _with_samples(state, tuple(_drawn(each, event) for each in state.samples))
        case Inspection(), DossierOrdered():
            return _with_dossiers(state, (*state.dossiers, OrderedDossier(ordered=event)))
        case Inspection(), DossierPacked() | DossierFetched():
            return _with_dossiers(state, tuple(_followed(each, event) for each in state.dossiers))
        case _:
            raise ValueError(f"{event.kind} cannot follow here")


def fold(events: Iterable[Event]) -> State:
    """The state after these events."""
    state: State = initial_state()
    for event in events:
        state = evolve(state, event)
    return state


def _with_samples(inspection: Inspection, samples: tuple[Sample, ...]) -> Inspection:
    return inspection.model_copy(update={"samples": samples})


def _with_dossiers(inspection: Inspection, dossiers: tuple[OrderedDossier, ...]) -> Inspection:
    return inspection.model_copy(update={"dossiers": dossiers})


def _followed(dossier: OrderedDossier, event: DossierPacked | DossierFetched) -> OrderedDossier:
    if dossier.ordered.number != event.number:
        return dossier
    if isinstance(event, DossierPacked):
        return dossier.model_copy(update={"packed": event})
    return dossier.model_copy(update={"fetched": dossier.fetched + 1})


def _drawn(sample: Sample, event: SampleDrawn) -> Sample:
    if sample.committed.number != event.number:
        return sample
    return sample.model_copy(update={"drawn": event})
