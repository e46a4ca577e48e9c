"""A dossier written to a file: one case out of the service, as an archive that proves itself.

It reads; it changes nothing, but that a checkpoint may be made first where one is due.
"""

import os
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import asyncpg

from remiss import ledger
from remiss.consultation.values import Value
from remiss.documents.letters.desk import Desk
from remiss.evidence import ledger_proof
from remiss.evidence.checkpoint import Log
from remiss.evidence.checkpoint_comparison import compare_sides, parse_rows
from remiss.evidence.covering_proof import prove_covered
from remiss.evidence.dossier.assembly import Export, dossier
from remiss.evidence.dossier.dossier_archive import Piece, TooLarge, pack
from remiss.evidence.evidence_errors import EvidenceError
from remiss.evidence.signature import Signer
from remiss.files.store import Store
from remiss.settings import Settings
from remiss.texts import Bilingual, BilingualError, say, text
from remiss.views.archive.dossier import attachments, check_signed, pieces_of, read_case
from remiss.views.drafting_desk import DraftingDesk
from remiss.views.unknown_case import UnknownCaseError


class AtHand(NamedTuple):
    """What makes a dossier of a case: the key, the checkpoints there are, the drafting desk."""

    signer: Signer | None
    log: Log
    desk: Desk


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


async def write_dossier(
    dsn: str, settings: Settings, consultation: str, out: Path, by: str
) -> Exported:
    """The dossier of a case, written to `out`, with a fresh checkpoint where one can be made.

    Raises:
        BilingualError, InvalidSettingsError, LedgerError: as `export_case`, or a bad key.
    """
    pool = await ledger.connect(dsn)
    try:
        if not await ledger.chain(pool, consultation):
            raise UnknownCaseError(consultation=consultation)
        outcome = await ledger_proof.checkpoint_maker(settings, pool)()
        signer = ledger_proof.checkpoint_signer(settings)
        own = {signer.public.id: signer.public} if signer else {}
        log = compare_sides(
            ledger_proof.checkpoint_folder(settings).read(),
            parse_rows(await ledger.stored_checkpoints(pool)),
            {**ledger_proof.checkpoint_keys(settings), **own},
        ).log
        at_hand = AtHand(signer, log, DraftingDesk(settings).now())
        store = Store(settings.data_dir / "attachments", settings.attachment_max_bytes)
        export = Export(exported_at=datetime.now(UTC), exported_by=by)
        found = await export_case(pool, consultation, at_hand, store, out, export)
    except EvidenceError as error:
        raise BilingualError(error.message) from error
    finally:
        await pool.close()
    return found.model_copy(update={"refused": outcome.refused})


async def export_case(
    source: asyncpg.Pool,
    consultation: str,
    at_hand: AtHand,
    store: Store,
    out: Path,
    export: Export,
) -> Exported:
    """Write the dossier of a case to `out`, which must not be there yet.

    Raises:
        LedgerUnreadable: an event has a shape this version of the domain does not know.
        BilingualError: no such case, `out` is there or cannot be written, or it would be too large.
    """
    check_free(out)
    case = await read_case(source, consultation)
    check_signed(at_hand.log, case.record)
    proof = prove_covered(at_hand.log, consultation) if at_hand.log else None
    attached = list(attachments(case.record, store))
    pieces = dossier(
        case.record,
        pieces_of(case, proof, export, attached, at_hand.signer, at_hand.desk),
        export,
        proof,
        at_hand.signer,
    )
    write(pieces, out)
    return Exported(
        consultation=consultation,
        events=len(case.record.events),
        covered=proof.head.version if proof else 0,
        checkpoint=proof.checkpoint.statement.number if proof else None,
        key=at_hand.signer.public.id if at_hand.signer else None,
        attachments_missing=tuple(sha256 for sha256, piece in attached if piece is None),
    )


def write(pieces: Sequence[Piece], out: Path) -> None:
    """Write the archive whole or not at all.

    Raises:
        BilingualError: it cannot be written, or is larger than its form allows.
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
        said = say("command.export.unwritable", path=out, reason=error.strerror)
        raise BilingualError(said) from None
    except TooLarge:
        raise BilingualError(text("command.export.too_large")) from None
    finally:
        beside.unlink(missing_ok=True)


def check_free(out: Path) -> None:
    """Refuse to replace a file: it may be evidence.

    Raises:
        BilingualError: it is there.
    """
    if out.exists():
        raise _taken(out)


def _taken(out: Path) -> BilingualError:
    return BilingualError(say("command.export.taken", path=out))
