"""Rehearsing a file: an opening as an officer writes it down, with no server running."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AwareDatetime, BeforeValidator, Field, StringConstraints, TypeAdapter
from pydantic import ValidationError as Invalid

from remiss.consultation.field_index import FieldIndex, QuestionProposals
from remiss.consultation.refusals import Refusal
from remiss.consultation.values import Actor, AgencyCode, Role
from remiss.problems.problem import Problem as ApiProblem
from remiss.reference.registry import load_registry
from remiss.reference.yaml_file import ReferenceDataError, read
from remiss.sending.bodies.opening import EARLIEST, LATEST, RehearseBody
from remiss.sending.caller_command import rehearsed_opening
from remiss.texts import VIET_NAM, Bilingual, BilingualError, say
from remiss.views.rehearsals import Preview, preview

NONE = "none"
"""Written for an agency: nobody is assumed to stay silent."""


def _in_viet_nam(written: object) -> object:
    """A moment written without a zone is meant in Viet Nam's time; a day alone is no moment."""
    try:
        moment = datetime.fromisoformat(written) if isinstance(written, str) else written
    except ValueError:
        return written
    if isinstance(written, str) and len(written) <= len("2026-12-01"):
        return written
    if isinstance(moment, datetime) and moment.tzinfo is None:
        return moment.replace(tzinfo=VIET_NAM)
    return moment if isinstance(moment, datetime) else str(written)


Moment = Annotated[AwareDatetime, Field(ge=EARLIEST, le=LATEST), BeforeValidator(_in_viet_nam)]


class RehearsalFile(RehearseBody):
    """The body of an opening, and who would send it."""

    drafting_agency: AgencyCode
    officer: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]{1,64}$")]
    role: Literal["officer", "supervisor"] = "officer"
    opens_at: Moment | None = None

    @property
    def actor(self) -> Actor:
        """Who would open the case."""
        role = Role(self.role)
        return Actor(id=self.officer, name=self.officer, role=role, agency=self.drafting_agency)


def rehearse_file(path: Path, silent: Sequence[str] = (), at: str | None = None) -> Preview:
    """The rehearsal of what `path` asks; `silent` and `at` replace what the file says of them.

    It knows the holidays, not the days an administrator recorded: those lie in the database.

    Raises:
        BilingualError: the file cannot be read or is wrong, or the opening would be refused.
    """
    asked = _read(path)
    if at is not None:
        asked = asked.model_copy(update={"opens_at": _moment(at)})
    registry = load_registry(at=asked.opens_at)
    index = FieldIndex(registry.fields, registry.agencies)
    assumed = asked.silent if not silent else tuple(code for code in silent if code != NONE)
    try:
        return preview(rehearsed_opening(asked.actor, asked, registry, index), assumed, None)
    except Refusal as refusal:
        raise BilingualError(refusal.message) from None
    except ApiProblem as problem:
        said, fields = problem.message, _proposals(problem.proposals or ())
        raise BilingualError(Bilingual(vi=said.vi + fields.vi, en=said.en + fields.en)) from None


def _read(path: Path) -> RehearsalFile:
    try:
        return read(path, RehearsalFile)
    except ReferenceDataError as error:
        said = say("command.rehearse.unfit", path=path, mistakes=str(error))
        raise BilingualError(said) from None
    except OSError as error:
        said = say("program.file_unreadable", path=path, reason=error.strerror)
        raise BilingualError(said) from None
    except ValueError:
        raise BilingualError(say("command.rehearse.no_utf8", path=path)) from None


def _moment(written: str) -> datetime:
    try:
        return TypeAdapter[datetime](Moment).validate_python(written)
    except Invalid:
        years = {"first": EARLIEST.year, "last": LATEST.year - 1}
        raise BilingualError(say("command.rehearse.no_moment", written=written, **years)) from None


def _proposals(questions: Sequence[QuestionProposals]) -> Bilingual:
    """The fields to choose from, a line for each question, behind what is said of them."""
    lines = {"vi": "", "en": ""}
    for one in questions:
        for language in lines:
            fields = [f"{p.field} ({getattr(p.title, language)})" for p in one.proposals]
            lines[language] += f"\n  {one.question}: {', '.join(fields) or '—'}"
    return Bilingual(**lines)
