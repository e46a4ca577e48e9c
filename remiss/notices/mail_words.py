"""A letter in words, and the words around what it says: one set for each language."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from remiss.texts import Bilingual


class Item(NamedTuple):
    """One event in one language: a heading, what is to be read under which name, a link."""

    heading: str
    facts: tuple[tuple[str, str], ...]
    where: str
    url: str


class Text(NamedTuple):
    """A letter in one language."""

    language: str
    heading: str
    greeting: str
    items: tuple[Item, ...]
    closing: str


@dataclass(frozen=True)
class Words:
    """How one language names the parts of a letter; `said` picks it out of a text in both."""

    language: str
    said: Callable[[Bilingual], str]
    dear: str
    several: str
    case: str
    urgency: str
    drafter: str
    what: str
    at: str
    todo: str
    where: str
    closing: str


def _vietnamese(text: Bilingual) -> str:
    return text.vi


def _english(text: Bilingual) -> str:
    return text.en


VIETNAMESE = Words(
    language="vi",
    said=_vietnamese,
    dear="Kính gửi",
    several="{count} thông báo về hồ sơ lấy ý kiến",
    case="Hồ sơ",
    urgency="Độ khẩn",
    drafter="Cơ quan chủ trì soạn thảo (cán bộ phụ trách)",
    what="Nội dung",
    at="Thời điểm",
    todo="Việc cần làm",
    where="Địa chỉ hồ sơ trên hệ thống",
    closing="Thư do hệ thống Remiss gửi tự động; xin không trả lời thư này. Mọi thao tác được thực "
    "hiện trên hệ thống và ghi vào sổ cái.",
)
ENGLISH = Words(
    language="en",
    said=_english,
    dear="To",
    several="{count} notices about consultations",
    case="Consultation",
    urgency="Urgency",
    drafter="Drafting agency (officer in charge)",
    what="What happened",
    at="When",
    todo="What to do",
    where="Address in the system",
    closing="Sent by Remiss; please do not reply to this mail. Everything is done in the system, "
    "where it goes on record.",
)
