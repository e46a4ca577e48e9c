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
        "urgency_reason": "Thử sự cố.",
        "questions": [
            {"id": question(code), "text": "Nội dung này có phù hợp không?", "field": FIELDS[code]}
            for code in agencies
        ],
        "agencies": list(agencies),
    }


def reply(asked: str, sha256: str, mark: str, *, clear: bool) -> dict[str, Any]:
    """A reply that takes a clear position, or one that declines its own question and goes back."""
    text, position, basis = f"Không thuộc nhiệm vụ của cơ quan ({mark}).", "not_in_mandate", ""
    if clear:
        text = f"Thống nhất với dự thảo; kinh phí bố trí từ dự toán chi thường xuyên ({mark})."
        position, basis = "agree", "Luật Ngân sách nhà nước, Điều 31"
    return {
        "text": text,
        "position": position,
        "answers": [{"question": asked, "position": position, "text": text}],
        "legal_basis": basis,
        "responsible_official": {"id": "chaos.duc", "name": "Hoàng Trung Đức"},
        "draft_sha256": sha256,
    }
