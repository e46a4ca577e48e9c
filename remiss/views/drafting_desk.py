"""The drafting desk as the settings have it: contacts, and the province's own templates."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import structlog

from remiss.documents.letters.desk import Desk
from remiss.documents.letters.letter_kind import LetterKind
from remiss.documents.letters.template_check import TemplateFault, faults
from remiss.reference.contacts import contacts_in_force
from remiss.reference.registry import load_registry
from remiss.settings import Settings
from remiss.texts import say

log = structlog.get_logger()


class FoundTemplate(NamedTuple):
    """A template of the province's folder, and what keeps it from being used, if anything."""

    kind: LetterKind
    content: bytes
    faults: tuple[TemplateFault, ...]


class DraftingDesk:
    """Makes the desk anew whenever a clerk saved a template; one that is faulty is not used.

    The letter is then made of the shipped one, and the fault stands in the log.
    """

    def __init__(self, settings: Settings) -> None:
        self._folder = settings.letter_templates_dir
        self._plain = Desk(registry=load_registry(), contacts=contacts_in_force(settings))
        self._saved: object = None
        self._desk = self._plain
        self.now()

    def now(self) -> Desk:
        """The desk with the templates as they are; it reads files where one changed."""
        saved = tuple(_saved(self._folder)) if self._folder else ()
        if saved != self._saved:
            self._desk = self._plain.model_copy(update={"templates": self._usable()})
            self._saved = saved
        return self._desk

    def _usable(self) -> dict[LetterKind, bytes]:
        found = list(templates_in(self._folder)) if self._folder else []
        for fault in (fault for template in found for fault in template.faults):
            log.error("letter_template_not_used", file=fault.kind.file, fault=fault.told.both())
        return {template.kind: template.content for template in found if not template.faults}


def templates_in(folder: Path) -> Iterator[FoundTemplate]:
    """The templates of a folder, each checked; of other files it takes no notice."""
    for kind in LetterKind:
        path = folder / kind.file
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            continue
        except OSError as error:
            message = say("template_fault.unreadable", error=error.strerror)
            yield FoundTemplate(kind, b"", (TemplateFault(kind=kind, message=message),))
        else:
            yield FoundTemplate(kind, content, faults(kind, content))


def _saved(folder: Path) -> Iterator[tuple[str, int, int]]:
    """Which templates there are, of which size, saved when."""
    for kind in LetterKind:
        try:
            status = (folder / kind.file).stat()
        except OSError:
            continue
        yield kind.file, status.st_mtime_ns, status.st_size
