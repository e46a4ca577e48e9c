"""Number and day of a letter that went out, and the copy of it that was signed and sealed."""

from datetime import date

from remiss.consultation.values import AttachedFile, Value, added_later


class IssuedLetter(Value):
    """Number and day of a letter that went out on paper."""

    number: str
    signed_on: date
    files: tuple[AttachedFile, ...] = added_later((), description="Its sealed copy.")
