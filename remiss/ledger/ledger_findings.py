"""What verification can find, and how it says so."""

from enum import StrEnum
from typing import Any

from remiss.consultation.values import Value
from remiss.texts import Bilingual


class FindingKind(StrEnum):
    """What is wrong; the first four are about the chain itself."""

    MISSING_EVENT = "missing_event"
    BROKEN_LINK = "broken_link"
    CHANGED_CONTENT = "changed_content"
    CHANGED_COLUMNS = "changed_columns"
    UNREADABLE = "unreadable"
    READ_TABLES = "read_tables"


class Finding(Value):
    """The first thing wrong with one stream.

    `type` is None where the event itself is gone; `version` too where only read rows are wrong.
    """

    kind: FindingKind
    stream: str
    version: int | None = None
    type: str | None = None
    message: Bilingual

    @property
    def place(self) -> str:
        """Which event, or which case where it is not about a single one."""
        kind = f" ({self.type})" if self.type else ""
        return self.stream if self.version is None else f"{self.stream} #{self.version}{kind}"


class Verification(Value):
    """What was checked, and what was found: nothing, or one finding per bad stream."""

    streams: int
    events: int
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    @property
    def verdict(self) -> Bilingual:
        """What was found, for people: that all holds, or each event that does not."""
        if self.holds:
            return Bilingual(
                vi=f"Sổ cái toàn vẹn: {self.streams} hồ sơ, {self.events} sự kiện, "
                "mọi chuỗi băm khớp.",
                en=f"The ledger holds: {self.streams} consultations, {self.events} events, "
                "every chain verifies.",
            )
        vi = (f"{found.place}: {found.message.vi}" for found in self.findings)
        en = (f"{found.place}: {found.message.en}" for found in self.findings)
        return Bilingual(
            vi="\n".join(["Sổ cái KHÔNG toàn vẹn.", *vi]),
            en="\n".join(["The ledger does NOT hold.", *en]),
        )


MESSAGES = {
    FindingKind.MISSING_EVENT: (
        "Thiếu sự kiện này, dù sổ cái hoặc bảng đọc biết đến sự kiện số {known}.",
        "This event is missing, though the ledger or the read tables know of event {known}.",
    ),
    FindingKind.BROKEN_LINK: (
        "Sự kiện không nối tiếp sự kiện liền trước: một trong hai đã bị thay đổi hoặc thay thế.",
        "It does not follow from the event before: one of the two was changed or replaced.",
    ),
    FindingKind.CHANGED_CONTENT: (
        "Nội dung không khớp mã băm: một trong hai đã bị thay đổi sau khi ghi.",
        "Content and hash do not match: one of the two was changed after it was recorded.",
    ),
    FindingKind.CHANGED_COLUMNS: (
        "Các cột {columns} không khớp nội dung sự kiện: đã bị thay đổi sau khi ghi.",
        "The columns {columns} disagree with the content: they were changed after it was recorded.",
    ),
    FindingKind.UNREADABLE: (
        "Chuỗi băm đúng, nhưng phiên bản này không đọc được sự kiện; chưa đối chiếu bảng đọc.",
        "The chain holds, but this version cannot read the event; read tables were not compared.",
    ),
    FindingKind.READ_TABLES: (
        "Chuỗi băm đúng, nhưng bảng đọc khác với các sự kiện. Hãy chạy `remiss rebuild`.",
        "The chain holds, but the read tables differ from the events. Run `remiss rebuild`.",
    ),
}


def missing(id_: str, version: int, known: int) -> Finding:
    """A hole at `version`; `known` is a later version something still tells of."""
    return finding(FindingKind.MISSING_EVENT, id_, version, known=known)


def finding(
    kind: FindingKind, id_: str, version: int | None = None, type_: str | None = None, **facts: Any
) -> Finding:
    """A finding with its message, filled with `facts`."""
    vi, en = MESSAGES[kind]
    message = Bilingual(vi=vi.format(**facts), en=en.format(**facts))
    return Finding(kind=kind, stream=id_, version=version, type=type_, message=message)
