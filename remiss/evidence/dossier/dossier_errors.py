"""Why a file cannot be judged as a dossier at all."""

from pathlib import Path

from remiss.evidence.evidence_errors import EvidenceError


class NotADossier(EvidenceError):  # noqa: N818 -- says what is wrong with the file
    """A file that is none, cannot be opened, or is of a later format."""


def not_a_dossier(path: Path) -> NotADossier:
    """The file holds something else."""
    return NotADossier(
        f"{path} không phải hồ sơ do `remiss export` xuất ra. Nếu hồ sơ đã được giải nén rồi nén "
        "lại, hãy dùng tệp gốc.",
        f"{path} is no dossier made by `remiss export`. If one was unpacked and packed again, use "
        "the file as it was exported.",
    )


def not_opened(path: Path, reason: str | None) -> NotADossier:
    """The file is not there, or may not be read."""
    return NotADossier(
        f"Không đọc được {path}: {reason}. Hãy kiểm tra đường dẫn và quyền đọc.",
        f"{path} cannot be read: {reason}. Check the path and that you may read it.",
    )


def later_format(format_: str) -> NotADossier:
    """A later version made it."""
    return NotADossier(
        f"Hồ sơ có dạng {format_}, phiên bản này chưa biết. Hãy dùng phiên bản Remiss mới hơn.",
        f"The dossier has the format {format_}, which this version does not know. Use a later "
        "Remiss.",
    )
