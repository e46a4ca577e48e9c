"""Bringing back what was lost: running cases from the ledger, the ledger from running cases.

It composes ledger and Temporal as the worker does; only the command line imports it.
"""

from remiss.recovery.postgres_lost import reconcile
from remiss.recovery.temporal_lost import recover

__all__ = ["reconcile", "recover"]
