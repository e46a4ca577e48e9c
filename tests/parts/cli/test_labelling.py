"""`remiss labels` as people run it: sheets out, sheets back, what most of them say."""

import json
import subprocess
import sys
from collections.abc import Mapping
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from lab.bench.labelled import load
from remiss.cli.labels import compared_sheets
from remiss.cli.labels.written_sheets import write_sheets
from remiss.cli.screens.agreement_screen import show_agreement
from remiss.consultation.clarity.assessment import Verdict
from remiss.texts import BilingualError
from tests.given.labelling import (
    AGREED,
    AGREES,
    ANSWERED,
    CLEAR,
    DELAY,
    EVASIVE,
    OPEN,
    RECORDS,
    VAGUE,
    Filled,
    empty_sheet,
    fill,
    jsonl,
    record,
)

ROOT = Path(__file__).parents[3]
PEOPLE = ("1", "2", "3")
VAGUE_OF_1 = Filled("chung chung", (OPEN, OPEN), "Sở ghi nhận nội dung trên")
BUCK = Filled("đùn đẩy", (OPEN, OPEN), "Sở cơ bản nhất trí", "Đẩy cho ai?")


def remiss(*arguments: object) -> subprocess.CompletedProcess[str]:
    """A command, with no server to reach."""
    command = (sys.executable, "-m", "remiss.cli", *map(str, arguments))
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def returned(folder: Path, *choices: Mapping[str, Filled]) -> list[Path]:
    """The sheets of three people, filled in."""
    paths = [folder / f"{person}.xlsx" for person in PEOPLE]
    for person, path, chosen in zip(PEOPLE, paths, choices, strict=True):
        path.write_bytes(fill(empty_sheet(person), chosen))
    return paths


def shown(paths: list[Path]) -> str:
    screen = Console(width=200, file=StringIO())
    show_agreement(screen, compared_sheets.compare(paths))
    assert isinstance(screen.file, StringIO)
    return screen.file.getvalue()


def test_from_replies_to_a_labelled_file(tmp_path: Path) -> None:
    """Sheets for three people; filled in; agreement; a file that is judged and measured."""
    file, folder, out = jsonl(tmp_path / "r.jsonl"), tmp_path / "sheets", tmp_path / "out.jsonl"
    names = ("Lan", "Minh Anh", "Tú")
    people = [option for name in names for option in ("--person", name)]
    made = remiss("labels", "sheets", file, "--out", folder, *people)
    assert (made.returncode, made.stderr) == (0, "")
    paths = [folder / f"nhan-{name}.xlsx" for name in names]
    differing = (VAGUE, EVASIVE._replace(words="theo quy định"), BUCK)
    for path, third in zip(paths, differing, strict=True):
        path.write_bytes(fill(path.read_bytes(), AGREED | {"T-03": third}))

    told = remiss("labels", "agree", *paths, "--out", out)

    assert (told.returncode, told.stderr) == (0, "")
    assert "2/3 = 67%" in told.stdout
    assert "T-03" in told.stdout
    assert "Đẩy cho ai?" in told.stdout
    evasive, clear = load(out)
    assert (evasive.label, evasive.unanswered_questions) == (Verdict.EVASIVE, ("q1", "q2"))
    assert (clear.label, clear.unanswered_questions, clear.reply) == (Verdict.CLEAR, (), AGREES)
    assert evasive.evidence == ("có ý kiến sau",)
    assert remiss("assess", out).returncode == 0


def test_an_unfinished_sheet_is_said_to_be_and_nothing_is_written(tmp_path: Path) -> None:
    """Each place by file and row; the agreement on what is finished all the same; exit code 1."""
    unfinished = AGREED | {"T-02": Filled("rõ ràng", (ANSWERED, ""))}
    paths = returned(tmp_path, AGREED, unfinished, AGREED)
    out = tmp_path / "labelled.jsonl"

    told = remiss("labels", "agree", *paths, "--out", out)

    assert told.returncode == 1
    assert f"{paths[1]}:" in told.stderr
    assert "T-02" in told.stderr
    assert "2/2 = 100%" in told.stdout
    assert not out.exists()


