"""What the pages of an opening share: where they stand, and which step comes next."""

from typing import ClassVar

from portal.forms import Form, Place
from portal.navigation import CASES
from portal.page import Page
from portal.pages.opening.written import Written, asked, paper_faults, question_faults
from portal.parts.rungs import Progress, ProgressStep
from portal.paths import case_path
from portal.visit import Visit
from remiss.texts import Bilingual, say, text

STEPS = ("paper", "questions", "agencies", "check")


class OpeningPage(Page):
    """One of the four pages."""

    here: ClassVar[str] = CASES

    steps: tuple[ProgressStep, ...]
    form: Form


def step_path(draft: str, step: str) -> str:
    """A page of an opening: /cases/new/0f5a7c1e…/questions."""
    return case_path("new", draft, step)


def place(visit: Visit, draft: str, step: str) -> Place:
    """Where the form of a step stands; what was typed there is the person's own for 30 days."""
    return Place.of(
        visit,
        step_path(draft, step),
        say("portal.opening.draft", step=text(f"portal.opening.step.{step}")),
        "portal.opening",
        keeps=step != "check",
    )


def steps_of(written: Written, now: str) -> tuple[ProgressStep, ...]:
    """Which steps are done, and on which one is."""
    notes: dict[str, Bilingual | None] = dict.fromkeys(STEPS)
    if not paper_faults(written.paper):
        notes["paper"] = text("portal.opening.done")
    count = len(asked(written.questions))
    if count and not question_faults(written.questions):
        notes["questions"] = say("portal.opening.questions_done", count=count)
    if chosen := [each for each in written.agencies.values.get("agencies", ()) if each]:
        notes["agencies"] = say("portal.opening.agencies_done", count=len(chosen))
    return tuple(_rung(number, step, now, notes[step]) for number, step in enumerate(STEPS, 1))


def _rung(number: int, step: str, now: str, note: Bilingual | None) -> ProgressStep:
    progress = Progress.NOW if step == now else Progress.DONE if note else Progress.LATER
    name = say("portal.opening.numbered", number=number, step=text(f"portal.opening.step.{step}"))
    return ProgressStep(name=name, note=note, progress=progress)
