"""A dossier opened for verification: its files by name, read within limits."""

from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from remiss.evidence.dossier.dossier_archive import (
    ArchiveContents,
    ArchiveEntry,
    Damage,
    read_archive,
    read_content,
)
from remiss.evidence.dossier.dossier_findings import DossierFinding, finding
from remiss.evidence.dossier.dossier_findings import DossierFindingKind as Kind
from remiss.evidence.dossier.manifest import ATTACHMENTS, MANIFEST, FileListed, Manifest

LARGEST_JSON = 64 << 20
_START = 4096


class OpenedDossier:
    """The files of a dossier; where a name occurs twice, the first."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.found: ArchiveContents = read_archive(file)
        self.entries: dict[str, ArchiveEntry] = {}
        for entry in self.found.entries:
            self.entries.setdefault(entry.name, entry)

    def content(self, name: str, most: int = LARGEST_JSON) -> bytes | None:
        """What a file holds; None where it is not there, or larger than anything ever written."""
        entry = self.entries.get(name)
        if entry is None or entry.size > most:
            return None
        return read_content(self.file, entry)


def looks_like_one(file: BinaryIO) -> bool:
    """Whether the file was a dossier before whatever happened to it."""
    start = file.read(_START)
    file.seek(0)
    name = slice(30, 30 + len(MANIFEST))
    return b"remiss-dossier/" in start or start[name] == MANIFEST.encode()


def archive_findings(opened: OpenedDossier) -> Iterator[DossierFinding]:
    """Where the archive is not the one its files give."""
    fault = opened.found.fault
    if fault:
        yield finding(Kind(f"archive_{fault.damage}"), fault.name or "", byte=fault.byte)
    counted = Counter(entry.name for entry in opened.found.entries)
    yield from (finding(Kind.FILE_TWICE, name) for name in sorted(counted) if counted[name] > 1)


def file_findings(opened: OpenedDossier, manifest: Manifest) -> Iterator[DossierFinding]:
    """Where the files are not those the manifest lists."""
    listed = {file.path: file for file in manifest.files}
    there = [name for name in opened.entries if name in listed]
    for name, file in listed.items():
        entry = opened.entries.get(name)
        yield from _missing(opened, name) if entry is None else _altered(entry, file)
    for name in opened.entries:
        if name not in listed and name not in SIGNED_APART:
            yield finding(Kind.FILE_ADDED, name)
    expected = [name for name in listed if name in opened.entries]
    apart = [name for name in opened.entries if name in SIGNED_APART]
    if there != expected or list(opened.entries)[: len(apart)] != apart:
        yield finding(Kind.FILES_REORDERED)
    yield from (_checksum(entry) for entry in opened.found.entries if _only_checksum(entry, listed))


def attachment_findings(
    opened: OpenedDossier, manifest: Manifest | None, named: tuple[str, ...]
) -> Iterator[DossierFinding]:
    """Where the attachments are not those the events name."""
    there = set()
    for name, entry in opened.entries.items():
        if name.startswith(f"{ATTACHMENTS}/"):
            there.add(entry.sha256)
            claimed = name.removeprefix(f"{ATTACHMENTS}/").split(".")[0]
            if claimed != entry.sha256 or claimed not in named:
                yield finding(Kind.ATTACHMENT_NAME, name)
    if manifest is None or opened.found.fault:
        return
    for sha256 in named:
        if sha256 not in there and sha256 not in manifest.attachments_missing:
            yield finding(Kind.ATTACHMENT_GONE, ATTACHMENTS, sha256=sha256)


SIGNED_APART = (MANIFEST, "manifest.sig")


def _missing(opened: OpenedDossier, name: str) -> Iterator[DossierFinding]:
    broken = opened.found.fault is not None and opened.found.fault.damage in {
        Damage.HEADER,
        Damage.NAME,
        Damage.ENDS_EARLY,
        Damage.TOO_MANY,
    }
    yield finding(Kind.FILE_NOT_REACHED if broken else Kind.FILE_MISSING, name)


def _altered(entry: ArchiveEntry, file: FileListed) -> Iterator[DossierFinding]:
    if (entry.size, entry.sha256) != (file.size, file.sha256):
        yield finding(Kind.FILE_ALTERED, entry.name)


def _only_checksum(entry: ArchiveEntry, listed: dict[str, FileListed]) -> bool:
    """Whether the content is as listed, or signed apart, and only the archive's checksum is off."""
    file = listed.get(entry.name)
    return not entry.intact and (file is None or file.sha256 == entry.sha256)


def _checksum(entry: ArchiveEntry) -> DossierFinding:
    return finding(Kind.ARCHIVE_CHECKSUM, entry.name)
