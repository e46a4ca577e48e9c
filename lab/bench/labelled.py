"""Labelled replies on file, by voice: whoever wrote them."""

import json
from collections.abc import Iterator
from pathlib import Path

from pydantic import ConfigDict

from remiss.consultation.clarity.assessment import Assessment
from remiss.consultation.clarity.reply_record import DEMANDED, Record
from remiss.consultation.clarity.rubric import assess
from remiss.consultation.clarity.weights import Model
from remiss.consultation.values import QuestionId, Value

ROOT = Path(__file__).parents[2]
DATA = ROOT / "lab" / "bench" / "data"
VOICES = tuple(sorted((DATA / "voices").glob("*.jsonl")))
"""Learnt from, one file a voice; each is judged only by weights that never saw it."""
HELD_OUT = tuple(sorted((DATA / "held_out").glob("*.jsonl")))
"""Never learnt from."""
FAILURES = DATA / "voices" / "w.jsonl"


class LabelledRole(Value):
    """One sentence of a reply, the role it has and who is to act, by who wrote it."""

    sentence: str
    role: str
    actor: str | None = None
    question: QuestionId | None = None


class Labelled(Record):
    """A record with its label, the voice that wrote it, and perhaps the role of each sentence."""

    model_config = ConfigDict(extra="ignore")

    voice: str
    frame: str = "body"
    roles: tuple[LabelledRole, ...] = ()

    @property
    def words(self) -> int:
        return sum(len(text.split()) for text in (self.reply, *self.answers.values()))


def load(path: Path) -> list[Labelled]:
    """Every record of a file; the file's name is the voice.

    Raises:
        ValueError: the file and line that cannot be read.
    """
    return list(_records(path))


def _records(path: Path) -> Iterator[Labelled]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            yield Labelled.model_validate(json.loads(line) | {"voice": path.stem})
        except ValueError as error:
            message = f"{path}:{number}: {error}"
            raise ValueError(message) from error


def every(paths: tuple[Path, ...] = VOICES) -> list[Labelled]:
    """Every record of these files."""
    return [record for path in paths for record in load(path)]


def assessed(record: Record, model: Model) -> Assessment:
    """What these weights make of a record under the policies that are shipped."""
    found = assess(record.questions, record.given, record.mandates, model)
    return found.under(return_from_prose=False, bases=DEMANDED)
