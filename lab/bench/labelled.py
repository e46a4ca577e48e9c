"""Labelled replies on file."""

from pathlib import Path

from remiss.consultation.clarity.reply_record import Record

ROOT = Path(__file__).parents[2]
DEVELOPMENT = ROOT / "lab/bench" / "data" / "replies_dev.jsonl"
COMPOSED = ROOT / "tests" / "rules" / "clarity" / "data" / "composed.jsonl"
HELD_OUT = ROOT / "tests" / "rules" / "clarity" / "data" / "held_out.jsonl"
LATE = ROOT / "tests" / "rules" / "clarity" / "data" / "held_out_late.jsonl"


def load(path: Path) -> list[Record]:
    """Every record of a file.

    Raises:
        ValueError: the file and line that cannot be read.
    """
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            found.append(Record.model_validate_json(line))
        except ValueError as error:
            message = f"{path}:{number}: {error}"
            raise ValueError(message) from error
    return found
