"""What is said of one comment among several, as the timeline lists them."""

from remiss.consultation.life.events import Disposed, WordingExplanation
from remiss.consultation.values import FinalWording
from remiss.texts import Bilingual, Numbers, comment_name, label, say

OfComment = Disposed | FinalWording | WordingExplanation


def comment_words(said: OfComment, numbers: Numbers) -> Bilingual:
    """What became of it, where its wording stands, or why it does not."""
    comment = comment_name(said.comment, numbers)
    match said:
        case Disposed():
            return say("event_part.disposed", comment=comment, became=label(said.kind))
        case FinalWording():
            return say("event_part.wording", comment=comment, found=label(said.finding))
        case WordingExplanation():
            explanation = said.explanation.rstrip(" .")
            return say("event_part.wording_explained", comment=comment, explanation=explanation)
