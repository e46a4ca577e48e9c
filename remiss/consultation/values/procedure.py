"""The administrative procedure (thủ tục hành chính) that a consultation is a part of."""

from datetime import date

from pydantic import Field

from remiss.consultation.values.codes import Name, Value


class Procedure(Value):
    """An applicant's file, and the day on which the applicant was told to come for the result.

    Source: Nghị định 118/2025/NĐ-CP, amended by Nghị định 367/2025/NĐ-CP.
    """

    number: Name = Field(description="Mã hồ sơ thủ tục hành chính. / The file's number.")
    name: Name | None = Field(
        default=None, description="Tên thủ tục hành chính. / What the procedure is called."
    )
    applicant: Name | None = Field(
        default=None,
        description="Tổ chức, cá nhân nộp hồ sơ, để ghi trong thư xin lỗi. / Who applied, for the "
        "letter of apology; left out, the letter leaves room.",
    )
    return_on: date = Field(
        description="Ngày hẹn trả kết quả. / The day the result is due to the applicant."
    )
