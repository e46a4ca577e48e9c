"""The notices as they stand beside what checkpoints signed of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from remiss.evidence.audit_report import Remark, Weight
from remiss.evidence.checkpoint import NOTICES, Head, Log, heads, notices_head
from remiss.evidence.checkpoint_findings import (
    CheckpointFinding,
    about_checkpoints,
    about_events,
)
from remiss.evidence.checkpoint_findings import (
    CheckpointFindingKind as Kind,
)
from remiss.ledger import AlteredNotices, NoticeFact
from remiss.texts import Bilingual, day_and_time


class NoticesSigned(NamedTuple):
    """What the database says each checkpoint signed, and which of that is another now.

    `restored`: when events that an older backup lacked were written again. Notices do not come
    back with them.
    """

    signed: Mapping[int, Sequence[NoticeFact]]
    altered: Iterable[AlteredNotices]
    restored: datetime | None = None

    def findings(self, log: Log) -> Iterator[CheckpointFinding]:
        """Where what was signed of notices is not what stands there now."""
        told, lost = _told(log), self._lost(log)
        for number in sorted({*told, *self.signed} - lost):
            if told.get(number) != self._head(number):
                yield about_checkpoints(self._kind(number, log), number)
        times = {file.statement.number: day_and_time(file.statement.at) for file in log}
        for each in self.altered:
            yield _altered(each, at=times.get(each.number, "?"))

    def lost(self, log: Log) -> Iterator[Remark]:
        """What an older backup took along."""
        if self.restored and (numbers := sorted(self._lost(log))):
            at = day_and_time(self.restored)
            yield Remark.of(Weight.WARNING, "notices_lost", numbers=numbers, at=at)

    def _lost(self, log: Log) -> set[int]:
        """Checkpoints before a restore of which no entry is left."""
        if self.restored is None:
            return set()
        before = {f.statement.number for f in log if f.statement.at < self.restored}
        return (_told(log).keys() & before) - self.signed.keys()

    def _head(self, number: int) -> Head | None:
        return notices_head(number, self.signed[number]) if number in self.signed else None

    def _kind(self, number: int, log: Log) -> Kind:
        """Entries of a checkpoint nobody has any more show that there was one."""
        newest = log[-1].statement.number if log else 0
        return Kind.CHECKPOINT_GONE if number > newest else Kind.SIGNED_NOTICES_ALTERED


def _told(log: Log) -> dict[int, Head]:
    """The head of the notices that each checkpoint signed, if it did."""
    return {head.version: head for head in heads(log) if head.stream == NOTICES}


def _altered(each: AlteredNotices, at: Bilingual | str) -> CheckpointFinding:
    if each.stream is None or each.version is None:
        return about_checkpoints(Kind.NOTICES_REMOVED, each.number, count=each.facts, at=at)
    kind = Kind.DELIVERY_ALTERED if each.settled else Kind.NOTICE_ALTERED
    version = each.version
    facts = {"at": at, "count": each.facts}
    return about_events(kind, each.stream, version, each.number, until=version, **facts)
