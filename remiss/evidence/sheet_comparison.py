"""The sheets of periods and their amendments as they lie beside what checkpoints signed of them."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from remiss.consultation.views.sheets.sheet import SHEET_CHAIN
from remiss.evidence.audit_report import Remark, Weight
from remiss.evidence.checkpoint import Log
from remiss.evidence.checkpoint_findings import CheckpointFinding
from remiss.evidence.checkpoint_findings import CheckpointFindingKind as Kind
from remiss.ledger import EntryHead
from remiss.texts import Bilingual, day_and_time, say


class SignedHead(NamedTuple):
    """What a checkpoint signed: the entry of that number, by its hash, and all before it."""

    version: int
    hash: str
    number: int
    at: datetime


class SheetsSigned(NamedTuple):
    """The entries, and when events that an older backup lacked were written again, if ever.

    Entries do not come back with events; their numbers are not given again.
    """

    entries: Sequence[EntryHead]
    restored: datetime | None = None

    def findings(self, log: Log) -> Iterator[CheckpointFinding]:
        """Entries that are others than they were, and those that are missing."""
        signed = _signed(log)
        heads = {head.version: head for head in signed}
        for entry in self.entries:
            head = heads.get(entry.number)
            if not entry.fits or (head and head.hash != entry.hash):
                yield _finding(Kind.SHEET_ALTERED, entry.number, signed, entry.period)
        lost = {number for number, head in self._missing(signed) if self._took_along(head)}
        for number, _ in self._missing(signed):
            if number not in lost:
                yield _finding(Kind.SHEET_MISSING, number, signed)

    def lost(self, log: Log) -> Iterator[Remark]:
        """What an older backup took along."""
        missing = self._missing(_signed(log))
        numbers = [number for number, head in missing if self._took_along(head)]
        if self.restored and numbers:
            at = day_and_time(self.restored)
            yield Remark.of(Weight.WARNING, "sheets_lost", numbers=numbers, at=at)

    def _missing(self, signed: Sequence[SignedHead]) -> list[tuple[int, SignedHead | None]]:
        """Numbers that have no entry, with the checkpoint that signed them first."""
        there = {entry.number for entry in self.entries}
        last = max([*there, *(head.version for head in signed)], default=0)
        gone = (number for number in range(1, last + 1) if number not in there)
        return [(number, _signer(number, signed)) for number in gone]

    def _took_along(self, head: SignedHead | None) -> bool:
        return self.restored is not None and head is not None and head.at < self.restored


def _signed(log: Log) -> list[SignedHead]:
    return [
        SignedHead(head.version, head.hash, file.statement.number, file.statement.at)
        for file in log
        for head in file.heads
        if head.stream == SHEET_CHAIN
    ]


def _signer(number: int, signed: Sequence[SignedHead]) -> SignedHead | None:
    """The first checkpoint that speaks for the entry of that number."""
    return next((head for head in signed if head.version >= number), None)


def _finding(
    kind: Kind, number: int, signed: Sequence[SignedHead], period: str = ""
) -> CheckpointFinding:
    head = _signer(number, signed)
    place = say("checkpoint.sheet_place", entry=number, period=period or "?")
    by = (
        say("checkpoint.sheet_signed", number=head.number, at=day_and_time(head.at))
        if head
        else Bilingual(vi="", en="")
    )
    return CheckpointFinding(
        kind=kind,
        number=head.number if head else 0,
        stream=SHEET_CHAIN,
        version=number,
        place=place,
        message=say(f"checkpoint.finding.{kind}", by=by),
    )
