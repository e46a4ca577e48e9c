"""Ids of people from the subjects providers give: kept where they can be, else mapped for good.

A subject may hold what an id of ours may not (`auth0|64af…`, `CN=Lan, O=Sở`, an e-mail address). It
becomes `sub.<what can be read of it>.<24 digits of its sha256>`: always the same, and no subject of
another person comes to the same.
"""

import hashlib
import re
from typing import Final

LONGEST: Final = 255
"""As OpenID Connect has it: at most so many ASCII characters, told apart by case."""
MARK: Final = "sub."
READABLE = 24
DIGITS = 24
KEPT = re.compile(r"[A-Za-z0-9._-]{1,64}")
MAPPED = re.compile(rf"sub\.[a-z0-9-]{{0,{READABLE}}}\.[0-9a-f]{{{DIGITS}}}")
TAKEN = re.compile(rf"[\x20-\x7e]{{1,{LONGEST}}}")


def id_of(subject: str, room: int = 64) -> str | None:
    """The id, of at most `room` characters, of whoever has this subject; None where it is none."""
    if KEPT.fullmatch(subject) and len(subject) <= room and not MAPPED.fullmatch(subject):
        return subject
    if not TAKEN.fullmatch(subject) or subject != subject.strip():
        return None
    readable = re.sub(r"[^a-z0-9]+", "-", subject.lower()).strip("-")[:READABLE].strip("-")
    return f"{MARK}{readable}.{hashlib.sha256(subject.encode()).hexdigest()[:DIGITS]}"
