"""The few answers there are to ask, decline, dispose and use by."""

from enum import StrEnum

from remiss.consultation.values.codes import AgencyCode, FieldCode, QuestionId, Value


class ClarificationGround(StrEnum):
    """The grounds on which an agency may ask the drafter before it answers."""

    MISSING_DOCUMENT = "missing_document"
    UNCLEAR_QUESTION = "unclear_question"
    INCONSISTENT_DOCUMENTS = "inconsistent_documents"
    FIGURES_NEEDED = "figures_needed"
    LEGAL_BASIS_NEEDED = "legal_basis_needed"


class DispositionKind(StrEnum):
    """What the drafter did with one comment (tiếp thu, giải trình)."""

    ADOPTED = "adopted"
    IN_PART = "adopted_in_part"
    LATER = "adopted_later"
    KEPT = "kept"


class LateUse(StrEnum):
    """How the officer used a reply that came after the request had its outcome."""

    CONSOLIDATED = "consolidated"
    CONSIDERED = "considered"
    FILED = "filed"


class Declined(Value):
    """One question an agency says is not its own: the field it really falls under, and whose."""

    question: QuestionId
    field: FieldCode
    to: AgencyCode
