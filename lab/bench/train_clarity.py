"""Learns the rubric's weights from labelled replies: `python -m bench.train_clarity`."""

import json
from collections.abc import Sequence
from pathlib import Path

from lab.bench.labelled import COMPOSED, DEVELOPMENT, load
from lab.bench.learning import Row, fit
from remiss.consultation.clarity import weights as weighing
from remiss.consultation.clarity.assessment import FAULTS
from remiss.consultation.clarity.reply_record import Record
from remiss.consultation.clarity.reply_text import Reading, kind_measures
from remiss.consultation.clarity.weights import Model, Weights, log_odds

ANSWERED_RIDGE, KIND_RIDGE, CLEAR_RIDGE = 0.3, 1.0, 0.1
ANSWERED_BY = (
    "stand_plain", "stand_brief", "stand_reason", "stand_place", "beside_reason", "focus_figure",
    "change_specific", "change_proposed", "worded", "checked", "bearing", "stock", "stock_all",
    "best_stock", "focus_stock", "praise", "cites", "layout", "touchy", "withheld", "refers",
    "belongs", "theirs", "focus_passes_on", "disclaims", "howmuch", "choose",
    "alone", "outside", "length", "declined", "unticked",
)  # fmt: skip
"""The measures that still helped when the others were left out, one by one."""
FOLDS = 4
KINDS = tuple(sorted(FAULTS))
BLANK = Model(
    answered=Weights(bias=0, measures={}),
    clear=Weights(bias=0, measures={"weakest": 1}),
    kinds={kind: Weights(bias=0, measures={}) for kind in KINDS},
)
TARGET = Path(weighing.__file__).with_name("weights.json")


class Sample:
    """A labelled record, read once."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.reading = Reading(record.questions, record.given, record.mandates, BLANK)
        left = set(record.unanswered_questions or ())
        self.wanted = [float(one.question.id not in left) for one in self.reading.questions]

    def weigh(self, answered: Weights) -> "Sample":
        """Read the same measures with other weights."""
        model = BLANK.model_copy(update={"answered": answered})
        self.reading.weigh(model)
        return self


def learn(samples: Sequence[Sample]) -> Model:
    """Everything the rubric needs; what is weighed last is learnt on answers held out."""
    for sample, answered in _held_out(samples):
        sample.weigh(answered)
    own = [sample for sample in samples if sample.reading.own]
    clear = fit(
        [{"weakest": log_odds(sample.reading.weakest.sure)} for sample in own],
        [float(sample.record.label not in FAULTS) for sample in own],
        CLEAR_RIDGE,
    )
    faulty = [sample for sample in own if sample.record.label in FAULTS]
    rows = [kind_measures(sample.reading) for sample in faulty]
    kinds: dict[str, Weights] = {
        kind: fit(rows, [float(s.record.label == kind) for s in faulty], KIND_RIDGE)
        for kind in KINDS
    }
    return Model(answered=_answered(samples), clear=clear, kinds=kinds)


def _held_out(samples: Sequence[Sample]) -> list[tuple[Sample, Weights]]:
    found = []
    for fold in range(FOLDS):
        weights = _answered([s for at, s in enumerate(samples) if at % FOLDS != fold])
        found += [(sample, weights) for sample in samples[fold::FOLDS]]
    return found


def _answered(samples: Sequence[Sample]) -> Weights:
    measured = [one.measured for sample in samples for one in sample.reading.questions]
    rows: list[Row] = [{name: found[name] for name in ANSWERED_BY} for found in measured]
    return fit(rows, [want for sample in samples for want in sample.wanted], ANSWERED_RIDGE)


def main() -> None:
    """Learn from everything but the set held out, and write the weights."""
    model = learn([Sample(record) for path in (DEVELOPMENT, COMPOSED) for record in load(path)])
    text = json.dumps(model.model_dump(), indent=1, ensure_ascii=False, sort_keys=True)
    TARGET.write_text(text + "\n", encoding="utf-8")
    print(f"{TARGET}: {len(model.answered.measures)} measures")


if __name__ == "__main__":
    main()
