"""Who issues a letter and who signs it there, by what the registry says of the agency."""

from enum import StrEnum

from docx.shared import Mm, Pt

from remiss.documents.drawn_lines import text_width
from remiss.documents.letters.letterhead import BLANK, Letterhead
from remiss.documents.official_wording import one_line, raise_first, shorten_agency
from remiss.reference.issuers import Issuer
from remiss.texts import say, text

AGENCY_SIZE, AGENCY_WIDTH = Pt(13), Mm(62)
"""Of the agency's name, and of the column it stands in, on an upright page."""


class SignedBy(StrEnum):
    """Who signs, which decides what stands above the name (Phụ lục I, phần I, mục II.7)."""

    HEAD = "head"
    ACTING = "acting"
    """Whoever holds the head's post for the time being: Q."""
    DEPUTY = "deputy"
    """A deputy in the head's stead: KT."""
    UNIT = "unit"
    """The head of a unit, by order of the head: TL."""
    DELEGATE = "delegate"
    """Whom the head authorised in writing: TUQ."""


def letterhead(
    issuer: Issuer, unit: str | None = None, signed_by: SignedBy = SignedBy.HEAD
) -> Letterhead:
    """The head of what `issuer` issues; `unit` drafts it."""
    return Letterhead(
        superior=shorten_agency(issuer.superior) if issuer.superior else None,
        agency="\n".join(
            part for line in issuer.heading for part in _broken(one_line(line).upper())
        ),
        place=issuer.place,
        signatory=signature(issuer, unit, signed_by),
        abbreviation=issuer.abbreviation or BLANK,
        unit=unit or BLANK,
    )


def _broken(line: str) -> tuple[str, ...]:
    """A line of the agency's name as it is, or in parts of like length where it is too long."""
    words = line.split(" ")
    if len(words) == 1 or text_width(line, AGENCY_SIZE) <= AGENCY_WIDTH:
        return (line,)
    halves = ((" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words)))
    first, second = min(halves, key=lambda two: max(text_width(each, AGENCY_SIZE) for each in two))
    return (*_broken(first), *_broken(second))


def signature(issuer: Issuer, unit: str | None, signed_by: SignedBy) -> tuple[str, ...]:
    """What stands above the name: KT. GIÁM ĐỐC, PHÓ GIÁM ĐỐC.

    What a unit's head signs is not signed on behalf of a committee.
    """
    head, deputy = (raise_first(one_line(title or BLANK)) for title in (issuer.head, issuer.deputy))
    own = (issuer.units.get(unit, "") if unit else "") or BLANK
    lines = {
        SignedBy.HEAD: (head,),
        SignedBy.ACTING: (_by("acting", head),),
        SignedBy.DEPUTY: (_by("deputy", head), deputy),
        SignedBy.UNIT: (_by("unit", head), _head_of_unit(own)),
        SignedBy.DELEGATE: (_by("delegate", head), _head_of_unit(own)),
    }[signed_by]
    if issuer.committee and signed_by not in {SignedBy.UNIT, SignedBy.DELEGATE}:
        lines = (text("letter.signed.committee").vi, *lines)
    return tuple(line.upper() for line in lines)


def _by(form: str, title: str) -> str:
    return say(f"letter.signed.{form}", title=title).vi


def _head_of_unit(unit: str) -> str:
    """Trưởng phòng, Chánh Văn phòng: what the head of that unit is called."""
    for start, title in (("Phòng ", "head_of_room"), ("Văn phòng", "head_of_office")):
        if unit.startswith(start):
            return text(f"letter.signed.{title}").vi
    return BLANK
