"""A clause of a draft: a Điều, a khoản, a điểm, with its address, its words and an anchor."""

from enum import StrEnum

from pydantic import Field

from remiss.consultation.values import ClauseAnchor, Value
from remiss.texts import Text


class ClauseKind(StrEnum):
    """What a clause is, from the outermost in."""

    PREAMBLE = "preamble"
    ANNEX = "annex"
    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    SUBSECTION = "subsection"
    ARTICLE = "article"
    PARAGRAPH = "paragraph"
    POINT = "point"


class Clause(Value):
    """One clause; those within it follow it and name it as their parent."""

    anchor: ClauseAnchor = Field(description="Made of its address: the same as long as that is.")
    kind: ClauseKind
    number: Text = Field(description="As it is written: 7, II, a, 1.2; empty where there is none.")
    label: Text = Field(description="How the draft begins it: “Điều 7.”, “2.”, “a)”.")
    address: Text = Field(description="“Điểm a khoản 2 Điều 7”.")
    text: Text = Field(description="Its own words, without those of the clauses within it.")
    parent: ClauseAnchor | None
    depth: int = Field(ge=0, description="How many clauses it lies in.")
