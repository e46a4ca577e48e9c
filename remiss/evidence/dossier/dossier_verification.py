"""Verification of a dossier, as exported or not: from the file and a key alone."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from pydantic import ValidationError

from remiss.consultation.life.events import RecordedEvent
from remiss.consultation.life.evolution import evolve, initial_state
from remiss.consultation.state import Consultation, State
from remiss.evidence.checkpoint import Log
from remiss.evidence.covering_proof import CoveringProof
from remiss.evidence.dossier import bounded_json as strict
from remiss.evidence.dossier.case_facts import (
    CaseFacts,
    assessments_of,
    attachments_of,
    deadline_facts,
    deadlines_of,
    facts_of,
)
from remiss.evidence.dossier.dossier_findings import (
    CheckedDossier,
    DossierFinding,
    DossierVerdict,
    finding,
)
from remiss.evidence.dossier.dossier_findings import (
    DossierFindingKind as Kind,
)
from remiss.evidence.dossier.dossier_origin import (
    covered_by,
    covering_findings,
    outside_findings,
    read_covering,
    signature_findings,
)
from remiss.evidence.dossier.event_lines import EventLine, chain_findings, link_findings, read_lines
from remiss.evidence.dossier.manifest import (
    ASSESSMENTS,
    CHECKPOINT,
    DEADLINES,
    EVENTS,
    MANIFEST,
    SIGNATURE,
    STATE,
    Manifest,
    Signature,
)
from remiss.evidence.dossier.opened_dossier import (
    OpenedDossier,
    archive_findings,
    attachment_findings,
    file_findings,
    looks_like_one,
)
from remiss.evidence.evidence_errors import NotADossier
from remiss.evidence.signature import Keyring
from remiss.texts import say

LARGEST_EVENTS = 512 << 20
LARGEST_PROOF = 1 << 20


def verify_dossier(path: Path, keys: Keyring | None, outside: Log = ()) -> DossierVerdict:
    """What became of a dossier since it was exported; `keys` are those trusted, None: none is.

    `outside` are checkpoints kept elsewhere, in order of number. Nothing inside is trusted, nothing
    is unpacked, and whatever a file holds becomes a finding.

    Raises:
        NotADossier: the file is none, cannot be opened, or is of a later format.
    """
    try:
        with path.open("rb") as file:
            if not looks_like_one(file):
                raise NotADossier(say("dossier.none", path=path))
            return _Verification(file, keys, outside).verdict()
    except OSError as error:
        raise NotADossier(say("dossier.not_opened", path=path, reason=error.strerror)) from None


class _Verification:
    """One dossier on its way through the checks."""

    def __init__(self, file: BinaryIO, keys: Keyring | None, outside: Log) -> None:
        self.opened, self.keys, self.outside = OpenedDossier(file), keys, outside
        self.findings = list(archive_findings(self.opened))
        self.manifest = self._read_manifest()
        self.told = self._read_events()
        self.covering = self._read_covering()

    def verdict(self) -> DossierVerdict:
        self._check_events()
        self._check_checkpoint()
        self._check_facts()
        return DossierVerdict(checked=self._checked(), findings=tuple(dict.fromkeys(self.findings)))

    def _found(self, found: Iterator[DossierFinding]) -> None:
        self.findings += found

    def _read_manifest(self) -> Manifest | None:
        content = self.opened.content(MANIFEST)
        if content is None:
            self.findings.append(finding(Kind.FILE_UNREADABLE, MANIFEST))
            return None
        signature = self.opened.content(SIGNATURE)
        untrusted = list(signature_findings(content, signature, self.keys))
        self.findings += untrusted
        try:
            manifest = Manifest.decoded(content)
        except strict.Unreadable:
            if not untrusted:
                raise NotADossier(say("dossier.later_format", format=_format_of(content))) from None
            self.findings.append(finding(Kind.MANIFEST_UNREADABLE, MANIFEST))
            return None
        self._found(file_findings(self.opened, manifest))
        return manifest

    def _read_events(self) -> list[EventLine]:
        entry = self.opened.entries.get(EVENTS)
        if entry is None or entry.size > LARGEST_EVENTS:
            self.findings.append(finding(Kind.FILE_UNREADABLE, EVENTS))
            return []
        told = list(read_lines(self.opened.file, entry))
        if None in told:
            self.findings.append(finding(Kind.FILE_UNREADABLE, EVENTS))
        return [line for line in told if line is not None]

    def _read_covering(self) -> CoveringProof | None:
        expected = self.manifest.checkpoint if self.manifest else None
        if CHECKPOINT not in self.opened.entries:
            return None
        content = self.opened.content(CHECKPOINT, LARGEST_PROOF)
        covering = read_covering(content) if content is not None else None
        if covering is None:
            self.findings.append(finding(Kind.FILE_UNREADABLE, CHECKPOINT))
        elif self.manifest and covered_by(covering) != expected:
            number = expected.number if expected else 0
            self.findings.append(finding(Kind.CHECKPOINT_NAMED, CHECKPOINT, number=number))
        return covering

    def _check_events(self) -> None:
        wrong = list(chain_findings(self.told, self.manifest.events)) if self.manifest else []
        # What the manifest names already is not told twice as a broken link.
        self.findings += wrong or list(link_findings(self.told))
        case = self.manifest.consultation if self.manifest else None
        for line in self.told:
            stream = line.event.get("consultation")
            if line.sound and case is not None and stream != case:
                self.findings.append(finding(Kind.OTHER_CASE, EVENTS, found=stream, expected=case))
                break

    def _check_checkpoint(self) -> None:
        case = self.manifest.consultation if self.manifest else None
        if self.covering is not None:
            self._found(covering_findings(self.covering, case, self.told, self.keys))
        if self.manifest is not None and self.keys is not None:
            self._found(
                outside_findings(self.outside, self.manifest, self.covering, self.told, self.keys)
            )

    def _check_facts(self) -> None:
        """Only from events that are one chain: else everything would differ and nothing be said."""
        if any(link_findings(self.told)):
            return
        events = [line.event for line in self.told]
        case = self._case(events)
        if case is None:
            return
        for name, agrees in (
            (STATE, lambda told: CaseFacts.model_validate(told) == facts_of(case)),
            (ASSESSMENTS, lambda told: told == assessments_of(events)),
            (DEADLINES, lambda told: deadline_facts(told) == deadline_facts(_deadlines(case))),
        ):
            if name in self.opened.entries and not _holds(agrees, self.opened.content(name)):
                self.findings.append(finding(Kind.STATE, name))
        self._found(attachment_findings(self.opened, self.manifest, attachments_of(events)))

    def _case(self, events: Sequence[dict[str, Any]]) -> Consultation | None:
        state: State = initial_state()
        for version, event in enumerate(events, start=1):
            try:
                state = evolve(state, RecordedEvent.model_validate(event).event)
            except (LookupError, TypeError, ValueError, RecursionError):
                self.findings.append(finding(Kind.EVENT_UNREADABLE, f"{EVENTS} #{version}"))
                return None
        return state if isinstance(state, Consultation) else None

    def _checked(self) -> CheckedDossier | None:
        manifest, covering = self.manifest, self.covering
        if manifest is None:
            return None
        statement = covering.checkpoint.statement if covering else None
        return CheckedDossier(
            consultation=manifest.consultation,
            events=len(manifest.events),
            exported_at=manifest.exported_at,
            exported_by=manifest.exported_by,
            key=self._key(),
            checkpoint=statement.number if statement else None,
            checkpoint_at=statement.at if statement else None,
            covered=covering.head.version if covering else 0,
            attachments_missing=len(manifest.attachments_missing),
        )

    def _key(self) -> str | None:
        content = self.opened.content(SIGNATURE)
        try:
            return Signature.decoded(content).key if content is not None else None
        except strict.Unreadable:
            return None


def _deadlines(case: Consultation) -> list[dict[str, Any]]:
    return [deadline.model_dump(mode="json") for deadline in deadlines_of(case)]


def _holds(agrees: Any, content: bytes | None) -> bool:
    try:
        return content is not None and bool(agrees(strict.loads(content)))
    except (LookupError, TypeError, ValueError, ValidationError, RecursionError):
        return False


def _format_of(content: bytes) -> str:
    """What a manifest nobody here can read calls its format."""
    try:
        told = strict.loads(content)
    except strict.Unreadable:
        return "?"
    return strict.show_safely(told.get("format", "?") if isinstance(told, dict) else "?")
