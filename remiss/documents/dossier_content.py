"""What the page of a dossier tells: the case, its record, and what was sent, as one value."""

from pydantic import AwareDatetime, Field

from remiss.consultation.life.events import RecordedEvent
from remiss.consultation.state import Consultation
from remiss.consultation.values import AgencyCode, Sha256, Value
from remiss.consultation.views.explanation import DeadlineExplanation
from remiss.texts import Bilingual


class RecordedLine(Value):
    """One event, and its link in the chain."""

    recorded: RecordedEvent
    hash: Sha256


class DeadlineTold(Value):
    """One deadline of one request."""

    agency: AgencyCode
    ordinal: int
    explanation: DeadlineExplanation


class NoticeSent(Value):
    """One notice on one way to one recipient, and what became of it."""

    version: int
    channel: str
    recipient: str
    kind: str
    status: str
    attempts: int
    created_at: AwareDatetime
    sent_at: AwareDatetime | None
    last_error: str | None
    said: tuple[Bilingual, ...] = Field(description="What it told, one line for each addressee.")


class DocumentListed(Value):
    """One rendered document in the dossier."""

    path: str
    title: Bilingual


class AttachmentListed(Value):
    """One file the events name; `path` is None where the store no longer had it."""

    sha256: Sha256
    path: str | None


class Coverage(Value):
    """The checkpoint that speaks for the events up to `version`."""

    number: int
    at: AwareDatetime
    version: int


class Dossier(Value):
    """Everything the page tells."""

    case: Consultation
    events: tuple[RecordedLine, ...]
    deadlines: tuple[DeadlineTold, ...]
    notices: tuple[NoticeSent, ...]
    documents: tuple[DocumentListed, ...]
    attachments: tuple[AttachmentListed, ...]
    coverage: Coverage | None
    key: str | None
    exported_at: AwareDatetime
    exported_by: str
