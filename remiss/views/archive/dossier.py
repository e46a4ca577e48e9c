"""What goes into a dossier: one case out of the database, and everything rendered from it."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import asyncpg
from pydantic import ValidationError

from remiss import ledger, notices
from remiss.documents.dossier_content import (
    AttachmentListed,
    Coverage,
    DeadlineTold,
    DocumentListed,
    Dossier,
    NoticeSent,
    RecordedLine,
)
from remiss.documents.dossier_files import DossierFile, dossier_files
from remiss.documents.dossier_page import page
from remiss.documents.letters.desk import Desk
from remiss.evidence.checkpoint import Log, heads
from remiss.evidence.covering_proof import CoveringProof
from remiss.evidence.dossier.assembly import CaseRecord, Export, LinkedEvent, record_pieces
from remiss.evidence.dossier.case_chain import chain_hash
from remiss.evidence.dossier.case_facts import deadlines_of
from remiss.evidence.dossier.dossier_archive import Piece, measure
from remiss.evidence.dossier.manifest import ATTACHMENTS, DOCUMENTS, PAGE
from remiss.evidence.signature import Signer
from remiss.files.formats.file_types import EXTENSIONS
from remiss.files.recognition import media_type_of
from remiss.files.store import Store
from remiss.ledger import ChainedEvent, LedgerUnreadable
from remiss.ledger.reads.notices.notices_of_case import ToldNotice
from remiss.problems.problem import Problem as Unsuited
from remiss.texts import Bilingual, BilingualError, say
from remiss.views.unknown_case import UnknownCaseError


class ExportedCase(NamedTuple):
    """One case as one snapshot of the database has it."""

    record: CaseRecord
    told: Sequence[ToldNotice]


async def read_case(pool: asyncpg.Pool, consultation: str) -> ExportedCase:
    """The case and what was told of it, from one snapshot.

    Raises:
        LedgerUnreadable: an event has a shape this version of the domain does not know.
        BilingualError: there is no such case.
    """
    async with (
        pool.acquire() as connection,
        connection.transaction(isolation="repeatable_read", readonly=True),
    ):
        stored = await ledger.chain(connection, consultation)
        told = await notices.list_told(connection, consultation)
    if not stored:
        raise UnknownCaseError(consultation=consultation)
    _check_chain(consultation, stored)
    try:
        return ExportedCase(CaseRecord.of([LinkedEvent(*event) for event in stored]), told)
    except (LookupError, TypeError, ValueError, ValidationError) as error:
        raise LedgerUnreadable(stream=consultation, version=len(stored)) from error


def _check_chain(consultation: str, stored: Sequence[ChainedEvent]) -> None:
    """Nothing is signed that does not hold in the ledger itself."""
    before = None
    for version, event in enumerate(stored, start=1):
        intact = event.previous == before and chain_hash(before, event.body) == event.hash
        if not intact or event.body.get("version") != version:
            raise BilingualError(
                say("dossier.ledger_does_not_hold", case=consultation, version=version)
            )
        before = event.hash


def check_signed(log: Log, record: CaseRecord) -> None:
    """Nothing is signed that contradicts what was signed before.

    Raises:
        BilingualError: an event that a checkpoint speaks for is another now, or gone.
    """
    for head in heads(log):
        if head.stream == record.case.id:
            there = head.version <= len(record.stored)
            if not there or record.stored[head.version - 1].hash != head.hash:
                raise BilingualError(
                    say("dossier.against_checkpoint", case=head.stream, version=head.version)
                )


def pieces_of(
    case: ExportedCase,
    proof: CoveringProof | None,
    export: Export,
    attached: Sequence[tuple[str, Piece | None]],
    signer: Signer | None,
    desk: Desk,
) -> list[Piece]:
    """The files of a dossier before its manifest; `attached` as `attachments` finds them."""
    record = case.record
    rendered = tuple(dossier_files(record.case, record.events, desk))
    told = [notice.model_dump(mode="json") for notice in case.told]
    shown = Dossier(
        case=record.case,
        events=_lines(record),
        deadlines=tuple(DeadlineTold(**dict(one)) for one in deadlines_of(record.case)),
        notices=tuple(map(_sent, case.told)),
        documents=tuple(map(_listed, rendered)),
        attachments=tuple(_attached(*one) for one in attached),
        coverage=_coverage(proof),
        key=signer.public.id if signer else None,
        exported_at=export.exported_at,
        exported_by=export.exported_by,
    )
    return [
        *record_pieces(record, proof, told),
        Piece(PAGE, page(shown)),
        *(Piece(f"{DOCUMENTS}/{file.name}", file.content) for file in rendered),
        *(piece for _, piece in attached if piece),
    ]


def _lines(record: CaseRecord) -> tuple[RecordedLine, ...]:
    pairs = zip(record.events, record.stored, strict=True)
    return tuple(RecordedLine(recorded=event, hash=stored.hash) for event, stored in pairs)


def attachments(record: CaseRecord, store: Store) -> Iterable[tuple[str, Piece | None]]:
    """Each file the events name, from the store if it is there and still what its hash says."""
    for sha256 in record.attachments:
        path = store.find(sha256)
        piece = Piece(f"{ATTACHMENTS}/{sha256}{_extension(path)}", path) if path else None
        yield sha256, piece if piece and measure(piece).sha256 == sha256 else None


def _extension(path: Path) -> str:
    try:
        return f".{EXTENSIONS[media_type_of(path)]}"
    except Unsuited:
        return ""


def _attached(sha256: str, piece: Piece | None) -> AttachmentListed:
    return AttachmentListed(sha256=sha256, path=piece.name if piece else None)


def _listed(file: DossierFile) -> DocumentListed:
    return DocumentListed(path=f"{DOCUMENTS}/{file.name}", title=file.title)


def _sent(told: ToldNotice) -> NoticeSent:
    row = told.model_dump(include=set(NoticeSent.model_fields) - {"said"})
    said = (
        Bilingual(vi=f"{notice.to.vi}: {notice.title.vi}", en=f"{notice.to.en}: {notice.title.en}")
        for notice in told.notices
    )
    return NoticeSent(said=tuple(said), **row)


def _coverage(proof: CoveringProof | None) -> Coverage | None:
    if proof is None:
        return None
    statement = proof.checkpoint.statement
    return Coverage(number=statement.number, at=statement.at, version=proof.head.version)
