"""Who issues a paper: its letterhead, its abbreviations for the number, its head's title.

It is read when a letter is drafted and never copied into a case: an agency that a case knows and
the registry no longer does is described from its name alone.
"""

import re
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field

from remiss.consultation.telling.places import COMMITTEES, place_of
from remiss.consultation.values import Value
from remiss.reference.yaml_file import DATA, read
from remiss.texts import Text, say

_ABBREVIATION = re.compile(r"[^\W\d_]\w{0,19}")


def _is_abbreviation(written: str) -> str:
    if not _ABBREVIATION.fullmatch(written):
        raise ValueError(say("reference.registry.abbreviation").both())
    return written


Abbreviation = Annotated[Text, AfterValidator(_is_abbreviation)]
"""SNV, CCVC, SNgV, NV1: as the number of a letter writes it, without blank or hyphen."""


class LetterFacts(Value):
    """What the registry says of an agency's papers; what it leaves out follows from the name."""

    abbreviation: Abbreviation | None = Field(
        default=None, description="Of the agency, in the number: `Số: …/SNV-CCVC`, `…/BC-SNV`."
    )
    units: dict[Abbreviation, Text] = Field(
        default_factory=dict, description="The units that draft: CCVC, Phòng Công chức, viên chức."
    )
    head: Text | None = Field(
        default=None,
        description="What its head is called, which is also how the head signs: Giám đốc, Chánh "
        "Văn phòng. Words that begin the agency's name are not said twice in an address.",
    )
    superior: Text | None = Field(
        default=None,
        description="The body above it, where that is not the province's People's Committee.",
    )
    heading: tuple[Text, ...] = Field(
        default=(), description="Its own name in the letterhead, line by line."
    )
    place: Text | None = Field(default=None, description="Where it signs, before the day.")
    committee: bool = Field(
        default=False, description="A People's Committee: signed on its behalf (TM.)."
    )


class AgencyKind(LetterFacts):
    """What holds for every agency whose name begins like this."""

    begins: str


class AgencyKindsFile(Value):
    """The kinds as they are written; the first that fits holds."""

    kinds: tuple[AgencyKind, ...]


class Issuer(Value):
    """An agency as its papers name it; words are written as in a sentence, not in capitals."""

    name: Text
    superior: Text | None = Field(description="The line above its own; a committee has none.")
    heading: tuple[Text, ...] = Field(description="Its own name in the letterhead, line by line.")
    place: Text = Field(description="Tân Giang, in “Tân Giang, ngày …”.")
    head: Text | None = Field(description="Giám đốc; None: not known, to be filled in by hand.")
    committee: bool = Field(description="Signed “TM. ỦY BAN NHÂN DÂN”.")
    abbreviation: Text | None = Field(description="SNV; None: the number is written by hand.")
    units: dict[str, Text] = Field(description="Name of each unit that drafts, by abbreviation.")

    @property
    def deputy(self) -> str | None:
        """What a deputy of the head is called, and signs as under “KT.”: Phó Giám đốc."""
        return f"Phó {self.head}" if self.head else None

    @property
    def addressed_head(self) -> str:
        """How a letter addresses the head: Giám đốc Sở Tài chính, Chánh Văn phòng UBND tỉnh."""
        words = (self.head or "Thủ trưởng").split()
        for start in range(1, len(words)):
            if self.name.startswith(" ".join(words[start:])):
                return " ".join((*words[:start], self.name))
        return " ".join((*words, self.name))


def issuer(name: str, province: str, facts: LetterFacts | None, *, within: bool) -> Issuer:
    """The agency of this name; `province` is its People's Committee, `within` whether its own."""
    kind = next((each for each in agency_kinds() if name.startswith(each.begins)), LetterFacts())
    known = kind.model_copy(update=facts.model_dump(exclude_unset=True) if facts else {})
    above = known.superior or (province if within and not known.committee else None)
    return Issuer(
        name=name,
        superior=above,
        heading=known.heading or _heading(name, known, place_of(province)),
        place=known.place or place_of(name if known.committee else province),
        head=known.head,
        committee=known.committee,
        abbreviation=known.abbreviation,
        units=known.units,
    )


@cache
def agency_kinds(path: Path = DATA / "agency_kinds.yaml") -> tuple[AgencyKind, ...]:
    """The kinds of agencies at `path`, in the order in which they are tried.

    Raises:
        ReferenceDataError: the file is wrong; the message says where and what to write instead.
    """
    return read(path, AgencyKindsFile).kinds


def _heading(name: str, known: LetterFacts, place: str) -> tuple[str, ...]:
    """A committee takes two lines; under a ministry nothing above names the province."""
    if known.committee:
        territory = next(name.removeprefix(each) for each in COMMITTEES if name.startswith(each))
        return ("Ủy ban nhân dân", territory)
    if known.superior and name.endswith((" tỉnh", " thành phố")):
        return (f"{name} {place}",)
    return (name,)
