"""Findings of the verification of a dossier, and its verdict."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from pydantic import AwareDatetime

from remiss.consultation.values import Value
from remiss.evidence.dossier.bounded_json import show_safely
from remiss.texts import Bilingual, day_and_time, say, stack

MOST_TOLD = 200
"""Findings printed; a dossier of which nothing is right would otherwise fill the screen."""


class DossierFindingKind(StrEnum):
    """What is wrong, or cannot be vouched for."""

    ORIGIN_UNKNOWN = "origin_unknown"
    UNSIGNED = "unsigned"
    FOREIGN_KEY = "foreign_key"
    SIGNATURE = "signature"
    SIGNATURE_UNREADABLE = "signature_unreadable"
    MANIFEST_UNREADABLE = "manifest_unreadable"
    ARCHIVE_HEADER = "archive_header"
    ARCHIVE_NAME = "archive_name"
    ARCHIVE_INDEX = "archive_index"
    ARCHIVE_ENDS_EARLY = "archive_ends_early"
    ARCHIVE_GOES_ON = "archive_goes_on"
    ARCHIVE_TOO_MANY = "archive_too_many"
    ARCHIVE_CHECKSUM = "archive_checksum"
    FILE_ALTERED = "file_altered"
    FILE_MISSING = "file_missing"
    FILE_NOT_REACHED = "file_not_reached"
    FILE_ADDED = "file_added"
    FILE_TWICE = "file_twice"
    FILES_REORDERED = "files_reordered"
    FILE_UNREADABLE = "file_unreadable"
    EVENT_ALTERED = "event_altered"
    EVENT_REMOVED = "event_removed"
    EVENT_ADDED = "event_added"
    EVENT_MOVED = "event_moved"
    EVENT_UNREADABLE = "event_unreadable"
    EVENTS_CUT_OFF = "events_cut_off"
    EVENT_LINK = "event_link"
    OTHER_CASE = "other_case"
    CHECKPOINT_NAMED = "checkpoint_named"
    CHECKPOINT_KEY = "checkpoint_key"
    CHECKPOINT_PROOF = "checkpoint_proof"
    CHECKPOINT_EVENT = "checkpoint_event"
    CHECKPOINT_CUT_OFF = "checkpoint_cut_off"
    CHECKPOINT_OLDER = "checkpoint_older"
    CHECKPOINT_FORKED = "checkpoint_forked"
    CHECKPOINTS_FAULTY = "checkpoints_faulty"
    STATE = "state"
    ATTACHMENT_NAME = "attachment_name"
    ATTACHMENT_GONE = "attachment_gone"


class DossierFinding(Value):
    """One thing wrong: with which file, or which event."""

    kind: DossierFindingKind
    place: str
    message: Bilingual


def finding(kind: DossierFindingKind, place: str = "", **facts: Any) -> DossierFinding:
    """A finding at `place`, a file or an event; what the dossier claims is shown safely."""
    safe = {name: show_safely(value) for name, value in facts.items()}
    message = say(f"dossier.finding.{kind}", **safe)
    return DossierFinding(kind=kind, place=show_safely(place), message=message)


class CheckedDossier(Value):
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


class DossierVerdict(Value):
    """Whether a dossier holds, and everything found that says otherwise."""

    checked: CheckedDossier | None
    findings: tuple[DossierFinding, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing was found, with a trusted key."""
        return self.checked is not None and not self.findings

    @property
    def is_judged(self) -> bool:
        """Whether there was a key to judge by, or something is wrong whoever made it."""
        return any(found.kind is not DossierFindingKind.ORIGIN_UNKNOWN for found in self.findings)

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


def _holding(checked: CheckedDossier) -> Bilingual:
    said = say(
        "dossier.holds",
        consultation=checked.consultation,
        last=checked.events,
        at=day_and_time(checked.exported_at),
        by=show_safely(checked.exported_by),
        key=checked.key,
    )
    return stack([said, _covering(checked), *_missing(checked)])


def _covering(checked: CheckedDossier) -> Bilingual:
    if checked.checkpoint is None or checked.checkpoint_at is None:
        return say("dossier.not_covered")
    last, rest = checked.covered, None
    if last < checked.events:
        rest = say("dossier.covered_not", first=last + 1, last=checked.events)
    at = day_and_time(checked.checkpoint_at)
    return say("dossier.covered", number=checked.checkpoint, at=at, last=last, rest=rest)


def _missing(checked: CheckedDossier) -> Iterator[Bilingual]:
    if count := checked.attachments_missing:
        yield say("dossier.attachments_missing", count=count)
