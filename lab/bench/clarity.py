"""How well the rubric judges: `make bench-clarity FILE=...`.

Without FILE, the development set, ten folds: each reply is judged by weights that never saw it.
With FILE, the committed weights judge every reply of the file.
"""

import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from lab.bench.labelled import COMPOSED, DEVELOPMENT, load
from lab.bench.measures import report
from lab.bench.train_clarity import Sample, learn
from remiss.consultation.clarity.assessment import Assessment
from remiss.consultation.clarity.reply_record import Record
from remiss.consultation.clarity.rubric import assess
from remiss.consultation.clarity.weights import Model, learnt

FOLDS = 10


class Judged(NamedTuple):
    """One record, what the rubric says of it, and how long that took."""

    record: Record
    assessment: Assessment
    milliseconds: float


def judge(records: Sequence[Record], model: Model) -> list[Judged]:
    """Every record under one set of weights."""
    _judge(records[0], model)  # reads the lexicon, once per process
    return [_judge(record, model) for record in records]


def _judge(record: Record, model: Model) -> Judged:
    started = time.perf_counter()
    assessment = assess(record.questions, record.given, record.mandates, model)
    return Judged(record, assessment, (time.perf_counter() - started) * 1000)


def crossed(records: Sequence[Record], beside: Sequence[Record]) -> Iterator[Judged]:
    """Each record judged by weights learnt from the other folds and from `beside`."""
    samples = [Sample(record) for record in records]
    more = [Sample(record) for record in beside]
    for fold in range(FOLDS):
        model = learn([s for at, s in enumerate(samples) if at % FOLDS != fold] + more)
        yield from judge(records[fold::FOLDS], model)


def main(arguments: Sequence[str]) -> None:
    """Print the report."""
    if arguments:
        judged = judge(load(Path(arguments[0])), learnt())
        print(f"{arguments[0]}, committed weights")
    else:
        judged = list(crossed(load(DEVELOPMENT), load(COMPOSED)))
        print(f"{DEVELOPMENT.name}, {FOLDS} folds, composed replies always among the learnt")
    print(
        report([(one.record, one.assessment) for one in judged], [j.milliseconds for j in judged])
    )


if __name__ == "__main__":
    main(sys.argv[1:])
