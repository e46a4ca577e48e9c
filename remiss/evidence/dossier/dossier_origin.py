"""The origin of a dossier: the signature of its manifest, and the checkpoints that cover it."""

from collections.abc import Iterator, Sequence

from pydantic import ValidationError

from remiss.evidence import merkle
from remiss.evidence.checkpoint import Log, canonical
from remiss.evidence.checkpoint_faults import CheckpointFault, find_faults
from remiss.evidence.covering_proof import CoveringProof
from remiss.evidence.dossier import bounded_json as strict
from remiss.evidence.dossier.dossier_findings import DossierFinding, finding
from remiss.evidence.dossier.dossier_findings import DossierFindingKind as Kind
from remiss.evidence.dossier.event_lines import EventLine, follows_to
from remiss.evidence.dossier.manifest import (
    CHECKPOINT,
    EVENTS,
    SIGNATURE,
    CoveredBy,
    Manifest,
    Signature,
)
from remiss.evidence.signature import Keyring


def signature_findings(
    manifest: bytes, signature: bytes | None, keys: Keyring | None
) -> Iterator[DossierFinding]:
    """Whether a trusted key signed these bytes."""
    if signature is None:
        yield finding(Kind.UNSIGNED, SIGNATURE)
        return
    try:
        signed = Signature.decoded(signature)
    except strict.Unreadable:
        yield finding(Kind.SIGNATURE_UNREADABLE, SIGNATURE)
        return
    if keys is None:
        yield finding(Kind.ORIGIN_UNKNOWN)
    elif signed.key not in keys:
        yield finding(Kind.FOREIGN_KEY, SIGNATURE, key=signed.key, trusted=", ".join(keys))
    elif not signed.holds(manifest, keys):
        yield finding(Kind.SIGNATURE, SIGNATURE)


def read_covering(content: bytes) -> CoveringProof | None:
    """The proof in a dossier; None where it is none, or not as it was written."""
    try:
        covering = CoveringProof.model_validate(strict.loads(content))
    except (strict.Unreadable, ValidationError, RecursionError):
        return None
    return covering if canonical(covering) == content else None


def covered_by(covering: CoveringProof) -> CoveredBy:
    """What a manifest says of the checkpoint beside it."""
    statement = covering.checkpoint.statement
    return CoveredBy(
        number=statement.number, digest=statement.digest, version=covering.head.version
    )


def covering_findings(
    covering: CoveringProof,
    consultation: str | None,
    told: Sequence[EventLine],
    keys: Keyring | None,
) -> Iterator[DossierFinding]:
    """Whether the checkpoint is signed, speaks for this case, and for these events."""
    checkpoint, head = covering.checkpoint, covering.head
    number = checkpoint.statement.number
    if keys is not None and not checkpoint.signed_by(keys):
        yield finding(Kind.CHECKPOINT_KEY, CHECKPOINT, number=number, key=checkpoint.key)
    if not _proves(covering):
        yield finding(Kind.CHECKPOINT_PROOF, CHECKPOINT, number=number, version=head.version)
    if consultation is not None and head.stream != consultation:
        yield finding(Kind.OTHER_CASE, CHECKPOINT, found=head.stream, expected=consultation)
    else:
        yield from _head_findings(number, head.version, head.hash, told)


def outside_findings(
    outside: Log,
    manifest: Manifest,
    covering: CoveringProof | None,
    told: Sequence[EventLine],
    keys: Keyring,
) -> Iterator[DossierFinding]:
    """Whether checkpoints kept elsewhere agree: none signed other events, or more of them."""
    for number, fault in find_faults(outside, keys):
        if fault is not CheckpointFault.MISSING:
            yield finding(Kind.CHECKPOINTS_FAULTY, "", number=number, fault=fault)
    then = [file for file in outside if file.statement.at <= manifest.exported_at]
    if covering is not None:
        yield from _rival_findings(then, covering)
    for file in outside:
        for head in file.heads:
            known = head.version <= len(told)
            if head.stream == manifest.consultation and (known or file in then):
                yield from _head_findings(file.statement.number, head.version, head.hash, told)


def _rival_findings(outside: Log, covering: CoveringProof) -> Iterator[DossierFinding]:
    own = covering.checkpoint.statement
    for file in outside:
        if file.statement.number == own.number and file.statement != own:
            yield finding(Kind.CHECKPOINT_FORKED, CHECKPOINT, number=own.number)
    newest = max((file.statement.number for file in outside), default=0)
    if newest > own.number:
        yield finding(Kind.CHECKPOINT_OLDER, CHECKPOINT, number=own.number, newer=newest)


def _head_findings(
    number: int, version: int, hash_: str, told: Sequence[EventLine]
) -> Iterator[DossierFinding]:
    if version > len(told):
        yield finding(
            Kind.CHECKPOINT_CUT_OFF,
            EVENTS,
            number=number,
            version=version,
            last=len(told),
        )
    elif not follows_to(told, version, hash_):
        yield finding(Kind.CHECKPOINT_EVENT, f"{EVENTS} #{version}", number=number)


def _proves(covering: CoveringProof) -> bool:
    """The proof alone, whoever signed the root."""
    statement = covering.checkpoint.statement
    return merkle.verify_inclusion(
        covering.head.leaf,
        covering.index,
        statement.size,
        [bytes.fromhex(step) for step in covering.path],
        bytes.fromhex(statement.root),
    )
