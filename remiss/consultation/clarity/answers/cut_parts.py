"""Parts of an answer, cut from the sentences of a passage as they stand there."""

from collections.abc import Iterator

from remiss.consultation.clarity.answers.passages import (
    Passage,
    find_phrases,
    phrases,
    quotations,
    quoted_words,
    written,
)
from remiss.consultation.clarity.sentences import Sentence, sentences
from remiss.consultation.values import Question

WORDING = 4
"""Words between quotation marks that make a wording rather than a name."""
LONGEST_VALUE, LONGEST_BASIS = 500, 5_000
LAW_NAME, TO_ITS_NUMBER = 14, 3
"""Words of the name of a law at most, and from “Nghị định” to the number."""


def asks(sentence: Sentence) -> bool:
    """Whether it is a question."""
    return sentence.text[sentence.words[-1].end :][:1] == "?"


def reason_in(passage: Passage) -> str | None:
    """From the word that gives the first reason to the end of its sentence."""
    for sentence in passage.sentences:
        given = (found.start for found in find_phrases(sentence) if found.sense == "reason")
        if (start := next(given, None)) is not None and not asks(sentence):
            return _cut(sentence, start)
    return None


def wording_in(passage: Passage) -> str | None:
    """The first that stands between quotation marks after words that put it into the draft."""
    leads = phrases("wording", "before")
    for start, end in quotations(passage.text):
        before = [
            word for one in sentences(passage.text[: start - 1][-200:]) for word in written(one)
        ]
        led = any(tuple(before[-size:]) in leads for size in (1, 2, 3, 4))
        if led and len(passage.text[start:end].split()) >= WORDING:
            return passage.text[start:end].strip()
    return None


def value_in(passage: Passage, question: Question) -> str | None:
    """The figure or date put forward, where one was asked for and only one is.

    Those the question names, and the numbers of laws, letters and points, are none.
    """
    asked = sentences(question.text)
    kinds = {found.sense for one in asked for found in find_phrases(one, "asks")}
    known = {word for one in asked for word in written(one)}
    wanted = {unit for one in asked for unit in _units_asked(one)}
    values = [
        value
        for words, value in _figures(passage.seed)
        if words[0] not in known
        and ("when" if _is_date(words) else "howmuch") in kinds
        and (not wanted or _is_date(words) or wanted & {*words[1:]})
    ]
    return values[0] if len(values) == 1 and len(values[0]) <= LONGEST_VALUE else None


def _units_asked(sentence: Sentence) -> Iterator[str]:
    """The unit the question names: “bao nhiêu ngày”."""
    said = written(sentence)
    for found in find_phrases(sentence, "asks"):
        if found.sense == "howmuch" and said[found.end : found.end + 1] in phrases(
            "value", "units"
        ):
            yield said[found.end]


def _figures(sentence: Sentence) -> Iterator[tuple[tuple[str, ...], str]]:
    """Figures with their unit, and dates, that words before put forward."""
    said, quoted = written(sentence), quoted_words(sentence)
    at = 0
    while at < len(said):
        end = _figure_end(sentence, said, at)
        leads = any(said[at - size : at] in phrases("value", "leads") for size in (1, 2, 3))
        if end > at and leads and at not in quoted:
            yield said[at:end], _cut(sentence, at, end, percent=True)
        at = max(end, at + 1)


def _is_date(words: tuple[str, ...]) -> bool:
    return "/" in words[-1] or {"tháng", "năm"} <= {*words}


def _figure_end(sentence: Sentence, said: tuple[str, ...], at: int) -> int:
    """Past the last word of the figure that starts at a word; the word itself if none does."""
    if not said[at][0].isdigit() or said[at - 1 : at] in phrases("value", "not_after"):
        return at
    if "/" in said[at]:
        return at + 1 if all(part.isdigit() for part in said[at].split("/")) else at
    if not said[at][-1].isdigit() or "-" in said[at]:
        return at
    end = at + 1
    while size := _unit(sentence, said, end, first=end == at + 1):
        end += size
    percent = sentence.text[sentence.words[at].end :].lstrip()[:1] == "%"
    return end if percent or end > at + 1 else at


def _unit(sentence: Sentence, said: tuple[str, ...], at: int, *, first: bool) -> int:
    """How many words of a unit, or of a date that goes on, stand at a word."""
    if at >= len(said):
        return 0
    between = _before(sentence, at)
    if said[at][0].isdigit():
        return int(not between and said[at - 1] in {"ngày", "tháng", "năm"})
    dated = (
        said[at] in {"tháng", "năm", "ngày"}
        and said[at + 1 : at + 2] > ("0",)
        and said[at + 1][0].isdigit()
    )
    if between == "/" or (not between and (first or dated)):
        return next((n for n in (3, 2, 1) if said[at : at + n] in phrases("value", "units")), 0)
    return 0


def basis_in(passage: Passage) -> str | None:
    """The first law or numbered document it relies on, with the article named before it."""
    for sentence in passage.sentences:
        if not asks(sentence) and (found := _basis(sentence)):
            return found if len(found) <= LONGEST_BASIS else None
    return None


def _basis(sentence: Sentence) -> str | None:
    said = written(sentence)
    for at in range(len(said)):
        end = _document_end(said, at) or _law_end(sentence, said, at)
        if end:
            return _cut(sentence, _first_of_article(said, at), end)
    return None


def _document_end(said: tuple[str, ...], at: int) -> int | None:
    """Past the number of a decree, resolution or circular named at a word."""
    for size in (2, 3, 4):
        if said[at : at + size] in phrases("basis", "numbered"):
            for end in range(at + size, min(at + size + TO_ITS_NUMBER, len(said))):
                if "/" in said[end] and "-" in said[end]:
                    return end + 1
    return None


def _law_end(sentence: Sentence, said: tuple[str, ...], at: int) -> int | None:
    """Past the name and year of a law named at a word, where its end is plain: “Luật Giá 2023”."""
    if said[at] != "luật" or not (_capital(sentence, at) and _capital(sentence, at + 1)):
        return None
    for end in range(at + 2, min(len(said), at + LAW_NAME) + 1):
        if said[end - 1].isdigit():
            return end
        if mark := _before(sentence, end):
            return None if mark == "," else end
        joins = said[end : end + 1] == ("và",) and _capital(sentence, end + 1)
        ends = any(said[end : end + size] in phrases("basis", "ends") for size in (1, 2))
        if end == len(said) or joins or ends:
            return end
    return None


def _capital(sentence: Sentence, at: int) -> bool:
    return at < len(sentence.words) and sentence.text[sentence.words[at].start].isupper()


def _before(sentence: Sentence, at: int) -> str:
    """The punctuation mark before a word."""
    if at >= len(sentence.words):
        return ""
    return sentence.text[sentence.words[at - 1].end : sentence.words[at].start].strip()


def _first_of_article(said: tuple[str, ...], at: int) -> int:
    """Back over “khoản 2 Điều 31”."""
    first = at
    while first > 1 and said[first - 2] in {"điều", "khoản", "điểm"}:
        first -= 2
    return first


def _cut(sentence: Sentence, first: int, last: int | None = None, *, percent: bool = False) -> str:
    """The original's characters of some words, with the sign of per cent after them."""
    words = sentence.words[first:last]
    end = words[-1].end
    rest = sentence.text[end : end + 2]
    end += rest.find("%") + 1 if percent and rest.strip().startswith("%") else 0
    return sentence.text[words[0].start : end]
