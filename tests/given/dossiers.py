"""A dossier to test with, its parts, and what somebody may do to it."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from remiss.evidence.checkpoint import CheckpointFile, Head, sign_checkpoint
from remiss.evidence.covering_proof import CoveringProof, prove_covered
from remiss.evidence.dossier.assembly import CaseRecord, Export, LinkedEvent, dossier, record_pieces
from remiss.evidence.dossier.case_chain import chain_hash
from remiss.evidence.dossier.dossier_archive import Piece, pack, read_archive
from remiss.evidence.dossier.dossier_findings import DossierFindingKind as Kind
from remiss.evidence.dossier.dossier_findings import DossierVerdict
from remiss.evidence.dossier.dossier_verification import verify_dossier
from remiss.evidence.dossier.manifest import Manifest
from remiss.evidence.signature import Keyring, Signer
from tests.given.case import hanoi
from tests.given.ledger_cases import case, events_of

CASE, OTHER = "HS-DOSSIER", "HS-OTHER"
EXPORTED = Export(exported_at=hanoi("2026-04-01", "09:00"), exported_by="Đỗ Mai")
EARLIER, LATER = datetime(2026, 3, 5, tzinfo=UTC), datetime(2026, 3, 31, tzinfo=UTC)
DRAFT = b"the draft"


def a_signer(seed: int = 1) -> Signer:
    """A key of its own for each seed."""
    return Signer(Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32))


def trusted(*signers: Signer) -> Keyring:
    return {signer.public.id: signer.public for signer in signers or (a_signer(),)}


@cache
def stored(id_: str = CASE) -> tuple[LinkedEvent, ...]:
    """The events of a case as the ledger would hold them."""
    return chained([event.model_dump(mode="json") for event in events_of(case(id_))])


def chained(bodies: Iterable[dict[str, Any]]) -> tuple[LinkedEvent, ...]:
    """Events with the hashes they get in this order."""
    found: list[LinkedEvent] = []
    for body in bodies:
        previous = found[-1].hash if found else None
        found.append(LinkedEvent(body, previous, chain_hash(previous, body)))
    return tuple(found)


def head(events: Sequence[LinkedEvent], version: int) -> Head:
    body = events[version - 1].body
    return Head(stream=body["consultation"], version=version, hash=events[version - 1].hash)


@cache
def log(signer: Signer | None = None) -> tuple[CheckpointFile, ...]:
    """Three checkpoints: one over the beginning of the case, one without it, one over most of it.

    The last two events of the case are in none.
    """
    by, events, others = signer or a_signer(), stored(), stored(OTHER)
    first = sign_checkpoint([], [head(events, 5), head(others, 3)], EARLIER, by)
    second = sign_checkpoint([first], [head(others, 6)], datetime(2026, 3, 20, tzinfo=UTC), by)
    moved = [head(events, len(events) - 2)]
    return first, second, sign_checkpoint([first, second], moved, LATER, by)


def proof(files: Sequence[CheckpointFile] | None = None, id_: str = CASE) -> CoveringProof:
    found = prove_covered(log() if files is None else files, id_)
    assert found is not None
    return found


def pieces_of(
    events: Sequence[LinkedEvent] | None = None, covers: CoveringProof | None = None
) -> list[Piece]:
    """The files of a dossier before its manifest."""
    record = CaseRecord.of(events or stored())
    return [
        *record_pieces(record, covers, [{"to": "H99.04", "channel": "mail"}]),
        Piece("index.html", b"<!doctype html><title>x</title>"),
        Piece("documents/0002-request-H99.03.docx", b"PK\x03\x04 not really"),
    ]


def a_dossier(
    events: Sequence[LinkedEvent] | None = None,
    covers: CoveringProof | None = None,
    signer: Signer | None = None,
    pieces: Sequence[Piece] | None = None,
) -> list[Piece]:
    """A whole dossier as its files, covered by the last checkpoint unless told otherwise."""
    covers = covers or proof()
    told = list(pieces) if pieces is not None else pieces_of(events, covers)
    return dossier(CaseRecord.of(events or stored()), told, EXPORTED, covers, signer or a_signer())


@cache
def exported() -> tuple[Piece, ...]:
    """The files of that dossier, made once for the many tests that change one of them."""
    return tuple(a_dossier())


def packed(pieces: Sequence[Piece]) -> bytes:
    out = BytesIO()
    pack(pieces, out)
    return out.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    file = BytesIO(content)
    return {e.name: content[e.offset : e.offset + e.size] for e in read_archive(file).entries}


def changed(pieces: Sequence[Piece], name: str, to: Callable[[bytes], bytes]) -> list[Piece]:
    """The same files, one of them altered and nothing signed anew."""
    assert name in [piece.name for piece in pieces]
    return [
        Piece(name, to(bytes(piece.content))) if piece.name == name else piece
        for piece in pieces
        if isinstance(piece.content, bytes)
    ]


def verified(
    content: bytes | Sequence[Piece],
    keys: Keyring | None = None,
    outside: Sequence[CheckpointFile] = (),
    *,
    without_key: bool = False,
) -> DossierVerdict:
    """The verdict on an archive, with the key that signs here unless told otherwise."""
    whole = content if isinstance(content, bytes) else packed(content)
    with NamedTemporaryFile() as file:
        file.write(whole)
        file.flush()
        used = None if without_key else trusted() if keys is None else keys
        return verify_dossier(Path(file.name), used, outside)


def kinds(verdict: DossierVerdict) -> list[Kind]:
    return [found.kind for found in verdict.findings]


def named(verdict: DossierVerdict) -> set[tuple[Kind, str]]:
    return {(found.kind, found.place) for found in verdict.findings}


def manifest_of(pieces: Sequence[Piece]) -> Manifest:
    (content,) = (piece.content for piece in pieces if piece.name == "manifest.json")
    assert isinstance(content, bytes)
    return Manifest.decoded(content)
