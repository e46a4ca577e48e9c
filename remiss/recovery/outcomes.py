"""What became of a recovery, case by case, in words for the operator."""

from collections.abc import Iterable
from enum import StrEnum

from remiss.consultation.state import CaseStage
from remiss.consultation.values import Value
from remiss.texts import Bilingual

OVER = frozenset({CaseStage.CANCELLED, CaseStage.ARCHIVED})
"""The stages from which a case does not go on."""


class Fate(StrEnum):
    """What was found of a case, or done about it."""

    STARTED = "started"
    LIVING = "living"
    OVER = "over"
    WHOLE = "whole"
    WRITTEN = "written"
    LOST = "lost"
    STUCK = "stuck"


class Outcome(Value):
    """What became of one case; `message` says what a person has to do about it."""

    fate: Fate
    consultation: str
    events: int = 0
    message: Bilingual | None = None


class Summary(Value):
    """What became of all cases, and of what lies beside them."""

    outcomes: tuple[Outcome, ...]
    notes: tuple[Bilingual, ...] = ()
    failures: tuple[Bilingual, ...] = ()

    @property
    def succeeded(self) -> bool:
        """Whether nothing is left to do but what a note asks for."""
        return not self.failures and not any(o.fate is Fate.STUCK for o in self.outcomes)

    @property
    def told(self) -> Bilingual:
        """Every case and thing a person has to see to."""
        named = [
            Bilingual(
                vi=f"{o.consultation}: {o.message.vi}", en=f"{o.consultation}: {o.message.en}"
            )
            for o in self.outcomes
            if o.message
        ]
        return joined([*named, *self.notes, *self.failures])

    def count(self, fate: Fate) -> int:
        """How many cases met it."""
        return sum(outcome.fate is fate for outcome in self.outcomes)

    @property
    def events(self) -> int:
        return sum(outcome.events for outcome in self.outcomes)


def joined(texts: Iterable[Bilingual]) -> Bilingual:
    """Several texts, one below the other."""
    every = list(texts)
    return Bilingual(vi="\n".join(t.vi for t in every), en="\n".join(t.en for t in every))


def recovered(summary: Summary, *, dry_run: bool) -> Bilingual:
    """The result of `remiss recover` in one line."""
    started, living = summary.count(Fate.STARTED), summary.count(Fate.LIVING)
    over, stuck = summary.count(Fate.OVER), summary.count(Fate.STUCK)
    vi = "Sẽ khởi động lại" if dry_run else "Đã khởi động lại"
    en = "to be started again" if dry_run else "started again"
    return Bilingual(
        vi=f"{vi} {started} hồ sơ; {living} hồ sơ đang chạy, giữ nguyên; {over} hồ sơ đã xong; "
        f"{stuck} hồ sơ chưa xử lý được.",
        en=f"{started} cases {en}; {living} are running and were left alone; {over} are over; "
        f"{stuck} could not be brought back.",
    )


def reconciled(summary: Summary, *, dry_run: bool) -> Bilingual:
    """The result of `remiss reconcile` in one line."""
    written, stuck = summary.count(Fate.WRITTEN), summary.count(Fate.STUCK)
    vi = "Sẽ ghi lại" if dry_run else "Đã ghi lại"
    en = "to be written" if dry_run else "written"
    return Bilingual(
        vi=f"{vi} {summary.events} sự kiện của {written} hồ sơ; {summary.count(Fate.WHOLE)} hồ sơ "
        f"không thiếu gì; {summary.count(Fate.LOST)} hồ sơ không còn trong Temporal; {stuck} hồ sơ "
        "không ghi đủ được.",
        en=f"{summary.events} events of {written} cases {en}; {summary.count(Fate.WHOLE)} cases "
        f"lack nothing; {summary.count(Fate.LOST)} are no longer in Temporal; {stuck} could not be "
        "completed.",
    )
