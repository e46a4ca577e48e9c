"""Bodies that dispose of comments, object to that, and say how a late reply was used."""

from pydantic import Field

from remiss.consultation.life.events import Disposed
from remiss.consultation.values import CommentId, LateUse, Sentence, Value
from remiss.sending.bodies.example import example


class DispositionsBody(Value):
    """What became of comments of one agency; anything but adopting needs an explanation."""

    dispositions: tuple[Disposed, ...] = Field(min_length=1, max_length=100)

    model_config = example(
        dispositions=[
            {
                "comment": "H99.04-1-1-kinh-phi",
                "kind": "adopted_in_part",
                "explanation": "Tiếp thu mức chi; nguồn kinh phí giữ theo dự thảo.",
            }
        ]
    )


class LateUseBody(Value):
    """How a reply that came after its request's outcome was used."""

    request: int = Field(
        default=1,
        ge=1,
        le=1000,
        description="Đề nghị cho ý kiến thứ mấy gửi cơ quan. / Which of the agency's requests.",
    )
    number: int = Field(ge=1, le=1000, description="Văn bản lần thứ mấy. / Which of its replies.")
    use: LateUse
    explanation: Sentence

    model_config = example(number=1, use="considered", explanation="Đã tham khảo tại Điều 5.")


class ObjectionBody(Value):
    """Comments whose disposition the agency does not accept, and why."""

    comments: tuple[CommentId, ...] = Field(min_length=1, max_length=100)
    reasons: Sentence

    model_config = example(
        comments=["H99.04-1-1-kinh-phi"], reasons="Căn cứ nêu trong giải trình đã hết hiệu lực."
    )
