"""Questions marked difficult, and who is silent on them: “có quan điểm, chính kiến rõ”.

(Công văn 6466/UBND-NC2 của UBND tỉnh Hà Tĩnh, về người đứng đầu: nội dung mới, nội dung khó.)
"""

from remiss.consultation.life.events import Basis
from remiss.consultation.state import Consultation, ReceivedReply, Request
from remiss.consultation.values import QuestionId


def silent_on(case: Consultation, request: Request) -> tuple[QuestionId, ...]:
    """Those put to the agency without an opinion of it so far: owed, or passed over in a reply.

    A person who accepted a reply said that it answers; a reply nobody decided on in time is as the
    rubric read it.
    """
    open_ones = {q for q in request.question_ids if q not in request.answered}
    for reply in request.replies:
        if reply.stands and reply.basis is Basis.REVIEW_LAPSED and reply.assessment:
            open_ones |= set(reply.assessment.unanswered) & set(reply.answers)
    return tuple(q.id for q in case.questions_of(request) if q.difficult and q.id in open_ones)


def passed_over(case: Consultation, request: Request) -> tuple[QuestionId, ...]:
    """Those the reply that lies before a reviewer was read to leave out."""
    last: ReceivedReply | None = request.replies[-1] if request.replies else None
    if last is None or last.assessment is None:
        return ()
    left_out = last.assessment.unanswered
    return tuple(q.id for q in case.owed_by(request) if q.difficult and q.id in left_out)
