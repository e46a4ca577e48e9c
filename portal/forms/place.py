"""Where a form is: its page, what it is called, and who goes on with its draft."""

from typing import Self

from portal.visit import Visit
from remiss.consultation.values import AgencyCode, Value
from remiss.ledger.portal.stored_drafts import DraftId
from remiss.texts import Bilingual
from remiss.texts.catalogue import TEXTS


class Place(Value):
    """The page of a form."""

    address: str
    """Below /portal and without a language, as `url()` takes it: `/requests/HS-…/H99.04/reply`."""
    title: Bilingual
    """What it is called among drafts: `Văn bản trả lời, HS-…`."""
    owner: str
    texts: str
    """Prefix of its texts: the label of a field stands under `<texts>.field.<name>`."""
    keeps: bool
    """Whether there is anything to type that is worth a draft."""

    @classmethod
    def of(
        cls,
        visit: Visit,
        address: str,
        title: Bilingual,
        texts: str,
        *,
        shared_by: AgencyCode | None = None,
        keeps: bool = True,
    ) -> Self:
        """The place of a form of this visit's person; `shared_by` is the agency all of which go on.

        Whoever of another agency the page lets in has a draft of their own.
        """
        shared = shared_by is not None and shared_by == visit.actor.agency
        owner = f"agency:{shared_by}" if shared else f"person:{visit.actor.id}"
        return cls(address=address, title=title, owner=owner, texts=texts, keeps=keeps)

    @property
    def draft(self) -> DraftId:
        """Under which its draft is kept."""
        return DraftId(self.owner, self.address)

    def label(self, field: str) -> Bilingual | None:
        """What a field is called: that of `answers.3.text` is the text `….field.answers.text`."""
        named = ".".join(part for part in field.split(".") if not part.isdigit())
        return TEXTS.get(f"{self.texts}.field.{named}")
