"""The last page of an opening: what sending would lead to, and what would be sent to whom."""

from collections.abc import Iterator
from typing import ClassVar

from portal.forms import Form
from portal.pages.opening.approval_page import AskedApproval
from portal.pages.opening.foreseen import Foreseen
from portal.pages.opening.steps import STEPS, OpeningPage, step_path, steps_of
from portal.pages.opening.written import Written, paper_faults, question_faults
from remiss.consultation.values import Value
from remiss.texts import Bilingual, text


class WayBack(Value):
    """A page on which something is to be changed."""

    name: Bilingual
    path: str


class CheckPage(OpeningPage):
    """Nothing was sent to anybody yet."""

    template: ClassVar[str] = "cases/new/check.html"

    missing: tuple[WayBack, ...]
    """Steps in which something is missing; then nothing can be foreseen."""
    refusal: Bilingual | None
    """Why it could not be opened so."""
    foreseen: Foreseen | None
    approval: AskedApproval | None
    """None: whoever writes it opens it."""
    ways: tuple[WayBack, ...]
    later: str


def check_page(
    written: Written,
    draft: str,
    form: Form,
    foreseen: Foreseen | None = None,
    refusal: Bilingual | None = None,
    approval: AskedApproval | None = None,
) -> CheckPage:
    """The page; `foreseen` is what the rehearsal showed, `refusal` why there is none."""
    ways = tuple(
        WayBack(name=text(f"portal.opening.change.{step}"), path=step_path(draft, step))
        for step in STEPS[:-1]
    )
    return CheckPage(
        title=text("portal.opening.check_title"),
        steps=steps_of(written, "check"),
        form=form,
        missing=tuple(_missing(written, ways)),
        refusal=refusal,
        foreseen=foreseen,
        approval=approval,
        ways=ways,
        later="/drafts",
    )


def _missing(written: Written, ways: tuple[WayBack, ...]) -> Iterator[WayBack]:
    paper, questions, agencies = ways
    if paper_faults(written.paper):
        yield paper
    if question_faults(written.questions):
        yield questions
    if not written.asks_somebody:
        yield agencies
