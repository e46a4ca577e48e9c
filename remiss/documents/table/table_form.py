"""The two forms of the consolidated table: that of legal normative documents, that of all others.

The first is the form of Nghị định 78/2025/NĐ-CP for opinions on drafts of such documents.
"""

from enum import StrEnum

from remiss.consultation.values import Draft
from remiss.documents.official_wording import named_draft
from remiss.texts import Bilingual, say, text, texts

COLUMNS = tuple(head.vi for head in texts("table_paper.column").values())


class TableForm(StrEnum):
    """Which of them a draft asks for."""

    PLAIN = "plain"
    LEGAL = "legal"

    @classmethod
    def of(cls, draft: Draft) -> "TableForm":
        return cls.LEGAL if draft.kind.legal else cls.PLAIN

    @property
    def label(self) -> Bilingual:
        """What a paper of this form is called."""
        return text(f"table.title.{self}")

    @property
    def columns(self) -> tuple[str, ...]:
        """The heads of the four columns."""
        return tuple(map(self._styled, COLUMNS))

    def subject(self, draft: Draft) -> str:
        """What the table is about, as it goes on from the title."""
        return self._styled(say("table_paper.subject", draft=named_draft(draft)).vi)

    def _styled(self, said: str) -> str:
        return said.upper() if self is TableForm.LEGAL else said
