"""The append-only events of all consultations, and the read tables that follow from them.

Imports only the domain; whoever composes the service imports it, no other layer does.
"""

from ledger.appending import append, settle
from ledger.chains import ChainedEvent, chain
from ledger.checkpoints import (
    ChainHead,
    Departed,
    Heads,
    StoredCheckpoint,
    heads,
    lock_checkpoints,
    record_checkpoint,
    stored_checkpoints,
)
from ledger.connecting import Source, connect, session
from ledger.exceptions import (
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
from ledger.findings import Finding, FindingKind, Verification
from ledger.migrating import migrate
from ledger.overriding import CalendarBook, Followed, GivenBack, overrides
from ledger.reading import stream, streams
from ledger.rebuilding import rebuild
from ledger.reporting import open_cases, publish, published
from ledger.restoring import mark_lost, sound, unfinished
from ledger.verifying import examine, verify

__all__ = [
    "CalendarBook",
    "ChainHead",
    "ChainedEvent",
    "CheckpointTaken",
    "Departed",
    "Finding",
    "FindingKind",
    "Followed",
    "GivenBack",
    "Heads",
    "LedgerConflict",
    "LedgerCutShort",
    "LedgerError",
    "LedgerGap",
    "LedgerUnreadable",
    "MigrationChanged",
    "NoServiceLogin",
    "NotTheOwner",
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
    "published",
    "rebuild",
    "record_checkpoint",
    "session",
    "settle",
    "sound",
    "stored_checkpoints",
    "stream",
    "streams",
    "unfinished",
    "verify",
]
