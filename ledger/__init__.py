"""The append-only events of all consultations, and the read tables that follow from them.

Imports only the domain; whoever composes the service imports it, no other layer does.
"""

from ledger.appending import append, settle
from ledger.connecting import connect
from ledger.exceptions import (
    LedgerConflict,
    LedgerCutShort,
    LedgerError,
    LedgerGap,
    LedgerUnreadable,
    MigrationChanged,
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
from ledger.verifying import verify

__all__ = [
    "CalendarBook",
    "Finding",
    "FindingKind",
    "Followed",
    "GivenBack",
    "LedgerConflict",
    "LedgerCutShort",
    "LedgerError",
    "LedgerGap",
    "LedgerUnreadable",
    "MigrationChanged",
    "NotTheOwner",
    "ServiceTooStrong",
    "Verification",
    "append",
    "connect",
    "mark_lost",
    "migrate",
    "open_cases",
    "overrides",
    "publish",
    "published",
    "rebuild",
    "settle",
    "sound",
    "stream",
    "streams",
    "unfinished",
    "verify",
]
