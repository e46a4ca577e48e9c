"""The registry: agencies, fields, and whom a set of questions concerns."""

from fastapi import APIRouter

from api.answers import AgencyList, Relevance, SuggestedAgency, Taxonomy
from api.bodies import RelevanceBody
from api.callers import Asked, Caller, Has
from api.cases import answers_for_agency
from api.documentation import ask, read
from api.problems import Problem
from api.strictness import StrictRoute
from consultation.refusals import Refusal
from consultation.relevance import Suggestion, suggest
from consultation.values import Actor, Agency
from reference.registry import Registry

router = APIRouter(tags=["registry"], route_class=StrictRoute)


@router.get(
    "/agencies",
    **read("Danh sách cơ quan", "The agencies"),
)
async def list_agencies(has: Has, _actor: Caller) -> AgencyList:
    """With their mandates and legal basis."""
    return AgencyList(registry=has.registry.version, agencies=has.registry.agencies)


@router.get(
    "/agencies/{agency}",
    **read("Một cơ quan", "One agency"),
)
async def read_agency(has: Has, _actor: Caller, agency: Asked) -> Agency:
    """With its mandates and legal basis."""
    found = has.registry.agency(agency)
    if found is None:
        raise Problem("agency_not_found")
    return found


@router.get(
    "/taxonomy",
    **read("Danh mục lĩnh vực", "The fields of government"),
)
async def read_taxonomy(has: Has, _actor: Caller) -> Taxonomy:
    """The codes questions are tagged with."""
    return Taxonomy(registry=has.registry.version, fields=has.registry.fields)


@router.post(
    "/relevance",
    **ask("Gợi ý cơ quan liên quan trực tiếp", "Suggest the agencies directly concerned"),
)
async def relevance(has: Has, actor: Caller, body: RelevanceBody) -> Relevance:
    """Each with the mandate and legal basis that makes it so, and questions that concern nobody."""
    _check_fields(has.registry, body)
    found = suggest(_candidates(has.registry, actor), body.questions, body.territories)
    concerned = {match.question for suggestion in found for match in suggestion.matches}
    return Relevance(
        registry=has.registry.version,
        suggestions=tuple(_suggested(suggestion) for suggestion in found),
        without_agency=tuple(q.id for q in body.questions if q.id not in concerned),
    )


def _check_fields(registry: Registry, body: RelevanceBody) -> None:
    for question in body.questions:
        if question.field not in registry.fields:
            raise Refusal("unknown_field", question=question.id, field=question.field)


def _candidates(registry: Registry, actor: Actor) -> list[Agency]:
    """Everyone but the agency the caller may draft for."""
    own = None if answers_for_agency(actor) else actor.agency
    return [agency for agency in registry.agencies if agency.code != own]


def _suggested(suggestion: Suggestion) -> SuggestedAgency:
    agency = suggestion.agency
    return SuggestedAgency(
        code=agency.code, name=agency.name, area=agency.area, matches=suggestion.matches
    )
