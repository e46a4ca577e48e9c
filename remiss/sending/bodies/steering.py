"""Bodies that change, order or end something; a reason stays on record."""

from remiss.consultation.values import Person, Sentence, Value
from remiss.sending.bodies.body_days import Day
from remiss.sending.bodies.example import example


class ReasonBody(Value):
    """Why it is done; it stays on record."""

    reason: Sentence

    model_config = example(reason="Nội dung liên quan đã được tách sang văn bản khác.")


class OfficerBody(Value):
    """The new officer in charge, of the drafting agency."""

    officer: Person
    reason: Sentence

    model_config = example(
        officer={"id": "snv.quang.vu", "name": "Vũ Minh Quang"}, reason="Điều động công tác."
    )


class OrderBody(Value):
    """The day by whose end an agency replies."""

    to: Day
    reasons: Sentence

    model_config = example(to="2026-12-04", reasons="Trình UBND tỉnh tại phiên họp ngày 07/12.")


class UrgeBody(Value):
    """What the Office asks of an agency whose reply it waits for; the letter prints it."""

    words: Sentence

    model_config = example(
        words="Gửi văn bản trả lời trong ngày; trường hợp còn vướng mắc, nêu rõ lý do."
    )


class MoveBody(Value):
    """The later day by whose end every agency that had less replies."""

    to: Day
    reason: Sentence

    model_config = example(
        to="2026-12-11", reason="Phiên họp của UBND tỉnh chuyển sang ngày 14/12."
    )


class ReturnDateBody(Value):
    """The later day on which the applicant is told to come, and why, as the letter gives it."""

    return_on: Day
    reason: Sentence

    model_config = example(
        return_on="2026-12-18", reason="Cần thêm thời gian kiểm tra thực địa khu đất."
    )


class ReasonsBody(Value):
    """Why somebody steps in; it stays on record."""

    reasons: Sentence

    model_config = example(reasons="Hồ sơ cần có ý kiến trước phiên họp của UBND tỉnh.")
