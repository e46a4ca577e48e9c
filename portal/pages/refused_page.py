"""The page of whatever was refused: what happened, and the one way on."""

from typing import ClassVar

from portal.anyone import Anyone
from portal.page import Page
from portal.visit import Visit
from remiss.problems.problem import Problem, Refused
from remiss.texts import Bilingual, say, text

NOT_FOUND = 404
OWN_HEADINGS = (403, 404, 413, 415, 422, 429, 503)


class RefusedPage(Page):
    """A refusal in its own words; `wait` is how many seconds a caller was told to wait."""

    template: ClassVar[str] = "errors/refused.html"

    status: int
    message: Bilingual
    hint: Bilingual | None
    incident: str
    """The id of the request, as the logs know it."""
    signed_in: bool
    broken: bool


def refused_page(
    problem: Problem | Refused, visitor: Visit | Anyone, request_id: str
) -> RefusedPage:
    """The page of a problem for this visitor."""
    status = problem.status_code
    heading = f"portal.refused.heading.{status}"
    known = status in OWN_HEADINGS
    title = text(heading) if known else text("portal.refused.heading.other")
    hides = status == NOT_FOUND  # one text for what is absent and what is another's
    return RefusedPage(
        title=title,
        status=status,
        message=text("portal.refused.not_found") if hides else problem.message,
        hint=_hint(problem, visitor),
        incident=request_id,
        signed_in=isinstance(visitor, Visit),
        broken=status >= 500,  # noqa: PLR2004 -- HTTP's own border
    )


def _hint(problem: Problem | Refused, visitor: Visit | Anyone) -> Bilingual | None:
    match problem.status_code:
        case 404 if isinstance(visitor, Visit):
            return say("portal.refused.who_is_here", name=visitor.actor.name)
        case 429:
            return say("portal.refused.wait", seconds=(problem.headers or {}).get("Retry-After"))
        case 503:
            return text("portal.refused.nobodys_delay")
        case _:
            return None
