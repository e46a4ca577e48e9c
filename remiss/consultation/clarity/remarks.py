"""What a reply asks for: on which questions, and on the whole.

What the agency ticked counts first. Words that ask for nothing, that name what somebody else asked,
or that only pass the file on are no comment. A case under way is read again on every replay, so a
change here, in `lexicon_remarks.toml` or in how sentences are cut is a changed rule.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from remiss.consultation.clarity.lexicon import phrases_of, read
from remiss.consultation.clarity.sentences import Sentence, sentences
from remiss.consultation.rule_number import REMARKS_READ
from remiss.consultation.values import WANTS_SOMETHING, Answer, Position, QuestionId, Reply

Phrases = frozenset[tuple[str, ...]]
NEAR = 8
"""Words before an ask within which a denial of it stands."""
TITLE = 40
"""Words before an ask within which the document stands whose title it is in."""
SHOUTED = 0.6
"""The share of capitals from which they mark no name."""


def remarks(reply: Reply, rules: int) -> tuple[QuestionId | None, ...]:
    """The questions on which a reply asks for something; None for the reply as a whole.

    What it asks on the whole stands beside what it asks on questions, unless an answer says the
    same words.
    """
    if rules < REMARKS_READ:
        return reply.remarks
    found: list[QuestionId | None] = [a.question for a in reply.answers if _is_remark(a)]
    beside = bool(found or reply.clause_comments)
    if reply.further_comment or _on_the_whole(reply, beside=beside):
        found.append(None)
    return tuple(found)


def only_repeats(reply: Reply, asked_on: Iterable[QuestionId | None]) -> bool:
    """Whether all it says on the whole stands in other comments; `asked_on` as `remarks` found.

    Never where more may stand in a file, in a legal basis of its own, or where nothing is written.
    """
    asked = [reply.said_on(question).written for question in asked_on if question]
    parts = tuple(
        part for said in (*asked, *(c.written for c in reply.clause_comments)) for part in said
    )
    told = sentences(reply.text)
    elsewhere = reply.attachments or reply.legal_basis.strip()
    return bool(told) and not elsewhere and all(_said_in(one, parts) for one in told)


def asks_for_change(text: str) -> bool:
    """Whether some sentence asks the drafter for something."""
    return any(_asks(sentence) for sentence in sentences(text))


def _is_remark(answer: Answer) -> bool:
    value = bool(answer.value.strip()) and answer.position is not Position.AGREE
    wants = answer.position in WANTS_SOMETHING or value or bool(answer.proposed_wording.strip())
    return wants or asks_for_change(answer.text) or asks_for_change(answer.reason)


def _on_the_whole(reply: Reply, *, beside: bool) -> bool:
    wants = reply.position in WANTS_SOMETHING
    if wants and not beside:
        return True
    told = [one for one in sentences(reply.text) if not _said_in(one, reply.written)]
    return any(_asks(one) or (wants and _wants(one)) for one in told)


def _said_in(sentence: Sentence, parts: Iterable[str]) -> bool:
    """Whether one of them, an answer or a comment on a clause, says the same words."""
    said = f" {' '.join(sentence.plain)} "
    return any(said in f" {' '.join(_plain(part))} " for part in parts if part)


@lru_cache(maxsize=256)
def _plain(text: str) -> tuple[str, ...]:
    return tuple(word for sentence in sentences(text) for word in sentence.plain)


def _wants(sentence: Sentence) -> bool:
    """Whether a sentence of a reply that wants changes is about one, and denies none."""
    about = next(_places(sentence.plain, _phrases("wants", "words")), None)
    return about is not None and not _denied(sentence, about) and not _titled(sentence, about)


def _asks(sentence: Sentence) -> bool:
    places = _places(sentence.plain, _phrases("asks"))
    return any(not _means_nothing(sentence, at) for at in places)


def _means_nothing(sentence: Sentence, at: int) -> bool:
    return (
        _quoted(sentence, at)
        or _denied(sentence, at)
        or _named(sentence, at)
        or _titled(sentence, at)
        or _passes_on(sentence, at)
    )


def _quoted(sentence: Sentence, at: int) -> bool:
    """Whether the ask stands in what the sentence quotes."""
    before = _raw(sentence, 0, at)
    return any(before.count(o) > before.count(c) for o, c in (("“", "”"), ("«", "»"))) or (
        before.count('"') % 2 == 1
    )


def _denied(sentence: Sentence, at: int) -> bool:
    """“không có đề nghị”, “không có ý kiến, kiến nghị gì thêm”."""
    words, between = sentence.plain, _phrases("denied", "between")
    for start in range(at - 1, max(at - NEAR, 0) - 1, -1):
        if words[start : start + 1] in _phrases("denied", "by"):
            filler = _covered(words[start + 1 : at], between | _phrases("asks"))
            return filler and (not _comma(sentence, start, at) or _noun_in_a_list(sentence, at))
    return False


def _noun_in_a_list(sentence: Sentence, at: int) -> bool:
    rest = sentence.plain[at + 2 :]
    return not rest or any(rest[:size] in _phrases("denied", "goes_on") for size in (1, 2))


def _named(sentence: Sentence, at: int) -> bool:
    """“theo đề nghị của Sở”, “mức đề xuất”: what somebody asked, not an ask."""
    words = sentence.plain
    if _announces(sentence, at):
        return False
    before = any(words[max(at - size, 0) : at] in _phrases("named", "before") for size in (1, 2))
    rest = words[at + 2 :]
    noun = not rest or any(rest[:size] in _phrases("named", "after") for size in (1, 2, 3))
    return noun or (before and not _comma(sentence, at - 1, at))


def _announces(sentence: Sentence, at: int) -> bool:
    """“Đề xuất: bổ sung ...”, and an ask that opens its sentence: “Đề nghị tại Điều 4 bổ sung”."""
    return ":" in _raw(sentence, at, len(sentence)) or (at == 0 and len(sentence) > 2)  # noqa: PLR2004


def _titled(sentence: Sentence, at: int) -> bool:
    """“Phúc đáp Công văn số 88 về việc đề nghị góp ý”: the title of what is replied to."""
    words = sentence.plain
    for start in range(at - 1, max(at - TITLE, 0) - 1, -1):
        named = any(
            words[start : start + n] in _phrases("named", "documents") for n in (1, 2, 3, 4)
        )
        if named:
            asked = any(words[at + 2 : at + 2 + n] in _phrases("named", "titles") for n in (1, 2))
            about = ("ve", "viec") in {words[i : i + 2] for i in range(start, at)}
            about = about or words[start : start + 2] == ("v", "v")
            return (asked or about) and not _comma(sentence, start, at)
    return False


def _passes_on(sentence: Sentence, at: int) -> bool:
    """Asks that the file be collected, submitted, issued: every word of it is of that kind."""
    words = sentence.plain[at + 2 :]
    passes, courtesy = _phrases("courtesy", "passes_on"), _phrases("courtesy", "words")
    if not any(True for _ in _places(words, passes)):
        return False
    names = () if _is_shouted(sentence) else _capitalised(sentence, at + 2)
    return _covered(words, passes | courtesy | frozenset((name,) for name in names))


def _capitalised(sentence: Sentence, start: int) -> Iterator[str]:
    """Words written like names."""
    for word in sentence.words[start:]:
        if sentence.text[word.start].isupper():
            yield word.plain


def _is_shouted(sentence: Sentence) -> bool:
    letters = [letter for letter in sentence.raw if letter.isalpha()]
    return sum(map(str.isupper, letters)) > SHOUTED * len(letters)


def _covered(words: Sequence[str], phrases: Phrases) -> bool:
    """Whether the words are phrases, one after the other, and nothing else."""
    reached = {0}
    longest = max(map(len, phrases))
    for start in range(len(words)):
        if start in reached:
            sizes = range(1, longest + 1)
            reached |= {start + n for n in sizes if tuple(words[start : start + n]) in phrases}
    return len(words) in reached


def _places(words: Sequence[str], phrases: Phrases) -> Iterator[int]:
    longest = max(map(len, phrases))
    for at in range(len(words)):
        if any(tuple(words[at : at + n]) in phrases for n in range(1, longest + 1)):
            yield at


def _comma(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a comma or the like stands between two words."""
    return any(mark in _raw(sentence, start, end) for mark in ",;")


def _raw(sentence: Sentence, start: int, end: int) -> str:
    """The characters from one word up to another, or the end."""
    words = sentence.words
    last = words[end].start if end < len(words) else words[-1].end + 1
    return sentence.text[words[start].start : last]


@lru_cache(maxsize=16)
def _phrases(*path: str) -> Phrases:
    found = read("lexicon_remarks.toml")
    for part in path:
        found = found[part]
    return frozenset(phrases_of(found))
