"""A case out of a real ledger into a dossier, and the dossier held against its key."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import asyncpg
import pytest
from docx import Document

from remiss import ledger
from remiss.cli.proof.dossier_export import summary
from remiss.consultation.life.commands import AskClarification
from remiss.consultation.values import ClarificationGround
from remiss.evidence.checkpoint import CheckpointFile, Head, sign_checkpoint
from remiss.evidence.dossier.assembly import Export
from remiss.evidence.dossier.dossier_verification import verify_dossier
from remiss.evidence.signature import Signer
from remiss.files.store import Store
from remiss.notices import Pace
from remiss.notices.outbox.collection import collect
from remiss.reference.contacts import load_contacts
from remiss.texts import BilingualError
from remiss.views.archive.dossier_file import AtHand, Exported, export_case
from tests.given.case import FINANCE, hanoi, official, opening, order, time_passes
from tests.given.dossiers import a_signer, trusted
from tests.given.ledger_cases import batches
from tests.given.papers import DESK
from tests.parts.cli.test_reporting import remiss

ID = "HS-EXPORTED"
DRAFT = b"%PDF-1.7 the draft"
SIGNER = a_signer()
BY = Export(exported_at=datetime.now(UTC), exported_by="Đỗ Mai")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store of files on this machine."""
    return Store(tmp_path / "attachments", 1_000_000)


@pytest.fixture
async def pool(database: str, store: Store) -> AsyncIterator[asyncpg.Pool]:
    """A ledger with a case in which an agency asked back and another stayed silent."""
    sha256 = store.keep(BytesIO(DRAFT), "H99.02").sha256
    first = opening(consultation=ID)
    asked = order(
        AskClarification,
        official(FINANCE),
        hanoi("2026-03-03"),
        agency=FINANCE.code,
        ground=ClarificationGround.FIGURES_NEEDED,
        text="Đề nghị gửi bảng số liệu <b>kèm</b> dự toán.",
    )
    draft = first.draft.model_copy(update={"sha256": sha256})
    told = batches(
        first.model_copy(update={"draft": draft}), asked, time_passes(hanoi("2026-03-31"))
    )
    pool = await ledger.connect(database)
    for batch in told:
        await ledger.append(pool, batch)
    yield pool
    await pool.close()


def lies_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


async def checkpoint(pool: asyncpg.Pool, version: int) -> CheckpointFile:
    """A checkpoint over the case up to a version."""
    stored = await ledger.chain(pool, ID)
    head = Head(stream=ID, version=version, hash=stored[version - 1].hash)
    return sign_checkpoint([], [head], datetime.now(UTC), SIGNER)


async def exported(
    pool: asyncpg.Pool, store: Store, out: Path, *, signed: bool = True, covered: bool = True
) -> Exported:
    last = len(await ledger.chain(pool, ID))
    log = [await checkpoint(pool, last - 1)] if covered else []
    checkpoints = AtHand(SIGNER if signed else None, log, DESK)
    return await export_case(pool, ID, checkpoints, store, out, BY)


async def test_a_dossier_holds_everything_of_a_case(
    pool: asyncpg.Pool, store: Store, tmp_path: Path
) -> None:
    """Events, letters as they went out, the table, notices, deadlines, files, and a page."""
    out = tmp_path / "dossier.zip"
    found = await exported(pool, store, out)
    verdict = verify_dossier(out, trusted(SIGNER))

    assert verdict.findings == ()
    assert verdict.checked is not None
    assert (verdict.checked.events, verdict.checked.covered) == (found.events, found.events - 1)
    with ZipFile(out) as archive:
        names = archive.namelist()
        (attachment,) = [name for name in names if name.startswith("attachments/")]
        assert archive.read(attachment) == DRAFT
        assert attachment.endswith(".pdf")
        for kind in ("request-H99.03", "request-H99.04", "reminder-H99.03", "report-head-H99.03"):
            (letter,) = [n for n in names if kind in n][:1]
            assert Document(BytesIO(archive.read(letter))).paragraphs
        assert {"documents/consolidation.docx", "documents/consolidation.xlsx"} <= set(names)
        state = json.loads(archive.read("state.json"))
        assert {r["agency"]: r["stage"] for r in state["requests"]}["H99.03"] == "silent"
        told = json.loads(archive.read("deadlines.json"))
        assert {"reply", "clarification"} <= {one["explanation"]["duty"] for one in told}


