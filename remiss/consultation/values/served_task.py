"""The task (nhiệm vụ được giao) a case serves: who gave it, under which number, due when."""

from datetime import date

from pydantic import Field

from remiss.consultation.values.codes import LetterNumber, Name, Value


class ServedTask(Value):
    """What the drafting agency was told to submit, and by which day.

    A case that is concluded after `due_on` has missed it.
    """

    number: LetterNumber | None = Field(
        default=None,
        description="Số, ký hiệu văn bản giao nhiệm vụ. / The number of the document that gave it.",
    )
    given_on: date | None = Field(
        default=None, description="Ngày văn bản giao nhiệm vụ. / The day on that document."
    )
    given_by: Name = Field(
        description="Cơ quan, người giao nhiệm vụ. / Who gave it: a body or a person."
    )
    due_on: date = Field(
        description="Thời hạn trình: ngày cuối phải trình kết quả. / The last day to submit by."
    )
