"""Whether other agencies read what one replied, once the case is concluded."""

from typing import Literal

from remiss.consultation.life.message import CommandBase, RequestEventBase
from remiss.consultation.values import AgencyCode, Person, Sentence


class KeepFromOthers(CommandBase):
    """Have no other agency read the replies of one, also once the case is concluded."""

    kind: Literal["keep_from_others"] = "keep_from_others"
    agency: AgencyCode
    reason: Sentence


class LetOthersRead(CommandBase):
    """Take that back: they are read as those of the others are."""

    kind: Literal["let_others_read"] = "let_others_read"
    agency: AgencyCode
    reason: Sentence


class RepliesKeptFromOthers(RequestEventBase):
    """It is about all the agency replies in the case, before and after."""

    kind: Literal["replies_kept_from_others"] = "replies_kept_from_others"
    reason: Sentence
    by: Person


class RepliesLetToOthers(RequestEventBase):
    kind: Literal["replies_let_to_others"] = "replies_let_to_others"
    reason: Sentence
    by: Person