async def test_notices_are_told_with_what_became_of_them(
    pool: asyncpg.Pool, store: Store, tmp_path: Path
) -> None:
    """Each as the outbox has it, on the page as well."""
    await pool.execute("update notice_place set transaction_id = '0', position = 0")
    made = await collect(pool, load_contacts(), Pace(), hanoi("2026-04-01"))
    out = tmp_path / "dossier.zip"
    await exported(pool, store, out)

    with ZipFile(out) as archive:
        told = json.loads(archive.read("notices.json"))
        page = archive.read("index.html").decode()
    assert len(told) == made > 0
    assert {"recipient", "channel", "status", "sent_at", "attempts"} <= set(told[0])
    assert told[0]["recipient"] in page
    assert "hộp thông báo" in page


async def test_the_page_needs_nothing_and_runs_nothing(
    pool: asyncpg.Pool, store: Store, tmp_path: Path
) -> None:
    """No script, no address elsewhere; what people wrote is text; every event stands there."""
    out = tmp_path / "dossier.zip"
    await exported(pool, store, out)
    stored = await ledger.chain(pool, ID)
    with ZipFile(out) as archive:
        page = archive.read("index.html").decode()

    assert "<script" not in page
    assert "http://" not in page.replace("http-equiv", "")
    assert "https://" not in page
    assert "default-src 'none'" in page
    assert "&lt;b&gt;kèm&lt;/b&gt;" in page
    assert "<b>kèm</b>" not in page
    assert all(event.hash in page for event in stored)
    assert f"remiss verify {ID}.zip --key public.pem" in page
    assert SIGNER.public.id in page
    assert f"bao gồm các sự kiện từ #1 đến #{len(stored) - 1}" in page


async def test_what_is_missing_is_said(pool: asyncpg.Pool, store: Store, tmp_path: Path) -> None:
    """A file gone from the store, no checkpoint, no key: in the summary, and in the verdict."""
    empty, out = Store(tmp_path / "empty", 1), tmp_path / "dossier.zip"
    found = await exported(pool, empty, out, signed=False, covered=False)
    told = summary(found, out)

    assert len(found.attachments_missing) == 1
    assert found.attachments_missing[0] in told.vi
    assert "Chưa có bản chốt sổ" in told.vi
    assert "not signed" in told.en
    verdict = verify_dossier(out, trusted(SIGNER))
    assert [finding.kind for finding in verdict.findings] == ["unsigned"]


async def test_a_file_that_is_not_what_it_was_is_left_out(
    pool: asyncpg.Pool, store: Store, tmp_path: Path
) -> None:
    """A disk that changed it: its hash is listed as missing, and the dossier holds."""
    (kept,) = [
        p for p in (tmp_path / "attachments").rglob("*") if p.is_file() and "." not in p.name
    ]
    kept.write_bytes(b"%PDF-1.7 something else")
    out = tmp_path / "dossier.zip"

    found = await exported(pool, store, out)

    assert found.attachments_missing == (kept.name,)
    assert verify_dossier(out, trusted(SIGNER)).holds


async def test_a_ledger_that_does_not_hold_is_not_signed(
    pool: asyncpg.Pool, owner: asyncpg.Pool, store: Store, tmp_path: Path
) -> None:
    """An event rewritten in the database is named, and no file is written."""
    await owner.execute("alter table event disable trigger event_append_only")
    forged = (
        """update event set body = jsonb_set(body, '{command_id}', '"forged"') where version = 5"""
    )
    await owner.execute(forged)

    with pytest.raises(BilingualError, match=f"{ID} #5"):
        await exported(pool, store, tmp_path / "dossier.zip")
    assert not (tmp_path / "dossier.zip").exists()


async def test_nothing_is_overwritten_and_nothing_half_written(
    pool: asyncpg.Pool, store: Store, tmp_path: Path
) -> None:
    """A file that is there stays as it is; a folder that is not leaves nothing behind."""
    taken = tmp_path / "taken.zip"
    taken.write_bytes(b"evidence")
    with pytest.raises(BilingualError, match="overwrites nothing"):
        await exported(pool, store, taken)
    with pytest.raises(BilingualError, match="Cannot write"):
        await exported(pool, store, tmp_path / "no" / "dossier.zip")

    assert taken.read_bytes() == b"evidence"
    assert lies_in(tmp_path) == {"attachments", "taken.zip"}


