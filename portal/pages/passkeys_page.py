"""The page of one's passkeys: what each is called, when it was added, when it was last used."""

from collections.abc import Sequence
from datetime import datetime
from enum import Enum
from typing import ClassVar

from portal.page import Page
from remiss.consultation.values import Value
from remiss.ledger.portal.passkeys import MOST_PASSKEYS, Passkey
from remiss.texts import Bilingual, Text, local_date, say, text

LONGEST_NAME = 40


class News(Enum):
    """What happened just before, as an address says it."""

    ADDED = "added"
    REMOVED = "removed"
    REFUSED = "refused"
    NAME = "name"


class OwnPasskey(Value):
    """One of them."""

    id: str
    name: Text | Bilingual
    """As its person calls it; where they do not, by the day it was added."""
    added_at: datetime
    used_at: datetime | None


class PasskeysPage(Page):
    """Those there are, and a form for another where one can be made."""

    template: ClassVar[str] = "passkeys.html"

    passkeys: tuple[OwnPasskey, ...]
    usable: bool
    """A browser makes passkeys for this address."""
    full: bool
    most: int = MOST_PASSKEYS
    longest_name: int = LONGEST_NAME
    news: Bilingual | None
    went_wrong: bool


def passkeys_page(held: Sequence[Passkey], news: News | None, *, usable: bool) -> PasskeysPage:
    """The page of these."""
    return PasskeysPage(
        title=text("portal.passkeys.title"),
        passkeys=tuple(_own(each) for each in held),
        usable=usable,
        full=len(held) >= MOST_PASSKEYS,
        news=text(f"portal.passkeys.{news.value}") if news else None,
        went_wrong=news in {News.REFUSED, News.NAME},
    )


def _own(passkey: Passkey) -> OwnPasskey:
    unnamed = say("portal.passkeys.unnamed", day=local_date(passkey.added_at))
    return OwnPasskey(
        id=passkey.id,
        name=passkey.name or unnamed,
        added_at=passkey.added_at,
        used_at=passkey.used_at,
    )