def test_the_figures_are_read_out_plainly(tmp_path: Path) -> None:
    """Identical labels, kappa and its meaning, each label, the ceiling, and how few replies."""
    said = shown(returned(tmp_path, AGREED, AGREED, AGREED | {"T-02": CLEAR, "T-01": VAGUE_OF_1}))
    assert "All three chose the same: 2/3 = 67%" in said
    assert "Fleiss' kappa: 0.65" in said
    assert "Any two people chose the same: 78%" in said
    assert "(may lie from " in said
    assert "All three chose the same: 6/6 = 100%" in said
    assert "the ceiling for any machine" in said
    assert "Fewer than 50 replies" in said


def test_what_each_person_said_stays_in_the_file(tmp_path: Path) -> None:
    """Without names; the record keeps what it held, and no verdict given before."""
    paths = returned(tmp_path, AGREED, AGREED, AGREED | {"T-01": VAGUE_OF_1})
    out = tmp_path / "labelled.jsonl"
    assert compared_sheets.save(compared_sheets.compare(paths), out) == 3
    first, _, third = map(json.loads, out.read_text(encoding="utf-8").splitlines())
    assert [one["label"] for one in first["labelled_by"]] == ["evasive", "evasive", "vague"]
    assert first["label"] == "evasive"
    assert (first["subject"], first["frame"]) == (RECORDS[0]["subject"], "body")
    assert third["note"] == " | ".join(["Có thể là né tránh"] * 3)


def test_sheets_that_do_not_belong_together_are_refused(tmp_path: Path) -> None:
    """One person twice would agree with themselves; other replies cannot be compared."""
    first, second, third = returned(tmp_path, AGREED, AGREED, AGREED)
    with pytest.raises(BilingualError, match="of one person"):
        compared_sheets.compare((first, second, first))
    third.write_bytes(empty_sheet("3", *RECORDS[:2], record(3, DELAY)))
    with pytest.raises(BilingualError, match="they differ in: T-03"):
        compared_sheets.compare((first, second, third))
    with pytest.raises(BilingualError, match="Cannot read"):
        compared_sheets.compare((first, second, tmp_path / "none.xlsx"))


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """A sheet may be filled in already, and --out may name the replies themselves."""
    file = jsonl(tmp_path / "r.jsonl")
    (written, *_) = write_sheets(file, tmp_path, PEOPLE)
    written.write_bytes(b"filled")
    with pytest.raises(BilingualError, match="overwritten"):
        write_sheets(file, tmp_path, PEOPLE)
    assert written.read_bytes() == b"filled"
    with pytest.raises(BilingualError, match="overwritten"):
        compared_sheets.check_free(file)


@pytest.mark.parametrize(
    ("people", "told"),
    [
        (("1", "2"), "Three different people"),
        (("Lan", "lan", "Tú"), "Three different people"),
        (("Lan", "../Tú", "An"), r"\.\./Tú"),
    ],
)
def test_people_are_three_and_have_names(
    people: tuple[str, ...], told: str, tmp_path: Path
) -> None:
    """A name becomes part of a file's name."""
    with pytest.raises(BilingualError, match=told):
        write_sheets(jsonl(tmp_path / "r.jsonl"), tmp_path, people)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"questions": []}, ":2: "),
        ({"id": " T-01"}, "another reply's too"),
        ({"questions": RECORDS[0]["questions"] * 2}, "same id"),
        ({"reply": "Đồng ý. " * 5_000}, "32,767"),
    ],
)
def test_a_reply_no_sheet_can_hold_is_named(
    changed: dict[str, object],
    told: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """By line; no sheet is written until all can be."""
    file = jsonl(tmp_path / "r.jsonl", RECORDS[0], RECORDS[1] | changed)
    with pytest.raises(BilingualError, match="1 records"):
        write_sheets(file, tmp_path, PEOPLE)
    assert told in capsys.readouterr().err
    assert not list(tmp_path.glob("*.xlsx"))
