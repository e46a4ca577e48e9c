"""What verification can find, and how it says so."""

from enum import StrEnum
from typing import Any

from remiss.consultation.values import Value
from remiss.texts import Bilingual, say, stack, text


class LedgerFindingKind(StrEnum):
    """What is wrong; the first four are about the chain itself."""

    MISSING_EVENT = "missing_event"
    BROKEN_LINK = "broken_link"
    CHANGED_CONTENT = "changed_content"
    CHANGED_COLUMNS = "changed_columns"
    UNREADABLE = "unreadable"
    READ_TABLES = "read_tables"
    SCORECARDS = "scorecards"


class LedgerFinding(Value):
    """The first thing wrong with one stream.

    `type` is None where the event itself is gone; `version` too where only read rows are wrong.
    """

    kind: LedgerFindingKind
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
    """What was checked, and what was found: nothing, or one finding per bad stream.

    `after`: only cases that come after this one, by their ids, were looked at.
    """

    streams: int
    events: int
    findings: tuple[LedgerFinding, ...]
    after: str = ""

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    @property
    def verdict(self) -> Bilingual:
        """What was found, for people: that all holds, or each event that does not."""
        if self.holds:
            what = "holds_after" if self.after else "holds"
            return say(
                f"ledger.verdict.{what}",
                streams=self.streams,
                events=self.events,
                after=self.after,
            )
        return stack((text("ledger.verdict.broken"), *map(_line, self.findings)))


def missing(id_: str, version: int, known: int) -> LedgerFinding:
    """A hole at `version`; `known` is a later version something still tells of."""
    return finding(LedgerFindingKind.MISSING_EVENT, id_, version, known=known)


def finding(
    kind: LedgerFindingKind,
    id_: str,
    version: int | None = None,
    type_: str | None = None,
    **facts: Any,
) -> LedgerFinding:
    """A finding with its message, filled with `facts`."""
    message = say(f"ledger.finding.{kind}", **facts)
    return LedgerFinding(kind=kind, stream=id_, version=version, type=type_, message=message)


def _line(found: LedgerFinding) -> Bilingual:
    return Bilingual(
        vi=f"{found.place}: {found.message.vi}", en=f"{found.place}: {found.message.en}"
    )
