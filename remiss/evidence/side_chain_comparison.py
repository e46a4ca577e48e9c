"""Chains beside those of cases, sheets and inspections, as they lie beside what was signed."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from remiss.consultation.inspecting.messages import INSPECTION_CHAIN
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


class ChainKind(NamedTuple):
    """One such chain: its stream, and by which names its findings and texts go."""

    stream: str
    name: str
    altered: Kind
    missing: Kind


SHEETS = ChainKind(SHEET_CHAIN, "sheet", Kind.SHEET_ALTERED, Kind.SHEET_MISSING)
INSPECTIONS = ChainKind(
    INSPECTION_CHAIN, "inspection", Kind.INSPECTION_ALTERED, Kind.INSPECTION_MISSING
)


class SideChain(NamedTuple):
    """The entries, and when events that an older backup lacked were written again, if ever.

    Entries do not come back with events; their numbers are not given again.
    """

    kind: ChainKind
    entries: Sequence[EntryHead]
    restored: datetime | None = None

    def findings(self, log: Log) -> Iterator[CheckpointFinding]:
        """Entries that are others than they were, and those that are missing."""
        signed = self._signed(log)
        heads = {head.version: head for head in signed}
        for entry in self.entries:
            head = heads.get(entry.number)
            if not entry.fits or (head and head.hash != entry.hash):
                yield self._finding(self.kind.altered, entry.number, signed, entry.about)
        lost = {number for number, head in self._missing(signed) if self._took_along(head)}
        for number, _ in self._missing(signed):
            if number not in lost:
                yield self._finding(self.kind.missing, number, signed)

    def lost(self, log: Log) -> Iterator[Remark]:
        """What an older backup took along."""
        missing = self._missing(self._signed(log))
        numbers = [number for number, head in missing if self._took_along(head)]
        if self.restored and numbers:
            at = day_and_time(self.restored)
            yield Remark.of(Weight.WARNING, f"{self.kind.name}s_lost", numbers=numbers, at=at)

    def _missing(self, signed: Sequence[SignedHead]) -> list[tuple[int, SignedHead | None]]:
        """Numbers that have no entry, with the checkpoint that signed them first."""
        there = {entry.number for entry in self.entries}
        last = max([*there, *(head.version for head in signed)], default=0)
        gone = (number for number in range(1, last + 1) if number not in there)
        return [(number, _signer(number, signed)) for number in gone]

    def _took_along(self, head: SignedHead | None) -> bool:
        return self.restored is not None and head is not None and head.at < self.restored

    def _signed(self, log: Log) -> list[SignedHead]:
        return [
            SignedHead(head.version, head.hash, file.statement.number, file.statement.at)
            for file in log
            for head in file.heads
            if head.stream == self.kind.stream
        ]

    def _finding(
        self, kind: Kind, number: int, signed: Sequence[SignedHead], about: str = ""
    ) -> CheckpointFinding:
        head, name = _signer(number, signed), self.kind.name
        by = (
            say("checkpoint.sheet_signed", number=head.number, at=day_and_time(head.at))
            if head
            else Bilingual(vi="", en="")
        )
        return CheckpointFinding(
            kind=kind,
            number=head.number if head else 0,
            stream=self.kind.stream,
            version=number,
            place=say(f"checkpoint.{name}_place", entry=number, about=about or "?"),
            message=say(f"checkpoint.finding.{kind}", by=by),
        )


def _signer(number: int, signed: Sequence[SignedHead]) -> SignedHead | None:
    """The first checkpoint that speaks for the entry of that number."""
    return next((head for head in signed if head.version >= number), None)
