"""Bodies that sign, confirm or correct a reply; a reply itself is the domain's `Reply`."""

from typing import Any

from pydantic import Field

from remiss.consultation.values import (
    LetterNumber,
    Person,
    Reply,
    ReplyCorrection,
    ReplyWay,
    Sentence,
    Sha256,
    Value,
)
from remiss.sending.bodies.body_days import Day
from remiss.sending.bodies.example import example

REPLY: dict[str, Any] = {
    "position": "agree_with_changes",
    "text": "Sở Tài chính thống nhất với dự thảo, đề nghị bổ sung một nội dung.",
    "answers": [
        {
            "question": "kinh-phi",
            "position": "agree_with_changes",
            "text": "Kinh phí lấy từ dự toán chi thường xuyên được giao năm 2026.",
            "value": "1,2 tỷ đồng",
            "reason": "Dự toán năm 2026 đã giao, không có nguồn bổ sung.",
            "legal_basis": "Khoản 2 Điều 31 Luật Ngân sách nhà nước",
            "proposed_wording": "Kinh phí thực hiện bố trí trong dự toán chi thường xuyên "
            "của cơ quan, không bổ sung ngoài dự toán.",
        },
        {
            "question": "thuoc-dac-tri",
            "not_ours": {"body": "Bộ Y tế", "rule": "Luật Dược năm 2016, Điều 52"},
        },
    ],
    "clause_comments": [
        {
            "clause": "Khoản 2 Điều 7",
            "anchor": "dieu-7.khoan-2",
            "quoted": "được hưởng mức tiền thưởng bằng 1,5 lần",
            "text": "Đề nghị thay mức cố định bằng mức tối đa.",
            "proposed_wording": "được xét mức tiền thưởng tối đa bằng 1,5 lần",
            "reason": "Quỹ tiền thưởng của mỗi cơ quan khác nhau.",
        }
    ],
    "legal_basis": "Điều 31 Luật Ngân sách nhà nước",
    "responsible_official": {"id": "stc.duc.hoang", "name": "Hoàng Trung Đức"},
    "draft_sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "number": "512/STC-QLNS",
}
"""An example of a reply."""


class SignBody(Value):
    """Which prepared text is signed: `unsigned_sha256` of the request, as it was read."""

    reply_sha256: Sha256

    model_config = example(
        reply_sha256="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    )


class ConfirmBody(Value):
    """A letter without answers, and those read from it as the check showed them."""

    letter: Reply = Field(description="The same that was checked.")
    reply_sha256: Sha256 = Field(description="`proposed.reply_sha256` of the check.")

    model_config = example(
        letter={
            "text": "Kính gửi: Sở Nội vụ\nSở Tài chính thống nhất với dự thảo, vì kinh "
            "phí đã bố trí trong dự toán chi thường xuyên được giao năm 2026.\n"
            "Trân trọng./.",
            "responsible_official": {"id": "stc.duc.hoang", "name": "Hoàng Trung Đức"},
            "draft_sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "number": "512/STC-QLNS",
        },
        reply_sha256="2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
    )


class CorrectionBody(Value):
    """Văn bản đính chính, thay thế: which reply it corrects and why, and the whole new text."""

    corrects: ReplyCorrection
    reply: Reply

    model_config = example(
        corrects={
            "number": 1,
            "reason": "Văn bản số 512/STC-QLNS ghi nhầm số tiền 1,2 tỷ đồng; đúng là 2,1 tỷ đồng.",
        },
        reply={
            **REPLY,
            "answers": [{**REPLY["answers"][0], "value": "2,1 tỷ đồng"}],
            "number": "530/STC-QLNS",
        },
    )


class CorrectionRulingBody(Value):
    """Whether the correction counts; leaving the earlier reply standing needs reasons."""

    accepted: bool
    reasons: Sentence | None = None

    model_config = example(accepted=True)


class EntryBody(Value):
    """Nhập hộ: a reply that came on paper or in a meeting; its scan is among the attachments."""

    reply: Reply
    signed_by: Person = Field(description="Who signed it, or spoke for the agency.")
    way: ReplyWay
    received_on: Day = Field(
        description="When it reached the drafting agency; of the agency's own clerk, today."
    )

    model_config = example(
        reply={
            **REPLY,
            "attachments": ["2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"],
        },
        signed_by={"id": "stc.huong.tran", "name": "Trần Thị Hương"},
        way="paper",
        received_on="2026-11-27",
    )


class ReplyLetterBody(Value):
    """Number and day under which a reply went out, and its sealed copy."""

    number: int = Field(ge=1, description="Văn bản lần thứ mấy. / Which reply to the request.")
    letter: LetterNumber = Field(description="Số, ký hiệu. / Its number, with its signs.")
    signed_on: Day = Field(description="Ngày ban hành. / The day on it.")
    sealed: Sha256 | None = Field(
        default=None, description="Bản đã ký, đóng dấu. / The signed and sealed copy."
    )

    model_config = example(
        number=1,
        letter="512/STC-QLNS",
        signed_on="2026-11-27",
        sealed="2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
    )


class EntryWordBody(Value):
    """Whether the reply entered is the agency's; where it is not, why."""

    number: int = Field(ge=1, description="Văn bản lần thứ mấy. / Which reply to the request.")
    confirmed: bool
    reasons: Sentence | None = None

    model_config = example(number=1, confirmed=True)
