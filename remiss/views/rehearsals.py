"""An opening as a rehearsal, with nothing recorded; and the open cases it may repeat."""

from collections.abc import Collection

import structlog
from pydantic import Field

from remiss.consultation.life.commands import Open
from remiss.consultation.life.opening.likely_duplicates import LikelyDuplicate, likely_duplicates
from remiss.consultation.relevance import suggest
from remiss.consultation.values import AgencyCode, number_questions
from remiss.consultation.views.rehearsals.rehearsal import Rehearsal, rehearse
from remiss.ledger.connection import Reader
from remiss.ledger.reads.open_cases import list_open_cases
from remiss.problems.problem import Problem
from remiss.views.concerned import LeftOutAgency, warnings

log = structlog.get_logger()


class Preview(Rehearsal):
    """What would happen, and who is directly concerned but not asked."""

    warnings: tuple[LeftOutAgency, ...] = Field(
        description="Cơ quan liên quan trực tiếp nhưng chưa được lấy ý kiến. / Agencies directly "
        "concerned that would not be asked."
    )
    duplicates: tuple[LikelyDuplicate, ...] | None = Field(
        description="Hồ sơ đang mở có thể trùng; trống: chưa đối chiếu được. / Open cases it may "
        "repeat; null: nobody could look."
    )


def preview(
    command: Open,
    silent: Collection[AgencyCode] | None,
    duplicates: tuple[LikelyDuplicate, ...] | None,
) -> Preview:
    """The rehearsal of `command`, with the warnings its opening would answer with.

    Raises:
        Refusal: the opening would be refused so, or `silent` names an agency that is not asked.
    """
    rehearsal = rehearse(command, silent)
    concerned = suggest(command.directory.agencies, command.questions, command.draft.territories)
    numbers = number_questions(command.questions)
    missing = warnings(concerned, command.agencies, command.drafting_agency.code, numbers)
    return Preview(**dict(rehearsal), warnings=missing, duplicates=duplicates)


async def find_duplicates(ledger: Reader, command: Open) -> tuple[LikelyDuplicate, ...] | None:
    """Those of its drafting agency, which whoever drafts there may see; None: nobody could look.

    A warning refuses nothing, and so a ledger that does not answer holds no opening up.
    """
    try:
        return likely_duplicates(command, await list_open_cases(ledger, command))
    except Problem as problem:
        log.warning("duplicates_not_looked_for", reason=problem.code)
        return None
