"""Findings about checkpoints, and about the ledger beside them."""

from enum import StrEnum
from typing import Any

from remiss.consultation.values import Value
from remiss.evidence.checkpoint_faults import CheckpointFault
from remiss.texts import Bilingual, say


class CheckpointFindingKind(StrEnum):
    """The first are about checkpoints; the others about events and notices they speak for."""

    MISSING = "missing"
    FILE_MISSING = "file_missing"
    ROW_MISSING = "row_missing"
    FILE_ALTERED = "file_altered"
    ROW_ALTERED = "row_altered"
    TWO_SIGNED = "two_signed"
    UNKNOWN_KEY = "unknown_key"
    SIGNATURE = "signature"
    PREVIOUS = "previous"
    TIME = "time"
    LOG = "log"
    CONSISTENCY = "consistency"
    REWRITTEN = "rewritten"
    HOLE = "hole"
    CUT_OFF = "cut_off"
    CASE_REMOVED = "case_removed"
    NOTICE_ALTERED = "notice_altered"
    DELIVERY_ALTERED = "delivery_altered"
    NOTICES_REMOVED = "notices_removed"
    SIGNED_NOTICES_ALTERED = "signed_notices_altered"
    SHEET_ALTERED = "sheet_altered"
    SHEET_MISSING = "sheet_missing"
    INSPECTION_ALTERED = "inspection_altered"
    INSPECTION_MISSING = "inspection_missing"
    CHECKPOINT_GONE = "checkpoint_gone"


class CheckpointFinding(Value):
    """One thing wrong: `place` says with which checkpoints, or which events of which stream."""

    kind: CheckpointFindingKind
    number: int
    stream: str | None = None
    version: int | None = None
    place: Bilingual
    message: Bilingual

    @property
    def line(self) -> Bilingual:
        """Place and message, as one line."""
        return Bilingual(
            vi=f"{self.place.vi}: {self.message.vi}", en=f"{self.place.en}: {self.message.en}"
        )


OF_FAULTS = {fault: CheckpointFindingKind(fault.value) for fault in CheckpointFault}


def about_checkpoints(
    kind: CheckpointFindingKind, first: int, last: int | None = None, **facts: Any
) -> CheckpointFinding:
    """What is wrong with one checkpoint, or with all from `first` to `last`."""
    numbers = str(first) if last in {None, first} else f"{first}–{last}"
    place = say("checkpoint.place", numbers=numbers)
    return CheckpointFinding(kind=kind, number=first, place=place, message=_said(kind, facts))


def about_events(
    kind: CheckpointFindingKind, stream: str, version: int, number: int, *, until: int, **facts: Any
) -> CheckpointFinding:
    """What is wrong with the events `version` to `until` of a stream, as checkpoint `number` shows.

    `until` 0: with the whole stream.
    """
    span = f"#{version}" if until == version else f"#{version}–#{until}"
    place = f"{stream} {span}" if until else stream
    return CheckpointFinding(
        kind=kind,
        number=number,
        stream=stream,
        version=version,
        place=Bilingual(vi=place, en=place),
        message=_said(kind, {"number": number, **facts}),
    )


def _said(kind: CheckpointFindingKind, facts: dict[str, Any]) -> Bilingual:
    return say(f"checkpoint.finding.{kind}", **facts)
