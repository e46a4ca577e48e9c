# ruff: noqa: F403 -- one door to the events of every chapter
"""What happened in a consultation. Past tense; `at` is when the workflow learnt of it.

An event that time brought about also says when it fell due: a service that was down records
late, and says so.
"""

from typing import Annotated

from pydantic import Field

from remiss.consultation.life.clarifying.messages import *
from remiss.consultation.life.clarifying.messages import ClarifyingEvent
from remiss.consultation.life.commenting.messages import *
from remiss.consultation.life.commenting.messages import CommentingEvent
from remiss.consultation.life.declining.messages import *
from remiss.consultation.life.declining.messages import DecliningEvent
from remiss.consultation.life.inside.messages import *
from remiss.consultation.life.inside.messages import InsideEvent
from remiss.consultation.life.ladder.messages import *
from remiss.consultation.life.ladder.messages import LadderEvent
from remiss.consultation.life.message import *
from remiss.consultation.life.opening.messages import *
from remiss.consultation.life.opening.messages import OpeningEvent
from remiss.consultation.life.replying.messages import *
from remiss.consultation.life.replying.messages import ReplyingEvent
from remiss.consultation.life.reviewing.messages import *
from remiss.consultation.life.reviewing.messages import ReviewingEvent
from remiss.consultation.life.steering.calendar_messages import *
from remiss.consultation.life.steering.end_messages import *
from remiss.consultation.life.steering.messages import *
from remiss.consultation.life.steering.messages import SteeringEvent
from remiss.consultation.life.steering.reading_messages import *
from remiss.consultation.life.steering.urging_messages import *
from remiss.consultation.values import Actor, Value

Event = Annotated[
    OpeningEvent
    | InsideEvent
    | ClarifyingEvent
    | DecliningEvent
    | ReplyingEvent
    | ReviewingEvent
    | CommentingEvent
    | LadderEvent
    | SteeringEvent,
    Field(discriminator="kind"),
]


class RecordedEvent(Value):
    """An event in its place: which stream, which version, on whose command."""

    consultation: str
    version: int = Field(ge=1)
    command_id: str
    actor: Actor
    event: Event
