"""Learns the rubric's weights from labelled replies: `python -m lab.bench.train_clarity`.

What is learnt last from what was learnt first is always learnt on voices held out from the first:
the roles a question is read with, and the odds a reply is judged by, come from weights that never
saw its voice.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from math import log
from pathlib import Path

from lab.bench.labelled import VOICES, Labelled, every
from lab.bench.learning import Row, fit
from remiss.consultation.clarity import alignment
from remiss.consultation.clarity import weights as weighing
from remiss.consultation.clarity.assessment import FAULTS
from remiss.consultation.clarity.measures import Measures
from remiss.consultation.clarity.reading import Reading, told_in
from remiss.consultation.clarity.roles import SentenceRole, role_measures
from remiss.consultation.clarity.sentence_facts import Facts
from remiss.consultation.clarity.weights import Model, Weights

NONE = Weights(bias=0, measures={})
BLANK = Model(roles={}, answered=NONE, clear=NONE, kinds={}, familiar=0)
ROLE_STRENGTH, ROLE_MEASURES = 1.0, 600
ANSWERED_STRENGTH, ANSWERED_MEASURES = 0.1, 4000
CLEAR_STRENGTH, CLEAR_MEASURES = 1.0, 10
KIND_STRENGTH, KIND_MEASURES = 0.1, 1500
ODDS = ("weakest", "together", "mean")
GROUPS = 4
"""Groups of voices held out in turn while the judgement of whole replies is learnt."""
STRANGEST = 0.01
"""The share of replies learnt from that are less familiar than any judged must be."""
COUNTS = {"w": 4}
"""How often a reply of a voice counts: what was once judged wrongly shall not be again."""
KINDS = tuple(sorted(FAULTS))
KNOWN_AS = {
    "courtesy": "frame",
    "condition": "stand",
    "refusal_with_ground": "stand",
    "order_with_date": "order",
    "finding_of_fact": "finding",
    "hand_over": "referral",
}
"""Roles of the guideline that are too rare to be told from a kindred one."""
TARGET = Path(weighing.__file__).with_name("weights.json")
RARITY = Path(alignment.__file__).with_name("rarity.json")


class Roles:
    """The labelled sentences of every voice, and what is learnt from those of some."""

    def __init__(self, records: Iterable[Labelled]) -> None:
        self.rows = [
            (record.voice, measured, role)
            for record in records
            if record.roles
            for measured, role in _labelled_sentences(record)
        ]

    def learn(self, without: Collection[str] = ()) -> dict[str, Weights]:
        """The weights of each role, from the voices not in `without`."""
        rows = [(measured, role) for voice, measured, role in self.rows if voice not in without]
        known = sorted({role for _, role in rows})
        measured = [found for found, _ in rows]
        return {
            role: fit(measured, [of == role for _, of in rows], ROLE_STRENGTH, ROLE_MEASURES)
            for role in known
        }


def _labelled_sentences(record: Labelled) -> Iterable[tuple[Measures, str]]:
    told = list(told_in(record.given))
    for at, facts in enumerate(told):
        if not facts.frame and (role := _role(record, facts)):
            yield role_measures(told, at), role


def _role(record: Labelled, facts: Facts) -> str | None:
    """The role of the labelled sentence that shares most with this one."""
    words, text = facts.sentence.words, facts.sentence.text
    start, end = words[0].start, words[-1].end
    shared: Counter[str] = Counter()
    for labelled in record.roles:
        at = text.find(labelled.sentence)
        both = min(end, at + len(labelled.sentence)) - max(start, at)
        if at >= 0 and both > 0:
            shared[KNOWN_AS.get(labelled.role, labelled.role)] += both
    return SentenceRole(shared.most_common(1)[0][0]) if shared else None


class Sample:
    """A labelled record, read once with roles its own voice did not teach."""

    def __init__(self, record: Labelled, roles: dict[str, Weights]) -> None:
        self.record = record
        model = BLANK.model_copy(update={"roles": roles})
        self.reading = Reading(record.questions, record.given, record.mandates, model)
        left = set(record.unanswered_questions or ())
        self.wanted = [one.question.id not in left for one in self.reading.questions]

    def weigh(self, model: Model) -> None:
        """Weigh the same measures by other weights."""
        self.reading.weigh(model)


def read(records: Sequence[Labelled]) -> list[Sample]:
    """Every record, read with roles that its own voice did not teach."""
    roles = Roles(records)
    by_voice = {voice: roles.learn((voice,)) for voice in sorted({r.voice for r in records})}
    return [Sample(record, by_voice[record.voice]) for record in records]


def learn(samples: Sequence[Sample], roles: dict[str, Weights]) -> Model:
    """Everything the rubric needs, but for the roles, from these samples."""
    answered = _answered(samples)
    _weigh_held_out(samples)
    own = [sample for sample in samples if sample.reading.own and sample.reading.told]
    clear = _capped(
        fit(
            [sample.reading.clear_measures for sample in own],
            [sample.record.label not in FAULTS for sample in own],
            CLEAR_STRENGTH,
            CLEAR_MEASURES,
        )
    )
    faulty = [sample for sample in own if sample.record.label in FAULTS]
    rows = [sample.reading.fault_measures for sample in faulty]
    kinds: dict[str, Weights] = {
        kind: fit(rows, [s.record.label == kind for s in faulty], KIND_STRENGTH, KIND_MEASURES)
        for kind in KINDS
    }
    familiar = sorted(sample.reading.familiarity for sample in samples)
    return Model(
        roles=roles,
        answered=answered,
        clear=clear,
        kinds=kinds,
        familiar=round(familiar[int(len(familiar) * STRANGEST)], 3),
    )


def _weigh_held_out(samples: Sequence[Sample]) -> None:
    voices = sorted({sample.record.voice for sample in samples})
    for group in range(GROUPS):
        out = set(voices[group::GROUPS])
        answered = _answered([s for s in samples if s.record.voice not in out])
        model = BLANK.model_copy(update={"answered": answered})
        for sample in samples:
            if sample.record.voice in out:
                sample.weigh(model)


def _answered(samples: Sequence[Sample]) -> Weights:
    counted = [s for sample in samples for s in [sample] * COUNTS.get(sample.record.voice, 1)]
    rows: list[Row] = [one.measured for sample in counted for one in sample.reading.questions]
    wanted = [want for sample in counted for want in sample.wanted]
    return fit(rows, wanted, ANSWERED_STRENGTH, ANSWERED_MEASURES)


def _capped(clear: Weights) -> Weights:
    """Odds count for what they are at most: what sharpens them is the luck of few voices."""
    slope = sum(clear.measures.get(name, 0.0) for name in ODDS)
    if slope <= 1:
        return clear
    flatter = {n: round(w / slope, 3) for n, w in clear.measures.items()}
    return Weights(bias=round(clear.bias / slope, 3), measures=flatter)


def rarity(records: Iterable[Labelled]) -> dict[str, float]:
    """By word, the logarithm of one over the share of sentences it stands in."""
    seen: Counter[str] = Counter()
    sentences = 1
    for record in records:
        for facts in told_in(record.given):
            if not facts.frame:
                sentences += 1
                seen.update(facts.content)
    return {word: round(log(sentences / (n + 1)), 2) for word, n in sorted(seen.items()) if n > 1}


def digest(paths: Iterable[Path] = VOICES) -> str:
    """What identifies the data learnt from."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()


def main() -> None:
    """Learn from every voice, and write the weights."""
    records = every()
    _write(RARITY, rarity(records))
    alignment.rarities.cache_clear()
    model = learn(read(records), Roles(records).learn())
    _write(TARGET, model.model_dump() | {"learnt_from": digest()})
    print(f"{TARGET}: {len(records)} replies, {len(model.answered.measures)} measures")


def _write(path: Path, value: object) -> None:
    text = json.dumps(value, indent=0, ensure_ascii=False, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
