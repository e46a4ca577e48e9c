"""How well replies are judged: `make bench-clarity`, or with FILE=... for one file.

Without FILE: each voice judged by weights learnt from all the others; then the voices held out,
by the committed weights; then how much of a verdict what should not matter moves; then the twelve
failures of November 2026. With FILE, the committed weights judge every reply of the file.
"""

import sys
import time
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from lab.bench.invariance import table
from lab.bench.labelled import FAILURES, HELD_OUT, Labelled, assessed, every, load
from lab.bench.measures import Judged, report
from lab.bench.train_clarity import Roles, learn, read
from remiss.consultation.clarity.weights import Model, learnt


def judge(records: Sequence[Labelled], model: Model) -> list[Judged]:
    """Every record under one set of weights."""
    _judge(records[0], model)  # reads the lexicon, once per process
    return [_judge(record, model) for record in records]


def _judge(record: Labelled, model: Model) -> Judged:
    started = time.process_time()
    assessment = assessed(record, model)
    return Judged(record, assessment, (time.process_time() - started) * 1000)


def left_out(records: Sequence[Labelled]) -> Iterator[Judged]:
    """Each record judged by weights learnt from the other voices."""
    samples, roles = read(records), Roles(records)
    for voice, own in groupby(records, key=lambda record: record.voice):
        others = [sample for sample in samples if sample.record.voice != voice]
        yield from judge(list(own), learn(others, roles.learn((voice,))))


def failures(model: Model) -> Iterator[str]:
    """The twelve small replies that were once judged wrongly, and how they are judged now."""
    for one in judge(load(FAILURES), model):
        right = one.assessment.verdict == one.record.label
        yield f"  {one.record.id}  {one.record.label:14} {'passed' if right else 'FAILED':8}" + (
            "" if right else f"{one.assessment.verdict} {one.assessment.confidence}"
        )


def main(arguments: Sequence[str]) -> None:
    """Print the report."""
    if arguments:
        _print(f"{arguments[0]}, committed weights", judge(load(Path(arguments[0])), learnt()))
        return
    _print("each voice by weights that never saw it", list(left_out(every())))
    _print("voices held out, committed weights", judge(every(HELD_OUT), learnt()))
    print("\nwhat should not matter: verdicts moved, and moved to a return; committed weights")
    print("\n".join(table([*every(), *every(HELD_OUT)], learnt())))
    print("\nthe failures of November 2026, committed weights")
    print("\n".join(failures(learnt())))


def _print(heading: str, judged: Sequence[Judged]) -> None:
    print(f"\n{heading}\n{report(judged)}")


if __name__ == "__main__":
    main(sys.argv[1:])