async def test_a_case_nobody_knows_is_said_to_be_unknown(
    pool: asyncpg.Pool, store: Store, tmp_path: Path
) -> None:
    """No empty dossier is made of it."""
    with pytest.raises(BilingualError, match="no case HS-NOBODY"):
        await export_case(
            pool,
            "HS-NOBODY",
            AtHand(SIGNER, [], DESK),
            store,
            tmp_path / "dossier.zip",
            BY,
        )


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The key that signs, named to every command of the test; its public half beside it."""
    private = tmp_path / "checkpoint.pem"
    public = tmp_path / "public.pem"
    public.write_text(Signer.ensure(private).public.pem)
    monkeypatch.setenv("REMISS_CHECKPOINT_KEY_FILE", str(private))
    return public


async def test_the_command_exports_and_verifies(
    pool: asyncpg.Pool, database: str, key: Path, tmp_path: Path
) -> None:
    """A checkpoint is made first, so that every event is covered; then the file holds anywhere."""
    out, last = tmp_path / "out.zip", len(await ledger.chain(pool, ID))
    code, said, complained = await remiss(
        database, tmp_path, "export", ID, "--out", str(out), "--by", "Đỗ Mai"
    )
    assert code == 0, complained
    assert f"Bản chốt sổ số 1 bao gồm đến sự kiện #{last}." in said

    code, printed, _ = await remiss(database, tmp_path, "public-keys")
    assert (code, printed) == (0, Signer.load(tmp_path / "checkpoint.pem").public.pem)

    shelf = ("--checkpoints", str(tmp_path / "checkpoints"))
    code, said, complained = await remiss(
        database, tmp_path, "verify", str(out), "--key", str(key), *shelf
    )
    assert (code, complained) == (0, "")
    assert f"{ID}, {last} sự kiện" in " ".join(said.split())


async def test_the_command_says_that_nothing_signs(
    pool: asyncpg.Pool, database: str, tmp_path: Path
) -> None:
    """Without a key the dossier is written all the same, and said to prove nothing."""
    out = tmp_path / "out.zip"
    code, said, _ = await remiss(database, tmp_path, "export", ID, "--out", str(out))

    assert code == 0
    assert "KHÔNG có khóa ký" in said
    code, _, complained = await remiss(database, tmp_path, "verify", str(out))
    assert code == 1
    assert "Bản kê không có chữ ký" in complained
    code, _, complained = await remiss(database, tmp_path, "public-keys")
    assert code == 1
    assert "has no signing key" in complained


async def test_a_rewritten_case_is_not_exported(
    pool: asyncpg.Pool, database: str, owner: asyncpg.Pool, key: Path, tmp_path: Path
) -> None:
    """Signed once, then its newest event cut off with every trace: the checkpoint remembers."""
    first = ("export", ID, "--out", str(tmp_path / "first.zip"))
    assert (await remiss(database, tmp_path, *first))[0] == 0
    await owner.execute("alter table event disable trigger event_append_only")
    await owner.execute("delete from event where version = (select max(version) from event)")

    second = ("export", ID, "--out", str(tmp_path / "second.zip"))
    code, _, complained = await remiss(database, tmp_path, *second)

    assert code == 1
    assert "contradicts a signed checkpoint" in complained
    assert not (tmp_path / "second.zip").exists()


async def test_checkpoints_that_cannot_be_read_are_named(
    pool: asyncpg.Pool, database: str, key: Path, tmp_path: Path
) -> None:
    """Where the folder of checkpoints is no folder, nothing is signed beside it."""
    (tmp_path / "checkpoints").touch()
    out = ("export", ID, "--out", str(tmp_path / "out.zip"))
    code, _, complained = await remiss(database, tmp_path, *out)

    assert code == 1
    assert "REMISS_CHECKPOINT_DIR" in complained
    assert "Traceback" not in complained


async def test_a_mistake_at_the_command_is_one_message(
    pool: asyncpg.Pool, database: str, tmp_path: Path
) -> None:
    """No such case, an id that is a path, no name at all: what is wrong, and what to do."""
    for arguments, expected in (
        (("HS-NOBODY", "--out", str(tmp_path / "a.zip")), "Sổ cái không có hồ sơ HS-NOBODY"),
        (("../../x",), "Sổ cái không có hồ sơ ../../x"),
        ((ID, "--out", str(tmp_path / "b.zip"), "--by", " "), "hãy ghi họ tên người xuất"),
    ):
        code, _, complained = await remiss(database, tmp_path, "export", *arguments)
        assert code == 1
        assert expected in complained
        assert "Traceback" not in complained
