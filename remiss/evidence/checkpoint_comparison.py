"""The checkpoints of the folder beside those of the database, and the ledger beside both."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from pydantic import ValidationError

from remiss.evidence.checkpoint import APART, CheckpointFile, Log, heads
from remiss.evidence.checkpoint_faults import CheckpointFault, find_faults
from remiss.evidence.checkpoint_findings import (
    OF_FAULTS,
    CheckpointFinding,
    about_checkpoints,
    about_events,
)
from remiss.evidence.checkpoint_findings import (
    CheckpointFindingKind as Kind,
)
from remiss.evidence.checkpoint_folder import CheckpointsFound
from remiss.evidence.signature import Keyring
from remiss.ledger import ChainHead, Departed, StoredCheckpoint
from remiss.texts import day_and_time


class Comparison(NamedTuple):
    """The checkpoints that can be relied on, in order, and what is wrong with them or the rest."""

    log: Log
    findings: tuple[CheckpointFinding, ...]

    @property
    def disagreements(self) -> tuple[CheckpointFinding, ...]:
        """What is wrong beside files or rows that only lag behind the other side."""
        lagging = {Kind.FILE_MISSING, Kind.ROW_MISSING}
        return tuple(found for found in self.findings if found.kind not in lagging)


def parse_rows(rows: Iterable[StoredCheckpoint]) -> CheckpointsFound:
    """The checkpoints of the database; a row whose columns say something else is none any more."""
    files, broken = {}, set()
    for row in rows:
        try:
            file = CheckpointFile.model_validate_json(row.body)
        except ValidationError:
            broken.add(row.number)
            continue
        if (file.statement.number, file.statement.at) == (row.number, row.at):
            files[row.number] = file
        else:
            broken.add(row.number)
    return CheckpointsFound(files, frozenset(broken))


def compare_sides(folder: CheckpointsFound, table: CheckpointsFound, keys: Keyring) -> Comparison:
    """Which checkpoints hold, and what is wrong with which side."""
    sides = _sides(folder, table, keys)
    numbers = sorted({*folder.files, *folder.broken, *table.files, *table.broken})
    log = [best for number in numbers if (best := sides.best(number))]
    wrong: dict[Kind, list[int]] = {}
    for number in numbers:
        for kind in sides.differences(number):
            wrong.setdefault(kind, []).append(number)
    findings = [
        about_checkpoints(kind, *span) for kind, found in wrong.items() for span in _spans(found)
    ]
    broken = {
        *wrong.get(Kind.FILE_ALTERED, ()),
        *wrong.get(Kind.ROW_ALTERED, ()),
    }
    findings += [found for found in _faults(log, keys) if found.number not in broken]
    return Comparison(log, tuple(sorted(findings, key=lambda found: found.number)))


class Sides(NamedTuple):
    """The folder and the database, and the numbers of what either holds altered."""

    folder: CheckpointsFound
    table: CheckpointsFound
    bad_files: frozenset[int]
    bad_rows: frozenset[int]

    def best(self, number: int) -> CheckpointFile | None:
        """The side that can be relied on."""
        file, row = self.folder.files.get(number), self.table.files.get(number)
        if file and row:
            return row if number in self.bad_files else file
        return file or row

    def differences(self, number: int) -> Iterator[Kind]:
        """What is wrong with the other side, or with both."""
        file, row = self.folder.files.get(number), self.table.files.get(number)
        if file is None:
            altered = number in self.folder.broken
            yield (Kind.FILE_ALTERED if altered else Kind.FILE_MISSING)
        if row is None:
            altered = number in self.table.broken
            yield (Kind.ROW_ALTERED if altered else Kind.ROW_MISSING)
        if file and row and file != row:
            bad = number in self.bad_files, number in self.bad_rows
            if not any(bad):
                yield Kind.TWO_SIGNED
            yield from (Kind.FILE_ALTERED,) if bad[0] else ()
            yield from (Kind.ROW_ALTERED,) if bad[1] else ()


def _sides(folder: CheckpointsFound, table: CheckpointsFound, keys: Keyring) -> Sides:
    """Which side is the altered one is looked into only where they differ: it takes a while."""
    both = folder.files.keys() & table.files.keys()
    if all(folder.files[number] == table.files[number] for number in both):
        return Sides(folder, table, frozenset(), frozenset())
    return Sides(folder, table, _unsound(folder, keys), _unsound(table, keys))


def _unsound(side: CheckpointsFound, keys: Keyring) -> frozenset[int]:
    """What of one side, by itself, cannot be as it was signed."""
    found = find_faults([side.files[number] for number in sorted(side.files)], keys)
    own = {CheckpointFault.UNKNOWN_KEY, CheckpointFault.SIGNATURE, CheckpointFault.CONSISTENCY}
    # A head altered in one checkpoint shows in the roots of all after it.
    first = min((each.number for each in found if each.fault is CheckpointFault.LOG), default=0)
    return frozenset({first, *(each.number for each in found if each.fault in own)})


def _faults(log: Log, keys: Keyring) -> Iterator[CheckpointFinding]:
    keys_of = {file.statement.number: file.checkpoint.key for file in log}
    for number, fault in find_faults(log, keys):
        yield about_checkpoints(OF_FAULTS[fault], number, key=keys_of.get(number))


def _spans(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Numbers in a row, as the first and last of each row."""
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        found = [number for _, number in run]
        yield found[0], found[-1]


def signed_heads(log: Log) -> list[ChainHead]:
    """Every head of a chain that was signed, as the ledger knows heads."""
    return [
        ChainHead(each.stream, each.version, bytes.fromhex(each.hash))
        for each in heads(log)
        if each.stream not in APART
    ]


def departures(log: Log, departed: Iterable[Departed]) -> Iterator[CheckpointFinding]:
    """What happened to streams whose signed heads are gone; the earliest change of each."""
    signers = _signers(log)
    for stream, group in groupby(sorted(departed), key=lambda each: each.stream):
        gone = list(group)
        if gone[0].last == 0:
            signed = gone[-1].version
            yield _told(Kind.CASE_REMOVED, signers, gone[-1], 1, 0, signed=signed)
            continue
        standing = [each for each in gone if each.version <= gone[0].last]
        if standing:
            first = standing[0]
            after = _before(signers, stream, first.version)
            kind = Kind.REWRITTEN if first.found is not None else Kind.HOLE
            since = after + 1 if kind is Kind.REWRITTEN else first.version
            yield _told(kind, signers, first, since, first.version)
        if gone[-1].version > gone[-1].last:
            last, signed = gone[-1].last, gone[-1].version
            facts = {"last": last, "signed": signed}
            yield _told(Kind.CUT_OFF, signers, gone[-1], last + 1, signed, **facts)


Signers = Mapping[tuple[str, int], CheckpointFile]


def _signers(log: Log) -> Signers:
    """Which checkpoint signed which event first."""
    found: dict[tuple[str, int], CheckpointFile] = {}
    for file in log:
        for head in file.heads:
            found.setdefault((head.stream, head.version), file)
    return found


def _before(signers: Signers, stream: str, version: int) -> int:
    """The signed version of the stream before `version`; 0 where that was the first."""
    return max((v for s, v in signers if s == stream and v < version), default=0)


def _told(
    kind: Kind,
    signers: Signers,
    by: Departed,
    since: int,
    until: int,
    **facts: int,
) -> CheckpointFinding:
    statement = signers[by.stream, by.version].statement
    at = day_and_time(statement.at)
    number = statement.number
    return about_events(kind, by.stream, since, number, until=until, at=at, **facts)
