"""Bodies about the draft and what is said of its clauses."""

from remiss.consultation.values import Sha256, Value
from remiss.sending.bodies.example import example


class CommentTableBody(Value):
    """Bảng ý kiến góp ý, XLSX hoặc DOCX, đã tải lên. / A table of comments, uploaded before."""

    sha256: Sha256

    model_config = example(
        sha256="2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"
    )
