"""Scorecards of people: one's own, and those of an agency's officials; every look is on record."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from api.callers import Caller, Has
from api.documentation import read
from api.path_prefixes import V1
from api.routes.scorecards import LookedAt
from remiss.consultation.authority import Scorecard
from remiss.consultation.inspection_named import inspection_of
from remiss.consultation.permission import scorecard_scope
from remiss.consultation.values import AgencyCode, Person, Value
from remiss.ledger.reads.scorecards.agency_scorecard import OfficialScorecard
from remiss.ledger.reads.scorecards.drafter_scorecard import Drafting, PersonDrafting
from remiss.ledger.reads.scorecards.period import Period
from remiss.ledger.reads.scorecards.scorecard_reads import Summed
from remiss.problems.problem import Problem
from remiss.texts import Bilingual, text
from remiss.views.personal_figures import Looking, own_figures, personal_figures

router = APIRouter(prefix=f"{V1}/scorecards", tags=["scorecards"])


class OfficialsWanted(LookedAt):
    """Of which agency, in which period."""

    agency: AgencyCode | None = Field(
        default=None,
        description="Không nêu: cơ quan mình, hoặc mọi cơ quan. / Left out: one's own, or all.",
    )


class OfficialScorecards(Value):
    """The officials of an agency asked, or of all; together they are their agency's card."""

    period: Period
    agency: AgencyCode | None
    officials: tuple[OfficialScorecard, ...]
    people_withheld: Bilingual | None = Field(
        default=None, description="Vì sao không nêu từng người. / Why no people are named."
    )


class OwnScorecard(Value):
    """What was counted of the caller; None where nothing was."""

    period: Period
    answering: OfficialScorecard | None = Field(description="As an official of an agency asked.")
    drafting: PersonDrafting | None = Field(description="As one who drafts.")


@router.get(
    "/agencies/officials",
    **read(
        "read_scorecards_of_agencies",
        "Bảng điểm từng công chức của cơ quan được lấy ý kiến",
        "Scorecards of an agency's officials",
    ),
)
async def officials(
    has: Has, actor: Caller, asked: Annotated[OfficialsWanted, Query()]
) -> OfficialScorecards:
    """A head reads those of their own; whose were read is on record, as on the pages.

    An inspector reads them within an inspection that they name.
    """
    scope = scorecard_scope(actor, Scorecard.AGENCIES)
    agency = asked.agency or scope
    if scope not in {None, agency}:
        raise Problem("not_found")
    named, period = inspection_of(asked.inspection, asked.reason), asked.period
    looking = Looking(actor, has.ledger, has.portal, named)
    found = await personal_figures(looking, Scorecard.AGENCIES, agency, period)
    return OfficialScorecards(
        period=period,
        agency=agency,
        officials=tuple(map(_official, found or ())),
        people_withheld=text("scorecards.people_withheld") if found is None else None,
    )


@router.get("/mine", **read("read_own_figures", "Bảng điểm của chính mình", "One's own scorecard"))
async def own(has: Has, actor: Caller, period: Annotated[Period, Query()]) -> OwnScorecard:
    """Reading one's own is no look at anybody."""
    answering = await own_figures(has.ledger, actor, Scorecard.AGENCIES, period)
    drafting = await own_figures(has.ledger, actor, Scorecard.DRAFTERS, period)
    return OwnScorecard(
        period=period,
        answering=_official(answering) if answering else None,
        drafting=_drafting(drafting) if drafting else None,
    )


def _official(part: Summed) -> OfficialScorecard:
    person = Person(id=part.part, name=part.name) if part.part else None
    return OfficialScorecard.of_official(part.subject, person, part.figures)


def _drafting(part: Summed) -> PersonDrafting:
    figures = Drafting.of(part.figures, ())
    return PersonDrafting(person=Person(id=part.part, name=part.name), figures=figures)
