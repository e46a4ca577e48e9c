"""A dossier at the command line: who exports it, under which name, and what to tell them."""

import getpass
import os
import re
from collections.abc import Iterator
from pathlib import Path

from remiss.settings import Settings
from remiss.texts import Bilingual, BilingualError, say, stack, text
from remiss.views.archive.dossier_file import Exported, write_dossier
from remiss.views.unknown_case import UnknownCaseError

LONGEST_NAME = 200
CASE = re.compile(r"[A-Za-z0-9-]{1,40}")


async def export_to(
    dsn: str, settings: Settings, consultation: str, out: Path, by: str | None = None
) -> Exported:
    """The dossier of a case, written to `out` in the name of `by`, or of who runs this.

    Raises:
        BilingualError, InvalidSettingsError, LedgerError: as `write_dossier`, or a bad name.
    """
    check_name(by)
    return await write_dossier(dsn, settings, consultation, out, by or who())


def file_name(consultation: str) -> str:
    """The name a dossier gets where none is given.

    Raises:
        BilingualError: it is no id of a case, and must not become a path.
    """
    if not CASE.fullmatch(consultation):
        raise UnknownCaseError(consultation=consultation)
    return consultation


def check_name(by: str | None) -> None:
    """Who exports is a name, not a text.

    Raises:
        BilingualError: it is empty or too long.
    """
    if by is not None and not 0 < len(by.strip()) <= LONGEST_NAME:
        raise BilingualError(say("command.export.bad_name", most=LONGEST_NAME))


def who() -> str:
    """Who runs this, as the machine knows them."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"uid {os.getuid()}"


def summary(found: Exported, out: Path) -> Bilingual:
    """What to tell whoever exported it."""
    of = {"consultation": found.consultation, "events": found.events}
    return stack(
        [
            say("command.export.written", path=out, **of),
            _signed(found),
            _covered(found),
            *([found.refused] if found.refused else []),
            *_missing(found),
        ]
    )


def _signed(found: Exported) -> Bilingual:
    if found.key is None:
        return text("command.export.unsigned")
    return say("command.export.signed", key=found.key)


def _covered(found: Exported) -> Bilingual:
    if found.checkpoint is None:
        return text("command.export.uncovered")
    how = "covered" if found.covered >= found.events else "partly_covered"
    return say(f"command.export.{how}", number=found.checkpoint, last=found.covered)


def _missing(found: Exported) -> Iterator[Bilingual]:
    if found.attachments_missing:
        yield say("command.export.attachments_missing", files=found.attachments_missing)
