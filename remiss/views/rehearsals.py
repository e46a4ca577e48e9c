"""An opening as a rehearsal: the same body, at any moment, and nothing recorded."""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime

from pydantic import Field

from remiss.consultation.field_index import FieldIndex
from remiss.consultation.life.commands import Open
from remiss.consultation.relevance import suggest
from remiss.consultation.telling.labels import VIET_NAM
from remiss.consultation.time.days_off import RecordedOverride
from remiss.consultation.values import Actor, AgencyCode
from remiss.consultation.views.rehearsal import Rehearsal, rehearse
from remiss.reference.calendars import calendar_in_force
from remiss.reference.registry import Registry
from remiss.sending.bodies.opening import RehearseBody
from remiss.sending.commands import opening
from remiss.views.concerned import LeftOutAgency, warnings


class Preview(Rehearsal):
    """What would happen, and who is directly concerned but not asked."""

    warnings: tuple[LeftOutAgency, ...] = Field(
        description="Cơ quan liên quan trực tiếp nhưng chưa được lấy ý kiến. / Agencies directly "
        "concerned that would not be asked."
    )


def rehearsed_opening(
    actor: Actor,
    body: RehearseBody,
    registry: Registry,
    index: FieldIndex,
    recorded: Iterable[RecordedOverride] = (),
) -> Open:
    """The command that `body` would open a case with, at the moment it names or now.

    `recorded` are the days an administrator put on record beside the known holidays.

    Raises:
        Refusal, Problem: as the opening itself.
    """
    at = body.opens_at or datetime.now(UTC)
    asked = opening(actor, "rehearsal", body, registry, index)
    calendar = calendar_in_force(recorded, at.astimezone(VIET_NAM).year)
    return asked.model_copy(update={"at": at, "calendar": calendar})


def preview(command: Open, silent: Collection[AgencyCode] | None) -> Preview:
    """The rehearsal of `command`, with the warnings its opening would answer with.

    Raises:
        Refusal: the opening would be refused so, or `silent` names an agency that is not asked.
    """
    rehearsal = rehearse(command, silent)
    concerned = suggest(command.directory.agencies, command.questions, command.draft.territories)
    missing = warnings(concerned, command.agencies, command.drafting_agency.code)
    return Preview(**dict(rehearsal), warnings=missing)
