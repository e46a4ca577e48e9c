"""Every way the ledger says no; the words stand in `remiss/texts/proof/ledger.toml`."""

from remiss.texts import BilingualError


class LedgerError(BilingualError):
    """The ledger says no."""


class LedgerConflict(LedgerError, key="ledger.conflict"):  # noqa: N818 -- the word of the design
    """Another event is stored under the same stream and version."""


class LedgerGap(LedgerError, key="ledger.gap"):  # noqa: N818 -- the word of the design
    """The event before is not stored."""


class LedgerCutShort(LedgerError, key="ledger.cut_short"):  # noqa: N818 -- as the others
    """Events the read tables know of are gone."""


class LedgerUnreadable(LedgerError, key="ledger.unreadable"):  # noqa: N818 -- as the others
    """An event, or a history, that this version of the domain cannot follow."""


class MigrationChanged(LedgerError, key="ledger.migration_changed"):  # noqa: N818 -- as the others
    """A file differs from what was applied under its name."""


class LedgerNewer(LedgerError, key="ledger.newer"):  # noqa: N818 -- as the others
    """The database was brought up to date by a later release."""


class LedgerOlder(LedgerError, key="ledger.older"):  # noqa: N818 -- as the others
    """The database lacks migrations of this release."""


class GuardsOff(LedgerError, key="ledger.guards_off"):  # noqa: N818 -- as the others
    """What keeps evidence from being changed was taken away."""


class NotTheOwner(LedgerError, key="ledger.not_the_owner"):  # noqa: N818 -- as the others
    """Whoever connects may not change the schema."""


class ServiceTooStrong(LedgerError, key="ledger.service_too_strong"):  # noqa: N818 -- as the others
    """The service could change evidence whatever it is granted."""


class CheckpointTaken(LedgerError, key="ledger.checkpoint_taken"):  # noqa: N818 -- as the others
    """Another checkpoint is kept under the number."""


class NoServiceLogin(LedgerError, key="ledger.no_service_login"):  # noqa: N818 -- as the others
    """The database does not let the service in."""
