"""What verification of a dossier can find, and how it says so."""

from collections.abc import Iterator
from typing import Any

from pydantic import AwareDatetime

from remiss.consultation.telling.labels import local_time
from remiss.consultation.values import Value
from remiss.evidence.dossier.bounded_json import shown
from remiss.evidence.dossier.finding_messages import Kind
from remiss.texts import Bilingual, say, stack

MOST_TOLD = 200
"""Findings printed; a dossier of which nothing is right would otherwise fill the screen."""


class DossierFinding(Value):
    """One thing wrong: with which file, or which event."""

    kind: Kind
    place: str
    message: Bilingual


def finding(kind: Kind, place: str = "", **facts: Any) -> DossierFinding:
    """A finding at `place`, a file or an event; what the dossier claims is shown safely."""
    safe = {name: shown(value) for name, value in facts.items()}
    message = say(f"dossier.finding.{kind}", **safe)
    return DossierFinding(kind=kind, place=shown(place), message=message)


class Checked(Value):
    """What a dossier says of itself, as far as it could be read."""

    consultation: str
    events: int
    exported_at: AwareDatetime
    exported_by: str
    key: str | None
    checkpoint: int | None
    checkpoint_at: AwareDatetime | None
    covered: int
    attachments_missing: int


class Verdict(Value):
    """Whether a dossier holds, and everything found that says otherwise."""

    checked: Checked | None
    findings: tuple[DossierFinding, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing was found, with a trusted key."""
        return self.checked is not None and not self.findings

    @property
    def text(self) -> Bilingual:
        """What was found, for people."""
        if self.checked is not None and self.holds:
            return _holding(self.checked)
        told = self.findings[:MOST_TOLD]
        more = len(self.findings) - len(told)
        lines = [say("dossier.not_verified")]
        lines += [_placed(found) for found in told]
        if more:
            lines.append(say("dossier.more_findings", count=more))
        return stack(lines)


def _placed(found: DossierFinding) -> Bilingual:
    before = f"{found.place}: " if found.place else ""
    return Bilingual(vi=before + found.message.vi, en=before + found.message.en)


def _holding(checked: Checked) -> Bilingual:
    said = say(
        "dossier.holds",
        consultation=checked.consultation,
        last=checked.events,
        at=local_time(checked.exported_at),
        by=shown(checked.exported_by),
        key=checked.key,
    )
    return stack([said, _covering(checked), *_missing(checked)])


def _covering(checked: Checked) -> Bilingual:
    if checked.checkpoint is None or checked.checkpoint_at is None:
        return say("dossier.not_covered")
    last, rest = checked.covered, None
    if last < checked.events:
        rest = say("dossier.covered_not", first=last + 1, last=checked.events)
    at = local_time(checked.checkpoint_at)
    return say("dossier.covered", number=checked.checkpoint, at=at, last=last, rest=rest)


def _missing(checked: Checked) -> Iterator[Bilingual]:
    if count := checked.attachments_missing:
        yield say("dossier.attachments_missing", count=count)
