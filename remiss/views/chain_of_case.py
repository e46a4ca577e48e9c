"""Whether the chain of a case holds as it is stored, and which checkpoint speaks for it."""

from collections.abc import Sequence
from typing import NamedTuple

from remiss.evidence.dossier.case_chain import chain_hash
from remiss.ledger import ChainedEvent, chain
from remiss.ledger.reads.pool import Ledger
from remiss.ledger.reads.signed_checkpoints import Covering, covering_checkpoint


class ChainOfCase(NamedTuple):
    """What the service itself finds; no proof to whoever does not trust it."""

    events: int
    broken: tuple[int, ...]
    """Versions whose content, link or signed hash is another."""
    last: str
    covering: Covering | None


async def chain_of_case(ledger: Ledger, consultation: str) -> ChainOfCase:
    """Every event reckoned anew.

    Raises:
        Problem: `ledger_unavailable`.
    """
    stored = await chain(ledger, consultation)
    covering = await covering_checkpoint(ledger, consultation)
    return ChainOfCase(
        events=len(stored),
        broken=broken_in(stored, covering),
        last=stored[-1].hash if stored else "",
        covering=covering,
    )


def broken_in(stored: Sequence[ChainedEvent], covering: Covering | None) -> tuple[int, ...]:
    """Those that do not follow from the one before, or are not what was signed."""
    found, before = [], None
    for version, event in enumerate(stored, start=1):
        follows = event.previous == before and event.body.get("version") == version
        same = follows and chain_hash(before, event.body) == event.hash
        signed = covering is None or covering.version != version or covering.hash == event.hash
        if not (same and signed):
            found.append(version)
        before = event.hash
    if covering is not None and covering.version > len(stored):
        found.append(covering.version)
    return tuple(found)
