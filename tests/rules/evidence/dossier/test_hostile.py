"""Files made to harm whoever verifies them: bounded, said in words, never a fault of ours."""

import json
import struct
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from remiss.evidence.dossier.bounded_json import Unreadable, loads
from remiss.evidence.dossier.dossier_archive import Piece, read_archive
from remiss.evidence.dossier.dossier_findings import DossierFindingKind as Kind
from remiss.evidence.dossier.dossier_verification import verify_dossier
from remiss.evidence.dossier.event_lines import encode_event
from remiss.evidence.dossier.manifest import EVENTS, MANIFEST, SIGNATURE, Signature
from remiss.evidence.evidence_errors import NotADossier
from tests.given.dossiers import (
    a_dossier,
    a_signer,
    chained,
    changed,
    exported,
    kinds,
    named,
    packed,
    pieces_of,
    proof,
    stored,
    trusted,
    unpacked,
    verified,
)

WHOLE = packed(a_dossier())


def start_of(name: str) -> int:
    """The byte at which a file of the archive begins."""
    (entry,) = (entry for entry in read_archive(BytesIO(WHOLE)).entries if entry.name == name)
    return entry.offset - 30 - len(name)


DEEP = b"[" * 200_000 + b"]" * 200_000
HOSTILE = {
    "deep": DEEP,
    "no text": b"\xff\xfe\x00",
    "twice": b'{"format": "remiss-dossier/1", "format": "remiss-dossier/2"}',
    "nan": b'{"format": NaN}',
    "infinite": b'{"event": {"version": 1e999}, "hash": "", "previous": null}\n',
    "long number": b'{"event": {"version": ' + b"9" * 10_000 + b"}}\n",
    "surrogate": b'{"event": {"version": 1, "a": "\\ud800"}, "hash": "", "previous": null}\n',
    "list": b"[]\n",
    "null": b"null\n",
    "number": b"7\n",
    "text": b'"x"\n',
    "empty": b"",
    "many": b"[" + b"[]," * 3_000_000 + b"[]]",
    "wrong types": b'{"event": [], "hash": 1, "previous": {}}\n',
    "true is no version": b'{"event": {"version": true}, "hash": "", "previous": null}\n',
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("signed", [False, True], ids=["as it is", "signed anew"])
def test_any_content_of_any_file_is_a_finding(content: bytes, *, signed: bool) -> None:
    """Also where the manifest lists it as it is and another key signed that."""
    for name in (MANIFEST, SIGNATURE, EVENTS, "checkpoint.json", "state.json", "deadlines.json"):
        if signed and name not in {MANIFEST, SIGNATURE}:
            parts = changed(pieces_of(covers=proof()), name, lambda _: content)
            touched = a_dossier(pieces=parts)
        else:
            touched = changed(exported(), name, lambda _: content)
        verdict = verified(touched)
        assert not verdict.holds, name
        assert verdict.text.vi.startswith("Hồ sơ KHÔNG được xác nhận.")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("../../etc/passwd", Kind.ARCHIVE_NAME),
        ("/etc/passwd", Kind.ARCHIVE_NAME),
        ("a/../b", Kind.ARCHIVE_NAME),
        ("C:\\x", Kind.ARCHIVE_NAME),
        ("con\x1b[31m", Kind.ARCHIVE_NAME),
        ("", Kind.ARCHIVE_NAME),
        ("x" * 5_000, Kind.ARCHIVE_HEADER),
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(name: str, kind: Kind) -> None:
    """Nothing is unpacked; and what is printed moves no cursor."""
    content = b"x"
    head = struct.pack(
        "<4s5H3I2H", b"PK\x03\x04", 20, 0, 0, 0, 0x21, 0x8CDC1683, 1, 1, len(name.encode()), 0
    )
    end = WHOLE.index(b"PK\x01\x02")
    verdict = verified(WHOLE[:end] + head + name.encode() + content + WHOLE[end:])

    assert kind in kinds(verdict)
    assert "\x1b" not in verdict.text.vi


def test_nothing_small_unpacks_into_something_large() -> None:
    """A compressed entry is none of ours, whatever it claims to hold."""
    bomb = BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, b"0" * 50_000_000)

    assert Kind.ARCHIVE_HEADER in kinds(verified(bomb.getvalue()))


def test_sizes_that_lie_are_found() -> None:
    """An entry that claims more than the file holds, or overlaps what follows."""
    for claimed in (0, 10, 10_000_000, 0xFFFFFFFF):
        size = struct.pack("<I", claimed)
        touched = WHOLE[:18] + size + size + WHOLE[26:]
        assert not verified(touched).holds


def test_too_many_files_are_not_all_read() -> None:
    """Checking stops, and says where."""
    empty = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 0, 0, 0x21, 0, 0, 0, 1, 0) + b"x"
    end = WHOLE.index(b"PK\x01\x02")
    verdict = verified(WHOLE[:end] + empty * 25_000)

    assert {Kind.ARCHIVE_TOO_MANY, Kind.FILE_TWICE} <= set(kinds(verdict))


