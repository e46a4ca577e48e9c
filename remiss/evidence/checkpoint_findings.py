"""What can be wrong with checkpoints, and with the ledger beside them, and how that is said."""

from enum import StrEnum
from typing import Any

from remiss.consultation.ports import CheckpointBrief
from remiss.consultation.telling.labels import local_time
from remiss.consultation.values import Value
from remiss.evidence.checkpoint import Fault
from remiss.ledger.ledger_findings import Verification
from remiss.texts import Bilingual


class FindingKind(StrEnum):
    """The first are about checkpoints; the last four about events that checkpoints speak for."""

    MISSING = "missing"
    FILE_MISSING = "file_missing"
    ROW_MISSING = "row_missing"
    FILE_ALTERED = "file_altered"
    ROW_ALTERED = "row_altered"
    TWO_SIGNED = "two_signed"
    UNKNOWN_KEY = "unknown_key"
    SIGNATURE = "signature"
    PREVIOUS = "previous"
    TIME = "time"
    LOG = "log"
    CONSISTENCY = "consistency"
    REWRITTEN = "rewritten"
    HOLE = "hole"
    CUT_OFF = "cut_off"
    CASE_REMOVED = "case_removed"


class CheckpointFinding(Value):
    """One thing wrong: `place` says with which checkpoints, or which events of which stream."""

    kind: FindingKind
    number: int
    stream: str | None = None
    version: int | None = None
    place: Bilingual
    message: Bilingual


