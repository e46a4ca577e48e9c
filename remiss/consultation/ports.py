"""What a running case asks of the outside: the names and messages of its activities."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from pydantic import AwareDatetime, Field

from remiss.consultation.clarity.assessment import Assessment
from remiss.consultation.life.commands import Command
from remiss.consultation.life.events import RecordedEvent
from remiss.consultation.state import State, Unopened
from remiss.consultation.time.days_off import RecordedOverride
from remiss.consultation.values import Value
from remiss.consultation.views.rows import ConsultationRow
from remiss.consultation.views.sheets.sheet import PeriodKey
from remiss.texts import Bilingual

WORKFLOW = "consultation"
"""The workflow type; its Updates are named after the commands (`command.kind`)."""

STAGE_ATTRIBUTE = "CaseStage"
"""The search attribute of its stage: a case carries it from its opening on."""

ADOPT_CALENDAR = "adopt_calendar"
"""The Update by which Remiss itself, and nobody else, has a case follow another calendar."""

CALENDAR_WORKFLOW = "calendar"
"""The workflow type of what keeps the working calendar; see `keeper_id`."""

RECORD_OVERRIDES = "record_overrides"
"""Its Update."""


DECIDED_AFTER = "decided_after"
"""The Query by which a case tells what it decided; see `DecidedAfter`."""


def keeper_id(task_queue: str) -> str:
    """The id of the one keeper there is for the workers of a task queue, and their ledger."""
    return f"{CALENDAR_WORKFLOW}-{task_queue}"


class Port(StrEnum):
    """Names under which a worker offers activities."""

    RECORD = "record_events"
    ASSESS = "assess_reply"
    REPORT = "make_daily_report"
    CHECKPOINT = "make_checkpoint"
    SHEETS = "make_sheets"
    PACK_DOSSIER = "pack_dossier"
    DROP_DOSSIER = "drop_dossier"
    RECORD_OVERRIDES = "record_overrides"
    ADOPT_CALENDAR = "adopt_calendar"


class RecordBatch(Value):
    """Events to append, in order, and the rows of the case after the last of them."""

    events: tuple[RecordedEvent, ...]
    row: ConsultationRow


class Recorded(Value):
    """What became of a batch: recorded, or `ahead`, what the ledger holds in its place.

    The ledger is ahead where a workflow task recorded and was then lost.
    """

    ahead: tuple[RecordedEvent, ...] = ()


class Receipt(Value):
    """What became of a command: the answer to its Update.

    `fingerprint` lets a client see that its command id was used before for something else.
    `recorded` is False while the ledger has yet to catch up.
    """

    consultation: str
    command_id: str
    fingerprint: str
    version: int
    events: tuple[str, ...]
    recorded: bool
    assessment: Assessment | None = Field(
        default=None, description="What was found in the reply this command gave."
    )


class CaseStart(Value):
    """What a run of a case starts from: nothing, or where the run before it stopped.

    `state` is what the ledger has; `pending` are the commands given since, each at its own time.
    `replies` says to which command an assessment still to come belongs.
    """

    state: State = Field(default_factory=Unopened)
    handled: dict[str, Receipt] = Field(default_factory=dict)
    pending: tuple[Command, ...] = ()
    replies: dict[str, str] = Field(default_factory=dict)


class DecidedAfter(Value):
    """Ask a run for the events it decided after a version, as many as a message holds."""

    version: int = Field(ge=0)


class Decided(Value):
    """What a run decided, in order; ask again after the last of it while `more`.

    The run began after the version `base`: what came before, an earlier run may know.
    """

    base: int
    version: int = Field(description="The newest event decided.")
    recorded: int = Field(description="The newest event of which the ledger said that it has it.")
    recorded_at: AwareDatetime | None = None
    events: tuple[RecordedEvent, ...] = ()
    more: bool = False


DAILY_REPORT = "daily_report"
"""The workflow type of the report made each working morning."""


CHECKPOINT_WORKFLOW = "checkpoint"
"""The workflow type of what signs, every hour, where every chain of the ledger stands."""


class CheckpointBrief(Value):
    """A checkpoint in a few words: what a person compares with one that lies elsewhere."""

    number: int
    at: AwareDatetime
    size: int = Field(description="Heads of chains signed so far, all checkpoints together.")
    root: str
    key: str


class CheckpointOutcome(Value):
    """What vouches for the ledger now: the newest checkpoint, or `refused`, why there is none."""

    newest: CheckpointBrief | None = None
    made: bool = Field(default=False, description="Now; else nothing had moved since.")
    refused: Bilingual | None = None


class ReportTask(Value):
    """Make the report of the day of `at`, on what was known then."""

    at: AwareDatetime


class PublishedReport(Value):
    """A morning's reports as everybody is served them: the same to whoever asks, for good."""

    day: date
    made_at: AwareDatetime
    body: str = Field(description="Both reports, JSON.")
    office_docx: bytes
    chairman_docx: bytes | None = Field(description="None: the Chairman's overdue list was empty.")
    checkpoint: int | None = Field(default=None, description="The number it goes out with.")
    checkpoint_refused: Bilingual | None = Field(default=None, description="Why with none.")


class ReportMade(Value):
    """What became of a morning's report; `made_at` is None on a day off."""

    day: date
    made_at: AwareDatetime | None
    summary: Bilingual
    details: str = Field(default="", description="Markdown, for the Temporal UI.")


PACKING_WORKFLOW = "dossier"
"""The workflow type that packs a dossier an inspector ordered, and ends its keeping."""
DOSSIER_KEPT = timedelta(days=7)

SHEETS_WORKFLOW = "sheets"
"""The workflow type of what makes the sheets of periods that are over, and amends them."""


class PackingTask(Value):
    """Which dossier of which inspection, of which case, in whose name."""

    inspection: str
    number: int
    consultation: str
    ordered_by: str

    @property
    def name(self) -> str:
        """Of its workflow, and of its file."""
        return f"{self.inspection}-{self.number}"


class SheetsStart(Value):
    """Which sheet is wanted; without a period, every one that is due."""

    period: PeriodKey | None = None


class SheetsTask(Value):
    """Make what is due at a moment: of one period, or of all."""

    at: AwareDatetime
    period: PeriodKey | None = None


class SheetsMade(Value):
    """Of which periods a sheet was made, and of which one was amended."""

    made: tuple[PeriodKey, ...] = ()
    amended: tuple[PeriodKey, ...] = ()


class OverridesRecorded(Value):
    """What became of days to record: recorded, or the refusal as it crosses processes."""

    recorded: tuple[RecordedOverride, ...] = ()
    refused: dict[str, Any] | None = None


class AdoptionPage(Value):
    """The next running cases, by id, that are to follow the calendar in force at `at`."""

    at: AwareDatetime
    after: str = ""


class Adoption(Value):
    """How a page went: how many follow now, which could not be reached, where to go on."""

    adopted: int
    left: tuple[str, ...]
    next: str | None


class KeeperStart(Value):
    """What a run of the calendar's keeper starts from: the looks it still owes, in seconds."""

    looks: tuple[int, ...] = ()
