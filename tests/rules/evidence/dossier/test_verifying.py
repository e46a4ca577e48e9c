"""What becomes of a dossier that somebody touched: each change is named."""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from remiss.consultation.life.commands import (
    AnswerClarification,
    AskClarification,
    MoveReturnDate,
)
from remiss.consultation.time.span import WorkSpan
from remiss.consultation.values import ClarificationGround, Draft, DraftKind, Procedure
from remiss.evidence.checkpoint import sign_checkpoint
from remiss.evidence.dossier import event_lines
from remiss.evidence.dossier.assembly import LinkedEvent
from remiss.evidence.dossier.dossier_archive import Piece, read_archive
from remiss.evidence.dossier.dossier_findings import DossierFindingKind as Kind
from remiss.evidence.dossier.event_lines import encode_event
from remiss.evidence.dossier.manifest import EVENTS, MANIFEST, SIGNATURE, Signature
from remiss.evidence.evidence_errors import NotADossier
from remiss.texts import texts
from tests.given.case import FINANCE, OFFICER, POLICY, SHA, hanoi, opening, order, time_passes
from tests.given.case import head as agency_head
from tests.given.dossiers import (
    CASE,
    LATER,
    OTHER,
    a_dossier,
    a_signer,
    chained,
    changed,
    exported,
    head,
    kinds,
    log,
    manifest_of,
    named,
    packed,
    pieces_of,
    proof,
    stored,
    trusted,
    unpacked,
    verified,
)
from tests.given.ledger_cases import batches, events_of

WHOLE = packed(a_dossier())
LAST = len(stored())
BEGINNING = 4096
"""By what is in it a dossier is known as one."""


def lines() -> list[bytes]:
    return unpacked(WHOLE)[EVENTS].splitlines(keepends=True)


def with_lines(told: Sequence[bytes]) -> list[Piece]:
    """The dossier with other lines of events, nothing signed anew."""
    return changed(exported(), EVENTS, lambda _: b"".join(told))


def retold(events: Sequence[LinkedEvent], seed: int = 1) -> list[Piece]:
    """A dossier made anew of other events, whole in itself, signed by the key of that seed."""
    return a_dossier(events, proof(), a_signer(seed))


def in_calendar_days() -> tuple[LinkedEvent, ...]:
    """A case whose time limit is in calendar days, stopped and run on, its calendar changed."""
    policy = POLICY.model_copy(update={"reply_within": WorkSpan(calendar_days=15)})
    about = {"agency": FINANCE.code, "ground": ClarificationGround.UNCLEAR_QUESTION, "text": "Hỏi"}
    asks = order(AskClarification, agency_head(FINANCE), hanoi("2026-03-06", "16:00"), **about)
    answer = {"agency": FINANCE.code, "text": "Trả lời"}
    told = batches(
        opening(consultation=CASE, policy=policy),
        asks,
        order(AnswerClarification, OFFICER, hanoi("2026-03-09", "09:00"), **answer),
        time_passes(hanoi("2026-03-31")),
    )
    return chained([event.model_dump(mode="json") for event in events_of(told)])


def within_a_procedure() -> tuple[LinkedEvent, ...]:
    """One bound by an applicant's return date, which is moved."""
    kind = DraftKind.ADMINISTRATIVE_PROCEDURE
    file = Procedure(number="000.00.15.H99-260302-0007", return_on=date(2026, 3, 11))
    later = {"return_on": date(2026, 3, 20), "reason": "Thực địa"}
    told = batches(
        opening(
            consultation=CASE,
            procedure=file,
            draft=Draft(subject="Giấy phép môi trường", kind=kind, sha256=SHA),
        ),
        order(MoveReturnDate, OFFICER, hanoi("2026-03-03"), **later),
        time_passes(hanoi("2026-03-31")),
    )
    return chained([event.model_dump(mode="json") for event in events_of(told)])


