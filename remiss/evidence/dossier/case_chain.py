"""The chain of a case, computed from what a dossier holds.

The same rule as the ledger's, written a second time on purpose: what checks the evidence shares
no code with what wrote it. `tests/parts/evidence/test_events.py` holds the two together.
"""

import hashlib
from typing import Any

import rfc8785


def chain_hash(previous: str | None, event: Any) -> str:
    """The hash of an event that follows the hash `previous`, both hexadecimal.

    Raises:
        RecursionError: `event` is nested too deeply.
        ValueError: `event` has no canonical form.
    """
    return hashlib.sha256(rfc8785.dumps({"event": event, "previous": previous})).hexdigest()
