"""The Office urges an agency whose reply it waits for: asked for, and that it happened."""

from typing import Literal

from pydantic import Field

from remiss.consultation.life.message import CommandBase, RequestEventBase
from remiss.consultation.values import AgencyCode, Person, Sentence


class Urge(CommandBase):
    """As the Office, urge an agency to reply (văn bản đôn đốc)."""

    kind: Literal["urge"] = "urge"
    agency: AgencyCode
    words: Sentence = Field(description="What the Office asks of the agency; the letter prints it.")


class RequestUrged(RequestEventBase):
    """The Office urged the agency; no clock moves, and no rung of the ladder is taken for it."""

    kind: Literal["request_urged"] = "request_urged"
    words: Sentence
    by: Person
    office: AgencyCode | None = Field(
        default=None, description="Of whoever urged; the letter goes out under its name."
    )