@pytest.mark.parametrize("told", [in_calendar_days, within_a_procedure])
def test_a_case_with_another_kind_of_time_proves_itself(
    told: Callable[[], tuple[LinkedEvent, ...]],
) -> None:
    """Whoever checks it derives from its events the deadlines that it tells."""
    events = told()
    covered = [sign_checkpoint([], [head(events, len(events))], LATER, a_signer())]
    whole = a_dossier(events, proof(covered))

    assert verified(packed(whole), outside=covered).holds


def test_a_dossier_as_exported_holds() -> None:
    """And says of which case, up to which event, by whom, under which checkpoint and key."""
    verdict = verified(WHOLE, outside=log())

    assert verdict.findings == ()
    assert verdict.holds
    for said in (CASE, f"#1 đến #{LAST}", "09:00 thứ Tư 01/4/2026", "Đỗ Mai", a_signer().public.id):
        assert said in verdict.text.vi
    assert f"Bản chốt sổ số 3, lúc 07:00 thứ Ba 31/3/2026, bao gồm đến sự kiện #{LAST - 2}" in (
        verdict.text.vi
    )
    assert f"events #{LAST - 1} to #{LAST} are in no checkpoint yet" in verdict.text.en
    assert "1 tệp đính kèm không còn trong kho" in verdict.text.vi


def parts() -> dict[str, range]:
    """Where each file of the archive lies, its header before it; and behind the last, the index."""
    entries = read_archive(BytesIO(WHOLE)).entries
    starts = [entry.offset - 30 - len(entry.name) for entry in entries]
    end = entries[-1].offset + entries[-1].size
    ends = [*starts[1:], end]
    lies = map(range, starts, ends)
    found = {entry.name: where for entry, where in zip(entries, lies, strict=True)}
    return found | {"index": range(end, len(WHOLE))}


