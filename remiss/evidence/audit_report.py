"""The report of an audit: findings about ledger and checkpoints, remarks on what is around."""

from enum import StrEnum

from remiss.consultation.ports import CheckpointBrief
from remiss.consultation.values import Value
from remiss.evidence.checkpoint_findings import CheckpointFinding
from remiss.ledger.ledger_findings import Verification
from remiss.texts import Bilingual, day_and_time, say, stack


class Weight(StrEnum):
    """What a remark means for the whole."""

    BROKEN = "broken"
    """Something is not as it was."""
    UNJUDGED = "unjudged"
    """Something cannot be judged from here."""
    WARNING = "warning"
    """All that can be judged holds; a person should look all the same."""


class Remark(Value):
    """One thing found beside chains and checkpoints."""

    weight: Weight
    key: str
    text: Bilingual

    @classmethod
    def of(cls, weight: Weight, key: str, /, **facts: object) -> "Remark":
        """The remark whose words stand under `audit.<key>`."""
        return cls(weight=weight, key=key, text=say(f"audit.{key}", **facts))


class Audit(Value):
    """What was checked of the ledger, its checkpoints and its surroundings, and what was found."""

    ledger: Verification
    checkpoints: int
    newest: CheckpointBrief | None
    moved: int
    findings: tuple[CheckpointFinding, ...]
    remarks: tuple[Remark, ...] = ()
    files: int | None = None
    """How many files were looked at; None where none could be."""

    @property
    def holds(self) -> bool:
        """Whether nothing was found that is not as it was."""
        return self.ledger.holds and not self.findings and not self._with(Weight.BROKEN)

    @property
    def is_judged(self) -> bool:
        """Whether everything could be judged."""
        return not self._with(Weight.UNJUDGED)

    @property
    def verdict(self) -> Bilingual:
        """What was found, for people: what is wrong first."""
        ledger = self.ledger.verdict
        if self.ledger.holds and not self.holds:
            ledger = say("checkpoint.ledger_does_not_hold")
        return stack(
            [
                ledger,
                *(found.line for found in self.findings),
                *(remark.text for weight in Weight for remark in self._with(weight)),
                self._checkpoints,
                *([say("audit.files_whole", count=self.files)] if self._files_hold else []),
            ]
        )

    @property
    def _files_hold(self) -> bool:
        return self.files is not None and not any(r.key.startswith("file_") for r in self.remarks)

    @property
    def _checkpoints(self) -> Bilingual:
        newest = self.newest
        if newest is None:
            return say("checkpoint.none_yet")
        return say(
            "checkpoint.compared",
            count=self.checkpoints,
            number=newest.number,
            at=day_and_time(newest.at),
            key=newest.key,
            moved=self.moved,
        )

    def _with(self, weight: Weight) -> list[Remark]:
        return [remark for remark in self.remarks if remark.weight is weight]
