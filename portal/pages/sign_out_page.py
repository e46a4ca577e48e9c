"""The page before signing out: here, or wherever one is signed in."""

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar

from portal.page import Page
from remiss.consultation.values import Value
from remiss.ledger.portal.sessions import PortalSession
from remiss.texts import text


class OpenSession(Value):
    """One browser in which the person is signed in."""

    began_at: datetime
    seen_at: datetime
    here: bool
    remembered: bool


class SignOutPage(Page):
    """The sessions of the person, used last first."""

    template: ClassVar[str] = "sign-out.html"

    sessions: tuple[OpenSession, ...]


def sign_out_page(sessions: Iterable[PortalSession], here: str) -> SignOutPage:
    """The page; `here` is the id of the session it is shown in."""
    return SignOutPage(
        title=text("portal.sign_out.title"),
        sessions=tuple(
            OpenSession(
                began_at=each.began_at,
                seen_at=each.seen_at,
                here=each.id == here,
                remembered=each.remembered,
            )
            for each in sessions
        ),
    )
