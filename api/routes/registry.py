"""The registry: agencies, fields, and whom a set of questions concerns."""

from fastapi import APIRouter

from api.callers import Asked, Caller, Has
from api.documentation import ask, read
from api.path_prefixes import V1
from remiss.consultation.refusals import Refusal
from remiss.consultation.relevance import suggest
from remiss.consultation.values import Agency, AgencyCode, Question, number_questions
from remiss.consultation.visibility import answers_for_agency
from remiss.intake.strict_json import StrictRoute
from remiss.problems.problem import Problem
from remiss.reference.registry import Registry
from remiss.sending.bodies.opening import FieldsBody, RelevanceBody
from remiss.sending.commands import questions_of
from remiss.views.answers import AgencyList, Taxonomy
from remiss.views.concerned import FieldProposals, Relevance, suggested_agency, warnings

router = APIRouter(prefix=V1, tags=["registry"], route_class=StrictRoute)


@router.get(
    "/agencies",
    **read("read_registry", "Danh sách cơ quan", "The agencies"),
)
async def list_agencies(has: Has, _actor: Caller) -> AgencyList:
    """With their mandates and legal basis."""
    return AgencyList(registry=has.registry.version, agencies=has.registry.agencies)


@router.get(
    "/agencies/{agency}",
    **read("read_registry", "Một cơ quan", "One agency"),
)
async def read_agency(has: Has, _actor: Caller, agency: Asked) -> Agency:
    """With its mandates and legal basis."""
    found = has.registry.agency(agency)
    if found is None:
        raise Problem("agency_not_found")
    return found


@router.get(
    "/taxonomy",
    **read("read_registry", "Danh mục lĩnh vực", "The fields of government"),
)
async def read_taxonomy(has: Has, _actor: Caller) -> Taxonomy:
    """The codes questions are tagged with."""
    return Taxonomy(registry=has.registry.version, fields=has.registry.fields)


@router.post(
    "/relevance",
    **ask(
        "read_registry",
        "Gợi ý cơ quan liên quan trực tiếp",
        "Suggest the agencies directly concerned",
    ),
)
async def relevance(has: Has, actor: Caller, body: RelevanceBody) -> Relevance:
    """Each with its mandate and legal basis; questions that concern nobody; who is left out."""
    questions = questions_of(has.field_index, body.questions, body.subject)
    _check_fields(has.registry, questions)
    own = None if answers_for_agency(actor) else actor.agency
    found = suggest(_candidates(has.registry, own), questions, body.territories)
    concerned = {match.question for suggestion in found for match in suggestion.matches}
    chosen, numbers = body.agencies, number_questions(questions)
    return Relevance(
        registry=has.registry.version,
        suggestions=tuple(map(suggested_agency, found)),
        without_agency=tuple(q.id for q in questions if q.id not in concerned),
        left_out=() if chosen is None else warnings(found, chosen, own, numbers),
    )


@router.post(
    "/fields",
    **ask("read_registry", "Gợi ý mã lĩnh vực cho một nội dung", "Propose fields for a question"),
)
async def propose_fields(has: Has, _actor: Caller, body: FieldsBody) -> FieldProposals:
    """By the words of its text, best first, with the words found; an officer chooses."""
    return FieldProposals(
        registry=has.registry.version,
        proposals=has.field_index.propose(body.text, body.subject),
    )


def _check_fields(registry: Registry, questions: tuple[Question, ...]) -> None:
    for question in questions:
        if question.field not in registry.fields:
            raise Refusal("unknown_field", question=question.id, field=question.field)


def _candidates(registry: Registry, own: AgencyCode | None) -> list[Agency]:
    """Everyone but the agency the caller may draft for."""
    return [agency for agency in registry.agencies if agency.code != own]
