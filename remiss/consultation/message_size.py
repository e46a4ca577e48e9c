"""How much may happen at once: what one command leads to must fit one message to the ledger."""

from collections.abc import Iterable

from remiss.consultation.life.events import Event
from remiss.consultation.refusals import Refusal

MOST_BYTES = 1_500_000
"""Of JSON. A Temporal server takes 2 MB; the rows of the case and the envelopes need the rest."""


def check_fits(events: Iterable[Event]) -> None:
    """Refuse what would be decided and could then never be recorded.

    A long draft of questions to many agencies is what comes near: each agency's request names
    every question it is asked, with the mandate it falls under.

    Raises:
        Refusal: `too_much_at_once`.
    """
    if sum(len(event.model_dump_json().encode()) for event in events) > MOST_BYTES:
        raise Refusal("too_much_at_once")
