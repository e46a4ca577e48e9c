"""A checkpoint that lay elsewhere, in a mailbox or on a disk, beside those this system shows."""

from pathlib import Path

from pydantic import ValidationError

from remiss.consultation.telling.labels import local_time
from remiss.evidence.checkpoint import CheckpointFile, Log
from remiss.evidence.evidence_errors import CheckpointUnreadable, NotVouchedFor
from remiss.evidence.signature import Keyring
from remiss.texts import Bilingual


def from_outside(path: Path) -> CheckpointFile:
    """The checkpoint in a file somebody kept, under whatever name.

    Raises:
        CheckpointUnreadable: it is none.
    """
    try:
        return CheckpointFile.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        reason = error.strerror if isinstance(error, OSError) else ""
        raise CheckpointUnreadable(
            f"{path} không phải tệp bản chốt sổ đọc được. {reason}".strip(),
            f"{path} is no checkpoint that can be read. {reason}".strip(),
        ) from None


def confirmed(kept: CheckpointFile, log: Log, keys: Keyring) -> Bilingual:
    """That what was kept elsewhere is what the system shows.

    Raises:
        NotVouchedFor: it was not signed by a trusted key, the system no longer has it, or shows
            another one in its place.
    """
    number, at = kept.statement.number, local_time(kept.statement.at)
    if not kept.checkpoint.signed_by(keys):
        raise NotVouchedFor(
            f"Bản chốt sổ số {number} trong tệp không có chữ ký của khóa được tin cậy.",
            f"Checkpoint {number} in the file is not signed by a trusted key.",
        )
    shown = next((file for file in log if file.statement.number == number), None)
    if shown is None:
        raise NotVouchedFor(
            f"Hệ thống không còn bản chốt sổ số {number}, ký lúc {at}: sổ cái đã bị cắt bớt, hoặc "
            "được khôi phục từ bản sao cũ hơn.",
            f"The system no longer has checkpoint {number}, signed {at}: the ledger was cut short, "
            "or restored from an older backup.",
        )
    if shown.statement != kept.statement:
        raise NotVouchedFor(
            f"Bản chốt sổ số {number} trên hệ thống khác bản đã gửi: sổ cái đã bị viết lại.",
            f"Checkpoint {number} of the system is another than the one sent out: the ledger was "
            "rewritten.",
        )
    return Bilingual(
        vi=f"Bản chốt sổ số {number}, ký lúc {at}, trùng với bản trên hệ thống.",
        en=f"Checkpoint {number}, signed {at}, is the one the system shows.",
    )
