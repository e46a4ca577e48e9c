"""A dossier at the command line: one case out of the service, as a file that proves itself.

It reads; it changes nothing, but that a checkpoint may be made first where one is due.
"""

import getpass
import os
import re
import secrets
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import asyncpg
from pydantic import ValidationError

import attesting
import ledger
import notices
from api.attachments import EXTENSIONS, Store, media_type_of
from api.problems import Problem as Unsuited
from consultation.values import Bilingual, Value
from documents.dossier import (
    AttachmentListed,
    Coverage,
    DeadlineTold,
    DocumentListed,
    Dossier,
    NoticeSent,
    RecordedLine,
)
from documents.dossier_files import DossierFile, dossier_files
from documents.dossier_page import page
from documents.letterhead import letterhead
from embedded.problem import Problem
from evidence.checkpoint import Covering, Log, covering, heads
from evidence.comparing import compared, parsed
from evidence.dossier.chain import linked
from evidence.dossier.container import Piece, TooLarge, measured, pack
from evidence.dossier.facts import deadlines_of
from evidence.dossier.making import Export, Record, Stored, dossier, record_pieces
from evidence.dossier.manifest import ATTACHMENTS, DOCUMENTS, PAGE
from evidence.exceptions import EvidenceError
from evidence.signing import Signer
from ledger import ChainedEvent, LedgerUnreadable
from notices import ToldNotice
from reporting import province
from settings import Settings
from showing import no_such_case

LONGEST_NAME = 200
CASE = re.compile(r"[A-Za-z0-9-]{1,40}")


class Vouching(NamedTuple):
    """What makes a dossier more than a copy: who signs it, and the checkpoints there are."""

    signer: Signer | None
    log: Log


class Exported(Value):
    """What was exported."""

    consultation: str
    events: int
    covered: int
    checkpoint: int | None
    key: str | None
    attachments_missing: tuple[str, ...]
    refused: Bilingual | None = None
    """Why no fresh checkpoint could be made first."""


class Case(NamedTuple):
    """One case as one snapshot of the database has it."""

    record: Record
    told: Sequence[ToldNotice]


async def exported(
    dsn: str, settings: Settings, consultation: str, out: Path, by: str | None = None
) -> Exported:
    """The dossier of a case, written to `out`, with a fresh checkpoint where one can be made.

    Raises:
        InvalidSettingsError, LedgerError, Problem: as `export_case`, or a key cannot be used.
    """
    check_name(by)
    pool = await ledger.connect(dsn)
    try:
        attested = await attesting.attesting(settings, pool)()
        signer = attesting.signer(settings)
        own = {signer.public.id: signer.public} if signer else {}
        log = compared(
            attesting.folder(settings).read(),
            parsed(await ledger.stored_checkpoints(pool)),
            {**attesting.keys(settings), **own},
        ).log
        vouching = Vouching(signer, log)
        store = Store(settings.data_dir / "attachments", settings.attachment_max_bytes)
        found = await export_case(pool, consultation, vouching, store, out, by or who())
    except EvidenceError as error:
        raise Problem(vi=error.message.vi, en=error.message.en) from error
    finally:
        await pool.close()
    return found.model_copy(update={"refused": attested.refused})


async def export_case(
    source: asyncpg.Pool, consultation: str, vouching: Vouching, store: Store, out: Path, by: str
) -> Exported:
    """Write the dossier of a case to `out`, which must not be there yet.

    Raises:
        LedgerUnreadable: an event has a shape this version of the domain does not know.
        Problem: no such case, `out` is there or cannot be written, or it would be too large.
    """
    check_free(out)
    case = await read_case(source, consultation)
    _check_signed(vouching.log, case.record)
    proof = covering(vouching.log, consultation) if vouching.log else None
    export = Export(exported_at=datetime.now(UTC), exported_by=by)
    attachments = list(_attachments(case.record, store))
    pieces = dossier(
        case.record,
        _pieces(case, proof, export, attachments, vouching.signer),
        export,
        proof,
        vouching.signer,
    )
    write(pieces, out)
    return Exported(
        consultation=consultation,
        events=len(case.record.events),
        covered=proof.head.version if proof else 0,
        checkpoint=proof.checkpoint.statement.number if proof else None,
        key=vouching.signer.public.id if vouching.signer else None,
        attachments_missing=tuple(sha256 for sha256, piece in attachments if piece is None),
    )


