"""`remiss rehearse` as a person runs it: a file in, a schedule out, and no server anywhere."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from rich.console import Console

from remiss.cli.cases.rehearsal_file import rehearse_file
from remiss.cli.screens.rehearsal_screen import show_rehearsal
from remiss.demo.script import load_script
from remiss.texts import BilingualError, local_time
from remiss.views.rehearsals import Preview
from tests.given.case import hanoi
from tests.given.commands import run_remiss

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "docs" / "examples" / "rehearsal.yaml"
BEFORE_TET = "2027-01-26T09:00"
SILENT = "H99.08"


async def remiss(folder: Path, *arguments: str, columns: int = 120) -> tuple[int, str, str]:
    """The exit code, output and complaints of a command, with no server to reach."""
    closed = {"REMISS_POSTGRES_DSN": "postgresql://nobody@127.0.0.1:1/none"}
    of_its_own = {"REMISS_DATA_DIR": str(folder), "COLUMNS": str(columns)}
    return await run_remiss(*arguments, **closed, **of_its_own)


def written(folder: Path, changed: dict[str, Any], name: str = "draft.yaml") -> Path:
    """The example with something else in it."""
    content = yaml.safe_load(EXAMPLE.read_text(encoding="utf-8")) | changed
    path = folder / name
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def shown(preview: Preview, columns: int) -> str:
    """What a terminal of this width shows."""
    console = Console(width=columns, file=StringIO())
    show_rehearsal(console, preview, [warning.text for warning in preview.warnings])
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


async def test_it_prints_who_what_when_and_until_when(tmp_path: Path) -> None:
    """Vietnamese first; the holidays by name, the silent agency's ladder, both bounds."""
    arguments = ("rehearse", str(EXAMPLE), "--at", BEFORE_TET, "--silent", SILENT)

    code, said, complained = await remiss(tmp_path / "data", *arguments)

    assert (code, complained) == (0, "")
    assert "Mở hồ sơ lúc 09:00 thứ Ba 26/01/2027" in said
    assert "Luật Thanh tra số 84/2025/QH15" in said
    assert "04/02/2027  29 Tết" in said
    assert "báo cáo Chủ tịch UBND tỉnh" in said
    assert "Sở Khoa học và Công nghệ không" in said
    assert said.index("17:00 02/02/2027") < said.index("17:00 16/02/2027")
    assert "chưa ghi nhận và chưa gửi gì" in said


async def test_it_leaves_nothing_behind(tmp_path: Path) -> None:
    """Neither a folder nor a server of its own: the rehearsal is arithmetic."""
    await remiss(tmp_path / "data", "rehearse", str(EXAMPLE))

    assert not (tmp_path / "data").exists()


async def test_json_is_what_the_api_answers(tmp_path: Path) -> None:
    """For programs: the same value, schedule and bounds and warnings."""
    code, said, _ = await remiss(tmp_path, "rehearse", str(EXAMPLE), "--json", "--at", BEFORE_TET)

    told = json.loads(said)
    assert code == 0
    assert told["opens_at"] == "2027-01-26T09:00:00+07:00"
    assert told["worst_case"]["at"] == "2027-02-16T17:00:00+07:00"
    assert [step["step"] for step in told["agencies"][0]["steps"]][-1] == "silence"
    assert told["warnings"] == []


@pytest.mark.parametrize("columns", [80, 120])
def test_no_line_is_wider_than_the_terminal(columns: int) -> None:
    """Tables and paragraphs fold; nothing is cut off or runs over."""
    preview = rehearse_file(EXAMPLE, [SILENT], BEFORE_TET)

    lines = shown(preview, columns).splitlines()

    assert max(map(len, lines)) <= columns
    assert "…" not in "".join(lines)
    for agency in preview.agencies:
        for step in agency.steps:
            assert any(local_time(step.at) in line for line in lines)


def test_the_example_is_the_case_of_the_story() -> None:
    """What the example rehearses is what the demo opens: its questions, and its agencies."""
    plot = load_script().first
    preview = rehearse_file(EXAMPLE)

    assert preview.subject == plot.subject
    assert tuple(agency.code for agency in preview.agencies) == plot.agencies
    asked = {about.question for agency in preview.agencies for about in agency.asked}
    assert asked == set(plot.questions)


