"""Macros in a DOCX or XLSX, found by the parts that are there and what the package says they are.

What a package declares for parts it does not hold is nobody's macro: some writers declare a default
for every file extension they know (ECMA-376 part 2, 10.1.2).
"""

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from xml.etree import ElementTree as ET  # nosec B405

from remiss.files.formats.zip_end import UnsoundError
from remiss.problems.problem import Problem

TYPES = "[Content_Types].xml"
RELATIONS = ".rels"
_PROJECT = "vbaproject"
_CODE = (_PROJECT, "vbadata", "macrosheet")
"""In the types of parts: of Visual Basic, and of the sheets that held macros before it."""
_MAIN, _WITH_MACROS = ".main+xml", "macroenabled"
_OLE_PROJECT = "_VBA_PROJECT".encode("utf-16-le")


def check_without_macros(names: Iterable[str], described: Mapping[str, bytes]) -> None:
    """Refuse a package with a macro part, or whose main part says of itself that it has macros.

    `described` holds the XML of what names types and relations; entities were refused before.

    Raises:
        Problem: `attachment_with_macros`.
        UnsoundError: the package describes itself in no XML.
    """
    parts = tuple(names)
    if any(name.lower().endswith(f"{_PROJECT}.bin") for name in parts):
        raise Problem("attachment_with_macros")
    types = types_of_parts(parts, described.get(TYPES, b"<Types/>")).values()
    if any(map(_is_code, types)) or any(map(_leads_to_code, _relations(described))):
        raise Problem("attachment_with_macros")


def holds_ole_macros(content: bytes) -> bool:
    """Whether an OLE container, as older programs write and newer ones embed, has a project."""
    return _OLE_PROJECT in content


def types_of_parts(parts: Iterable[str], declared: bytes) -> dict[str, str]:
    """The type of each part that is there: its own, else the default of its extension.

    Raises:
        UnsoundError: what is declared is no XML.
    """
    root = _read(declared)
    own = {
        one.get("PartName", "").lstrip("/").lower(): one.get("ContentType", "").lower()
        for one in root.iterfind("{*}Override")
    }
    defaults = {
        one.get("Extension", "").lower(): one.get("ContentType", "").lower()
        for one in root.iterfind("{*}Default")
    }
    lowered = (part.lower() for part in parts)
    return {
        part: own.get(part, defaults.get(PurePosixPath(part).suffix.removeprefix("."), ""))
        for part in lowered
    }


def _is_code(kind: str) -> bool:
    return any(word in kind for word in _CODE) or (kind.endswith(_MAIN) and _WITH_MACROS in kind)


def _relations(described: Mapping[str, bytes]) -> Iterable[ET.Element]:
    for name, content in described.items():
        if name.endswith(RELATIONS):
            yield from _read(content)


def _leads_to_code(relation: ET.Element) -> bool:
    leads = relation.get("Type", "").lower().rpartition("/")[2]
    return any(word in leads for word in _CODE)


def _read(xml: bytes) -> ET.Element:
    try:
        return ET.fromstring(xml)  # noqa: S314 -- entities were refused before  # nosec B314
    except ET.ParseError as error:
        raise UnsoundError("a package that describes itself in no XML") from error
