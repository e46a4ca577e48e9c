"""Which sentences are the frame of a letter: address, reception, thanks, recipients, signature.

The frame says nothing on any question. It is never weighed, quoted or shown as an answer.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from remiss.consultation.clarity.lexicon import phrases_of, read
from remiss.consultation.clarity.sentences import INTRODUCES, Sentence

BRIEF, LONG = 12, 60
"""Words of a line that may be a title or a date, and of a sentence that may only announce."""
NEAR_THE_END = 8
NAME = range(2, 6)
"""Words of a person's name."""
CAPITALS = 0.8
"""The share of capitals in a line written in capitals."""
MOSTLY_CAPITALS = 0.6
"""The share from which the whole letter is, so that capitals mark nothing."""
STANCE = frozenset(("khong", "chua", "vi", "neu", "bo", "sua", "dong y", "nhat tri", "thong nhat"))
"""A sentence with one of these says more than what it answers or where it goes."""
ANNEX = ("phu", "luc")
"""What opens an annex, which may stand under the signature."""
UNDER_A_CLOSING = frozenset(("recipients", "signature"))


def framed(told: Sequence[Sentence]) -> list[bool]:
    """For each sentence of a letter, in order, whether it is frame."""
    marks = [_kind(sentence) for sentence in told]
    shouted = _capitals(told) > MOSTLY_CAPITALS
    for at in _head(told, marks, shouted=shouted):
        marks[at] = "heading"
    begun = False
    for at, sentence in enumerate(told):
        if marks[at] is None and _receives(sentence, begun=begun):
            marks[at] = "reception"
        if marks[at] is None and at >= len(told) - NEAR_THE_END and _hands_over(sentence):
            marks[at] = "closing"
        begun = begun or marks[at] is None
    for at in _tail(told, marks):
        marks[at] = "signature"
    return [mark is not None for mark in marks]


def _kind(sentence: Sentence) -> str | None:
    for kind in read("lexicon_frame.toml")["opens"]:
        if _opens(sentence, _phrases("opens", kind)):
            return None if kind == "closing" and _says_more(sentence) else kind
    return None


def _says_more(sentence: Sentence) -> bool:
    """Whether a sentence that opens like a closing goes on to say something."""
    if _ends(sentence, _phrases("handing_over", "ends")):
        return _takes_a_stand(sentence)
    asks = ("de", "nghi") in set(pairwise(sentence.plain[:6]))
    long = len(sentence) > LONG // 2
    return asks or long or ":" in sentence.raw or _takes_a_stand(sentence)


def _head(told: Sequence[Sentence], marks: Sequence[str | None], *, shouted: bool) -> Iterator[int]:
    """The lines above the address: agency, number, matter, place and date."""
    for at, sentence in enumerate(told):
        if marks[at] == "address":
            return
        if marks[at] is not None:
            continue
        alone = sentence.opens and sentence.last
        numbered = sentence.opens and sentence.plain[0] in {"so", "v"} and _marked(sentence)
        named = (
            alone and len(sentence) <= BRIEF and not shouted and _capitals([sentence]) > CAPITALS
        )
        if not (numbered or named or (alone and _dated(sentence))) or _takes_a_stand(sentence):
            return
        yield at


def _marked(sentence: Sentence) -> bool:
    """“Số: ...”, “V/v ...”."""
    end = sentence.words[0].end
    return sentence.text[end : end + 1] in {":", "/"}


def _dated(sentence: Sentence) -> bool:
    """“Tân Giang, ngày 12 tháng 3 năm 2026”."""
    words = sentence.plain
    dated = "ngay" in words[1:5] and words[-1][0].isdigit()
    return dated and len(words) <= BRIEF and "," in sentence.raw


def _receives(sentence: Sentence, *, begun: bool) -> bool:
    """Tells what is replied to, and that the reply follows."""
    plainly = sentence.plain[-2:] in INTRODUCES
    if not plainly and not (
        sentence.introduces and _ends(sentence, _phrases("reception", "announces"))
    ):
        return False
    if len(sentence) > LONG * 2 or _takes_a_stand(sentence):
        return False
    return _opens(sentence, _phrases("reception", "opens")) or not begun


def _hands_over(sentence: Sentence) -> bool:
    gives = {word for phrase in _phrases("handing_over", "gives") for word in phrase}
    brief = len(sentence) <= LONG // 2 and _ends(sentence, _phrases("handing_over", "ends"))
    return brief and bool(gives & {*sentence.plain}) and not _takes_a_stand(sentence)


def _takes_a_stand(sentence: Sentence) -> bool:
    pairs = (f"{first} {second}" for first, second in pairwise(sentence.plain))
    return not STANCE.isdisjoint((*sentence.plain, *pairs))


def _tail(told: Sequence[Sentence], marks: Sequence[str | None]) -> Iterator[int]:
    """Everything under “Nơi nhận”, and titles and names at the very end."""
    below = next((at for at, mark in enumerate(marks) if mark in UNDER_A_CLOSING), len(told))
    for at in range(below, len(told)):
        if told[at].plain[:2] == ANNEX or (len(told[at]) > LONG // 4 and not told[at].opens):
            break
        yield at
    for at in reversed(range(below)):
        if marks[at] is None and not (len(told) > 3 and _signs(told[at])):  # noqa: PLR2004
            return
        if marks[at] is None:
            yield at


def _signs(sentence: Sentence) -> bool:
    """A line of its own that is a title or a name, and no more."""
    if not (sentence.opens and sentence.last):
        return False
    after = sentence.text[sentence.words[-1].end :][:1]
    named = len(sentence) in NAME and all(word[0].isupper() for word in sentence.raw.split())
    return sentence.plain in _phrases("titles", "words") or (named and after in {"", "\n"})


def _capitals(told: Iterable[Sentence]) -> float:
    letters = [letter for sentence in told for letter in sentence.raw if letter.isalpha()]
    return sum(letter.isupper() for letter in letters) / max(len(letters), 1)


def _opens(sentence: Sentence, phrases: frozenset[tuple[str, ...]]) -> bool:
    return any(sentence.plain[:size] in phrases for size in _sizes(phrases))


def _ends(sentence: Sentence, phrases: frozenset[tuple[str, ...]]) -> bool:
    return any(sentence.plain[-size:] in phrases for size in _sizes(phrases))


@lru_cache(maxsize=32)
def _sizes(phrases: frozenset[tuple[str, ...]]) -> tuple[int, ...]:
    return tuple(sorted({len(phrase) for phrase in phrases}))


@lru_cache(maxsize=32)
def _phrases(part: str, name: str) -> frozenset[tuple[str, ...]]:
    return frozenset(phrases_of(read("lexicon_frame.toml")[part][name]))