async def read_case(pool: asyncpg.Pool, consultation: str) -> Case:
    """The case and what was told of it, from one snapshot.

    Raises:
        LedgerUnreadable: an event has a shape this version of the domain does not know.
        Problem: there is no such case.
    """
    async with (
        pool.acquire() as connection,
        connection.transaction(isolation="repeatable_read", readonly=True),
    ):
        stored = await ledger.chain(connection, consultation)
        told = await notices.told(connection, consultation)
    if not stored:
        raise no_such_case(consultation)
    _check_chain(consultation, stored)
    try:
        return Case(Record.of([Stored(*event) for event in stored]), told)
    except (LookupError, TypeError, ValueError, ValidationError) as error:
        raise LedgerUnreadable(stream=consultation, version=len(stored)) from error


def _check_chain(consultation: str, stored: Sequence[ChainedEvent]) -> None:
    """Nothing is signed that does not hold in the ledger itself."""
    before = None
    for version, event in enumerate(stored, start=1):
        intact = event.previous == before and linked(before, event.body) == event.hash
        if not intact or event.body.get("version") != version:
            raise Problem(
                vi=f"Sổ cái không toàn vẹn tại {consultation} #{version}, nên không xuất hồ sơ. "
                "Hãy chạy `remiss verify` và báo người có trách nhiệm.",
                en=f"The ledger does not hold at {consultation} #{version}, so nothing was "
                "exported. Run `remiss verify`, and tell whoever is responsible.",
            )
        before = event.hash


def _check_signed(log: Log, record: Record) -> None:
    """Nothing is signed that contradicts what was signed before."""
    for head in heads(log):
        if head.stream == record.case.id:
            there = head.version <= len(record.stored)
            if not there or record.stored[head.version - 1].hash != head.hash:
                raise Problem(
                    vi=f"{head.stream} #{head.version} trong sổ cái trái với bản chốt sổ đã ký, "
                    "nên không xuất hồ sơ. Hãy chạy `remiss verify` và báo người có trách nhiệm.",
                    en=f"{head.stream} #{head.version} in the ledger contradicts a signed "
                    "checkpoint, so nothing was exported. Run `remiss verify`, and tell whoever "
                    "is responsible.",
                )


def write(pieces: Sequence[Piece], out: Path) -> None:
    """Write the archive whole or not at all.

    Raises:
        Problem: it cannot be written, or is larger than its form allows.
    """
    beside = out.with_name(f".{out.name}.{secrets.token_hex(4)}")
    try:
        with beside.open("xb") as file:
            pack(pieces, file)
            file.flush()
            os.fsync(file.fileno())
        out.hardlink_to(beside)
    except FileExistsError:
        raise _taken(out) from None
    except OSError as error:
        raise Problem(
            vi=f"Không ghi được tệp {out}: {error.strerror}. Hãy chọn nơi khác bằng --out.",
            en=f"Cannot write {out}: {error.strerror}. Choose another place with --out.",
        ) from None
    except TooLarge:
        raise Problem(
            vi="Hồ sơ lớn hơn 4 GiB hoặc có quá nhiều tệp nên không đóng được thành một tệp.",
            en="The dossier is over 4 GiB, or has too many files, and does not fit one file.",
        ) from None
    finally:
        beside.unlink(missing_ok=True)


def check_free(out: Path) -> None:
    """Refuse to replace a file: it may be evidence.

    Raises:
        Problem: it is there.
    """
    if out.exists():
        raise _taken(out)


def file_name(consultation: str) -> str:
    """The name a dossier gets where none is given.

    Raises:
        Problem: it is no id of a case, and must not become a path.
    """
    if not CASE.fullmatch(consultation):
        raise no_such_case(consultation)
    return consultation


def check_name(by: str | None) -> None:
    """Who exports is a name, not a text.

    Raises:
        Problem: it is empty or too long.
    """
    if by is not None and not 0 < len(by.strip()) <= LONGEST_NAME:
        raise Problem(
            vi=f"--by cần từ 1 đến {LONGEST_NAME} ký tự: hãy ghi họ tên người xuất.",
            en=f"--by needs 1 to {LONGEST_NAME} characters: write the name of who exports.",
        )


