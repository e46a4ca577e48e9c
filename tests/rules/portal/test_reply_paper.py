"""The paper of a reply: nothing that is signed is left off it, and what changed is marked."""

from typing import Any

import pytest

from portal.parts.reply_paper import PaperLine, changed_paper, paper_of
from remiss.consultation.values import Reply
from remiss.documents.draft.word_changes import WordChange
from tests.given.case import given, opening

CASE = given(opening())
QUESTION = CASE.questions[0].id
FULL: dict[str, Any] = {
    "position": "agree_with_changes",
    "text": "Ý kiến của cả văn bản.",
    "answers": [
        {
            "question": QUESTION,
            "position": "disagree",
            "text": "Nội dung khác.",
            "proposed_wording": "Câu chữ đề nghị.",
            "value": "1,2 tỷ đồng",
            "reason": "Một lý do.",
            "legal_basis": "Điều 31",
            "not_ours": {"body": "Bộ Y tế", "rule": "Luật Dược"},
            "beyond_precedent": False,
        }
    ],
    "legal_basis": "Luật Ngân sách nhà nước",
    "responsible_official": {"id": "duc", "name": "Hoàng Trung Đức"},
    "draft_sha256": CASE.draft.sha256,
    "number": "512/STC-QLNS",
    "attachments": ["ab" * 32],
    "clause_comments": [
        {
            "clause": "Khoản 2 Điều 7",
            "quoted": "bằng 1,5 lần",
            "text": "Thay mức cố định.",
            "proposed_wording": "tối đa 1,5 lần",
            "reason": "Quỹ mỗi nơi khác nhau.",
        }
    ],
    "further_comment": False,
    "beyond_precedent": False,
}


def said(lines: tuple[PaperLine, ...]) -> str:
    return "\n".join(line.name + ": " + "".join(w.text for w in line.words) for line in lines)


@pytest.mark.parametrize(
    ("path", "other"),
    [
        (("position",), "disagree"),
        (("text",), "Khác."),
        (("legal_basis",), "Khác."),
        (("number",), "513/STC"),
        (("responsible_official", "name"), "Trần Thu Hà"),
        (("attachments", 0), "cd" * 32),
        (("further_comment",), True),
        (("beyond_precedent",), True),
        (("answers", 0, "position"), "agree"),
        (("answers", 0, "text"), "Khác."),
        (("answers", 0, "proposed_wording"), "Khác."),
        (("answers", 0, "value"), "2,1 tỷ đồng"),
        (("answers", 0, "reason"), "Khác."),
        (("answers", 0, "legal_basis"), "Khác."),
        (("answers", 0, "not_ours", "body"), "Bộ Tài chính"),
        (("answers", 0, "not_ours", "rule"), "Khác."),
        (("answers", 0, "beyond_precedent"), True),
        (("clause_comments", 0, "clause"), "Điều 8"),
        (("clause_comments", 0, "quoted"), "Khác."),
        (("clause_comments", 0, "text"), "Khác."),
        (("clause_comments", 0, "proposed_wording"), "Khác."),
        (("clause_comments", 0, "reason"), "Khác."),
    ],
)
def test_whatever_changes_the_digest_changes_the_paper(
    path: tuple[str | int, ...], other: object
) -> None:
    """Nobody signs what does not stand on the paper that they read; and the change is marked."""
    one, another = Reply.model_validate(FULL), Reply.model_validate(changed(FULL, path, other))
    assert one.sha256() != another.sha256()
    assert said(paper_of(CASE, one)) != said(paper_of(CASE, another))
    marked = changed_paper(CASE, one, another)
    assert [w for line in marked for w in line.words if w.change is not WordChange.KEPT] or {
        line.name for line in marked
    } != {line.name for line in paper_of(CASE, one)}


def test_what_did_not_change_is_not_marked() -> None:
    """The same text twice is the plain paper."""
    reply = Reply.model_validate(FULL)
    assert changed_paper(CASE, reply, reply) == paper_of(CASE, reply)


def changed(value: Any, path: tuple[str | int, ...], other: object) -> Any:
    """A copy, with something else at this place."""
    if not path:
        return other
    first, *rest = path
    if isinstance(value, list):
        return [changed(v, tuple(rest), other) if n == first else v for n, v in enumerate(value)]
    return {**value, first: changed(value[first], tuple(rest), other)}
