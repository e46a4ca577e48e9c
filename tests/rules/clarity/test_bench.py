"""The benchmark, the labelled data, and `remiss assess`."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from lab.bench.clarity import judge, main
from lab.bench.labelled import FAILURES, HELD_OUT, ROOT, VOICES, Labelled, every, load
from lab.bench.train_clarity import digest
from remiss.consultation.clarity.assessment import FAULTS, Action, Verdict
from remiss.consultation.clarity.weights import learnt
from remiss.consultation.relevance import covers

SETS = (*VOICES, *HELD_OUT)


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_labels_keep_to_the_guideline(path: Path) -> None:
    """Coverage decides what a referral is; evidence is verbatim; every record says its purpose."""
    for record in load(path):
        open_ones = set(record.unanswered_questions or ())
        own = {
            q.id for q in record.questions if any(covers(f, q.field) for f in record.mandate_fields)
        }
        assert bool(open_ones & own) == (record.label in FAULTS), record.id
        said = (record.reply, *record.answers.values())
        assert all(any(span in text for text in said) for span in record.evidence), record.id
    assert all("note" in json.loads(line) for line in path.read_text("utf-8").splitlines())


def test_no_record_stands_in_two_sets() -> None:
    """What is held out was never learnt from."""
    texts = [(r.reply, tuple(r.answers.values())) for path in SETS for r in load(path)]

    assert len(texts) == len(set(texts))


def test_the_voices_are_as_many_as_the_datasheet_says() -> None:
    """At least twelve to learn from, 1,500 replies, and sentence roles on 300 of them."""
    records = every()

    assert len(VOICES) >= 12
    assert len(records) >= 1500
    assert sum(bool(record.roles) for record in records) >= 300


def test_the_committed_weights_were_learnt_from_the_committed_data() -> None:
    """`python -m lab.bench.train_clarity` learns them again."""
    assert learnt().learnt_from == digest()


@pytest.mark.parametrize("path", HELD_OUT, ids=lambda path: path.stem)
def test_voices_never_learnt_from_are_judged_as_documented(path: Path) -> None:
    """A floor below the figures in docs/clarity.md; a change that costs more is noticed."""
    judged = judge(load(path), learnt())
    exact = [one.record.label == one.assessment.verdict for one in judged]
    clear = [one for one in judged if one.record.label is Verdict.CLEAR]
    faulty = [one for one in judged if one.record.label in FAULTS]

    assert sum(exact) / len(exact) >= 0.75
    assert not any(one.assessment.action() is Action.RETURN for one in clear)
    assert sum(one.assessment.action() is Action.FLAG for one in clear) / len(clear) <= 0.15
    caught = sum(one.assessment.action() is not Action.ACCEPT for one in faulty)
    assert caught / len(faulty) >= 0.7


@pytest.mark.parametrize("record", load(FAILURES), ids=lambda record: record.id)
def test_what_was_once_judged_wrongly_is_judged_rightly(record: Labelled) -> None:
    """Twelve small replies, each standing for its kind."""
    (one,) = judge([record], learnt())

    assert one.assessment.verdict == record.label
    assert set(one.assessment.unanswered) == set(record.unanswered_questions or ())


def test_the_benchmark_prints_its_report(capsys: pytest.CaptureFixture[str]) -> None:
    """Every number asked of it, for any file of the schema."""
    main([str(HELD_OUT[0])])

    report = capsys.readouterr().out
    for part in (
        "label \\ verdict",
        "precision",
        "recall",
        "clear, returned",
        "clear, flagged",
        "judged at all",
        "expected calibration error",
        "not clear, caught",
        "unanswered questions: F1",
        "spans:",
        "confidence",
        "p50",
        "p99",
    ):
        assert part in report


def test_a_file_is_judged_line_by_line(tmp_path: Path) -> None:
    """A bad record is named by file and line, the others are judged, and the exit code tells."""
    good = HELD_OUT[0].read_text(encoding="utf-8").splitlines()
    bad = ['{"id": 3}', "not json", '{"id": "x", "questions": [], "mandate_fields": []}']
    path = tmp_path / "replies.jsonl"
    path.write_text("\n".join([good[0], *bad, "", good[1]]) + "\n", encoding="utf-8")

    done = subprocess.run(
        [sys.executable, "-m", "remiss.cli", "assess", str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )

    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["id"] for line in lines] == ["V13-001", "V13-002"]
    assert list(lines[0]) == [
        "id",
        "verdict",
        "confidence",
        "action",
        "unanswered_questions",
        "findings",
        "questions",
        "referrals",
    ]
    assert [int(at) for at in re.findall(r"replies\.jsonl:(\d+):", done.stderr)] == [2, 3, 4]
    assert done.returncode == 1


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """In both languages, without a traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "remiss.cli", "assess", str(tmp_path / "none.jsonl")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 1
    assert "none.jsonl" in done.stderr
    assert "Traceback" not in done.stderr
