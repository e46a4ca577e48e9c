"""A dossier put together: the record, what was rendered from it, and the manifest over both."""

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from pydantic import AwareDatetime

from remiss.consultation.life.events import RecordedEvent
from remiss.consultation.life.evolution import fold
from remiss.consultation.state import Consultation
from remiss.consultation.values import Sha256, Value
from remiss.evidence.checkpoint import canonical
from remiss.evidence.covering_proof import CoveringProof
from remiss.evidence.dossier.case_facts import (
    assessments_of,
    attachments_of,
    deadlines_of,
    facts_of,
)
from remiss.evidence.dossier.dossier_archive import Piece, measure
from remiss.evidence.dossier.dossier_origin import covered_by
from remiss.evidence.dossier.event_lines import encode_event
from remiss.evidence.dossier.manifest import (
    ASSESSMENTS,
    ATTACHMENTS,
    CHECKPOINT,
    DEADLINES,
    EVENTS,
    MANIFEST,
    NOTICES,
    SIGNATURE,
    STATE,
    FileListed,
    Manifest,
    Signature,
)
from remiss.evidence.signature import Signer


class LinkedEvent(NamedTuple):
    """One event as the ledger holds it: its JSON, the hash it follows, and its own; hexadecimal."""

    body: dict[str, Any]
    previous: str | None
    hash: str


class Export(Value):
    """Who exported a case, and when."""

    exported_at: AwareDatetime
    exported_by: str


class CaseRecord(NamedTuple):
    """A case as its events tell it."""

    case: Consultation
    events: tuple[RecordedEvent, ...]
    stored: tuple[LinkedEvent, ...]

    @classmethod
    def of(cls, stored: Sequence[LinkedEvent]) -> "CaseRecord":
        """The case these events lead to.

        Raises:
            ValueError: they are no history this version of the domain can follow.
        """
        events = tuple(RecordedEvent.model_validate(one.body) for one in stored)
        case = fold(recorded.event for recorded in events)
        if not isinstance(case, Consultation):
            raise ValueError("a dossier is of a case that was opened")  # noqa: TRY004 -- a history
        return cls(case, events, tuple(stored))

    @property
    def attachments(self) -> tuple[Sha256, ...]:
        """The files its events name."""
        return attachments_of([one.body for one in self.stored])


def record_pieces(
    record: CaseRecord, covering: CoveringProof | None, notices: Sequence[Any]
) -> list[Piece]:
    """The record as files: events, proof, and what follows from the events."""
    bodies = [one.body for one in record.stored]
    events = b"".join(encode_event(one.body, one.previous) for one in record.stored)
    deadlines = [deadline.model_dump(mode="json") for deadline in deadlines_of(record.case)]
    pieces = [
        Piece(EVENTS, events),
        Piece(STATE, as_json(facts_of(record.case).model_dump(mode="json"))),
        Piece(ASSESSMENTS, as_json(assessments_of(bodies))),
        Piece(DEADLINES, as_json(deadlines)),
        Piece(NOTICES, as_json(notices)),
    ]
    return pieces + ([Piece(CHECKPOINT, canonical(covering))] if covering else [])


def dossier(
    record: CaseRecord,
    pieces: Iterable[Piece],
    export: Export,
    covering: CoveringProof | None,
    signer: Signer | None,
) -> list[Piece]:
    """The files of a dossier in their order: the manifest over `pieces` first, and who signed it.

    Without a signer it proves nothing but that its parts belong together.
    """
    files = sorted(pieces, key=lambda piece: piece.name)
    there = {piece.name.split("/")[-1].split(".")[0] for piece in files if _attached(piece)}
    manifest = Manifest(
        consultation=record.case.id,
        exported_at=export.exported_at,
        exported_by=export.exported_by,
        events=tuple(one.hash for one in record.stored),
        checkpoint=covered_by(covering) if covering else None,
        attachments_missing=tuple(sha for sha in record.attachments if sha not in there),
        files=tuple(map(_listed, files)),
    ).encoded
    signature = [Piece(SIGNATURE, Signature.over(manifest, signer).encoded)] if signer else []
    return [Piece(MANIFEST, manifest), *signature, *files]


def as_json(value: Any) -> bytes:
    """JSON for people and programs alike: indented, letters as they are written."""
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


def _attached(piece: Piece) -> bool:
    return piece.name.startswith(f"{ATTACHMENTS}/")


def _listed(piece: Piece) -> FileListed:
    entry = measure(piece)
    return FileListed(path=entry.name, size=entry.size, sha256=entry.sha256)
