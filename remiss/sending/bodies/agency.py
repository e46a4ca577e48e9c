"""What the agency asked sends besides its reply."""

from datetime import UTC, date, datetime
from typing import Annotated, Any

from pydantic import AwareDatetime, ConfigDict, Field

from remiss.consultation.values import (
    ClarificationGround,
    CommentId,
    Declined,
    Person,
    QuestionId,
    Sentence,
    Sha256,
    Value,
)
from remiss.sending.bodies.opening import SHA256

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)
Day = Annotated[date, Field(ge=EARLIEST, le=LATEST)]
Moment = Annotated[
    AwareDatetime,
    Field(ge=datetime(2000, 1, 1, tzinfo=UTC), le=datetime(2100, 1, 1, tzinfo=UTC)),
]


def example(**fields: Any) -> ConfigDict:
    """The configuration of a body whose documentation shows `fields`."""
    return ConfigDict(json_schema_extra={"examples": [fields]})


class ClarificationBody(Value):
    """What the agency needs before it can answer."""

    ground: ClarificationGround
    question: QuestionId | None = Field(
        default=None, description="Để trống: cả dự thảo. / None: the draft as a whole."
    )
    text: Sentence

    model_config = example(
        ground="figures_needed",
        question="kinh-phi",
        text="Đề nghị gửi bảng tính kinh phí kèm định mức áp dụng.",
    )


class ExtensionBody(Value):
    """More time, to the end of a day."""

    to: Day
    reason: Sentence

    model_config = example(to="2026-12-04", reason="Chờ số liệu quyết toán quý III.")


class DeclineBody(Value):
    """Questions that are another agency's: the field each falls under, and whose it is."""

    declined: tuple[Declined, ...] = Field(min_length=1, max_length=50)
    reasons: Sentence

    model_config = example(
        declined=[{"question": "kinh-phi", "field": "justice.sanction", "to": "H99.03"}],
        reasons="Câu hỏi về mức xử phạt, không phải về dự toán.",
    )


class ObjectionBody(Value):
    """Comments whose disposition the agency does not accept, and why."""

    comments: tuple[CommentId, ...] = Field(min_length=1, max_length=100)
    reasons: Sentence

    model_config = example(
        comments=["H99.04-1-1-kinh-phi"],
        reasons="Căn cứ nêu trong giải trình đã hết hiệu lực.",
    )


class DelegationBody(Value):
    """Who signs in the head's place, from when until when."""

    to: Person
    since: Moment
    until: Moment
    reason: Sentence

    model_config = example(
        to={"id": "stc.duc.hoang", "name": "Hoàng Trung Đức"},
        since="2026-11-23T07:30:00+07:00",
        until="2026-11-28T17:00:00+07:00",
        reason="Nghỉ phép từ ngày 23 đến ngày 28.",
    )


class ColleagueBody(Value):
    """A colleague, and the part of the reply they write."""

    colleague: Person
    part: Sentence

    model_config = example(
        colleague={"id": "stc.ha.tran", "name": "Trần Thu Hà"}, part="Định mức chi."
    )


class ContributionBody(Value):
    """The part one was asked for."""

    text: Sentence

    model_config = example(text="Định mức chi áp dụng theo Nghị quyết của HĐND tỉnh.")


class SendBackBody(Value):
    """Which prepared text is to be written again, as it was read, and why."""

    reply_sha256: Sha256
    reasons: Sentence

    model_config = example(reply_sha256=SHA256, reasons="Nêu rõ căn cứ của định mức chi.")