def who() -> str:
    """Who runs this, as the machine knows them."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"uid {os.getuid()}"


def summary(found: Exported, out: Path) -> Bilingual:
    """What to tell whoever exported it."""
    lines = [
        Bilingual(
            vi=f"Đã ghi {out}: hồ sơ {found.consultation}, {found.events} sự kiện.",
            en=f"Written: {out}, {found.consultation} with {found.events} events.",
        ),
        _signed(found),
        _covered(found),
        *([found.refused] if found.refused else []),
        *_missing(found),
    ]
    return Bilingual(
        vi="\n".join(line.vi for line in lines), en="\n".join(line.en for line in lines)
    )


def _signed(found: Exported) -> Bilingual:
    if found.key is None:
        return Bilingual(
            vi="KHÔNG có khóa ký nên hồ sơ không được ký: `remiss verify` sẽ không xác nhận.",
            en="There is NO signing key, so it is not signed: `remiss verify` will not confirm it.",
        )
    return Bilingual(vi=f"Đã ký bằng khóa {found.key}.", en=f"Signed with key {found.key}.")


def _covered(found: Exported) -> Bilingual:
    if found.checkpoint is None:
        return Bilingual(
            vi="Chưa có bản chốt sổ nào bao gồm hồ sơ này.", en="No checkpoint covers it yet."
        )
    number, last = found.checkpoint, found.covered
    vi = f"Bản chốt sổ số {number} bao gồm đến sự kiện #{last}"
    en = f"Checkpoint {number} covers it up to event #{last}"
    if last < found.events:
        vi += f"; các sự kiện sau #{last} chưa được chốt"
        en += f"; events after #{last} are in no checkpoint yet"
    return Bilingual(vi=f"{vi}.", en=f"{en}.")


def _missing(found: Exported) -> Iterator[Bilingual]:
    if found.attachments_missing:
        named = ", ".join(found.attachments_missing)
        yield Bilingual(
            vi=f"Tệp đính kèm không còn trong kho, hoặc không còn nguyên: {named}.",
            en=f"Attachments not in the store, or not as they were: {named}.",
        )


def _pieces(
    case: Case,
    proof: Covering | None,
    export: Export,
    attachments: Sequence[tuple[str, Piece | None]],
    signer: Signer | None,
) -> list[Piece]:
    record = case.record
    head = letterhead(record.case.drafting_agency, province())
    rendered = tuple(dossier_files(record.case, record.events, head))
    told = [notice.model_dump(mode="json") for notice in case.told]
    shown = Dossier(
        case=record.case,
        events=_lines(record),
        deadlines=tuple(DeadlineTold(**dict(one)) for one in deadlines_of(record.case)),
        notices=tuple(map(_sent, case.told)),
        documents=tuple(map(_listed, rendered)),
        attachments=tuple(_attached(*one) for one in attachments),
        coverage=_coverage(proof),
        key=signer.public.id if signer else None,
        exported_at=export.exported_at,
        exported_by=export.exported_by,
    )
    return [
        *record_pieces(record, proof, told),
        Piece(PAGE, page(shown)),
        *(Piece(f"{DOCUMENTS}/{file.name}", file.content) for file in rendered),
        *(piece for _, piece in attachments if piece),
    ]


def _lines(record: Record) -> tuple[RecordedLine, ...]:
    pairs = zip(record.events, record.stored, strict=True)
    return tuple(RecordedLine(recorded=event, hash=stored.hash) for event, stored in pairs)


def _attachments(record: Record, store: Store) -> Iterable[tuple[str, Piece | None]]:
    """Each file the events name, from the store if it is there and still what its hash says."""
    for sha256 in record.attachments:
        path = store.find(sha256)
        piece = Piece(f"{ATTACHMENTS}/{sha256}{_extension(path)}", path) if path else None
        yield sha256, piece if piece and measured(piece).sha256 == sha256 else None


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


def _coverage(proof: Covering | None) -> Coverage | None:
    if proof is None:
        return None
    statement = proof.checkpoint.statement
    return Coverage(number=statement.number, at=statement.at, version=proof.head.version)


def _taken(out: Path) -> Problem:
    return Problem(
        vi=f"Đã có tệp {out}; hồ sơ không được ghi đè. Hãy chọn tên khác bằng --out.",
        en=f"{out} is there already, and a dossier overwrites nothing. Choose another name with "
        "--out.",
    )