@pytest.mark.parametrize("part", parts())
def test_every_byte_counts(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever byte of the archive is changed, in whatever bit: it is found and named."""
    # A line that nobody touched says the same each time; those touched are read.
    monkeypatch.setattr(event_lines, "_line", cache(event_lines._line))
    lies = parts()[part]
    every = lies if part in {"state.json", "index"} else lies[: 30 + len(part) + 8]
    for byte in sorted({*every, *(byte for byte in lies if byte % 199 == 0)}):
        bit = 1 << byte % 8
        touched = WHOLE[:byte] + bytes([WHOLE[byte] ^ bit]) + WHOLE[byte + 1 :]
        verdict = verified(touched)
        assert not verdict.holds, byte
        assert all(found.message.vi and found.message.en for found in verdict.findings)


def test_the_parts_are_the_whole_archive() -> None:
    """No byte lies between them."""
    assert [byte for part in parts().values() for byte in part] == list(range(len(WHOLE)))


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_no_damage_is_a_fault_of_ours(data: st.DataObject) -> None:
    """Pieces cut out, written over or put in anywhere: a finding, or the word that it is none."""
    start = data.draw(st.integers(0, len(WHOLE)))
    end = data.draw(st.integers(start, min(len(WHOLE), start + 5_000)))
    put = data.draw(st.binary(max_size=200))
    touched = WHOLE[:start] + put + WHOLE[end:]
    if touched == WHOLE:
        return
    if start < BEGINNING:
        with suppress(NotADossier):
            assert not verified(touched).holds
    else:
        assert not verified(touched).holds


def test_a_file_altered_is_named() -> None:
    """Each file in its turn, by one letter: the archive is packed anew around it."""
    pieces = a_dossier()
    for piece in pieces:
        touched = changed(pieces, piece.name, lambda content: content[:-2] + b"*" + content[-1:])
        verdict = verified(touched)
        places = {found.place for found in verdict.findings}
        assert piece.name in places or piece.name == MANIFEST, piece.name
        assert not verdict.holds
    assert Kind.SIGNATURE in kinds(verified(changed(pieces, MANIFEST, lambda c: c + b" ")))


def test_a_file_removed_is_named() -> None:
    """Each file in its turn; without its manifest nothing of a dossier is vouched for."""
    pieces = a_dossier()
    for gone in pieces:
        rest = [piece for piece in pieces if piece.name != gone.name]
        if gone.name == MANIFEST:
            with pytest.raises(NotADossier):
                verified(rest)
            continue
        expected = Kind.UNSIGNED if gone.name == SIGNATURE else Kind.FILE_MISSING
        assert (expected, gone.name) in named(verified(rest))


def test_a_file_added_twice_or_moved_is_named() -> None:
    """Nothing may stand beside what was signed, nor anything in another order."""
    pieces = a_dossier()
    added = verified([*pieces, Piece("documents/0099-report.docx", b"forged")])
    swapped = verified([*pieces[:2], pieces[3], pieces[2], *pieces[4:]])
    again = WHOLE.replace(b"index.html", b"state.json")

    assert named(added) == {(Kind.FILE_ADDED, "documents/0099-report.docx")}
    assert named(swapped) == {(Kind.FILES_REORDERED, "")}
    assert (Kind.FILE_TWICE, "state.json") in named(verified(again))


@pytest.mark.parametrize("version", range(1, LAST + 1))
def test_an_event_altered_is_named(version: int) -> None:
    """By its number: when its words change, or its hash, or both so that they match again."""
    told = lines()
    told[version - 1] = told[version - 1].replace(b'"command_id":"test-', b'"command_id":"tesT-')
    bodies = [dict(event.body) for event in stored()]
    bodies[version - 1]["command_id"] = "another"
    rehashed = _encoded(chained(bodies))  # and so every hash after it

    other_hash = lines()
    was, is_ = stored()[version - 1].hash.encode(), b"0" * 64
    other_hash[version - 1] = other_hash[version - 1].replace(b'"hash":"' + was, b'"hash":"' + is_)

    for lines_ in (told, rehashed, other_hash):
        found = named(verified(with_lines(lines_)))
        assert (Kind.FILE_ALTERED, EVENTS) in found
        assert (Kind.EVENT_ALTERED, f"{EVENTS} #{version}") in found


def _encoded(events: Sequence[LinkedEvent]) -> list[bytes]:
    (piece,) = (p for p in pieces_of(events) if p.name == EVENTS)
    assert isinstance(piece.content, bytes)
    return piece.content.splitlines(keepends=True)


@pytest.mark.parametrize("version", range(1, LAST))
def test_an_event_removed_is_named(version: int) -> None:
    """By its number, and no other is blamed."""
    told = lines()
    del told[version - 1]

    found = named(verified(with_lines(told)))

    assert {place for kind, place in found if kind is Kind.EVENT_REMOVED} == {
        f"{EVENTS} #{version}"
    }
    assert not {kind for kind, _ in found} & {
        Kind.EVENT_ALTERED,
        Kind.EVENTS_CUT_OFF,
    }


@pytest.mark.parametrize("count", range(1, LAST))
def test_events_cut_off_at_the_end_are_named(count: int) -> None:
    """First and last of those that are missing."""
    verdict = verified(with_lines(lines()[: LAST - count]))

    (cut,) = (found for found in verdict.findings if found.kind is Kind.EVENTS_CUT_OFF)
    assert f"#{LAST - count + 1} đến #{LAST}" in cut.message.vi
    assert Kind.EVENT_REMOVED not in kinds(verdict)


def test_events_moved_or_repeated_or_added_are_named() -> None:
    """Two that changed places, one told twice, one nobody recorded."""
    swapped = lines()
    swapped[6], swapped[7] = swapped[7], swapped[6]
    twice = [*lines(), lines()[3]]
    forged = dict(stored()[-1].body, version=LAST + 1, command_id="forged")
    added = [*lines(), encode_event(forged, stored()[-1].hash)]

    assert (Kind.EVENT_MOVED, f"{EVENTS} #7") in named(verified(with_lines(swapped)))
    assert (Kind.EVENT_MOVED, f"{EVENTS} #4") in named(verified(with_lines(twice)))
    verdict = verified(with_lines(added))
    assert Kind.EVENT_ADDED in kinds(verdict)
    assert any(f"dòng {LAST + 1}" in found.message.vi for found in verdict.findings)


def test_events_numbered_anew_are_named() -> None:
    """One removed and those after it counted down: each is told otherwise than it was signed."""
    bodies = [dict(event.body) for event in stored()]
    del bodies[5]
    for version, body in enumerate(bodies, start=1):
        body["version"] = version

    found = named(verified(with_lines(_encoded(chained(bodies)))))

    assert (Kind.EVENT_ALTERED, f"{EVENTS} #6") in found
    assert (Kind.EVENTS_CUT_OFF, EVENTS) in found


@pytest.mark.parametrize("count", range(1, LAST))
def test_a_dossier_cut_off_and_signed_by_another_key_is_named(count: int) -> None:
    """The key is not trusted; and where the checkpoint knows better, what is missing is said."""
    events = stored()[: LAST - count]
    verdict = verified(retold(events, seed=9))

    assert Kind.FOREIGN_KEY in kinds(verdict)
    assert (Kind.CHECKPOINT_CUT_OFF in kinds(verdict)) == (len(events) < LAST - 2)


def test_even_the_right_key_cannot_cut_off_what_a_checkpoint_covers() -> None:
    """Whoever holds the key makes a dossier anew, whole in itself: the checkpoint tells."""
    short = stored()[: LAST - 4]
    verdict = verified(retold(short))

    assert kinds(verdict) == [Kind.CHECKPOINT_CUT_OFF]
    assert f"đã ký đến sự kiện #{LAST - 2}, hồ sơ chỉ có đến #{LAST - 4}" in verdict.text.vi


def test_even_the_right_key_cannot_rewrite_what_a_checkpoint_covers() -> None:
    """Every hash recomputed, everything signed anew: the checkpoint signed something else."""
    bodies = [dict(event.body) for event in stored()]
    bodies[8] = {**bodies[8], "command_id": "another"}

    verdict = verified(retold(chained(bodies)))

    assert named(verdict) == {(Kind.CHECKPOINT_EVENT, f"{EVENTS} #{LAST - 2}")}


def test_checkpoints_kept_outside_know_more_than_the_one_inside() -> None:
    """The right key, an older checkpoint inside, events cut to fit it: those outside tell."""
    first = log()[:1]
    short = stored()[:5]
    forged = a_dossier(short, proof(first))

    assert verified(forged).holds
    verdict = verified(forged, outside=log())

    assert {Kind.CHECKPOINT_OLDER, Kind.CHECKPOINT_CUT_OFF} <= set(kinds(verdict))
    assert "đã có bản chốt sổ số 3" in verdict.text.vi


def test_an_older_checkpoint_put_in_its_place_is_named() -> None:
    """The manifest says which it was."""
    older = pieces_of(covers=proof(log()[:1]))
    (checkpoint,) = (piece for piece in older if piece.name == "checkpoint.json")
    content = checkpoint.content
    assert isinstance(content, bytes)

    found = named(verified(changed(exported(), "checkpoint.json", lambda _: content)))

    assert (Kind.CHECKPOINT_NAMED, "checkpoint.json") in found
    assert (Kind.FILE_ALTERED, "checkpoint.json") in found


def test_a_checkpoint_of_another_log_is_named() -> None:
    """Signed by a key that is not trusted; or, kept outside, not the one of that number."""
    foreign = log(a_signer(5))
    verdict = verified(a_dossier(covers=proof(foreign)))

    assert kinds(verdict) == [Kind.CHECKPOINT_KEY]
    both = trusted(a_signer(), a_signer(5))
    forked = verified(a_dossier(), both, outside=foreign)
    assert Kind.CHECKPOINT_FORKED not in kinds(forked)  # the same statement, whoever signed it
    moved = [*log()[:2], log()[1].model_copy(update={"checkpoint": log()[2].checkpoint})]
    assert Kind.CHECKPOINTS_FAULTY in kinds(verified(a_dossier(), outside=moved))


def test_a_rival_checkpoint_kept_outside_is_named() -> None:
    """The right key signed two of one number: somebody keeps two ledgers."""
    first, second, third = log()
    rival = sign_checkpoint(
        [first, second], [head(stored(OTHER), 7)], third.statement.at, a_signer()
    )

    found = named(verified(a_dossier(), outside=[first, second, rival]))

    assert (Kind.CHECKPOINT_FORKED, "checkpoint.json") in found


def test_a_proof_that_proves_nothing_is_named() -> None:
    """Signed anew by the right key, with another place in the log."""
    covers = proof()
    wrong = covers.model_copy(update={"index": covers.index - 1})

    verdict = verified(a_dossier(covers=wrong))

    assert kinds(verdict) == [Kind.CHECKPOINT_PROOF]


def test_parts_of_another_dossier_are_named() -> None:
    """Each part of one case put into the dossier of another, all rightly signed once."""
    other = a_dossier(stored(OTHER), proof(id_=OTHER))
    content = {piece.name: piece.content for piece in other}
    own = a_dossier()
    for piece in own:
        theirs = content[piece.name]
        assert isinstance(theirs, bytes)
        if theirs == piece.content:
            continue
        verdict = verified(changed(own, piece.name, _becomes(theirs)))
        assert not verdict.holds, piece.name
        places = {found.place.split(" ")[0] for found in verdict.findings}
        assert piece.name in {*places, MANIFEST}, piece.name


def _becomes(content: bytes) -> Callable[[bytes], bytes]:
    return lambda _: content


def test_the_manifest_of_another_case_is_named() -> None:
    """Manifest and signature of another case are sound, and nothing beside them is theirs."""
    other = a_dossier(stored(OTHER), proof(id_=OTHER))
    own = a_dossier()

    verdict = verified([*other[:2], *own[2:]])

    assert {
        Kind.OTHER_CASE,
        Kind.FILE_ALTERED,
        Kind.EVENT_ALTERED,
    } <= set(kinds(verdict))
    assert (Kind.OTHER_CASE, EVENTS) in named(verdict)
    assert f"{CASE}, không phải {OTHER}" in verdict.text.vi


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("state.json", '"stage": "silent"', '"stage": "answered"'),
        ("state.json", '"days_late": 5', '"days_late": 0'),
        ("assessments.json", '"verdict": "vague"', '"verdict": "clear"'),
        ("deadlines.json", '"due_at": "2026-03-09', '"due_at": "2026-03-19'),
    ],
)
def test_facts_that_do_not_follow_from_the_events_are_named(name: str, old: str, new: str) -> None:
    """Even where the right key signed them."""
    pieces = changed(
        pieces_of(covers=proof()), name, lambda c: c.replace(old.encode(), new.encode())
    )
    assert pieces != pieces_of(covers=proof())

    assert named(verified(a_dossier(pieces=pieces))) == {(Kind.STATE, name)}


def test_attachments_are_those_the_events_name() -> None:
    """Under the sha256 the events name; one that is not here is listed as missing, or named."""
    stray = Piece(f"attachments/{'a' * 64}.pdf", b"%PDF-")
    whole = a_dossier(pieces=[*pieces_of(covers=proof()), stray])
    gone = manifest_of(a_dossier()).model_copy(update={"attachments_missing": ()})
    own = a_dossier()[2:]
    signed = Signature.over(gone.encoded, a_signer()).encoded
    hidden = [Piece(MANIFEST, gone.encoded), Piece(SIGNATURE, signed), *own]

    assert named(verified(whole)) == {(Kind.ATTACHMENT_NAME, stray.name)}
    assert kinds(verified(hidden)) == [Kind.ATTACHMENT_GONE]


def test_without_a_key_nothing_is_said_of_the_origin() -> None:
    """The dossier does not hold; everything else is checked all the same."""
    assert kinds(verified(WHOLE, without_key=True)) == [Kind.ORIGIN_UNKNOWN]
    cut = verified(with_lines(lines()[:-1]), without_key=True)
    assert {Kind.ORIGIN_UNKNOWN, Kind.EVENTS_CUT_OFF} <= set(kinds(cut))


def test_the_key_inside_is_never_the_one_trusted() -> None:
    """Signed by a key of somebody else's making, whole in itself: refused, and the key is named."""
    verdict = verified(retold(stored(), seed=7))

    assert named(verdict) == {(Kind.FOREIGN_KEY, SIGNATURE)}
    assert a_signer(7).public.id in verdict.text.vi


def test_an_unsigned_dossier_does_not_hold() -> None:
    """It was exported where there was no key."""
    assert named(verified([a_dossier()[0], *a_dossier()[2:]])) == {(Kind.UNSIGNED, SIGNATURE)}


def test_a_key_that_signed_before_is_trusted_too() -> None:
    """A key is replaced; what it signed stays signed."""
    assert verified(WHOLE, trusted(a_signer(), a_signer(2))).holds


def test_a_dossier_packed_again_is_told_from_one_altered() -> None:
    """The same files, compressed: the archive is not as exported, and it says so."""
    again = BytesIO()
    with ZipFile(again, "w", ZIP_DEFLATED) as archive:
        for name, content in unpacked(WHOLE).items():
            archive.writestr(name, content)

    verdict = verified(again.getvalue())

    assert Kind.ARCHIVE_HEADER in kinds(verdict)
    assert "nén lại" in verdict.text.vi


@pytest.mark.parametrize("cut", [1, 10, 22, 100, 500, 2_000, 10_000])
def test_an_archive_cut_off_is_named(cut: int) -> None:
    """However much of its end is missing."""
    verdict = verified(WHOLE[:-cut])

    assert Kind.ARCHIVE_ENDS_EARLY in kinds(verdict)


def test_an_archive_that_goes_on_is_named() -> None:
    """Something was put behind its end."""
    assert kinds(verified(WHOLE + b"\x00")) == [Kind.ARCHIVE_GOES_ON]


def test_any_program_opens_it() -> None:
    """It is a plain ZIP file, whole by its own checksums, with the names it lists."""
    with ZipFile(BytesIO(WHOLE)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [piece.name for piece in a_dossier()]
        assert {info.compress_type for info in archive.infolist()} == {0}


def test_it_is_what_another_program_writes_of_the_same_files() -> None:
    """Byte for byte, with the time, system and rights of every file fixed."""
    other = BytesIO()
    with ZipFile(other, "w") as archive:
        for piece in a_dossier():
            info = ZipInfo(piece.name, (1980, 1, 1, 0, 0, 0))
            info.create_system, info.external_attr = 3, 0o100644 << 16
            archive.writestr(info, b"".join(piece.chunks()))

    assert other.getvalue() == WHOLE


def test_the_same_case_gives_the_same_bytes() -> None:
    """Exported twice at one moment, it is one file."""
    assert packed(a_dossier()) == WHOLE


def test_the_findings_are_told_in_both_languages() -> None:
    """Each by its place."""
    told = verified(with_lines(lines()[:-1])).text

    assert told.vi.splitlines()[0] == "Hồ sơ KHÔNG được xác nhận."
    assert told.en.splitlines()[0] == "The dossier is NOT verified."
    assert len(told.vi.splitlines()) == len(told.en.splitlines())


def test_every_kind_of_finding_has_its_words() -> None:
    """And no words are left over."""
    assert texts("dossier.finding").keys() == set(Kind)


def test_every_kind_of_finding_has_a_test() -> None:
    """Listed where it is tested, here or with hostile files."""
    told = "".join(
        path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py")
    )
    assert [kind.name for kind in Kind if not re.search(rf"Kind\.{kind.name}\b", told)] == []