class Audit(Value):
    """What was checked of the ledger and of its checkpoints, and what was found."""

    ledger: Verification
    checkpoints: int
    newest: CheckpointBrief | None
    moved: int
    findings: tuple[CheckpointFinding, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return self.ledger.holds and not self.findings

    @property
    def verdict(self) -> Bilingual:
        """What was found, for people."""
        known, ledger = self._checkpoints, self.ledger.verdict
        if self.ledger.holds and self.findings:
            ledger = Bilingual(vi="Sổ cái KHÔNG toàn vẹn.", en="The ledger does NOT hold.")
        vi = (f"{found.place.vi}: {found.message.vi}" for found in self.findings)
        en = (f"{found.place.en}: {found.message.en}" for found in self.findings)
        return Bilingual(
            vi="\n".join([ledger.vi, *vi, known.vi]), en="\n".join([ledger.en, *en, known.en])
        )

    @property
    def _checkpoints(self) -> Bilingual:
        if self.newest is None:
            return Bilingual(
                vi="Chưa có bản chốt sổ nào: chưa có gì chứng minh sổ cái không bị viết lại.",
                en="There is no checkpoint yet: nothing shows that the ledger was not rewritten.",
            )
        at = local_time(self.newest.at)
        return Bilingual(
            vi=f"Đã đối chiếu {self.checkpoints} bản chốt sổ; bản mới nhất số {self.newest.number} "
            f"ký lúc {at} bằng khóa {self.newest.key}. Từ đó {self.moved} hồ sơ có sự kiện mới "
            "chưa được ký.",
            en=f"Compared with {self.checkpoints} checkpoints; the newest, number "
            f"{self.newest.number}, was signed at {at} with key {self.newest.key}. Since then "
            f"{self.moved} consultations have new events that are not signed yet.",
        )


OF_FAULTS = {fault: FindingKind(fault.value) for fault in Fault}

MESSAGES = {
    FindingKind.MISSING: Bilingual(
        vi="Thiếu cả tệp lẫn bản lưu trong cơ sở dữ liệu; các bản sau không kiểm tra "
        "trọn vẹn được.",
        en="It is missing, file and row alike; those after it cannot be checked in full.",
    ),
    FindingKind.FILE_MISSING: Bilingual(
        vi="Thiếu tệp trong thư mục bản chốt sổ, dù cơ sở dữ liệu có.",
        en="Its file is missing from the folder of checkpoints, though the database has it.",
    ),
    FindingKind.ROW_MISSING: Bilingual(
        vi="Có tệp nhưng cơ sở dữ liệu không có: đã bị xóa bớt, hoặc được khôi phục từ bản sao cũ.",
        en="There is a file, but no row in the database: rows were removed, or an "
        "older backup was restored.",
    ),
    FindingKind.FILE_ALTERED: Bilingual(
        vi="Tệp đã bị sửa hoặc hỏng.",
        en="Its file was altered or damaged.",
    ),
    FindingKind.ROW_ALTERED: Bilingual(
        vi="Bản lưu trong cơ sở dữ liệu đã bị sửa.",
        en="Its row in the database was altered.",
    ),
    FindingKind.TWO_SIGNED: Bilingual(
        vi="Tệp và cơ sở dữ liệu là hai bản khác nhau, đều có chữ ký hợp lệ: khóa ký "
        "đã bị dùng trái phép, hoặc hai hệ thống dùng chung một khóa.",
        en="File and row differ, and both are signed: the signing key was misused, or "
        "two systems share it.",
    ),
    FindingKind.UNKNOWN_KEY: Bilingual(
        vi="Được ký bằng khóa {key}, không phải khóa được tin cậy.",
        en="It was signed with key {key}, which is not trusted.",
    ),
    FindingKind.SIGNATURE: Bilingual(
        vi="Chữ ký không đúng: nội dung đã bị sửa sau khi ký.",
        en="Its signature is wrong: it was altered after it was signed.",
    ),
    FindingKind.PREVIOUS: Bilingual(
        vi="Không nối tiếp bản liền trước: một trong hai đã bị thay thế.",
        en="It does not follow from the one before: one of the two was replaced.",
    ),
    FindingKind.TIME: Bilingual(
        vi="Ghi thời điểm sớm hơn bản liền trước.",
        en="It names a time before that of the one before.",
    ),
    FindingKind.LOG: Bilingual(
        vi="Danh sách đầu chuỗi đã ký không khớp mã gốc: có đầu chuỗi bị sửa, thêm hoặc bớt.",
        en="The heads it lists do not lead to the signed root: some were changed, "
        "added or removed.",
    ),
    FindingKind.CONSISTENCY: Bilingual(
        vi="Không chứng minh được rằng danh sách đã ký chỉ được nối dài.",
        en="It does not prove that the signed list only grew.",
    ),
    FindingKind.REWRITTEN: Bilingual(
        vi="Sự kiện trong khoảng này đã bị sửa hoặc thay thế sau khi được bản chốt sổ "
        "số {number} lúc {at} ký; cả mã băm cũng đã bị viết lại.",
        en="These events were changed or replaced after checkpoint {number} of {at} "
        "had signed them; if the chain looks whole, its hashes were rewritten too.",
    ),
    FindingKind.HOLE: Bilingual(
        vi="Sự kiện này đã bị xóa, dù bản chốt sổ số {number} lúc {at} đã ký.",
        en="This event was removed, though checkpoint {number} of {at} had signed it.",
    ),
    FindingKind.CUT_OFF: Bilingual(
        vi="Sổ cái thiếu từ sự kiện này: bản chốt sổ số {number} lúc {at} đã ký đến sự"
        " kiện số {signed}, nay chỉ còn đến số {last}. Nếu vừa khôi phục từ bản sao"
        " cũ, hãy chạy `remiss reconcile`.",
        en="The ledger lacks the events from here on: checkpoint {number} of {at} had "
        "signed event {signed}, now the last is {last}. After restoring an older "
        "backup, run `remiss reconcile`.",
    ),
    FindingKind.CASE_REMOVED: Bilingual(
        vi="Cả hồ sơ không còn trong sổ cái, dù bản chốt sổ số {number} lúc {at} đã ký"
        " đến sự kiện số {signed}. Nếu vừa khôi phục từ bản sao cũ, hãy chạy "
        "`remiss reconcile`.",
        en="The whole case is gone from the ledger, though checkpoint {number} of {at}"
        " had signed its event {signed}. After restoring an older backup, run "
        "`remiss reconcile`.",
    ),
}


def about_checkpoints(
    kind: FindingKind, first: int, last: int | None = None, **facts: Any
) -> CheckpointFinding:
    """What is wrong with one checkpoint, or with all from `first` to `last`."""
    numbers = str(first) if last in {None, first} else f"{first}–{last}"
    place = Bilingual(vi=f"Bản chốt sổ số {numbers}", en=f"Checkpoint {numbers}")
    return CheckpointFinding(kind=kind, number=first, place=place, message=_said(kind, facts))


def about_events(
    kind: FindingKind, stream: str, version: int, number: int, *, until: int, **facts: Any
) -> CheckpointFinding:
    """What is wrong with the events `version` to `until` of a stream, as checkpoint `number` shows.

    `until` 0: with the whole stream.
    """
    span = f"#{version}" if until == version else f"#{version}–#{until}"
    place = f"{stream} {span}" if until else stream
    return CheckpointFinding(
        kind=kind,
        number=number,
        stream=stream,
        version=version,
        place=Bilingual(vi=place, en=place),
        message=_said(kind, {"number": number, **facts}),
    )


def _said(kind: FindingKind, facts: dict[str, Any]) -> Bilingual:
    text = MESSAGES[kind]
    return Bilingual(vi=text.vi.format(**facts), en=text.en.format(**facts))
