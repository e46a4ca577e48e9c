"""The one objection of an agency: which answers it does not accept, ten of them a page, and why."""

from typing import ClassVar

from portal.forms import Form
from portal.pages.requests.act_pages import ActPage, Option, of_act
from portal.pages.requests.own_comments_page import comment_heading, open_comments
from portal.present_cases import PresentCase
from remiss.consultation.state import Consultation, Disposition, Request
from remiss.texts import Bilingual, label, say, text
from remiss.views.comment_detail import CommentDetail, comment_detail

ROWS, SNIPPET = 10, 160
COMMENTS, PAGE, TURN = "comments", "page", "page:"
"""The fields of what is chosen and of the page shown; what a button that turns it begins with."""


class ObjectionPage(ActPage):
    """The comments whose answer is not accepted, and why; each once."""

    template: ClassVar[str] = "requests/comments/objection.html"

    open: tuple[Option, ...]
    """Of the page that is shown."""
    chosen: tuple[str, ...]
    """Those chosen on the other pages, which go along."""
    first: int
    """The number of the first of them among all, counted from 1."""
    all: int
    page: int
    pages: int


def objection_page(found: PresentCase, request: Request, form: Form) -> ObjectionPage:
    """The page the form was turned to."""
    case = found.seen.case
    every = open_comments(case, request, found.now)
    pages = max(1, -(-len(every) // ROWS))
    typed = form.value(PAGE)
    wanted = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < len("1000") else 1
    page = min(max(wanted, 1), pages)
    start = (page - 1) * ROWS
    shown = every[start : start + ROWS]
    elsewhere = (*every[:start], *every[start + ROWS :])
    return ObjectionPage(
        open=tuple(_option(case, comment_detail(request, comment)) for comment in shown),
        chosen=tuple(one.id for one in elsewhere if form.has(COMMENTS, one.id)),
        first=start + 1,
        all=len(every),
        page=page,
        pages=pages,
        nothing=None if every else text("portal.own_comments.nothing_open"),
        **of_act(found, request, "objection", form),
    )


def _option(case: Consultation, detail: CommentDetail) -> Option:
    said = detail.text or detail.proposed_wording
    short = said if len(said) <= SNIPPET else f"{said[:SNIPPET]}…"
    name, made = comment_heading(case, detail), detail.disposition
    named = name if isinstance(name, str) else name.vi
    return Option(
        value=detail.id,
        label=say("portal.request.question_option", name=named, words=short).vi,
        hint=_answer_in_short(made) if made else None,
    )


def _answer_in_short(made: Disposition) -> Bilingual:
    if made.explanation is None:
        return label(made.kind)
    return say("portal.own_comments.answer", kind=label(made.kind), explanation=made.explanation)
