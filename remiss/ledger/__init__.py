"""The append-only events of all consultations, and the read tables that follow from them.

Imports only the domain; whoever composes the service imports it, no other layer does.
"""

from remiss.ledger.append_events import append, settle
from remiss.ledger.calendar_changes import CalendarBook, RestoredRecords
from remiss.ledger.connection import Source, connect, session
from remiss.ledger.exceptions import (
    CheckpointTaken,
    GuardsOff,
    LedgerConflict,
    LedgerCutShort,
    LedgerError,
    LedgerGap,
    LedgerNewer,
    LedgerOlder,
    LedgerUnreadable,
    MigrationChanged,
    NoServiceLogin,
    NotTheOwner,
    ServiceTooStrong,
)
from remiss.ledger.ledger_findings import LedgerFinding, LedgerFindingKind, Verification
from remiss.ledger.proof.checkpoint_table import (
    ChainHead,
    Departed,
    Heads,
    StoredCheckpoint,
    heads,
    lock_checkpoints,
    record_checkpoint,
    stored_checkpoints,
)
from remiss.ledger.proof.guards import WideGrant, weak_guards, wide_grants
from remiss.ledger.proof.named_evidence import NamedFile, named_files, oldest_unsigned
from remiss.ledger.proof.side_chains import EntryHead, entry_heads, newest_entry
from remiss.ledger.proof.signed_notices import (
    AlteredNotices,
    NoticeFact,
    PlaceFaults,
    altered_notices,
    place_faults,
    restored_at,
    sign_notices,
    signed_notices,
    unsigned_notices,
)
from remiss.ledger.read_tables import rebuild
from remiss.ledger.reads.calendar_records import Followed, overrides
from remiss.ledger.reads.published_reports import (
    morning_cases,
    read_report,
    recorded_between,
)
from remiss.ledger.reads.stored_events import stream
from remiss.ledger.report_table import publish
from remiss.ledger.restoration import mark_lost, read_sound, unfinished_cases
from remiss.ledger.schema import check_schema, migrate
from remiss.ledger.stored_chain import ChainedEvent, chain
from remiss.ledger.upgrade import upgrade
from remiss.ledger.verification import examine, verify

__all__ = [
    "AlteredNotices",
    "CalendarBook",
    "ChainHead",
    "ChainedEvent",
    "CheckpointTaken",
    "Departed",
    "EntryHead",
    "Followed",
    "GuardsOff",
    "Heads",
    "LedgerConflict",
    "LedgerCutShort",
    "LedgerError",
    "LedgerFinding",
    "LedgerFindingKind",
    "LedgerGap",
    "LedgerNewer",
    "LedgerOlder",
    "LedgerUnreadable",
    "MigrationChanged",
    "NamedFile",
    "NoServiceLogin",
    "NotTheOwner",
    "NoticeFact",
    "PlaceFaults",
    "RestoredRecords",
    "ServiceTooStrong",
    "Source",
    "StoredCheckpoint",
    "Verification",
    "WideGrant",
    "altered_notices",
    "append",
    "chain",
    "check_schema",
    "connect",
    "entry_heads",
    "examine",
    "heads",
    "lock_checkpoints",
    "mark_lost",
    "migrate",
    "morning_cases",
    "named_files",
    "newest_entry",
    "oldest_unsigned",
    "overrides",
    "place_faults",
    "publish",
    "read_report",
    "read_sound",
    "rebuild",
    "record_checkpoint",
    "recorded_between",
    "restored_at",
    "session",
    "settle",
    "sign_notices",
    "signed_notices",
    "stored_checkpoints",
    "stream",
    "unfinished_cases",
    "unsigned_notices",
    "upgrade",
    "verify",
    "weak_guards",
    "wide_grants",
]
