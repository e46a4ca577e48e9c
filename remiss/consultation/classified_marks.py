"""Marks of secrecy: a line that says “MẬT” and nothing else; what carries one is refused.

A mark stands by itself, as a stamp does. A sentence that speaks of secrets carries none, nor does
a list of the grades, nor the end of a line that was broken within “bảo mật”.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from remiss.consultation.life.commands import AmendDraft, Command, Open
from remiss.consultation.refusals import Refusal
from remiss.consultation.values import Classification, Role, Value
from remiss.texts import label

FIRST_LINES = 60
"""Of a text or a file: a mark stands on the first page."""
GRADES = {
    "mật": Classification.SECRET,
    "tốimật": Classification.TOP_SECRET,
    "tuyệtmật": Classification.HIGHEST_SECRET,
}
_FRAME = r"[\s\[\](){}|*_=═─│“”\"«».]*"
_SAID = r"(?:(?:mức|cấp|dấu chỉ)\s+)?độ mật\s*:?\s*"
_GRADE = r"(?:(?:t\s?ố\s?i|t\s?u\s?y\s?ệ\s?t)\s+)?m\s?ậ\s?t"
"""Its letters may stand apart, as on a stamp."""
_ALONE = re.compile(rf"{_FRAME}(?P<said>{_SAID})?(?P<grade>{_GRADE}){_FRAME}")
_DASHED = re.compile(r"\s*[-–—]+(.*?)[-–—]+\s*")
"""Between dashes; after one dash alone it is an item of a list."""
_BROKEN = re.compile(r"\b(?:bí|bảo|cơ|giữ|kín)\s*$")
"""How a line ends that goes on with “mật” and is no mark."""
_SKIPPED = ("policy", "calendar", "directory", "drafting_agency", "profile", "vice_chairmen")
"""Parts of a command that nobody types."""


def mark_in(text: str) -> Classification | None:
    """The grade a text is marked with; None where it is not marked, or lists several grades."""
    return mark_on(line for line in text.splitlines() if line.strip())


def mark_on(lines: Iterable[str]) -> Classification | None:
    """As `mark_in`, of lines that are not blank."""
    found, before = set[Classification](), ""
    for line in map(_composed, islice(lines, FIRST_LINES)):
        if (grade := _grade(line)) and not _BROKEN.search(before.casefold()):
            found.add(grade)
        before = line
    return found.pop() if len(found) == 1 else None


def _composed(line: str) -> str:
    """In one form of Unicode, without characters that nobody sees."""
    composed = unicodedata.normalize("NFC", line)
    return "".join(each for each in composed if unicodedata.category(each) != "Cf")


def _grade(line: str) -> Classification | None:
    dashed = _DASHED.fullmatch(line)
    line = dashed[1] if dashed else line
    alone = _ALONE.fullmatch(line.casefold())
    if alone is None:
        return None
    if not alone["said"] and not line[alone.start("grade")].isupper():
        return None
    return GRADES["".join(alone["grade"].split())]


def check_unclassified(command: Command) -> None:
    """Refuse a draft that is classified, and any text that is marked so.

    Asked at admission only, and never of what the service itself says of a case.

    Raises:
        Refusal: `classified_draft`, `classified_text`.
    """
    if command.actor.role is Role.SYSTEM:
        return
    if isinstance(command, Open | AmendDraft):
        grade = command.draft.classification
        if grade is not Classification.OPEN:
            raise Refusal("classified_draft", grade=label(grade))
    check_unmarked_texts(typed_texts(command))


def check_unmarked_texts(texts: Iterable[str]) -> None:
    """Refuse texts of which one is marked.

    Raises:
        Refusal: `classified_text`.
    """
    for each in texts:
        if mark := mark_in(each):
            raise Refusal("classified_text", grade=label(mark))


def typed_texts(value: object) -> Iterator[str]:
    """Every text in it that may hold a mark."""
    if isinstance(value, str):
        if "ậ" in unicodedata.normalize("NFC", value).casefold():
            yield value
        return
    for each in _inside(value):
        yield from typed_texts(each)


def _inside(value: object) -> Iterable[object]:
    match value:
        case Value():
            names = (name for name in type(value).model_fields if name not in _SKIPPED)
            return (getattr(value, name) for name in names)
        case Mapping():
            return value.values()
        case tuple() | list() | frozenset():
            return value
        case _:
            return ()
