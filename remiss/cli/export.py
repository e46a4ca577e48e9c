"""A dossier at the command line: one case out of the service, as a file that proves itself.

It reads; it changes nothing, but that a checkpoint may be made first where one is due.
"""

import getpass
import os
import re
import secrets
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import asyncpg

from remiss import ledger
from remiss.cli.show import no_such_case
from remiss.consultation.values import Value
from remiss.evidence import ledger_proof
from remiss.evidence.checkpoint import Log
from remiss.evidence.comparison import compare_sides, parse_rows
from remiss.evidence.covering_proof import prove_covered
from remiss.evidence.dossier.assembly import Export, dossier
from remiss.evidence.dossier.dossier_archive import Piece, TooLarge, pack
from remiss.evidence.evidence_errors import EvidenceError
from remiss.evidence.signature import Signer
from remiss.files.store import Store
from remiss.settings import Settings
from remiss.texts import Bilingual, BilingualError
from remiss.views.dossier import attachments, check_signed, pieces_of, read_case

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


async def exported(
    dsn: str, settings: Settings, consultation: str, out: Path, by: str | None = None
) -> Exported:
    """The dossier of a case, written to `out`, with a fresh checkpoint where one can be made.

    Raises:
        BilingualError, InvalidSettingsError, LedgerError: as `export_case`, or a bad key.
    """
    check_name(by)
    pool = await ledger.connect(dsn)
    try:
        outcome = await ledger_proof.checkpoint_maker(settings, pool)()
        signer = ledger_proof.checkpoint_signer(settings)
        own = {signer.public.id: signer.public} if signer else {}
        log = compare_sides(
            ledger_proof.checkpoint_folder(settings).read(),
            parse_rows(await ledger.stored_checkpoints(pool)),
            {**ledger_proof.checkpoint_keys(settings), **own},
        ).log
        vouching = Vouching(signer, log)
        store = Store(settings.data_dir / "attachments", settings.attachment_max_bytes)
        found = await export_case(pool, consultation, vouching, store, out, by or who())
    except EvidenceError as error:
        raise BilingualError(vi=error.message.vi, en=error.message.en) from error
    finally:
        await pool.close()
    return found.model_copy(update={"refused": outcome.refused})


async def export_case(
    source: asyncpg.Pool, consultation: str, vouching: Vouching, store: Store, out: Path, by: str
) -> Exported:
    """Write the dossier of a case to `out`, which must not be there yet.

    Raises:
        LedgerUnreadable: an event has a shape this version of the domain does not know.
        BilingualError: no such case, `out` is there or cannot be written, or it would be too large.
    """
    check_free(out)
    case = await read_case(source, consultation)
    check_signed(vouching.log, case.record)
    proof = prove_covered(vouching.log, consultation) if vouching.log else None
    export = Export(exported_at=datetime.now(UTC), exported_by=by)
    attached = list(attachments(case.record, store))
    pieces = dossier(
        case.record,
        pieces_of(case, proof, export, attached, vouching.signer),
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
        raise BilingualError(
            vi=f"Không ghi được tệp {out}: {error.strerror}. Hãy chọn nơi khác bằng --out.",
            en=f"Cannot write {out}: {error.strerror}. Choose another place with --out.",
        ) from None
    except TooLarge:
        raise BilingualError(
            vi="Hồ sơ lớn hơn 4 GiB hoặc có quá nhiều tệp nên không đóng được thành một tệp.",
            en="The dossier is over 4 GiB, or has too many files, and does not fit one file.",
        ) from None
    finally:
        beside.unlink(missing_ok=True)


def check_free(out: Path) -> None:
    """Refuse to replace a file: it may be evidence.

    Raises:
        BilingualError: it is there.
    """
    if out.exists():
        raise _taken(out)


def file_name(consultation: str) -> str:
    """The name a dossier gets where none is given.

    Raises:
        BilingualError: it is no id of a case, and must not become a path.
    """
    if not CASE.fullmatch(consultation):
        raise no_such_case(consultation)
    return consultation


def check_name(by: str | None) -> None:
    """Who exports is a name, not a text.

    Raises:
        BilingualError: it is empty or too long.
    """
    if by is not None and not 0 < len(by.strip()) <= LONGEST_NAME:
        raise BilingualError(
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


def _taken(out: Path) -> BilingualError:
    return BilingualError(
        vi=f"Đã có tệp {out}; hồ sơ không được ghi đè. Hãy chọn tên khác bằng --out.",
        en=f"{out} is there already, and a dossier overwrites nothing. Choose another name with "
        "--out.",
    )