def test_a_broken_archive_says_what_it_did_not_reach() -> None:
    """What lies behind the damage is neither missing nor vouched for."""
    place = start_of(EVENTS)
    verdict = verified(WHOLE[:place] + b"XX" + WHOLE[place + 2 :])

    assert (Kind.FILE_NOT_REACHED, "index.html") in named(verdict)
    assert Kind.FILE_MISSING not in kinds(verdict)


def test_a_checksum_alone_is_named() -> None:
    """The archive's own, of a file that is as it was; index and all agree with it."""
    place = start_of("index.html") + 14
    touched = WHOLE.replace(WHOLE[place : place + 4], b"\x00\x01\x02\x03")

    assert named(verified(touched)) == {(Kind.ARCHIVE_CHECKSUM, "index.html")}


def test_an_index_that_says_otherwise_is_named() -> None:
    """Other programs read the index: it must say what the files are."""
    index = WHOLE.rindex(b"index.html")
    touched = WHOLE[:index] + b"indeX.html" + WHOLE[index + 10 :]

    verdict = verified(touched)

    assert kinds(verdict) == [Kind.ARCHIVE_INDEX]
    assert f"byte {index + 4}" in verdict.text.en


def test_events_of_a_later_kind_are_said_to_be_unreadable() -> None:
    """Signed and linked rightly, and of a shape this version does not know."""
    bodies = [dict(event.body) for event in stored()]
    bodies[-1] = {**bodies[-1], "event": {"kind": "invented", "at": "2026-03-20T00:00:00Z"}}
    later = chained(bodies)
    pieces = changed(
        a_dossier(),
        EVENTS,
        lambda _: b"".join(encode_event(one.body, one.previous) for one in later),
    )

    assert (Kind.EVENT_UNREADABLE, f"{EVENTS} #{len(later)}") in named(verified(pieces))


def test_a_chain_that_breaks_without_a_manifest_is_named() -> None:
    """Where nothing says what was signed, the events still have to follow from one another."""
    lines = unpacked(WHOLE)[EVENTS].splitlines(keepends=True)
    pieces = changed(exported(), EVENTS, lambda _: b"".join(lines[:4] + lines[5:]))
    pieces = changed(pieces, MANIFEST, lambda _: b"{}")

    found = named(verified(pieces))

    assert (Kind.MANIFEST_UNREADABLE, MANIFEST) in found
    assert (Kind.EVENT_LINK, f"{EVENTS} #6") in found


@pytest.mark.parametrize("content", [b'{"a": 1, "a": 1}', b"[NaN]", b"\xff", DEEP, b"["])
def test_what_two_readers_could_read_differently_is_no_json(content: bytes) -> None:
    """A key twice, no number, no text, no end."""
    with pytest.raises(Unreadable):
        loads(content)


def test_a_signature_spelt_otherwise_is_unreadable() -> None:
    """One signature has one spelling."""
    spelt = changed(exported(), SIGNATURE, lambda content: content.replace(b",", b", "))

    assert named(verified(spelt)) == {(Kind.SIGNATURE_UNREADABLE, SIGNATURE)}


def test_a_file_no_dossier_ever_had_is_unreadable() -> None:
    """Larger than anything written here, or gone."""
    gone = [piece for piece in a_dossier() if piece.name != EVENTS]

    assert (Kind.FILE_UNREADABLE, EVENTS) in named(verified(gone))


def test_a_later_format_is_not_called_altered() -> None:
    """Signed by the right key, and of a format only a later version knows."""
    manifest = json.dumps({"format": "remiss-dossier/2", "anything": []}).encode()
    signature = Signature.over(manifest, a_signer()).encoded

    with pytest.raises(NotADossier, match="remiss-dossier/2"):
        verified([Piece(MANIFEST, manifest), Piece(SIGNATURE, signature)])
    with pytest.raises(NotADossier):
        verified([Piece(MANIFEST, b"not ours"), Piece("x", b"remiss")][1:])


@pytest.mark.parametrize(
    "content", [b"", b"PK", b"%PDF-1.7", b"\x00" * 100_000, b"PK\x05\x06" + b"\x00" * 18]
)
def test_what_is_no_dossier_is_said_to_be_none(content: bytes) -> None:
    """An empty file, another kind of file, an empty archive."""
    with pytest.raises(NotADossier) as problem:
        verified(content)
    assert "remiss export" in problem.value.message.vi
    assert "remiss export" in problem.value.message.en


def test_what_cannot_be_opened_is_said(tmp_path: Path) -> None:
    """A folder, and nothing at all."""
    for path in (tmp_path, tmp_path / "none.zip"):
        with pytest.raises(NotADossier, match="cannot be read"):
            verify_dossier(path, trusted())


def test_a_very_long_verdict_ends() -> None:
    """However much is wrong, a screen can hold what is said."""
    told = verified(changed(exported(), EVENTS, lambda _: b"x\n" * 5_000)).text

    assert len(told.vi.splitlines()) < 250
    assert "phát hiện khác" in told.vi
    assert "more." in told.en.splitlines()[-1]
