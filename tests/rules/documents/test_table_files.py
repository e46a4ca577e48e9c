"""What came with a letter, as the table names it."""

from datetime import UTC, datetime

from remiss.consultation.values import AttachedFile
from remiss.documents.table.cited_letter import cite_letter
from remiss.documents.table.consolidation import Answered

FILES = (
    AttachedFile(
        sha256="a" * 64, name="Phụ lục 1.pdf", size=2_500_000, media_type="application/pdf"
    ),
    AttachedFile(sha256="b" * 64, name="Dự toán.xlsx", size=40_000, media_type="x"),
)


def test_a_letter_is_cited_with_its_files_by_name_and_size() -> None:
    """In the words of a công văn; a letter without files ends with its date."""
    letter = Answered(
        reply=1,
        number="512/STC-QLNS",
        received_at=datetime(2026, 11, 30, tzinfo=UTC),
        signatory="Trần Văn An",
        responsible_official="Hoàng Trung Đức",
        days_late=0,
        after_outcome=False,
    )
    cited = "văn bản số 512/STC-QLNS ngày 30/11/2026"
    assert cite_letter(letter) == cited
    with_files = letter.model_copy(update={"files": FILES})
    assert cite_letter(with_files) == (
        f"{cited}, gửi kèm Phụ lục 1.pdf (2,3 MB), Dự toán.xlsx (39 KB)"
    )
