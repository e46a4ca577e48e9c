"""A wording that was adopted, and where the final text has it."""

from portal.pages.comments.entries import ListedComment
from portal.parts.tag import State, Tag
from remiss.consultation.values import DispositionKind, FinalWording, Value, WordingFinding
from remiss.texts import Bilingual, Text, label

SHAPES = {
    WordingFinding.EXACT: State.DONE,
    WordingFinding.CHANGED: State.NEAR,
    WordingFinding.NOT_FOUND: State.LATE,
    WordingFinding.UNREAD: State.HOLD,
}


class Located(Value):
    """A wording that was adopted, and where the final text has it."""

    comment: str
    heading: Bilingual | Text
    asked: Text
    tag: Tag
    address: Text
    passage: Text
    explanation: Text
    waits: bool
    """Nobody has said yet why its words are others."""


def located_in(entry: ListedComment, wording: FinalWording) -> Located:
    """The wording a comment asked for."""
    return Located(
        comment=entry.id,
        heading=entry.heading,
        asked=entry.wording,
        tag=Tag(state=SHAPES[wording.finding], text=label(wording.finding)),
        address=wording.address,
        passage=wording.passage,
        explanation=wording.explanation or "",
        waits=wording.unexplained and entry.kind is DispositionKind.ADOPTED,
    )
