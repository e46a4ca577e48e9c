"""Bodies that dispose of comments, object to that, and say how a late reply was used."""

from pydantic import Field

from remiss.consultation.life.events import Disposed, WordingExplanation
from remiss.consultation.values import CommentId, DocumentNumber, LateUse, Sentence, Sha256, Value
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


class FinalTextBody(Value):
    """Bản trình ban hành: the final text, uploaded before."""

    sha256: Sha256
    number: DocumentNumber | None = None

    model_config = example(
        sha256="2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
        number="15/2026/QĐ-UBND",
    )


class WordingsBody(Value):
    """Why the final text has other words than those that were adopted."""

    explanations: tuple[WordingExplanation, ...] = Field(min_length=1, max_length=100)

    model_config = example(
        explanations=[
            {
                "comment": "H99.04-1-1.1",
                "explanation": "Đã tách thành hai khoản theo ý kiến thẩm định của Sở Tư pháp.",
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
