"""A letter of a case as a Word file: of the province's template, or of the one shipped."""

from remiss.documents.letters.desk import Desk
from remiss.documents.letters.letter_fields import Filling
from remiss.documents.letters.shipped_templates import shipped
from remiss.documents.letters.template_filling import docx_of


def docx(filling: Filling, desk: Desk) -> bytes:
    """The letter; equal values and an equal template give equal bytes."""
    return docx_of(filling, desk.templates.get(filling.kind) or shipped(filling.kind))
