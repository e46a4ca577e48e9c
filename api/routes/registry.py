"""The registry: agencies, their people, fields, and whom a set of questions concerns."""

from datetime import UTC, datetime

from fastapi import APIRouter

from api.callers import Asked, Caller, Has
from api.documentation import ask, read
from api.path_prefixes import V1
from remiss.consultation.named_people import NamedFor
from remiss.consultation.refusals import Refusal
from remiss.consultation.relevance import suggest
from remiss.consultation.values import Agency, AgencyCode, Question, number_questions
from remiss.consultation.visibility import answers_for_agency
from remiss.intake.strict_json import StrictRoute
from remiss.ledger.reads.ended_bodies import CaseOfEndedBody, list_cases_of_ended_bodies
from remiss.ledger.reads.named_in_events import UnlistedPerson, list_unlisted_people
from remiss.problems.problem import Problem
from remiss.reference.registry import Registry
from remiss.sending.bodies.opening import FieldsBody, RelevanceBody
from remiss.sending.caller_command import questions_of
from remiss.views.answers import AgencyList, Taxonomy
from remiss.views.concerned import FieldProposals, Relevance, suggested_agency, warnings
from remiss.views.listed_people import PeopleOfAgency, people_of

router = APIRouter(prefix=V1, tags=["registry"], route_class=StrictRoute)


@router.get(
    "/agencies",
    **read("read_registry", "Danh sách cơ quan", "The agencies"),
)
async def list_agencies(has: Has, _actor: Caller) -> AgencyList:
    """With their mandates and legal basis."""
    return AgencyList(registry=has.registry.version, agencies=has.registry.agencies)


@router.get(
    "/registry/ended-bodies",
    response_model=tuple[CaseOfEndedBody, ...],
    **read(
        "read_ended_bodies",
        "Hồ sơ đang mở của cơ quan không còn trong danh mục",
        "Open cases of bodies the registry no longer has",
    ),
)
async def list_ended(has: Has, _actor: Caller) -> tuple[CaseOfEndedBody, ...]:
    """What each was asked and has not settled, and the cases it drafts, with what to do.

    `move` shows beforehand what asking the successors and withdrawing the request would lead to.
    """
    return await list_cases_of_ended_bodies(has.ledger, has.registry.agencies, datetime.now(UTC))


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
    "/people",
    **read("read_people", "Nhân sự của cơ quan mình", "The people of one's own agency"),
)
async def list_people(has: Has, actor: Caller, may: NamedFor | None = None) -> PeopleOfAgency:
    """As the province's list has them; with `may`, those who may be named for it."""
    return people_of(has.people, actor.agency, may)


@router.get(
    "/people/unlisted",
    response_model=tuple[UnlistedPerson, ...],
    **read(
        "read_unlisted_people",
        "Người được nêu trong hồ sơ mà danh sách nhân sự chưa có",
        "Who was named in cases and is not on the list of people",
    ),
)
async def list_unlisted(has: Has, _actor: Caller) -> tuple[UnlistedPerson, ...]:
    """Last named first; whom the list has in that agency by now is left out."""
    found = await list_unlisted_people(has.ledger)
    return tuple(each for each in found if not has.people.has(each.person, each.agency))


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
