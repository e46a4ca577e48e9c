# ruff: noqa: F403 -- one door to the commands of every chapter
"""What people, and time, ask of a consultation. Imperative; each carries who, when and its id."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, get_args

from pydantic import Field

from remiss.consultation.life.clarifying.messages import *
from remiss.consultation.life.clarifying.messages import ClarifyingCommand
from remiss.consultation.life.commenting.messages import *
from remiss.consultation.life.commenting.messages import CommentingCommand
from remiss.consultation.life.declining.messages import *
from remiss.consultation.life.declining.messages import DecliningCommand
from remiss.consultation.life.inside.messages import *
from remiss.consultation.life.inside.messages import InsideCommand
from remiss.consultation.life.ladder.messages import *
from remiss.consultation.life.ladder.messages import LadderCommand
from remiss.consultation.life.message import *
from remiss.consultation.life.message import CommandBase
from remiss.consultation.life.opening.messages import *
from remiss.consultation.life.opening.messages import OpeningCommand
from remiss.consultation.life.replying.messages import *
from remiss.consultation.life.replying.messages import ReplyingCommand
from remiss.consultation.life.reviewing.messages import *
from remiss.consultation.life.reviewing.messages import ReviewingCommand
from remiss.consultation.life.steering.calendar_messages import *
from remiss.consultation.life.steering.end_messages import *
from remiss.consultation.life.steering.messages import *
from remiss.consultation.life.steering.messages import SteeringCommand
from remiss.consultation.life.steering.reading_messages import *
from remiss.consultation.life.steering.urging_messages import *

Command = Annotated[
    OpeningCommand
    | InsideCommand
    | ClarifyingCommand
    | DecliningCommand
    | ReplyingCommand
    | ReviewingCommand
    | CommentingCommand
    | LadderCommand
    | SteeringCommand,
    Field(discriminator="kind"),
]

COMMAND_TYPES: Mapping[str, type[CommandBase]] = MappingProxyType(
    {each.model_fields["kind"].default: each for each in get_args(get_args(Command)[0])}
)
"""The type of each command by its kind: reading one so is many times faster than as any of them."""
