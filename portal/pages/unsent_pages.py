"""Pages of what was typed and did not get where it was meant to."""

from datetime import datetime
from typing import ClassVar

from portal.page import Page
from remiss.consultation.values import Value
from remiss.texts import Bilingual

Fields = tuple[tuple[str, str], ...]


class NotReceivedPage(Page):
    """Nothing was done; the same form is sent again under the same key."""

    template: ClassVar[str] = "errors/not-received.html"

    what: Bilingual | None
    """Which form it is; None: nobody could look."""
    why: Bilingual
    action: str
    fields: Fields
    draft_saved: bool
    not_kept: tuple[str, ...] = ()
    """Names of files to be chosen again."""


class TextPiece(Value):
    """Words in a row, and whether the other text has others in their place."""

    text: str
    differs: bool


class Difference(Value):
    """One field that is not the same in two texts; nothing of it: it was left empty."""

    label: Bilingual
    mine: tuple[TextPiece, ...]
    saved: tuple[TextPiece, ...]


class TwoTabsPage(Page):
    """A form filled from an older draft, beside the newer one."""

    template: ClassVar[str] = "errors/two-tabs.html"

    what: Bilingual
    mine: str
    """The id under which the form just posted is kept."""
    mine_at: datetime
    saved: int
    saved_at: datetime
    saved_by: str | None
    """Whoever else saved it."""
    mine_files: int
    saved_files: int
    differences: tuple[Difference, ...]


class ExpiredPage(Page):
    """A form that came after the session's end, or of which nobody knows whose it is."""

    template: ClassVar[str] = "errors/expired.html"

    whose: str | None
    """None: nobody can say, and it is sent again from here."""
    kept: bool
    arrived_at: datetime
    words: int
    files: tuple[str, ...]
    not_kept: tuple[str, ...]
    """Names of files that were more than is kept."""
    sign_in: str
    again: str
    fields: Fields
    idle_minutes: int


class WaitingPage(Page):
    """Received, and being recorded; it looks again by itself."""

    template: ClassVar[str] = "waiting.html"

    here: ClassVar[str] = "/work"
    again: str
    consultation: str


class KeptEntry(Value):
    """A draft or a kept form in the list."""

    what: Bilingual
    at: datetime
    by: str | None = None
    why: str = ""
    """Why a form was kept; "" for a draft."""
    words: int
    files: int
    address: str
    until: datetime


class DraftsPage(Page):
    """What the person typed and did not send."""

    template: ClassVar[str] = "drafts.html"

    drafts: tuple[KeptEntry, ...]
    kept: tuple[KeptEntry, ...]
