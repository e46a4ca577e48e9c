"""Which sentence bears on which question."""

import json
from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path

from remiss.consultation.clarity.sentence_facts import Facts
from remiss.consultation.clarity.sentences import Sentence, sentences
from remiss.consultation.values import Question

UNDER_ITS_NUMBER = 1.2
"""What the number of a point weighs beside the words."""
CARRIED = 0.45
"""What remains of it for the next sentence of the same line."""
OF_THE_SENTENCE, OF_A_PAIR, MOST_PAIRS, OF_A_FIGURE = 0.35, 0.08, 5, 0.15
EITHER = frozenset(("hay", "hoac", "or"))
ORDINALS = {
    "nhat": 0, "mot": 0, "first": 0, "hai": 1, "second": 1, "ba": 2, "third": 2, "tu": 3,
    "bon": 3, "fourth": 3, "nam": 4, "fifth": 4, "sau": 5,
}  # fmt: skip
ROMAN = {"i": 0, "ii": 1, "iii": 2, "iv": 3, "v": 4}
LETTERS = "abcdefgh"
POINT_WORDS = frozenset(
    (
        "ve",
        "cau",
        "noi",
        "dung",
        "hoi",
        "so",
        "thu",
        "y",
        "van",
        "de",
        "muc",
        "diem",
        "question",
        "q",
    )
)
"""Words that may stand before the number of a point: “Về câu hỏi thứ hai”, “Nội dung 2”."""
NAMING = frozenset(("cau", "dung", "thu", "y", "de", "diem", "question", "hoi", "so"))
"""Of these, those a number must follow at once to be the number of a point."""
HEADING, REPEATS = 25, 0.7
"""Words of a heading, at most, and the share of its own words that the question has too."""
UNHEARD = 8.0
"""What a word tells that no letter learnt from holds."""


class AskedQuestion:
    """One question: its words, its figures, and what kind of answer it wants."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.facts = [Facts(sentence) for sentence in sentences(question.text)]
        self.words = frozenset().union(*(facts.content for facts in self.facts))
        self.pairs = frozenset().union(*(facts.pairs for facts in self.facts))
        self.numbers = frozenset(
            word for facts in self.facts for word in facts.plain if word[0].isdigit()
        )

    @cached_property
    def wants(self) -> tuple[str, ...]:
        """The kinds of answer it asks for: `asks_howmuch`, `asks_when`, `asks_who`, ...."""
        found = {s for facts in self.facts for s in facts.senses if s.startswith("asks_")}
        return tuple(sorted(found)) or ("asks_other",)

    @cached_property
    def options(self) -> tuple[frozenset[str], frozenset[str]]:
        """The words of the two options it offers, those of both left out; empty without two."""
        for facts in self.facts:
            at = next((at for at, word in enumerate(facts.plain) if word in EITHER and at), None)
            if at is not None:
                first = facts.content & {*facts.plain[:at]}
                second = facts.content & {*facts.plain[at + 1 :]}
                return first - second, second - first
        return frozenset(), frozenset()

    def heads(self, facts: Facts) -> bool:
        """Whether a sentence is a heading that only repeats the question: “2. Về mức phí”."""
        sentence, content = facts.sentence, facts.content
        about = "ve" in facts.plain[:2]
        placed = sentence.opens and (sentence.last or sentence.numbered or about)
        says = facts.has("agree", "no") or (facts.has("judge") and not about)
        numbers = {word for word in facts.plain[1:] if word[0].isdigit()}
        if facts.answers is not None or not placed or says or not numbers <= self.numbers:
            return False
        repeated = len(content & self.words) >= REPEATS * len(content)
        return bool(content) and repeated and len(sentence) <= HEADING

    def shared(self, facts: Facts) -> float:
        """How much of the question's words, pairs and figures a sentence takes up."""
        both = sum(map(rarity, self.words & facts.content))
        of_question = both / (sum(map(rarity, self.words)) or 1)
        of_sentence = both / (sum(map(rarity, facts.content)) or 1)
        pairs = min(len(self.pairs & facts.pairs), MOST_PAIRS)
        figures = OF_A_FIGURE * (not self.numbers.isdisjoint(facts.plain))
        return of_question + OF_THE_SENTENCE * of_sentence + OF_A_PAIR * pairs + figures


def rarity(word: str) -> float:
    """How much a word tells: those in many letters tell little."""
    return rarities().get(word, UNHEARD)


@lru_cache(maxsize=512)
def asked_question(question: Question) -> AskedQuestion:
    """One question as it is read; many agencies are asked the same."""
    return AskedQuestion(question)


@lru_cache(maxsize=1)
def rarities() -> dict[str, float]:
    """By word, the logarithm of one over the share of sentences it stands in."""
    path = Path(__file__).with_name("rarity.json")
    found: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    return found


def bearings(asked: Sequence[AskedQuestion], told: Sequence[Facts]) -> list[list[float]]:
    """For each question, how far each sentence bears on it."""
    points = _points(told, len(asked))
    rows: list[list[float]] = [[] for _ in asked]
    before = [0.0] * len(asked)
    for at, facts in enumerate(told):
        if facts.answers is not None:
            bears = [float(facts.answers == one.question.id) for one in asked]
        else:
            bears = [one.shared(facts) for one in asked]
            if at in points:
                bears[points[at]] += UNDER_ITS_NUMBER
            if not facts.sentence.opens or (at and not points):
                bears = [b + CARRIED * kept for b, kept in zip(bears, before, strict=True)]
            before = _kept(bears, before)
        for row, value in zip(rows, bears, strict=True):
            row.append(value)
    return rows


def _kept(bears: Sequence[float], before: Sequence[float]) -> list[float]:
    """What the next sentence is likely about: the same as this one."""
    top = max(bears)
    if top <= 0:
        return [value * 0.7 for value in before]
    scaled = [value / max(1.0, top) for value in bears]
    return [value if bears[at] >= top else value * 0.3 for at, value in enumerate(scaled)]


def _points(told: Sequence[Facts], questions: int) -> dict[int, int]:
    """The question under whose number a sentence stands, where the points are numbered so."""
    if questions == 1:
        return {}
    numbers = {
        at: number
        for at, facts in enumerate(told)
        if facts.answers is None
        and facts.sentence.opens
        and (number := point_number(facts.sentence)) is not None
    }
    if list(dict.fromkeys(numbers.values()))[:questions] != list(range(questions)):
        return {}
    placed: dict[int, int] = {}
    point: int | None = None
    for at, facts in enumerate(told):
        if at in numbers:
            point = numbers[at] if numbers[at] < questions else None
        if point is not None and facts.answers is None:
            placed[at] = point
    return placed


def point_number(sentence: Sentence) -> int | None:
    """Which point a sentence opens, from 0: “2.”, “b)”, “câu 2”, “Nội dung thứ hai”."""
    words = sentence.plain[:6]
    if sentence.numbered:
        return _number(words[0])
    for at, word in enumerate(words):
        if at and words[at - 1] in NAMING and (number := _number(word, ORDINALS)) is not None:
            return number
        if word not in POINT_WORDS:
            return None
    return None


def _number(word: str, named: dict[str, int] = ROMAN) -> int | None:
    if word.isdecimal():
        return int(word) - 1
    if word in named:
        return named[word]
    return LETTERS.index(word) if named is ROMAN and word in LETTERS else None
