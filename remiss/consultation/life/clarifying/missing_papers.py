"""Papers asked for: each by its name, with the rule that requires it, or the clock does not stop.

“Chấm dứt tình trạng yêu cầu phát sinh thêm thành phần hồ sơ ngoài quy định”
(Công văn 6767/UBND-NC của UBND tỉnh Bình Định, 11/12/2017, điểm 2). Asked at admission only: a
replay never refuses what was accepted.
"""

from remiss.consultation.clarity.stock_words import says_something
from remiss.consultation.life.clarifying.messages import AskClarification
from remiss.consultation.refusals import Refusal
from remiss.consultation.values import ClarificationGround


def check_papers(command: AskClarification) -> None:
    """Refuse a clarification on missing papers that does not say which, or by which rule.

    Raises:
        Refusal: `papers_unnamed`, `paper_without_name`, `paper_without_rule`.
    """
    if command.ground is ClarificationGround.MISSING_DOCUMENT and not command.papers:
        raise Refusal("papers_unnamed")
    if nameless := [paper.name for paper in command.papers if not says_something(paper.name)]:
        raise Refusal("paper_without_name", papers=nameless)
    if ruleless := [paper.name for paper in command.papers if not says_something(paper.rule)]:
        raise Refusal("paper_without_rule", papers=ruleless)
