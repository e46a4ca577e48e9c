"""Paths of the pages of cases, without a language, as `url()` and `Visit.to` take them."""

from collections.abc import Mapping

from remiss.consultation.state import Consultation, Request
from remiss.consultation.values import AgencyCode
from remiss.consultation.views.open_tasks import Task, TaskKind

TASK_PAGES: Mapping[TaskKind, str] = {
    TaskKind.CLARIFICATION: "clarification",
    TaskKind.EXTENSION: "extension",
    TaskKind.RULING: "ruling",
    TaskKind.REVIEW: "review",
    TaskKind.REFERRAL: "referral",
    TaskKind.FOLLOW_UP: "follow-up",
    TaskKind.CORRECTION: "correction",
    TaskKind.LATE_REPLY: "late-reply",
}
"""Where a decision about a request has a page of its own."""


def case_path(consultation: str, *more: str) -> str:
    """A case, or a page below it: /cases/HS-WJLCNATDUW4J/comments."""
    return "/".join(("/cases", consultation, *more))


def request_path(consultation: str, agency: AgencyCode, *more: str) -> str:
    """A request, or a page below it: /requests/HS-WJLCNATDUW4J/H99.04/reply."""
    return "/".join(("/requests", consultation, agency, *more))


def of_request(case: Consultation, request: Request, *more: str) -> str:
    """A page below a request; of one that is not the agency's present one it says which."""
    code = request.agency.code
    path = request_path(case.id, code, *more)
    present = case.requests[code].ordinal == request.ordinal
    return path if present else f"{path}?ordinal={request.ordinal}"


def reply_path(case: Consultation, request: Request, number: int, *more: str) -> str:
    """The receipt of a reply, or a page below it."""
    return of_request(case, request, "replies", str(number), *more)


def task_path(consultation: str, task: Task) -> str:
    """Where a task is done: among the comments, in its case, else on a page of its request."""
    if task.kind is TaskKind.COMMENTS:
        return case_path(consultation, "comments")
    if task.kind is TaskKind.RETURN_DATE:
        return case_path(consultation, "return-date")
    return request_path(consultation, task.agency, TASK_PAGES[task.kind])
