"""The demo itself, run as a person runs it."""

import os
from pathlib import Path

import asyncpg
import docx
import pytest
from temporalio.client import Client

from remiss.machine.network_ports import free_port
from remiss.machine.postgres import running_dsn
from remiss.reference.people import load_people
from remiss.reference.registry import load_registry
from remiss.temporal.codec import ENCODING
from tests.given.demo_process import LIFE, demo, remiss
from tests.given.lists_of_demo import check_lists

SILENT, FEW = "H99.08", 30


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Ports and a folder of this test's own."""
    parts = ("API", "POSTGRES", "TEMPORAL", "TEMPORAL_UI")
    ports = {f"REMISS_{part}_PORT": str(free_port()) for part in parts}
    return {**os.environ, **ports, "REMISS_DATA_DIR": str(tmp_path / "data"), "COLUMNS": "200"}


async def change_one_letter(dsn: str) -> tuple[str, int]:
    """Change a stored reply by hand, as its owner could; which event that was."""
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute("ALTER TABLE event DISABLE TRIGGER event_append_only")
        row = await connection.fetchrow(
            "UPDATE event SET body = replace(body::text, 'thống nhất', 'thống nhât')::jsonb "
            "WHERE (stream, version) = (SELECT stream, version FROM event "
            "WHERE type = 'reply_received' AND body::text LIKE '%thống nhất%' LIMIT 1) "
            "RETURNING stream, version"
        )
    finally:
        await connection.close()
    assert row is not None
    return row["stream"], row["version"]


@pytest.mark.timeout(180)
async def test_the_story_ends_as_told(environment: dict[str, str]) -> None:
    """Eight agencies, every outcome; the stalled case in Temporal, papers, a ledger that tells.

    Every list, of everyone, says what the cases say when they are followed anew.
    """
    folder = Path(environment["REMISS_DATA_DIR"])
    async with demo(environment) as told:
        assert "Không thực hiện được: Không có nội dung nào thuộc chức năng" in told
        assert "Sổ cái toàn vẹn: 2 hồ sơ" in told
        assert "Đã đối chiếu 1 bản chốt sổ" in " ".join(told.split())
        assert (folder / "checkpoints" / "00000001.json").exists()
        outcomes = {code: line for line in told.splitlines() if (code := line[2:8].strip())}
        assert "Thống nhất " in outcomes["H99.01"]
        assert "Thống nhất, đề nghị chỉnh sửa" in outcomes["H99.03"]
        assert outcomes["H99.03"].count("—") == 3  # in the time it was given
        assert "Không thống nhất" in outcomes["H99.14"]
        assert "Đã chuyển cơ quan có trách nhiệm" in told
        assert "Diễn tập đúng: 15 thời hạn" in told
        for part in LIFE:
            assert part in " ".join(told.split()), part
        table = docx.Document(str(folder / "documents" / "bang-tong-hop.docx"))
        assert "BẢNG TỔNG HỢP, TIẾP THU, GIẢI TRÌNH Ý KIẾN" in [p.text for p in table.paragraphs]
        assert list((folder / "mail").glob("*.eml"))
        assert "Không trả lời; gửi sau thời hạn" in outcomes[SILENT]
        assert "Chủ tịch UBND tỉnh" in outcomes[SILENT]
        assert await stalled(environment) == 1
        assert in_clear(folder) == []
        assert (await remiss("verify", environment))[0] == 0
        api = f"http://127.0.0.1:{environment['REMISS_API_PORT']}"
        assert await check_lists(api, running_dsn(folder), folder / "tokens.txt") > FEW
    async with demo(environment) as again:
        assert "Sổ cái toàn vẹn: 2 hồ sơ" in again
        stream, version = await change_one_letter(running_dsn(folder))
        failed, said = await remiss("verify", environment)
        assert failed == 1
        assert f"{stream} #{version} (reply_received)" in said


def in_clear(folder: Path) -> list[str]:
    """Names of people and agencies that can be read in what Temporal keeps."""
    kept = b"".join(file.read_bytes() for file in folder.glob("temporal.sqlite*"))
    assert kept.count(ENCODING) > 100
    registry = load_registry()
    names = [person.name for person in load_people().all]
    names += [agency.name.vi for agency in registry.agencies]
    return [name for name in names if name.encode() in kept]


async def stalled(environment: dict[str, str]) -> int:
    """How many cases the query the demo prints finds."""
    client = await Client.connect(f"127.0.0.1:{environment['REMISS_TEMPORAL_PORT']}")
    query = 'OverdueAgencies IS NOT NULL AND CaseStage = "open"'
    return (await client.count_workflows(query)).count
