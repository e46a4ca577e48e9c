"""What clients send: a case, a reply that is clear, one that is not."""

from collections.abc import Sequence
from typing import Any

from lab.chaos.people import FIELDS


def question(code: str) -> str:
    """The id of the question in an agency's field."""
    return f"q-{code.lower().replace('.', '-')}"


def opening(sha256: str, agencies: Sequence[str]) -> dict[str, Any]:
    """A case with one question in the field of each agency; urgent, so that mail never waits."""
    return {
        "draft": {
            "subject": "Hướng dẫn đánh giá cán bộ, công chức",
            "kind": "guideline",
            "urgency": "urgent",
            "sha256": sha256,
        },
        "questions": [
            {"id": question(code), "text": "Nội dung này có phù hợp không?", "field": FIELDS[code]}
            for code in agencies
        ],
        "agencies": list(agencies),
    }


def reply(asked: str, sha256: str, mark: str, *, clear: bool) -> dict[str, Any]:
    """A reply that takes a clear position, or one that takes none and goes back."""
    said: dict[str, Any] = {
        "text": f"Đề nghị thực hiện theo quy định ({mark}).",
        "position": "none",
        "answers": [],
    }
    if clear:
        text = f"Thống nhất với dự thảo; kinh phí bố trí từ dự toán chi thường xuyên ({mark})."
        answer = {"question": asked, "position": "agree", "text": text}
        said = {"text": text, "position": "agree", "answers": [answer]}
    return said | {
        "legal_basis": "Luật Ngân sách nhà nước, Điều 31",
        "responsible_official": {"id": "chaos.duc", "name": "Hoàng Trung Đức"},
        "draft_sha256": sha256,
    }
