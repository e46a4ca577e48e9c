"""What a run of a case starts from anew, as the ledger has it: its state, and what it answered."""

from collections.abc import Iterable

from remiss.consultation.life.events import RecordedEvent
from remiss.consultation.life.evolution import fold
from remiss.consultation.message_size import CARRIED_BYTES
from remiss.consultation.ports import CaseStart
from remiss.consultation.receipt_book import ReceiptBook
from remiss.consultation.state import Consultation


def start_of(events: Iterable[RecordedEvent]) -> CaseStart | None:
    """What a case starts from: all it decided, and what it answered; None if that is too much.

    Commands that changed nothing left no event: what they were answered is not known any more.
    """
    told = tuple(events)
    case = fold(recorded.event for recorded in told)
    assert isinstance(case, Consultation)  # noqa: S101 -- the caller looked
    receipts = ReceiptBook({}, {})
    receipts.note(told)
    start = CaseStart(
        state=case.without_decided_texts(), handled=receipts.all, replies=receipts.replies
    )
    return next(filter(_fits, (start, _without_assessments(start))), None)


def _fits(start: CaseStart) -> bool:
    return len(start.model_dump_json().encode()) < CARRIED_BYTES


def _without_assessments(start: CaseStart) -> CaseStart:
    """With shorter answers to commands given before; what was found lies in the ledger."""
    handled = {
        id_: receipt.model_copy(update={"assessment": None})
        for id_, receipt in start.handled.items()
    }
    return start.model_copy(update={"handled": handled})
