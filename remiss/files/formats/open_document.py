"""Whether an OpenDocument is locked or holds macros (OASIS ODF 1.3, part 2)."""

from collections.abc import Iterable, Mapping

from remiss.problems.problem import Problem

MANIFEST = "META-INF/manifest.xml"
_LOCKED, _WHOLE_LOCKED = b"encryption-data", "encrypted-package"
_BASIC, _SCRIPTS = "basic/", "scripts/"
_LISTS = ("script-lb.xml", "script-lc.xml", "dialog-lb.xml", "dialog-lc.xml")
"""Which libraries there are; offices write them for none, too."""


def check_open_document(names: Iterable[str], described: Mapping[str, bytes]) -> None:
    """Refuse a document that is locked, or holds a module of code.

    Raises:
        Problem: `attachment_encrypted`, `attachment_with_macros`.
    """
    files = [name.lower() for name in names if not name.endswith("/")]
    if _LOCKED in described.get(MANIFEST, b"") or _WHOLE_LOCKED in files:
        raise Problem("attachment_encrypted")
    basic = (name for name in files if name.startswith(_BASIC))
    if any(not name.endswith(_LISTS) for name in basic):
        raise Problem("attachment_with_macros")
    if any(name.startswith(_SCRIPTS) for name in files):
        raise Problem("attachment_with_macros")
