"""Texts as official documents carry them: fit for a file, dates and names in their usual form."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime

from remiss.consultation.telling.labels import DRAFT_KINDS
from remiss.consultation.values import Draft, DraftKind
from remiss.texts import VIET_NAM, Bilingual, day_and_time, day_month_year, local_date

REPLACED = "\N{REPLACEMENT CHARACTER}"
_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}]")
_UNFIT = re.compile(
    # What XML 1.0 cannot hold, and what turns the order of letters around on the page.
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)
_SHORT = {"ỦY BAN NHÂN DÂN": "UBND", "UỶ BAN NHÂN DÂN": "UBND", "HỘI ĐỒNG NHÂN DÂN": "HĐND"}
LEGAL_NAMES = ("quyết định ", "nghị quyết ")
NAMED_KINDS = frozenset({DraftKind.DECISION, DraftKind.PLAN, DraftKind.GUIDELINE})


def fit(text: str) -> str:
    """The text as a file can hold it; a character it cannot hold stays visible as one that was."""
    return _UNFIT.sub(REPLACED, unicodedata.normalize("NFC", _BREAKS.sub("\n", text)))


def one_line(text: str) -> str:
    """The text without its line breaks, for a heading or a cell of the head."""
    return " ".join(fit(text).split())


def paragraphs(text: str) -> tuple[str, ...]:
    """The lines of a text that say something."""
    return tuple(line.strip() for line in fit(text).split("\n") if line.strip())


def day(at: datetime | date) -> str:
    """02/3/2026."""
    return local_date(at)


def long_day(at: datetime | date) -> str:
    """Ngày 02 tháng 3 năm 2026."""
    day_, month, year = day_month_year(at)
    return f"ngày {day_} tháng {month} năm {year}"


def moment(at: datetime) -> str:
    """17 giờ 00 ngày 02/3/2026."""
    return f"{clock(at)} ngày {day(at)}"


def moment_in_both(at: datetime) -> Bilingual:
    """A moment as official documents write it, and in English as screens do."""
    return Bilingual(vi=moment(at), en=day_and_time(at).en)


def clock(at: datetime) -> str:
    """17 giờ 00, for a narrow column."""
    return f"{at.astimezone(VIET_NAM):%H giờ %M}"


def count(number: int) -> str:
    """A number as letters write small ones: 03."""
    return f"{number:02}"


def join_names(items: Iterable[str]) -> str:
    """Several things in one sentence; a semicolon, since names of agencies hold commas."""
    return "; ".join(items)


def shorten_agency(agency: str) -> str:
    """UBND TỈNH TÂN GIANG: the superior's name in the head may use what is commonly short."""
    name = one_line(agency).upper()
    for long, short in _SHORT.items():
        name = name.replace(long, short)
    return name


def raise_first(text: str) -> str:
    """The text with its first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """The text with its first letter small, to go on inside a sentence."""
    return text[:1].lower() + text[1:]


def named_draft(draft: Draft) -> str:
    """Dự thảo Hướng dẫn “...”; the kind only where the subject does not begin with it."""
    subject, kind = one_line(draft.subject), DRAFT_KINDS[draft.kind].vi
    begins = subject.casefold().startswith
    if draft.kind is DraftKind.ADMINISTRATIVE_PROCEDURE:
        return lower_first(subject) if begins("hồ sơ ") else f"hồ sơ “{subject}”"
    if begins("dự thảo "):
        return lower_first(subject)
    if draft.kind.legal and begins(LEGAL_NAMES):
        return f"dự thảo {subject}"
    if draft.kind not in NAMED_KINDS:
        return f"dự thảo “{subject}”"
    if begins(f"{kind.casefold()} "):
        return f"dự thảo {subject}"
    return f"dự thảo {kind} “{subject}”"
