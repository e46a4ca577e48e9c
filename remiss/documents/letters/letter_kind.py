"""The letters of a case, by the name of their template."""

from enum import StrEnum

from remiss.consultation.policy import EscalationLevel


class LetterKind(StrEnum):
    """Each letter a case sends; its value is the name of its template without `.docx`."""

    REQUEST = "cong-van-lay-y-kien"
    IN_PROCEDURE = "cong-van-lay-y-kien-thu-tuc"
    REMINDER = "cong-van-nhac"
    OVERDUE = "cong-van-don-doc"
    URGING = "cong-van-don-doc-cua-van-phong"
    TO_HEAD = "cong-van-gui-nguoi-dung-dau"
    TO_OFFICE = "cong-van-gui-van-phong"
    TO_CHAIRMAN = "bao-cao-chu-tich"

    @property
    def file(self) -> str:
        return f"{self}.docx"


REPORTS = {
    EscalationLevel.HEAD: LetterKind.TO_HEAD,
    EscalationLevel.OFFICE: LetterKind.TO_OFFICE,
    EscalationLevel.CHAIRMAN: LetterKind.TO_CHAIRMAN,
}
"""The letter to each level that is reported to on paper; the named official gets none."""