def test_what_the_file_says_of_time_and_silence_holds_unless_replaced(tmp_path: Path) -> None:
    """`opens_at` without a zone is Viet Nam's time; `--at` and `--silent` go before the file."""
    path = written(tmp_path, {"opens_at": BEFORE_TET, "silent": [SILENT]})

    assert rehearse_file(path).opens_at == hanoi("2027-01-26", "09:00")
    assert rehearse_file(path).ending.silent == (SILENT,)
    replaced = rehearse_file(path, ["none"], "2027-03-01T08:00")
    assert replaced.opens_at == hanoi("2027-03-01", "08:00")
    assert replaced.ending.silent == ()


def test_an_agency_left_out_is_warned_of(tmp_path: Path) -> None:
    """As the answer to an opening would: named, with what makes it concerned."""
    asked = yaml.safe_load(EXAMPLE.read_text(encoding="utf-8"))
    site = {"id": "dat", "text": "Hiện trạng sử dụng đất thế nào?", "field": "local.site"}
    changed = {
        "draft": asked["draft"] | {"territories": ["H99.31", "H99.32"]},
        "questions": [*asked["questions"], site],
        "agencies": [*asked["agencies"], "H99.31"],
    }
    preview = rehearse_file(written(tmp_path, changed))

    printed = shown(preview, 120)

    assert "Chưa lấy ý kiến" in printed
    assert "UBND xã Tân Lập" in printed


MISTAKES = [
    ({"agencies": "H99.04"}, ["agencies: hãy ghi một danh sách", "write a list"]),
    ({"draft": {"subject": "Dự thảo", "kind": "law"}}, ["kind: hãy chọn một trong 'decision'"]),
    ({"opens_at": "2027-01-26"}, ["opens_at: hãy ghi ngày và giờ", "2026-12-01T08:00"]),
    ({"role": "minister"}, ["role: hãy chọn một trong 'officer'"]),
    ({"deadline": 5}, ["deadline: không có mục nào tên như vậy"]),
    ({"questions": []}, ["Hồ sơ chưa có nội dung đề nghị cho ý kiến", "asks nothing"]),
    ({"agencies": ["H99.04"]}, ["chưa có cơ quan nào trả lời", "No agency asked is concerned"]),
    (
        {"silent": ["H99.09"]},
        ["H99.09 được giả định không trả lời", "Name only agencies on the list"],
    ),
    (
        {
            "questions": [{"id": "q1", "text": "Dự toán ngân sách lấy ở đâu?"}],
            "agencies": ["H99.04"],
        },
        ["chưa có mã lĩnh vực", "q1: ", "fin.budget (Dự toán, phân bổ"],
    ),
]


@pytest.mark.parametrize(("changed", "expected"), MISTAKES)
def test_a_mistake_is_named_with_what_to_do(
    tmp_path: Path, changed: dict[str, Any], expected: list[str]
) -> None:
    """Where it stands in the file, or which rule says no, and the remedy, in both languages."""
    with pytest.raises(BilingualError) as problem:
        rehearse_file(written(tmp_path, changed))

    for text in expected:
        assert text in str(problem.value)


def test_a_mistake_in_a_file_has_its_line(tmp_path: Path) -> None:
    """An officer finds it without searching."""
    text = EXAMPLE.read_text(encoding="utf-8").replace("kind: guideline", "kind: luật")
    path = tmp_path / "draft.yaml"
    path.write_text(text, encoding="utf-8")
    line = text[: text.index("kind: luật")].count("\n") + 1

    with pytest.raises(BilingualError, match=f"draft.yaml, dòng / line {line}: kind:"):
        rehearse_file(path)


async def test_a_refusal_is_one_message_and_an_exit_code(tmp_path: Path) -> None:
    """No trace of the program, only what is wrong and what to do."""
    for arguments, said in (
        (("rehearse", str(tmp_path / "none.yaml")), "Không đọc được tệp"),
        (("rehearse", str(EXAMPLE), "--at", "mai"), "--at mai: hãy ghi ngày và giờ"),
        (("rehearse", str(EXAMPLE), "--at", "2027-01-26"), "hãy ghi ngày và giờ"),
        (("rehearse", str(EXAMPLE), "--silent", "H99.09"), "H99.09 được giả định không trả lời"),
    ):
        code, printed, complained = await remiss(tmp_path / "data", *arguments)
        assert (code, printed) == (1, "")
        assert said in complained
        assert "Traceback" not in complained


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"a: [", b"- 1", b"a: 1\na: 2"])
def test_a_file_of_another_kind_is_said_to_be_one(tmp_path: Path, content: bytes) -> None:
    """Empty, not UTF-8, not YAML, or not a request at all: a problem, never a fault."""
    path = tmp_path / "draft.yaml"
    path.write_bytes(content)

    with pytest.raises(BilingualError):
        rehearse_file(path)
