"""A body outside the registry that is asked: a ministry, an association, the army."""

from typing import Annotated

from pydantic import ConfigDict, Field, StringConstraints

from remiss.consultation.values.codes import (
    AgencyCode,
    Name,
    QuestionId,
    Sentence,
    Value,
)

RESERVED = "Z00."
"""How the codes of such bodies begin: numbered within their case, and nobody's in a registry."""
MOST_OUTSIDE = 20
"""Bodies outside the registry that one case may ask."""

Address = Annotated[Sentence, StringConstraints(max_length=300)]


class Outside(Value):
    """What stands in the place of an entry of the registry."""

    address: Address
    legal_basis: Sentence


class OutsideBody(Value):
    """A body to ask, by name: no account answers for it, so that no ladder climbs against it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "name": "Bộ Tài chính",
                    "address": "Số 28 Trần Hưng Đạo, phường Cửa Nam, thành phố Hà Nội",
                    "legal_basis": "Khoản 3 Điều 26 Luật Ngân sách nhà nước",
                    "questions": ["kinh-phi"],
                }
            ]
        }
    )
    name: Name = Field(description="Tên cơ quan, tổ chức. / Its name, as a letter has it.")
    address: Address = Field(description="Nơi gửi văn bản. / Where the letter goes.")
    legal_basis: Sentence = Field(
        description="Căn cứ pháp lý để lấy ý kiến. / The law on which it is asked."
    )
    questions: tuple[QuestionId, ...] = Field(
        min_length=1, max_length=100, description="Nội dung đề nghị. / The questions put to it."
    )


def is_reserved(code: AgencyCode) -> bool:
    """Whether the code is one that only a case gives, to a body outside the registry."""
    return code.startswith(RESERVED)
