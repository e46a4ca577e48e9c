"""An opening as a rehearsal: the same body, at any moment, and nothing recorded."""

from collections.abc import Collection

from pydantic import Field

from remiss.consultation.life.commands import Open
from remiss.consultation.relevance import suggest
from remiss.consultation.values import AgencyCode, number_questions
from remiss.consultation.views.likely_duplicates import LikelyDuplicate
from remiss.consultation.views.rehearsals.rehearsal import Rehearsal, rehearse
from remiss.views.concerned import LeftOutAgency, warnings


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
