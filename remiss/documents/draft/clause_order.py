"""The order of clauses by their addresses alone, as the draft has them, however written."""

import re

from remiss.documents.draft.clause_marks import place_of

_NUMBERS = tuple(
    re.compile(rf"\b{name}\s+({number})(?![^\W\d_])", re.IGNORECASE)
    for name, number in (
        ("phụ lục", r"(?-i:[IVX]{1,7})|\d{1,4}"),
        ("phần", r"(?-i:[IVX]{1,7})|\d{1,4}"),
        ("chương", r"(?-i:[IVX]{1,7})|\d{1,4}"),
        ("mục", r"(?-i:[IVX]{1,7})|\d{1,4}"),
        ("điều", r"\d{1,4}[a-zđ]?"),
        ("khoản", r"\d{1,4}[a-zđ]?"),
        ("điểm", r"\d{1,3}(?:\.\d{1,3})*|[a-zđ]"),
    )
)
_ATTACHED = re.compile(r"kèm theo|phụ lục", re.IGNORECASE)
_OPENING = re.compile(r"mở đầu|căn cứ", re.IGNORECASE)

Order = tuple[int, tuple[tuple[int, ...], ...], str]


def clause_order(address: str) -> Order:
    """What to sort comments on clauses by; what names no clause comes last."""
    numbers = tuple(_place(form, address) for form in _NUMBERS)
    if _ATTACHED.search(address):
        return 2, numbers, ""
    if any(numbers):
        return 1, numbers, ""
    return (0, (), "") if _OPENING.search(address) else (3, (), address.casefold())


def _place(form: re.Pattern[str], address: str) -> tuple[int, ...]:
    found = form.search(address)
    if found is None:
        return ()
    number = found[1]
    return place_of(number if number.isupper() else number.lower())
