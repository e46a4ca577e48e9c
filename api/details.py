"""A case and its requests in full, as the caller may see them."""

from api.answers import ConsultationDetail, RequestDetail
from api.cases import SeenCase, answers_for_agency
from api.relevance import left_out_of
from consultation.state import Request
from consultation.values import AgencyCode, Question
from consultation.view import RequestRow


def consultation_detail(seen: SeenCase) -> ConsultationDetail:
    """The case with every request the caller may see."""
    case = seen.case
    return ConsultationDetail(
        row=seen.row,
        draft=case.draft,
        drafting_agency=case.drafting_agency.name,
        officer=case.officer,
        questions=_questions(seen),
        requests=request_details(seen),
        left_out=() if answers_for_agency(seen.actor) else left_out_of(case),
    )


def request_details(seen: SeenCase) -> tuple[RequestDetail, ...]:
    """Every request the caller may see."""
    rows = {row.agency: row for row in seen.row.requests}
    return tuple(_detail(seen, request, rows) for request in seen.requests)


def request_detail(seen: SeenCase, agency: AgencyCode) -> RequestDetail:
    """One request.

    Raises:
        Refusal: `request_not_found`.
    """
    request = seen.request(agency)
    return _detail(seen, request, {row.agency: row for row in seen.row.requests})


def _detail(seen: SeenCase, request: Request, rows: dict[AgencyCode, RequestRow]) -> RequestDetail:
    unsigned = request.drafted if seen.sees_unsigned(request) else None
    return RequestDetail(
        row=rows[request.agency.code],
        agency=request.agency.name,
        questions=seen.case.questions_of(request),
        matches=request.matches,
        override=request.override,
        official=request.official,
        review_due_at=request.review_due_at,
        replies=request.replies,
        unsigned=unsigned,
        unsigned_sha256=unsigned.sha256() if unsigned else None,
    )


def _questions(seen: SeenCase) -> tuple[Question, ...]:
    """All of them, or those put to the agency that reads."""
    if not answers_for_agency(seen.actor):
        return seen.case.questions
    return tuple(q for request in seen.requests for q in seen.case.questions_of(request))
