"""`remiss verify FILE` as a person runs it: offline, with a public key and nothing else."""

import asyncio
import os
import shutil
import sys
from pathlib import Path

import pytest

from remiss.cli.proof.dossier_judgement import checkpoints_in, keys_in
from remiss.evidence.evidence_errors import EvidenceError
from remiss.evidence.signature import Signer
from tests.given.dossiers import a_dossier, a_signer, log, packed, proof

ROOT = Path(__file__).parents[3]
GOLDEN = ROOT / "tests" / "rules" / "evidence" / "dossier" / "golden" / "format-1"
DOSSIER, KEY, CHECKPOINTS = (GOLDEN / n for n in ("dossier.zip", "public.pem", "checkpoints"))
OFFLINE = """
import socket, sys
def refuse(*_, **__): raise AssertionError("it connects")
socket.socket.connect = socket.getaddrinfo = refuse
from remiss.cli import program as cli
code = 0
try:
    cli.main()
except SystemExit as left:
    code = left.code or 0
print(sorted({"aiosmtplib", "asyncpg", "fastapi", "httpx", "temporalio"} & set(sys.modules)))
sys.exit(code)
"""


async def verify(*arguments: str | Path, data: Path) -> tuple[int, str]:
    """Exit code, and everything said, where no setting names a server."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", OFFLINE, "verify", *map(str, arguments)),
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "200", "REMISS_DATA_DIR": str(data)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    return process.returncode or 0, said.decode()


async def test_a_dossier_that_holds(tmp_path: Path) -> None:
    """Exit code 0 and the verdict in both languages; nothing that could connect was even loaded."""
    code, said = await verify(
        DOSSIER, "--key", KEY, "--checkpoints", CHECKPOINTS, data=tmp_path / "none"
    )

    assert code == 0, said
    assert "Hồ sơ toàn vẹn: HS-GOLDEN234567, 8 sự kiện (#1 đến #8)" in said
    assert "The dossier holds: HS-GOLDEN234567" in said
    assert said.splitlines()[-1] == "[]"
    assert not (tmp_path / "none").exists()


async def test_a_dossier_that_does_not_hold(tmp_path: Path) -> None:
    """Exit code 1, and each thing by its name."""
    touched = tmp_path / "dossier.zip"
    touched.write_bytes(DOSSIER.read_bytes().replace(b"reply_returned", b"reply_accepted"))

    code, said = await verify(touched, "--key", KEY, data=tmp_path)

    assert code == 1
    assert "events.jsonl #5: Nội dung sự kiện đã bị thay đổi." in said
    assert "events.jsonl #5: The event was altered." in said
    assert "Traceback" not in said


async def test_without_a_key_the_origin_is_not_vouched_for(tmp_path: Path) -> None:
    """Exit code 2 where no key is known: what is whole may still be somebody's making."""
    code, said = await verify(DOSSIER, data=tmp_path)

    assert code == 2
    assert "Chưa kiểm tra được nguồn gốc" in said
    assert "run this again with --key" in said


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((ROOT / "pyproject.toml", "--key", KEY), "không phải hồ sơ do `remiss export` xuất ra"),
        (("no.zip", "--key", KEY), "Không đọc được no.zip"),
        ((DOSSIER, "--key", "no.pem"), "Không đọc được no.pem"),
        ((DOSSIER, "--key", DOSSIER), "Không có khóa công khai Ed25519"),
        ((DOSSIER, "--key", KEY, "--checkpoints", KEY), "không phải tệp bản chốt sổ"),
        ((DOSSIER, "--key", KEY, "--checkpoints", "no"), "no không phải tệp bản chốt sổ"),
    ],
)
async def test_what_cannot_be_judged(
    arguments: tuple[str | Path, ...], expected: str, tmp_path: Path
) -> None:
    """Exit code 2 and one message: the file is no dossier, or key or checkpoints are none."""
    code, said = await verify(*arguments, data=tmp_path)

    assert code == 2
    assert expected in said
    assert "Traceback" not in said


async def test_a_key_is_for_a_dossier(tmp_path: Path) -> None:
    """Without a dossier the ledger is verified, and that takes its keys from the settings."""
    code, said = await verify("--key", KEY, data=tmp_path)

    assert code == 2
    assert "remiss verify DOSSIER.zip" in said


def test_checkpoints_are_a_folder_or_one_file(tmp_path: Path) -> None:
    """An empty folder or one that was touched is no witness."""
    for file in log():
        (tmp_path / file.name).write_bytes(file.encoded)
    first = tmp_path / log()[0].name
    renamed = tmp_path / "kept.json"
    shutil.copy(first, renamed)

    assert checkpoints_in(tmp_path) == list(log())
    assert checkpoints_in(renamed) == (log()[0],)

    first.write_bytes(first.read_bytes()[:-3])
    for path, said in ((tmp_path, r"\(1\)"), (first, "is no checkpoint")):
        with pytest.raises(EvidenceError, match=said):
            checkpoints_in(path)
    (tmp_path / "empty").mkdir()
    with pytest.raises(EvidenceError, match="no checkpoint can be read"):
        checkpoints_in(tmp_path / "empty")


def test_a_file_may_hold_several_keys(tmp_path: Path) -> None:
    """The one that signs now, and those before it; a key that is too large is none."""
    pem = tmp_path / "keys.pem"
    pem.write_text(a_signer(1).public.pem + a_signer(2).public.pem)
    assert set(keys_in(pem)) == {a_signer(1).public.id, a_signer(2).public.id}
    pem.write_bytes(b"x" * 2_000_000)
    with pytest.raises(EvidenceError, match="too large"):
        keys_in(pem)


async def test_the_key_of_this_installation_is_used_where_none_is_named(tmp_path: Path) -> None:
    """Where the service lies, its own key is known; the verdict says that it was that one."""
    signer = Signer.ensure(tmp_path / "identity" / "checkpoint.pem")
    dossier = tmp_path / "dossier.zip"
    dossier.write_bytes(packed(a_dossier(covers=proof(log(signer)), signer=signer)))

    code, said = await verify(dossier, data=tmp_path)

    assert code == 0, said
    assert f"khóa {signer.public.id} đã ký" in said
    assert "Đã dùng khóa công khai của chính nơi cài đặt này." in said
