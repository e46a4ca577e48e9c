"""Macros are a part that is there, or the main part's own type; a word alone is none."""

import io
from pathlib import Path

import pytest

from remiss.files.store import Store
from remiss.problems.problem import Problem
from tests.given.archives import DOCX, zipped

CONTENT = "http://schemas.openxmlformats.org/package/2006/content-types"
MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
BINARY = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
WITH_MACROS = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
PROJECT = "application/vnd.ms-office.vbaProject"
RELATION = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1_000


def workbook(
    main: str = MAIN, default: str = BINARY, more: str = "", **parts: bytes
) -> dict[str, bytes]:
    types = (
        f'<Types xmlns="{CONTENT}"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="bin" ContentType="{default}"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{main}"/>{more}</Types>'
    )
    named = {name.replace("__", "/").replace("_dot_", "."): one for name, one in parts.items()}
    return {"[Content_Types].xml": types.encode(), "xl/workbook.xml": b"<workbook/>"} | named


def keep(folder: Path, parts: dict[str, bytes]) -> None:
    Store(folder / "attachments", max_bytes=1_000_000).keep(io.BytesIO(zipped(parts)), "H99.04")


HONEST = {
    "as SheetJS writes it": workbook(),
    "a default of macros without a part": workbook(default=PROJECT),
    "a printer's settings": workbook(xl__printerSettings__printerSettings1_dot_bin=b"\1\2"),
    "an override of a part that is absent": workbook(
        more=f'<Override PartName="/xl/vbaProject.bin" ContentType="{PROJECT}"/>'
    ),
    "words about macros": workbook(
        xl__sharedStrings_dot_xml="tệp macroEnabled, vbaProject".encode()
    ),
    "an object without macros": {**DOCX, "word/embeddings/oleObject1.bin": OLE},
}


@pytest.mark.parametrize("what", HONEST)
def test_a_file_that_only_speaks_of_macros_is_taken(what: str, tmp_path: Path) -> None:
    """A default type, an absent part and words are no macro."""
    keep(tmp_path, HONEST[what])


MACROS = {
    "a project": {**DOCX, "word/vbaProject.bin": b"x"},
    "a project in other letters": {**DOCX, "word/VBAPROJECT.BIN": b"x"},
    "the main type": workbook(main=WITH_MACROS),
    "the main type by default": workbook(
        main="", default=WITH_MACROS, more="", xl__other_dot_bin=b"x"
    ),
    "a project by another name": workbook(default=PROJECT, xl__settings_dot_bin=b"x"),
    "a relation to a project": {
        **DOCX,
        "word/_rels/document.xml.rels": (
            f'<Relationships><Relationship Id="r" Type="{RELATION}" Target="a"/></Relationships>'
        ).encode(),
    },
    "a sheet of old macros": workbook(
        more='<Override PartName="/xl/macrosheets/a.xml" '
        'ContentType="application/vnd.ms-excel.macrosheet+xml"/>',
        xl__macrosheets__a_dot_xml=b"<x/>",
    ),
    "an object with a project": {
        **DOCX,
        "word/embeddings/oleObject1.bin": OLE + "_VBA_PROJECT".encode("utf-16-le"),
    },
    "an embedded workbook with a project": {
        **DOCX,
        "word/embeddings/B.xlsx": zipped(workbook(xl__vbaProject_dot_bin=b"x")),
    },
}


@pytest.mark.parametrize("what", MACROS)
def test_a_file_with_macros_is_refused_as_one(what: str, tmp_path: Path) -> None:
    """By the part's name, type, relation or content; and the answer says that it is the macros."""
    with pytest.raises(Problem) as refused:
        keep(tmp_path, MACROS[what])
    assert (refused.value.status_code, refused.value.code) == (415, "attachment_with_macros")


@pytest.mark.parametrize("types", [b"no XML", b"<Types>", b""])
def test_a_package_that_cannot_be_read_is_damaged(types: bytes, tmp_path: Path) -> None:
    """Without its list of types nobody knows what is in it."""
    with pytest.raises(Problem) as refused:
        keep(tmp_path, {**DOCX, "[Content_Types].xml": types})
    assert refused.value.code == "attachment_unsound"
