"""The head and foot of a document: who issues it, from where, under which number, who signs."""

from remiss.consultation.values import Value
from remiss.texts import Text, say

BLANK = "……"
"""Where a person writes what is not known here."""


class Letterhead(Value):
    """What stands in the head and at the foot; nobody's name, since nobody has signed yet."""

    superior: Text | None
    agency: Text = ""
    """In capitals; line by line."""
    place: Text
    signatory: tuple[Text, ...]
    abbreviation: Text = BLANK
    unit: Text = BLANK
    """Of agency and drafting unit, in the number and beside “Lưu: VT”."""

    def symbol(self, *, report: bool) -> str:
        """What follows the number: SNV-CCVC on a letter, BC-SNV on a report."""
        if report:
            return say("letter.symbol_of_report", agency=self.abbreviation).vi
        return f"{self.abbreviation}-{self.unit}"
