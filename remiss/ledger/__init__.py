"""The append-only events of all consultations, and the read tables that follow from them.

Imports only the domain; whoever composes the service imports it, no other layer does.
"""

from remiss.ledger.append_events import append, settle
from remiss.ledger.calendar_changes import CalendarBook, RestoredRecords
from remiss.ledger.checkpoint_table import (
    ChainHead,
    Departed,
    Heads,
    StoredCheckpoint,
    heads,
    lock_checkpoints,
    record_checkpoint,
    stored_checkpoints,
)
from remiss.ledger.connection import Source, connect, session
from remiss.ledger.exceptions import (
    CheckpointTaken,
    LedgerConflict,
    LedgerCutShort,
    LedgerError,
    LedgerGap,
    LedgerUnreadable,
    MigrationChanged,
    NoServiceLogin,
    NotTheOwner,
    ServiceTooStrong,
)
from remiss.ledger.ledger_findings import LedgerFinding, LedgerFindingKind, Verification
from remiss.ledger.read_tables import rebuild
from remiss.ledger.reads.calendar_records import Followed, overrides
from remiss.ledger.reads.morning_reports import open_cases, read_report
from remiss.ledger.reads.stored_events import stream, streams
from remiss.ledger.report_table import publish
from remiss.ledger.restoration import mark_lost, read_sound, unfinished_cases
from remiss.ledger.schema import migrate
from remiss.ledger.stored_chain import ChainedEvent, chain
from remiss.ledger.verification import examine, verify

__all__ = [
    "CalendarBook",
    "ChainHead",
    "ChainedEvent",
    "CheckpointTaken",
    "Departed",
    "Followed",
    "Heads",
    "LedgerConflict",
    "LedgerCutShort",
    "LedgerError",
    "LedgerFinding",
    "LedgerFindingKind",
    "LedgerGap",
    "LedgerUnreadable",
    "MigrationChanged",
    "NoServiceLogin",
    "NotTheOwner",
    "RestoredRecords",
    "ServiceTooStrong",
    "Source",
    "StoredCheckpoint",
    "Verification",
    "append",
    "chain",
    "connect",
    "examine",
    "heads",
    "lock_checkpoints",
    "mark_lost",
    "migrate",
    "open_cases",
    "overrides",
    "publish",
    "read_report",
    "read_sound",
    "rebuild",
    "record_checkpoint",
    "session",
    "settle",
    "stored_checkpoints",
    "stream",
    "streams",
    "unfinished_cases",
    "verify",
]
