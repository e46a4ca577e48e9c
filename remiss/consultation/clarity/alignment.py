"""Which sentence bears on which question."""

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from remiss.consultation.clarity.lexicon import common
from remiss.consultation.clarity.sentence_facts import Facts
from remiss.consultation.clarity.sentences import Sentence, sentences
from remiss.consultation.values import Question

ALONE, AMONG = 0.75, 0.1
"""How far any sentence bears on the only question asked, and on one of several."""
CARRIED = 0.7
"""What remains of it for the next sentence on the same line."""
IN_ITS_PLACE, OUT_OF_PLACE = 0.9, 0.3
"""Under the point numbered like the question, and under another point."""
SHARED_FIGURE = 0.4
ORDINALS = ("nhat", "hai", "ba", "tu", "nam", "sau", "bay", "tam")
LETTERS = "abcdefgh"


class AskedQuestion:
    """One question: its words, its figures, and what kind of answer it wants."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.facts = [Facts(sentence) for sentence in sentences(question.text)]
        self.words = frozenset().union(*(facts.content for facts in self.facts))
        self.all_words = frozenset(word for facts in self.facts for word in facts.plain)
        self.figures = frozenset().union(*(facts.figures for facts in self.facts))
        neighbours = (pair for facts in self.facts for pair in pairwise(facts.plain))
        self.pairs = frozenset(pair for pair in neighbours if not common() >= {*pair})

    def wants(self, sense: str) -> bool:
        """Whether it asks `howmuch`, or to `choose`."""
        return any(facts.has(sense) for facts in self.facts)

    @cached_property
    def options(self) -> tuple[frozenset[str], frozenset[str]]:
        """The words of the two options it offers, those of both left out; empty without two."""
        for facts in self.facts:
            for hit in facts.senses.get("choose", ()):
                first = facts.content & {*facts.plain[: hit.start]}
                second = facts.content & {*facts.plain[hit.end :]}
                return first - second, second - first
        return frozenset(), frozenset()

    def shared(self, facts: Facts) -> float:
        """How much of the question's words, pairs and figures a sentence takes up, 0 to 1."""
        words = len(self.words & facts.content) / max(len(self.words), 1)
        pairs = len(self.pairs & facts.pairs) / max(len(self.pairs), 1)
        figures = SHARED_FIGURE if self.figures & facts.figures else 0
        return min(1.0, words + pairs + figures)


def bearings(asked: Sequence[AskedQuestion], told: Sequence[Facts]) -> list[list[float]]:
    """For each question, how far each sentence bears on it, 0 to 1."""
    rows = [_row(one, told, ALONE if len(asked) == 1 else AMONG) for one in asked]
    for at, point in _points(told, len(asked)).items():
        for number, row in enumerate(rows):
            here = number == point
            row[at] = max(row[at], IN_ITS_PLACE) if here else min(row[at], OUT_OF_PLACE)
    return _contended(rows)


def _contended(rows: list[list[float]]) -> list[list[float]]:
    """A sentence bears less on a question the more it bears on another."""
    most = [max(column) for column in zip(*rows, strict=True)]
    return [
        [bears * bears / top if top else 0.0 for bears, top in zip(row, most, strict=True)]
        for row in rows
    ]


def _row(asked: AskedQuestion, told: Sequence[Facts], least: float) -> list[float]:
    row: list[float] = []
    for facts in told:
        if facts.answers is not None:
            row.append(float(facts.answers == asked.question.id))
            continue
        carried = row[-1] * CARRIED if row and not facts.sentence.opens else 0.0
        row.append(max(least, asked.shared(facts), carried))
    return row


def _points(told: Sequence[Facts], questions: int) -> dict[int, int]:
    """Sentences under numbered points, where there are as many points as questions."""
    if questions == 1:
        return {}
    point, placed = -1, {}
    for at, facts in enumerate(told):
        if facts.answers is not None:
            continue
        if _opens(facts.sentence, point + 1):
            point += 1
        elif facts.sentence.opens and point >= questions - 1:
            break
        if point >= 0:
            placed[at] = point
    return placed if point == questions - 1 else {}


def _opens(sentence: Sentence, point: int) -> bool:
    """Whether a sentence opens the point of this number: “2.”, “b)”, “câu 2”, “thứ hai”."""
    words = [word.plain for word in sentence.words[:5]]
    if point >= len(ORDINALS) or not words:
        return False
    number = str(point + 1)
    if words[0] in {number, LETTERS[point]} and sentence.numbered:
        return True
    named = words[0] == "cau" or words[:2] == ["ve", "cau"]
    return named and (number in words or ORDINALS[point] in words)
