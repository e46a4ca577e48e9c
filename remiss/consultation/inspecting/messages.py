"""What is asked of an inspection and what happened in it."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, StringConstraints

from remiss.consultation.inspecting.draw import MOST_DRAWN, PopulationLine, Seed
from remiss.consultation.inspecting.outliers import Indicator
from remiss.consultation.inspection_named import Decision, Reason
from remiss.consultation.values import Actor, AgencyCode, Sha256, Value, added_later
from remiss.texts import Bilingual

INSPECTION_CHAIN = "#inspections"
"""The stream by which checkpoints sign the chain of inspections."""
InspectionId = Annotated[str, StringConstraints(pattern=r"^KT-[A-Z2-7]{12}$")]
Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2100, 1, 1))]
DossierNumber = Annotated[int, Field(ge=1)]
SampleNumber = Annotated[int, Field(ge=1)]


class Unit(StrEnum):
    """What is drawn."""

    CASES = "cases"
    REQUESTS = "requests"
    REPLIES = "replies"


class Criteria(Value):
    """What the population holds; each may be left out. Days are those of the event drawn."""

    asked: tuple[AgencyCode, ...] = ()
    drafting: tuple[AgencyCode, ...] = ()
    first: Day | None = None
    last: Day | None = None


class CommandBase(Value):
    """Who, when, and the id by which the same command is known."""

    id: str
    actor: Actor
    at: AwareDatetime


class OpenInspection(CommandBase):
    """Open an inspection by its decision."""

    kind: Literal["open_inspection"] = "open_inspection"
    inspection: InspectionId
    decision: Decision
    reason: Reason


class CommitSample(CommandBase):
    """Say what will be drawn, before the population is known; `commitment` is of the seed."""

    kind: Literal["commit_sample"] = "commit_sample"
    unit: Unit
    criteria: Criteria
    size: Annotated[int, Field(ge=1, le=MOST_DRAWN)] | None = None
    commitment: Sha256 | None = None
    indicator: Indicator | None = None
    reason: Reason


class DrawSample(CommandBase):
    """Draw what was committed: with the seed, from what the next checkpoint speaks for."""

    kind: Literal["draw_sample"] = "draw_sample"
    number: SampleNumber
    seed: Seed | None = None
    checkpoint: int
    root: Sha256
    signature: str
    population: tuple[PopulationLine, ...]


class OrderDossier(CommandBase):
    """Have the dossier of a drawn case packed and signed."""

    kind: Literal["order_dossier"] = "order_dossier"
    consultation: str


class RecordPacked(CommandBase):
    """Remiss has packed one, or could not: `refused` says why."""

    kind: Literal["record_packed"] = "record_packed"
    number: DossierNumber
    sha256: Sha256 | None = None
    size: int = 0
    refused: Bilingual | None = None


class FetchDossier(CommandBase):
    """Take one home."""

    kind: Literal["fetch_dossier"] = "fetch_dossier"
    number: DossierNumber


Command = OpenInspection | CommitSample | DrawSample | OrderDossier | RecordPacked | FetchDossier


class EventBase(Value):
    """When it happened."""

    at: AwareDatetime


class InspectionOpened(EventBase):
    """By which decision, and why."""

    kind: Literal["inspection_opened"] = "inspection_opened"
    decision: Decision
    reason: Reason


class SampleCommitted(EventBase):
    """What is drawn from what the next checkpoint speaks for; `recused`: whose cases are not."""

    kind: Literal["sample_committed"] = "sample_committed"
    number: SampleNumber
    unit: Unit
    criteria: Criteria
    size: int | None
    commitment: Sha256 | None
    indicator: Indicator | None
    recused: AgencyCode | None
    reason: Reason
    by_signature: bool = added_later(
        default=False, description="Whether the signature of the checkpoint is mixed in as well."
    )


class SampleDrawn(EventBase):
    """What was drawn, and all that it follows from."""

    kind: Literal["sample_drawn"] = "sample_drawn"
    number: SampleNumber
    seed: Seed | None
    checkpoint: int
    root: Sha256
    population: Sha256
    among: Annotated[int, Field(ge=0)]
    drawn: tuple[PopulationLine, ...]


class DossierOrdered(EventBase):
    """Whose dossier an inspector wants."""

    kind: Literal["dossier_ordered"] = "dossier_ordered"
    number: DossierNumber
    consultation: str


class DossierPacked(EventBase):
    """The archive by its hash and its bytes, or why there is none."""

    kind: Literal["dossier_packed"] = "dossier_packed"
    number: DossierNumber
    sha256: Sha256 | None
    size: int
    refused: Bilingual | None


class DossierFetched(EventBase):
    """Put on record before the archive is given."""

    kind: Literal["dossier_fetched"] = "dossier_fetched"
    number: DossierNumber


Event = Annotated[
    InspectionOpened
    | SampleCommitted
    | SampleDrawn
    | DossierOrdered
    | DossierPacked
    | DossierFetched,
    Field(discriminator="kind"),
]


class RecordedEvent(Value):
    """One entry of the chain: its place there and in its inspection; who, by which command."""

    number: Annotated[int, Field(ge=1)]
    inspection: InspectionId
    version: Annotated[int, Field(ge=1)]
    command_id: str
    actor: Actor
    event: Event
