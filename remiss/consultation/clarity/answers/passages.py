"""Passages of a letter: the sentences on one question, its frame left aside; phrases in them."""

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from remiss.consultation.clarity.assessment import Assessment
from remiss.consultation.clarity.letter_frame import framed
from remiss.consultation.clarity.sentences import Sentence, sentences
from remiss.consultation.diacritics import folded
from remiss.consultation.values import Question, QuestionId

LONGEST = 20_000
"""Characters of a passage: what the text of one answer holds."""
LONGEST_PHRASE = 5
LISTS = ("-", "–", "+", "•", "*")
"""What a line of a list opens with."""
QUOTED = re.compile(r'“(?P<curly>[^”]+)”|«(?P<angle>[^»]+)»|"(?P<straight>[^"]+)"')

Phrase = tuple[str, ...]
Told = Sequence[tuple[Sentence, bool]]
"""Sentences, each with whether it is frame."""


class Found(NamedTuple):
    """A phrase of one sense, from word `start` up to, not including, word `end`."""

    sense: str
    start: int
    end: int


class Passage(NamedTuple):
    """Neighbouring sentences on one question; `seed` is the one shown to answer it.

    Where one sentence is shown for several questions, its passage is `shared`.
    """

    sentences: tuple[Sentence, ...]
    seed: Sentence
    text: str
    shared: bool = False


def passages(
    questions: Sequence[Question], text: str, assessment: Assessment
) -> Mapping[QuestionId, Passage]:
    """The passage on each question for which the assessment shows words of `text`.

    Where one question was asked, the whole letter is about it.
    """
    told = told_in(text)
    seeds = {q.id: at for q in questions if (at := _seed(q.id, told, assessment)) is not None}
    if (alone := len(questions) == 1) and not seeds:
        body = (at for at, (_, frame) in enumerate(told) if not frame)
        seeds = dict(zip([questions[0].id], body, strict=False))
    times = Counter(seeds.values())
    found = {q: _around(told, at, times.keys() - {at}, alone=alone) for q, at in seeds.items()}
    return {q: one._replace(shared=times[seeds[q]] > 1) for q, one in found.items()}


@lru_cache(maxsize=4)
def told_in(text: str) -> Told:
    """The sentences of a letter."""
    told = sentences(text)
    return tuple(zip(told, framed(told), strict=True))


def _seed(question: QuestionId, told: Told, assessment: Assessment) -> int | None:
    """The sentence that holds the words the assessment shows for a question."""
    shown = [one.span for one in assessment.questions if one.question == question]
    shown += [one.span for one in assessment.referrals if one.question == question]
    shown += [one.candidate for one in assessment.findings if one.question == question]
    for span in filter(None, shown):
        for at, (sentence, frame) in enumerate(told):
            place = sentence.text.find(span)
            if not frame and place >= 0 and _start(sentence) <= place < _end(sentence):
                return at
    return None


def _around(told: Told, seed: int, others: Container[int], *, alone: bool) -> Passage:
    """The sentences of its line, up to what answers another question; all, if one was asked."""
    first = last = seed

    def joins(at: int) -> bool:
        return 0 <= at < len(told) and not told[at][1] and at not in others

    def begins(at: int) -> bool:
        return _opens_line(told, at) and not alone

    while not begins(first) and joins(first - 1):
        first -= 1
    while joins(last + 1) and not begins(last + 1):
        last += 1
    while last > seed and _end(told[last][0]) - _start(told[first][0]) > LONGEST:
        last -= 1
    while first < seed and _end(told[last][0]) - _start(told[first][0]) > LONGEST:
        first += 1
    kept = tuple(sentence for sentence, _ in told[first : last + 1])
    text = kept[0].text[_start(kept[0]) : _end(kept[-1])]
    return Passage(kept, told[seed][0], text[:LONGEST])


def _opens_line(told: Told, at: int) -> bool:
    """Whether a line begins with a sentence, and does not go on with a list."""
    sentence = told[at][0]
    before = sentence.text[: _start(sentence)].rstrip()
    return sentence.opens and not before.endswith(LISTS)


def _start(sentence: Sentence) -> int:
    return sentence.words[0].start


def _end(sentence: Sentence) -> int:
    """Past the punctuation that ends it."""
    end = sentence.words[-1].end
    while end < len(sentence.text) and not sentence.text[end].isspace():
        end += 1
    return end


def written(sentence: Sentence) -> Phrase:
    """The words as written, in one form of Unicode and without capitals."""
    cut = (sentence.text[word.start : word.end] for word in sentence.words)
    return tuple(unicodedata.normalize("NFC", word).casefold() for word in cut)


def find_phrases(sentence: Sentence, part: str = "senses") -> Iterator[Found]:
    """The longest phrase at each place, one after the other; not what stands in quotation marks."""
    said, senses, quoted = written(sentence), _senses(part), quoted_words(sentence)
    at = 0
    while at < len(said):
        sizes = reversed(range(1, LONGEST_PHRASE + 1))
        ends = (at + size for size in sizes if said[at : at + size] in senses)
        end = next(ends, at)
        if end > at and at not in quoted:
            yield Found(senses[said[at:end]], at, end)
        at = max(end, at + 1)


@lru_cache(maxsize=4)
def _senses(part: str) -> Mapping[Phrase, str]:
    """Each phrase with its sense; the first, where it is written twice."""
    return {phrase: sense for sense in reversed(read()[part]) for phrase in phrases(part, sense)}


def quoted_words(sentence: Sentence) -> frozenset[int]:
    """The places of words between quotation marks."""
    ranges = quotations(sentence.text)
    return frozenset(
        at
        for at, word in enumerate(sentence.words)
        if any(start <= word.start < end for start, end in ranges)
    )


@lru_cache(maxsize=4)
def quotations(text: str) -> tuple[tuple[int, int], ...]:
    """From where to where something stands between quotation marks, the marks left out."""
    return tuple(found.span(found.lastgroup or 0) for found in QUOTED.finditer(text))


@lru_cache(maxsize=64)
def phrases(part: str, sense: str) -> frozenset[Phrase]:
    """As written; those of several words, and the rest without marks, as people type in haste."""
    full = [tuple(phrase.split()) for phrase in read()[part][sense]]
    bare = [tuple(map(folded, phrase)) for phrase in full if len(phrase) > 1]
    return frozenset((*full, *bare))


@lru_cache(maxsize=1)
def read() -> dict[str, Any]:
    """The lexicon as written."""
    path = Path(__file__).with_name("lexicon_answers.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
