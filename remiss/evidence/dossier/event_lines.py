"""The events of a dossier: read line by line, and held against what was signed."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, BinaryIO, NamedTuple

import rfc8785

from remiss.evidence.dossier import bounded_json as strict
from remiss.evidence.dossier.case_chain import chain_hash
from remiss.evidence.dossier.dossier_archive import ArchiveEntry
from remiss.evidence.dossier.dossier_findings import DossierFinding, finding
from remiss.evidence.dossier.dossier_findings import DossierFindingKind as Kind
from remiss.evidence.dossier.manifest import EVENTS

LONGEST_LINE = 8 << 20
MOST_EVENTS, MOST_PARTS = 100_000, 5_000_000


class EventLine(NamedTuple):
    """One event as the dossier tells it; `sound`: hash and content belong together.

    `hash` is computed from what the line says, whatever hash it claims.
    """

    number: int
    version: int | None
    previous: str | None
    hash: str | None
    event: dict[str, Any]
    sound: bool


def encode_event(event: Any, previous: str | None) -> bytes:
    """The line of an event that follows the hash `previous`: canonical JSON, ended by a newline."""
    return _encoded(event, chain_hash(previous, event), previous)


def _encoded(event: Any, hash_: str, previous: str | None) -> bytes:
    return rfc8785.dumps({"event": event, "hash": hash_, "previous": previous}) + b"\n"


def read_lines(file: BinaryIO, entry: ArchiveEntry) -> Iterator[EventLine | None]:
    """Each line of the events in `file`; None, as the last, where there is far too much."""
    file.seek(entry.offset)
    left, number, parts = entry.size, 0, 0
    while left > 0 and number < MOST_EVENTS:
        written = file.readline(min(left, LONGEST_LINE))
        left, number = left - len(written), number + 1
        parts += strict.count_parts(written)
        if parts > MOST_PARTS or (not written.endswith(b"\n") and left > 0):
            yield None
            return
        yield _line(number, written)
    if left > 0:
        yield None


def _line(number: int, written: bytes) -> EventLine:
    try:
        told = strict.loads(written)
        event, previous = told["event"], told["previous"]
        if not isinstance(event, dict) or type(event["version"]) is not int:
            return EventLine(number, None, None, None, {}, sound=False)
        hash_ = chain_hash(previous, event)
        sound = written == _encoded(event, hash_, previous)
        return EventLine(number, event["version"], previous, hash_, event, sound)
    except (ValueError, TypeError, KeyError, RecursionError):
        return EventLine(number, None, None, None, {}, sound=False)


def chain_findings(told: Sequence[EventLine], signed: Sequence[str]) -> Iterator[DossierFinding]:
    """Where the events are not those whose hashes, in order, were signed."""
    places = {hash_: version for version, hash_ in enumerate(signed, start=1)}
    known = {line.number: places[line.hash] for line in told if line.sound and line.hash in places}
    there = set(known.values())
    gone = [version for version in range(1, len(signed) + 1) if version not in there]
    replaced = _replaced(told, known, gone)
    yield from (finding(Kind.EVENT_ALTERED, _event(version)) for version in replaced.values())
    yield from _moved(known)
    cut = _cut_off(gone, set(replaced.values()), len(signed))
    if cut:
        yield finding(Kind.EVENTS_CUT_OFF, EVENTS, first=cut[0], last=cut[-1])
    removed = set(gone) - set(replaced.values()) - set(cut)
    yield from (finding(Kind.EVENT_REMOVED, _event(version)) for version in sorted(removed))
    for line in told:
        if line.number not in known and line.number not in replaced:
            yield finding(Kind.EVENT_ADDED, EVENTS, line=line.number)


def _replaced(
    told: Sequence[EventLine], known: dict[int, int], gone: Sequence[int]
) -> dict[int, int]:
    """Which line tells which signed event otherwise: by the number it bears, else by its place."""
    open_, found = set(gone), dict[int, int]()
    unknown = [line for line in told if line.number not in known]
    for line in unknown:
        claimed = line.event.get("version")
        if type(claimed) is int and claimed in open_:
            found[line.number] = claimed
            open_.discard(claimed)
    for line in unknown:
        if line.number not in found and line.number in open_:
            found[line.number] = line.number
            open_.discard(line.number)
    return found


def _moved(known: dict[int, int]) -> Iterator[DossierFinding]:
    """Signed events that stand behind one that came after them, or twice."""
    newest = 0
    for number in sorted(known):
        version = known[number]
        if version <= newest:
            yield finding(Kind.EVENT_MOVED, _event(version), line=number)
        newest = max(newest, version)


def _cut_off(gone: Sequence[int], replaced: set[int], last: int) -> list[int]:
    """The signed events that are missing at the very end."""
    cut: list[int] = []
    for version in reversed(gone):
        if version in replaced or version != last - len(cut):
            break
        cut.insert(0, version)
    return cut


def link_findings(told: Sequence[EventLine]) -> Iterator[DossierFinding]:
    """Where the events do not follow from one another, whatever was signed."""
    if told and (told[0].previous is not None or told[0].version != 1):
        yield _unlinked(told[0])
    for before, line in pairwise(told):
        follows = line.previous == before.hash and line.version == (before.version or 0) + 1
        if not follows or not line.sound:
            yield _unlinked(line)


def follows_to(told: Sequence[EventLine], version: int, hash_: str) -> bool:
    """Whether the events up to `version` are one unbroken chain that ends with `hash_`."""
    chain = told[:version]
    return len(chain) == version and chain[-1].hash == hash_ and not any(link_findings(chain))


def _unlinked(line: EventLine) -> DossierFinding:
    if not line.sound:
        return finding(Kind.EVENT_ALTERED, f"{EVENTS}, {line.number}")
    return finding(Kind.EVENT_LINK, _event(line.version or line.number))


def _event(version: int) -> str:
    return f"{EVENTS} #{version}"
