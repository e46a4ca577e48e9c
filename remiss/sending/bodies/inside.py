"""Bodies sent by people inside the agency asked."""

from pydantic import Field

from remiss.consultation.values import Person, Sentence, Sha256, Value
from remiss.sending.bodies.body_days import Moment
from remiss.sending.bodies.example import example


class AssignBody(Value):
    """Who prepares the reply, and who stands in for them."""

    official: Person
    deputy: Person | None = None
    deputy_until: Moment | None = Field(
        default=None,
        description="Người thay xử lý đến khi nào; để trống: chưa định. / Until when the deputy "
        "stands in; empty: no end is set.",
    )
    reason: Sentence | None = Field(
        default=None,
        description="Vì sao giao (nghỉ phép, điều chuyển…). / Why it passes to them.",
    )
    internal_due_at: Moment | None = Field(
        default=None,
        description="Thời hạn nội bộ soạn xong, không sau thời hạn trả lời; chỉ trong cơ quan đọc "
        "được. / By when it is to be prepared, no later than the reply is due; read inside the "
        "agency alone.",
    )

    model_config = example(
        official={"id": "stc.duc.hoang", "name": "Hoàng Trung Đức"},
        deputy={"id": "stc.ha.tran", "name": "Trần Thu Hà"},
    )


class ForwardBody(Value):
    """To whom the clerk passes the request on."""

    to: Person | None = Field(
        default=None, description="Để trống: người đứng đầu cơ quan. / Empty: the agency's head."
    )
    note: Sentence | None = None

    model_config = example(to={"id": "stc.duc.hoang", "name": "Hoàng Trung Đức"})


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


class PassOnBody(Value):
    """Which prepared text is passed on to the next desk, as it was read."""

    reply_sha256: Sha256
    note: Sentence | None = None

    model_config = example(
        reply_sha256="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        note="Đã rà soát số liệu với Phòng Quản lý ngân sách.",
    )


class SendBackBody(Value):
    """Which prepared text is to be written again, as it was read, and why."""

    reply_sha256: Sha256
    reasons: Sentence

    model_config = example(
        reply_sha256="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        reasons="Nêu rõ căn cứ của định mức chi.",
    )
