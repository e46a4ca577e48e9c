"""Shorthand for judging a text in tests."""

from remiss.consultation.clarity.assessment import Assessment
from remiss.consultation.clarity.reply_record import DEMANDED
from remiss.consultation.clarity.rubric import assess
from remiss.consultation.values import Answer, Mandate, Position, Question
from tests.given.case import reply_text

FEES = Question(id="q1", text="Mức phí 40.000 đồng mỗi lượt có phù hợp không?", field="fin.price")
BUDGET = Question(
    id="q2", text="Nguồn kinh phí năm 2027 có cân đối được không?", field="fin.budget"
)
FINANCE = (Mandate(field="fin", title="Tài chính", legal_basis="Luật Ngân sách nhà nước"),)
CULTURE = (Mandate(field="culture", title="Văn hóa", legal_basis="Luật Di sản văn hóa"),)
NONE, AGREE, DISAGREE = Position.NONE, Position.AGREE, Position.DISAGREE
CHANGES, NOT_OURS = Position.AGREE_WITH_CHANGES, Position.NOT_IN_MANDATE


def judged(
    text: str,
    position: Position = AGREE,
    *answers: Answer,
    questions: tuple[Question, ...] = (FEES,),
    mandates: tuple[Mandate, ...] = FINANCE,
) -> Assessment:
    """The rubric's assessment of one text."""
    reply = reply_text(text=text, position=position, answers=answers)
    return assess(questions, reply, mandates).under(return_from_prose=False, bases=DEMANDED)


def rules(assessment: Assessment) -> list[str]:
    return [finding.rule for finding in assessment.findings]
